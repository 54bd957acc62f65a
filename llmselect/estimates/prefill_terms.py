"""Where the seconds of a prompt token go."""

import numpy as np

from llmselect.estimates.chips import ChipClass
from llmselect.estimates.columns import Devices, Work
from llmselect.estimates.engines import Engine
from llmselect.estimates.speed_terms import MICRO, Effect, Labels, Term, Words
from llmselect.estimates.storage import Storage
from llmselect.units import Floats

MICRO_BATCH = 512
"""Prompt tokens that llama.cpp reads at once by default (`--ubatch-size`)."""


def prefill_terms(work: Work, devices: Devices) -> tuple[Term, ...]:
    """Seconds for one token of a prompt: multiplications, attention to what came before, weights read once a batch."""
    words = Words.of(work, devices)
    operations = tensor_flops(devices, words.chip)
    count = np.log(devices.count)
    arithmetic = (
        Effect("compute", words.chip),
        Effect("compute_family", words.family),
        Effect("compute_engine", words.engine.beside(words.chip)),
        Effect("compute_power", words.chip, _log_power(devices, operations, words)),
        Effect("compute_devices", words.chip, count),
    )
    of_model = (
        Effect("compute_storage", words.storage.beside(words.chip)),
        Effect("compute_bf16_vulkan", words.chip, words.emulates_bf16),
        Effect("compute_codebook_ik", words.chip, _codebooks(words) * words.engine.are(Engine.IK)),
        Effect("compute_width", words.chip, np.log(work.hidden_size / 4096)),
        Effect("compute_mixture", words.chip, work.mixture.astype(np.float64)),
        Effect("compute_hybrid", words.chip, work.hybrid.astype(np.float64)),
        Effect("compute_gemma", words.chip, work.gemma.astype(np.float64)),
    )
    attention = 4 * work.hidden_size * work.attention_layers * work.depth
    return (
        Term(2 * work.active_parameters / operations, (*arithmetic, *of_model)),
        Term(attention / operations, (Effect("attention", words.chip), Effect("compute_devices", words.chip, count))),
        Term(work.file_bytes / (devices.bandwidth * MICRO_BATCH), (Effect("batch_read", words.chip),)),
        Term(work.layers * MICRO / MICRO_BATCH, (Effect("batch_layer", words.chip),)),
    )


def tensor_flops(devices: Devices, chip: Labels) -> Floats:
    """Operations a second that prompts can use: a quarter of NVIDIA's INT8 figure (its FP16 figure misleads)."""
    quarter = devices.int8_ops / 4
    return np.where(chip.are(ChipClass.NVIDIA) & ~np.isnan(quarter), quarter, devices.fp16_flops)


def _codebooks(words: Words) -> Floats:
    return (words.storage.are(Storage.IQ) | words.storage.are(Storage.K_LOW)).astype(np.float64)


def _log_power(devices: Devices, operations: Floats, words: Words) -> Floats:
    """Watts per teraflop against four: a 300 W RTX 6000 Ada is throttled before the figure that a 450 W 4090 reaches.

    Not with HBM: an A100 or H100 of 300 W reads prompts as fast as its sister of 400 or 700 W.
    """
    graphics = words.chip.are(ChipClass.NVIDIA) | words.chip.are(ChipClass.AMD)
    graphics &= ~(words.family.are("nv_hbm") | words.family.are("nv_hopper") | words.family.are("cdna"))
    watts = np.where(graphics & ~np.isnan(devices.power_w), devices.power_w * 1e12 / operations / 4, 1.0)
    return np.log(watts)
