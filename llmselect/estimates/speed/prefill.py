"""How fast a prompt is read: arithmetic on batches of tokens, attention to what came before, weights once a batch."""

import numpy as np

from llmselect.estimates.core.columns import Devices, Range, Work
from llmselect.estimates.core.engines import (
    LARGE_SERVER_BATCH,
    LARGE_SERVER_CARD_GIB,
    MICRO_BATCH,
    SERVER_BATCH,
    Engine,
)
from llmselect.estimates.core.weight_formats import Storage
from llmselect.estimates.speed.decode import at_most_whole
from llmselect.estimates.speed.factors import factors, seconds, spread
from llmselect.estimates.speed.host_weights import on_host_s
from llmselect.estimates.speed.low_precision import native_arithmetic
from llmselect.estimates.speed.terms import MICRO, Effect, FactorKeys, Labels, Term
from llmselect.machine.machine import ChipClass
from llmselect.units import GIB, Floats

TOKENS_OF_A_TILE = 32
"""Prompt tokens that share one reading of the cache, of which attention computes a tile at a time."""
FILLED = 150e12
"""Operations a second up to which a micro-batch keeps a chip busy."""
WITHOUT_BF16 = ("nv_pascal", "nv_volta", "nv_turing", "gcn", "rdna2", "ap_m1")
"""Families without BF16 arithmetic."""


def prefill_terms(work: Work, devices: Devices) -> tuple[Term, ...]:
    """Seconds for one token of a prompt: multiplications, attention to what came before, weights read once a batch."""
    words = FactorKeys.of(work, devices)
    operations = tensor_flops(devices, words.chip)
    several = Effect("compute_devices", words.chip, _log_pipeline(work, devices))
    engine_here = words.engine.beside(words.chip)
    arithmetic = (
        Effect("compute", words.chip),
        Effect("compute_family", words.family),
        Effect("compute_engine", engine_here),
        Effect("compute_power", words.chip, _log_power(devices, operations, words)),
        Effect("compute_unfilled", words.chip, _log_unfilled(operations, words)),
        several,
    )
    attention = (Effect("attention", words.chip), Effect("attention_engine", engine_here), several)
    cache_read = work.kv_read_bytes / (devices.bandwidth * TOKENS_OF_A_TILE)
    small, batch = native_arithmetic(work, devices), batch_tokens(devices, words)
    of_token = 2 * work.active_parameters
    own_numbers = (
        Effect("native", small.numbers, small.native.astype(np.float64)),
        Effect("native_mixture", words.chip, work.mixture * small.native.astype(np.float64)),
        several,
    )
    return (
        Term(np.where(small.native, 0.0, of_token / operations), (*arithmetic, *_of_model(work, words))),
        Term(np.where(small.native, of_token / small.flops, 0.0), own_numbers),
        Term(work.attention_operations / operations, attention),
        Term(cache_read, (Effect("cache_read", words.chip),)),
        Term(work.file_bytes / (devices.bandwidth * batch), (Effect("batch_read", words.chip),)),
        Term(work.layers * MICRO / batch, (Effect("batch_layer", words.chip),)),
    )


def batch_tokens(devices: Devices, words: FactorKeys) -> Floats:
    """Prompt tokens that the engine of each row computes together: shape (rows,)."""
    large = (devices.memory_bytes >= LARGE_SERVER_CARD_GIB * GIB) & ~words.family.are("nv_hbm")
    server = np.where(large, LARGE_SERVER_BATCH, SERVER_BATCH)
    return np.where(words.engine.are(Engine.SERVER), server, MICRO_BATCH).astype(np.float64)


def tensor_flops(devices: Devices, chip: Labels) -> Floats:
    """Operations a second that prompts can use: a quarter of NVIDIA's INT8 figure (its FP16 figure misleads).

    Where NVIDIA has no INT8 figure, half of FP16, which is the same on chips that have both (Turing).
    """
    quarter = np.where(np.isnan(devices.int8_ops), devices.fp16_flops / 2, devices.int8_ops / 4)
    return np.where(chip.are(ChipClass.NVIDIA), quarter, devices.fp16_flops)


