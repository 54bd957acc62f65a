"""How fast a prompt is read: arithmetic on batches of tokens, attention to what came before, weights once a batch."""

import numpy as np

from llmselect.estimates.columns import Devices, Range, Work
from llmselect.estimates.prefill_terms import MICRO_BATCH, prefill_terms
from llmselect.estimates.speed import accelerator_share
from llmselect.estimates.speed_factors import factors, seconds, spread
from llmselect.units import Floats

BUS_BYTES_PER_S = 8.5e9
"""Weights in host memory cross the bus once a batch: an RX 9070 XT took 2.5 ms a token longer for 10.8 GB more of
experts left there, two P100 came to 6.3e9 (measured/offload.csv); PCI Express 3.0 promises 15.75e9."""


def prefill(work: Work, devices: Devices) -> Range:
    """Prompt tokens a second at the depth of the work; unknown where the chip's arithmetic is not published.

    Factors: scripts/fit_speed.py on measured/speed.csv.
    """
    whole = seconds(prefill_terms(work, devices), factors("prefill"))
    crossing = _left_bytes(work, devices) / (BUS_BYTES_PER_S * MICRO_BATCH)
    likely = 1 / (whole + crossing)
    low, high = spread("prefill", work, devices)
    return Range(likely * low, likely, likely * np.maximum(high, 1.0))


def _left_bytes(work: Work, devices: Devices) -> Floats:
    """Weights that lie elsewhere than on the chips that compute."""
    if work.left_bytes is None:
        return (1 - accelerator_share(work, devices)) * work.file_bytes
    return np.where(devices.host_alone, 0.0, work.left_bytes)
