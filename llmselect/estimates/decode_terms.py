"""Where the seconds of a generated token go."""

import numpy as np

from llmselect.estimates.columns import Devices, Work
from llmselect.estimates.speed_terms import MICRO, Effect, Term, Words


def decode_terms(work: Work, devices: Devices) -> tuple[Term, ...]:
    """Seconds for one generated token: weights and cache are read, and every layer costs its launches."""
    words = Words.of(work, devices)
    engine_here = words.engine.beside(words.chip)
    reading = (
        Effect("read", words.chip),
        Effect("read_family", words.family),
        Effect("read_engine", engine_here),
        Effect("read_ultra", words.chip, words.ultra(devices)),
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
    # What a mixture, a recurrent layer or Gemma's extra norms add grows slower than the chip's cost of a plain layer.
    slow_launches = tuple(effect.rooted(len(work.layers)) for effect in launches)
    return (
        Term(work.read_bytes / devices.bandwidth, (*reading, *weights)),
        Term(work.kv_read_bytes / devices.bandwidth, (*reading, Effect("kv", words.chip))),
        Term(work.layers * MICRO, launches),
        Term(work.layers * work.mixture * MICRO, (*slow_launches, Effect("mixture_layer", words.chip))),
        Term(work.layers * work.hybrid * MICRO, (*slow_launches, Effect("hybrid_layer", words.chip))),
        Term(work.layers * work.gemma * MICRO, (*slow_launches, Effect("gemma_layer", words.chip))),
        Term((devices.count.astype(np.float64) - 1) * MICRO, (Effect("hop", words.chip),)),
    )