def _of_model(work: Work, words: FactorKeys) -> tuple[Effect, ...]:
    return (
        Effect("compute_storage", words.storage.beside(words.chip)),
        Effect("compute_storage_family", words.storage.beside(words.family)),
        Effect("compute_bf16_vulkan", words.chip, words.emulates_bf16),
        Effect("compute_bf16_old", words.chip, _lacks_bf16(words)),
        Effect("compute_codebook_ik", words.chip, _codebooks(words) * words.engine.are(Engine.IK)),
        Effect("compute_width", words.chip, np.log(work.hidden_size / 4096)),
        Effect("compute_mixture", words.chip, work.mixture.astype(np.float64)),
        Effect("compute_hybrid", words.chip, work.hybrid.astype(np.float64)),
        Effect("compute_gemma", words.chip, work.gemma.astype(np.float64)),
    )


def _codebooks(words: FactorKeys) -> Floats:
    return (words.storage.are(Storage.IQ) | words.storage.are(Storage.K_LOW)).astype(np.float64)


def _lacks_bf16(words: FactorKeys) -> Floats:
    """BF16 has to be emulated or converted (an MI50 read prompts at a quarter of its Q8 speed)."""
    old = np.isin(np.array(words.family.names), WITHOUT_BF16)[words.family.which]
    return (words.storage.are(Storage.BF16) & old).astype(np.float64)


def _log_pipeline(work: Work, devices: Devices) -> Floats:
    """Layers split over devices work on different micro-batches at once, as soon as a prompt has several.

    n batches on k devices take n + k - 1 steps instead of n k: four A100 read 512 tokens as fast as one, 4,096 over
    twice as fast. The prompt is taken for twice the depth of its middle.
    """
    batches = np.maximum(2 * work.depth / MICRO_BATCH, 1.0)
    return np.log(devices.count * batches / (batches + devices.count - 1))


def _log_unfilled(operations: Floats, words: FactorKeys) -> Floats:
    """A micro-batch makes too few tiles for the largest chips: an H100 or MI300X idles where an RTX 3090 does not."""
    graphics = words.chip.are(ChipClass.NVIDIA) | words.chip.are(ChipClass.AMD)
    return np.log(np.where(graphics & (operations > FILLED), operations / FILLED, 1.0))


def _log_power(devices: Devices, operations: Floats, words: FactorKeys) -> Floats:
    """Watts per teraflop against four: a 300 W RTX 6000 Ada is throttled before the figure that a 450 W 4090 reaches.

    Not with HBM: an A100 or H100 of 300 W reads prompts as fast as its sister of 400 or 700 W.
    """
    graphics = words.chip.are(ChipClass.NVIDIA) | words.chip.are(ChipClass.AMD)
    graphics &= ~(words.family.are("nv_hbm") | words.family.are("nv_hopper") | words.family.are("cdna"))
    kept_busy = np.minimum(operations, FILLED)
    watts = np.where(graphics & ~np.isnan(devices.power_w), devices.power_w * 1e12 / kept_busy / 4, 1.0)
    return np.log(watts)


def prefill(work: Work, devices: Devices) -> Range:
    """Prompt tokens a second at the depth of the work; unknown where the chip's arithmetic is not published.

    Factors: scripts/fit_speed.py on measured/speed.csv.
    """
    whole = seconds(prefill_terms(work, devices), factors("prefill"))
    likely = 1 / (whole + on_host_s(work, devices, batch_tokens(devices, FactorKeys.of(work, devices))))
    low, high = spread("prefill", work, devices)
    most = at_most_whole("prefill", work, devices) / whole  # what is partly in main memory is never read faster
    return Range(likely * low, likely, np.maximum(np.minimum(likely * high, most), likely))
