"""Decode speed and the times that follow from it: bandwidth, launches and what the measurements say of both."""

from dataclasses import replace

import numpy as np

from llmselect.estimates.columns import Devices, Range, Work
from llmselect.estimates.decode_terms import decode_terms
from llmselect.estimates.speed_factors import factors, seconds, spread
from llmselect.estimates.speed_terms import MICRO
from llmselect.units import Floats

HOST_SHARE_OF_BANDWIDTH = 0.4
HOST_LAYER_MICROSECONDS = 240.0
"""Layers, or their experts, left in host memory: half of the 20 speeds of measured/offload.csv, where that is told, are
met within 12 %; half of the 21 partial rows of measured/speed.csv, where it is guessed, within 28 %."""
FIRST_TOKEN_FACTOR = 1.04
"""Time to first token over prompt tokens / prefill speed, model already loaded."""


def decode(work: Work, devices: Devices) -> Range:
    """Tokens a second for one reader, never above bandwidth / bytes read.

    Seconds a token = (weights + k cache) / (e bandwidth) + layers (launches + extras of mixtures, hybrids, Gemma);
    layers in host memory add its reading time. Factors: scripts/fit_speed.py on measured/speed.csv.
    """
    whole = seconds(decode_terms(work, devices), factors("decode"))
    least = shortest_s(work, devices)
    likely = 1 / np.maximum(_with_host(whole, work, devices), least)
    low, high = spread("decode", work, devices)
    most = np.minimum(1 / least, _at_most_whole(work, devices) / whole)
    return Range(likely * low, likely, np.minimum(likely * high, most))


def _at_most_whole(work: Work, devices: Devices) -> Floats:
    """Upper end of the range with everything on the accelerator: leaving a part of it on the host never adds speed."""
    return spread("decode", replace(work, accelerator_share=np.ones(len(work.layers))), devices)[1]


def shortest_s(work: Work, devices: Devices) -> Floats:
    """Seconds in which memory can give the bytes of one token at all."""
    share = accelerator_share(work, devices)
    chip = bytes_read(work) / devices.bandwidth
    host = bytes_read(work) / devices.host_bandwidth
    return np.maximum(chip, share * chip + (1 - share) * host)


def bytes_read(work: Work) -> Floats:
    """Weights, cache and recurrent state read for one generated token."""
    return work.read_bytes + work.kv_read_bytes


def accelerator_share(work: Work, devices: Devices) -> Floats:
    """Share of the work done by the chip that `devices` describes: all of it where the host is that chip."""
    return np.where(devices.host_alone, 1.0, work.accelerator_share)


def _with_host(whole: Floats, work: Work, devices: Devices) -> Floats:
    share = accelerator_share(work, devices)
    on_host = (1 - share) * bytes_read(work) / (HOST_SHARE_OF_BANDWIDTH * devices.host_bandwidth)
    layers = np.where(devices.host_alone, 0.0, work.host_layers) * HOST_LAYER_MICROSECONDS * MICRO
    return np.maximum(whole, share * whole + on_host + layers)


def ttft_s(prompt_tokens: Floats, prefill: Range) -> Range:
    """Seconds to the first token, model loaded; a faster prefill is a shorter wait, so low and high change places."""
    tokens = FIRST_TOKEN_FACTOR * prompt_tokens
    return Range(tokens / prefill.high, tokens / prefill.likely, tokens / prefill.low)


def finish_s(prompt_tokens: Floats, output_tokens: Floats, decode: Range, prefill: Range) -> Range:
    """Seconds to the last token of an answer."""
    first = ttft_s(prompt_tokens, prefill)
    return Range(
        first.low + output_tokens / decode.high,
        first.likely + output_tokens / decode.likely,
        first.high + output_tokens / decode.low,
    )
