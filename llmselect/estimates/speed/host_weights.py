"""What weights in host memory cost while a prompt is read: a way to the card, or arithmetic of the host's processor."""

from typing import Final, NamedTuple

import numpy as np

from llmselect.estimates.core.columns import Devices, Work
from llmselect.estimates.core.engines import REPACKS
from llmselect.estimates.speed.decode import accelerator_share
from llmselect.estimates.speed.interconnect import HALF_BUS_FAMILIES, HOST_BUS_MEASURED
from llmselect.units import Floats


class HostRates(NamedTuple):
    """How fast weights of the host serve a prompt; scripts/fit_host_bus.py fits them on measured/offload.csv."""

    bus_bytes_per_s: float
    repacked: float
    """Of the processor's figure, what kernels for weights in its own order reach; the figure is of llama.cpp's."""


HOST_RATES: Final = HostRates(HOST_BUS_MEASURED.bytes_per_s, 1.22)
LEAST_TOKENS: Final = 32
"""Fewer are computed on the host, where the weights are (ggml/src/ggml-cuda/ggml-cuda.cu, `offload_op`)."""


def on_host_s(work: Work, devices: Devices, batch: Floats, rates: HostRates = HOST_RATES) -> Floats:
    """Seconds a token that weights of the host take.

    llama.cpp copies them to the card once for each `batch` of tokens; engines that repack them compute on the host's
    processor (`-rtr` of ik_llama.cpp, KTransformers), where its figure is known.
    """
    crossing = _crossing_s(work, devices, batch, rates)
    if devices.host_flops is None:
        return crossing
    there = (1 - accelerator_share(work, devices)) * work.active_parameters
    computed = 2 * there / (rates.repacked * devices.host_flops)
    repacks = np.array([any(word in name for word in REPACKS) for name in work.engine], np.bool_)
    return np.where(repacks & ~np.isnan(computed), computed, crossing)


def _crossing_s(work: Work, devices: Devices, batch: Floats, rates: HostRates) -> Floats:
    half = np.array([family in HALF_BUS_FAMILIES for family in devices.family], np.bool_)
    bus = np.where(half, 0.5, 1.0) * rates.bus_bytes_per_s
    return _left_bytes(work, devices) / (bus * _tokens_together(work, batch))


def _tokens_together(work: Work, batch: Floats) -> Floats:
    """Tokens that one copy of the weights serves: those of a batch, or of a prompt dealt out to several."""
    told = work.micro_batch
    most = batch if told is None else np.where(np.isnan(told), batch, told)
    if work.prompt_tokens is None:
        return most
    return np.maximum(work.prompt_tokens / np.ceil(np.maximum(work.prompt_tokens, 1) / most), LEAST_TOKENS)


def _left_bytes(work: Work, devices: Devices) -> Floats:
    """Weights that lie elsewhere than on the chips that compute."""
    if work.left_bytes is None:
        return (1 - accelerator_share(work, devices)) * work.file_bytes
    return np.where(devices.host_alone, 0.0, work.left_bytes)
