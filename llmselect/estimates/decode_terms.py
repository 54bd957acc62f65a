"""Where the seconds of a generated token go."""

import numpy as np

from llmselect.estimates.chips import ChipClass
from llmselect.estimates.columns import Devices, Work
from llmselect.estimates.speed_terms import MICRO, Effect, Labels, Term, Words
from llmselect.units import Floats

STACKED = ("nv_pascal", "nv_volta", "nv_hbm", "nv_hopper", "gcn", "cdna")
STACKED_BANDWIDTH = 600e9
"""Families whose chips beyond that bandwidth have stacked memory: P100, V100, A100, H100, MI50 and their sisters."""
ORDINARY_OPERATIONS_PER_BYTE = 10.0
"""16-bit operations that a processor does in the time of reading a byte, where its speed is unknown: a desktop's."""


def decode_terms(work: Work, devices: Devices) -> tuple[Term, ...]:
    """Seconds for one generated token: weights and cache are read, and every layer costs its launches."""
    words = Words.of(work, devices)
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


def _unpacking(work: Work, devices: Devices, words: Words) -> Floats:
    """Seconds of arithmetic, which processors and small integrated chips cannot hide behind reading.

    A Raspberry Pi 4 reads a third of what its memory gives; graphics cards have arithmetic to spare.
    """
    slow = words.chip.are(ChipClass.PROCESSOR) | words.family.are("apu_small")
    unknown = np.isnan(devices.fp16_flops)
    operations = np.where(unknown, ORDINARY_OPERATIONS_PER_BYTE * devices.bandwidth, devices.fp16_flops)
    return np.where(slow, 2 * work.active_parameters / operations, 0.0)
