"""Decode speed and the times that follow from it: memory bandwidth, kernel launches, and fitted factors on both."""

from dataclasses import replace

import numpy as np

from llmselect.estimates.core.columns import Devices, Range, Work
from llmselect.estimates.speed.factors import factors, seconds, spread
from llmselect.estimates.speed.terms import MICRO, Effect, FactorKeys, Labels, Term
from llmselect.machine.machine import ChipClass
from llmselect.units import Floats

STACKED = ("nv_pascal", "nv_volta", "nv_hbm", "nv_hopper", "gcn", "cdna")
STACKED_BANDWIDTH = 600e9
"""Families whose chips beyond that bandwidth have stacked memory: P100, V100, A100, H100, MI50 and their sisters."""
ORDINARY_OPERATIONS_PER_BYTE = 10.0
"""16-bit operations that a processor does in the time of reading a byte, where its speed is unknown: a desktop's."""


def decode_terms(work: Work, devices: Devices) -> tuple[Term, ...]:
    """Seconds for one generated token: weights and cache are read, and every layer costs its launches."""
    words = FactorKeys.of(work, devices)
    engine_here = words.engine.beside(words.chip)
    reading = (
        Effect("read", words.chip),
        Effect("read_family", words.family),
        Effect("read_engine", engine_here),
        Effect("read_ultra", words.chip, words.ultra(devices)),
        Effect("read_stacked", Labels(("all",), np.zeros(len(work.layers), dtype=np.int64)), _stacked(devices)),
    )
    weights = (
        Effect("read_storage", words.storage.beside(words.family)),
        Effect("read_mixture", words.chip, work.mixture.astype(np.float64)),
        Effect("read_bf16_vulkan", words.chip, words.emulates_bf16),
    )
    launches = (
        Effect("layer", words.chip),
        Effect("layer_family", words.family),
        Effect("layer_generation", words.chip, words.apple_generation),
        Effect("layer_engine", engine_here),
    )
    unpacking = (Effect("unpack", words.chip), Effect("unpack_storage", words.storage.beside(words.chip)))
    gathering = (Effect("mixture_layer", words.chip), Effect("mixture_engine", engine_here))
    # What a mixture, a recurrent layer or Gemma's extra norms add grows slower than the chip's cost of a plain layer.
    slow_launches = tuple(effect.rooted(len(work.layers)) for effect in launches)
    return (
        Term(work.read_bytes / devices.bandwidth, (*reading, *weights)),
        Term(
            work.kv_read_bytes / devices.bandwidth,
            (*reading, Effect("kv", words.chip), Effect("kv_engine", engine_here)),
        ),
        Term(_unpacking(work, devices, words), unpacking),
        Term(work.layers * MICRO, launches),
        Term(work.layers * work.mixture * MICRO, (*slow_launches, *gathering)),
        Term(work.layers * work.hybrid * MICRO, (*slow_launches, Effect("hybrid_layer", words.chip))),
        Term(work.layers * work.gemma * MICRO, (*slow_launches, Effect("gemma_layer", words.chip))),
        Term((devices.count.astype(np.float64) - 1) * MICRO, (Effect("hop", words.chip),)),
    )


def _stacked(devices: Devices) -> Floats:
    """Memory stacked beside the chip (HBM), whose width the few threads of one token do not fill."""
    stacked = np.array([family in STACKED for family in devices.family], dtype=np.bool_)
    return (stacked & (devices.bandwidth > STACKED_BANDWIDTH)).astype(np.float64)


def _unpacking(work: Work, devices: Devices, words: FactorKeys) -> Floats:
    """Seconds of arithmetic, which processors and small integrated chips cannot hide behind reading.

    A Raspberry Pi 4 reads a third of what its memory gives; graphics cards have arithmetic to spare.
    """
    slow = words.chip.are(ChipClass.PROCESSOR) | words.family.are("apu_small")
    unknown = np.isnan(devices.fp16_flops)
    operations = np.where(unknown, ORDINARY_OPERATIONS_PER_BYTE * devices.bandwidth, devices.fp16_flops)
    return np.where(slow, 2 * work.active_parameters / operations, 0.0)


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
    most = np.minimum(1 / least, at_most_whole("decode", work, devices) / whole)
    return Range(likely * low, likely, np.minimum(likely * high, most))


def at_most_whole(phase: str, work: Work, devices: Devices) -> Floats:
    """Upper bound when fully offloaded, over the likely speed; partial offload can never be faster."""
    return spread(phase, replace(work, accelerator_share=np.ones(len(work.layers))), devices)[1]


def shortest_s(work: Work, devices: Devices) -> Floats:
    """Lower bound of the seconds for one token: its bytes over the memory bandwidth, shape (rows,)."""
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
