"""How fast a prompt is read: arithmetic on batches of tokens, attention to what came before, weights once a batch."""

import numpy as np

from llmselect.estimates.columns import Devices, Range, Work
from llmselect.estimates.prefill_terms import MICRO_BATCH, prefill_terms
from llmselect.estimates.speed import accelerator_share
from llmselect.estimates.speed_factors import factors, seconds, spread

BUS_BYTES_PER_S = 15.75e9
"""PCI Express 3.0 with 16 lanes: weights in host memory cross it once a batch (PCI-SIG, 985 MB/s a lane)."""


def prefill(work: Work, devices: Devices) -> Range:
    """Prompt tokens a second at the depth of the work; unknown where the chip's arithmetic is not published.

    Factors: scripts/fit_speed.py on measured/speed.csv.
    """
    whole = seconds(prefill_terms(work, devices), factors("prefill"))
    crossing = (1 - accelerator_share(work, devices)) * work.file_bytes / (BUS_BYTES_PER_S * MICRO_BATCH)
    likely = 1 / (whole + crossing)
    low, high = spread("prefill", work, devices)
    return Range(likely * low, likely, likely * np.maximum(high, 1.0))
