"""Several users at once on one engine: what a step of continuous batching costs, and what is left for each of them.

A step serves all users. It reads the weights once (of a mixture, more and more distinct experts), reads each user's
cache, and computes one token for each; prompts of new requests are read by the same chip in between; devices that share
every layer exchange what they computed. One user alone is the estimate for one user. The factors on these terms are
fitted by scripts/fit_serving.py on measured/serving.csv.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from llmselect.estimates.core.chip_families import chip_class
from llmselect.estimates.core.columns import Devices, Range, Work
from llmselect.estimates.core.engines import Engine, engine
from llmselect.estimates.measured.load import serving_factors
from llmselect.estimates.speed.factors import seconds
from llmselect.estimates.speed.interconnect import NVLINK_4
from llmselect.estimates.speed.terms import MICRO, Effect, Labels, Term
from llmselect.machine.machine import ChipClass
from llmselect.units import Bools, Floats

EXCHANGED_BYTES = 8.0
"""Two all-reduces a layer, 16-bit values."""


class BatchingKind(StrEnum):
    """How an engine serves several users."""

    BATCHING = "batching"
    """Continuous batching with kernels made for it: vLLM, TensorRT-LLM, SGLang."""
    SLOTS = "slots"
    """A fixed number of slots in a program made for one user: llama-server and what is built on it, MLX."""


class Arithmetic(StrEnum):
    """In which numbers a batch is multiplied, which decides how fast the chip is."""

    FP4 = "fp4"
    FP8 = "fp8"
    HALF = "half"
    """16-bit weights."""
    UNPACKED = "unpacked"
    """Integers of two to eight bits that are turned into 16-bit numbers first."""
    UNPACKED_FP4 = "unpacked-fp4"
    """Four-bit floating-point numbers on chips that do not multiply them."""


EIGHT_BIT_FAMILIES = ("nv_ada", "nv_hopper", "nv_blackwell", "cdna")
"""Chips that multiply 8-bit floating-point numbers at twice the 16-bit rate (vendors' datasheets)."""
FOUR_BIT_FAMILIES = ("nv_blackwell",)
"""Chips that multiply 4-bit floating-point numbers at four times that rate."""
HBM3E_BYTES_PER_S = 7e12
"""Of NVIDIA's data-centre chips, those that read faster are Blackwell's too (B200: 8 TB/s, H200: 4.8 TB/s)."""
RATES = {
    Arithmetic.FP4: 4.0,
    Arithmetic.FP8: 2.0,
    Arithmetic.HALF: 1.0,
    Arithmetic.UNPACKED: 1.0,
    Arithmetic.UNPACKED_FP4: 1.0,
}


class ServingLoad(NamedTuple):
    """What the users ask for, row by row."""

    users: Floats
    prompt_tokens: Floats
    output_tokens: Floats


def shared_decode(alone: Range, prefill: Range, work: Work, devices: Devices, load: ServingLoad) -> Range:
    """Tokens a second for each of several simultaneous users, never above what one alone gets.

    The range held 88 % of the published totals on models and devices left out of the fit.
    """
    several = load.users > 1
    if not several.any():
        return alone
    shared = 1 / step_s(alone, prefill, work, devices, load, tensor_parallel_width(devices))
    likely = np.where(several, np.minimum(shared, alone.likely), alone.likely)
    low, high = _range(work)
    return Range(
        np.where(several, np.minimum(likely * low, alone.low), alone.low),
        likely,
        np.maximum(np.where(several, np.minimum(likely * high, alone.high), alone.high), likely),
    )


def step_s(alone: Range, prefill: Range, work: Work, devices: Devices, load: ServingLoad, width: Floats) -> Floats:
    """Seconds between two tokens of a user: one step, and the others' prompts that are read meanwhile."""
    terms = serving_terms(alone, prefill, work, devices, load, width)
    return seconds(terms, serving_factors().factors)


def serving_terms(
    alone: Range, prefill: Range, work: Work, devices: Devices, load: ServingLoad, width: Floats
) -> tuple[Term, ...]:
    """Where the seconds between two tokens of one user go; all but the first term are the other users'.

    `width`: devices that work on the same token at once.
    """
    names = tuple(BatchingKind)
    batching = Labels(names, np.array([names.index(kind) for kind in map(batching_kind_of, work.engine)]))
    numbers = _labels_of(arithmetic(work, devices))
    others = np.maximum(load.users - 1, 0)
    bandwidth = devices.bandwidth * width
    token = _token_s(prefill, work, devices, batching, numbers, width)
    prompt = others * load.prompt_tokens / load.output_tokens
    computing = (
        Effect("arithmetic", batching),
        Effect("arithmetic_kind", numbers.beside(batching)),
        Effect("arithmetic_chip", _chips(devices), batching.are(BatchingKind.BATCHING).astype(np.float64)),
    )
    attention = 4 * work.hidden_size * work.attention_layers * load.prompt_tokens / 2
    exchanged = work.layers * work.hidden_size * EXCHANGED_BYTES * (width > 1)
    return (
        Term(1 / alone.likely, ()),
        Term(_more_experts(work, others) / bandwidth, (Effect("experts", batching),)),
        Term(others * work.kv_read_bytes / bandwidth, (Effect("cache", batching),)),
        Term(others * token, computing),
        Term(prompt * token, (*computing, Effect("prompt", batching))),
        Term(prompt * attention / (devices.fp16_flops * width), (Effect("attention", batching),)),
        Term((others + prompt) * exchanged / NVLINK_4.bytes_per_s, (Effect("exchange", batching),)),
        Term(others * MICRO, (Effect("reader", batching),)),
    )


def tensor_parallel_width(devices: Devices) -> Floats:
    """Devices that work on the same token at once: all where every layer is shared, else one after the other."""
    return np.where(devices.placed.tensor, devices.count, 1).astype(np.float64)


def arithmetic(work: Work, devices: Devices) -> list[Arithmetic]:
    """In which numbers each row multiplies a batch."""
    fast = devices.bandwidth >= HBM3E_BYTES_PER_S
    rows = list(zip(work.quantization, devices.family, fast.tolist(), strict=True))
    known = {row: _arithmetic(*row) for row in set(rows)}
    return [known[row] for row in rows]


def _arithmetic(quantization: str, family: str, fast: bool) -> Arithmetic:
    name = quantization.casefold()
    if "fp4" in name:
        multiplies = family in FOUR_BIT_FAMILIES or (fast and family in ("nv_hbm", "nv_hopper"))
        return Arithmetic.FP4 if multiplies else Arithmetic.UNPACKED_FP4
    if ("fp8" in name or "w8a8" in name) and family in EIGHT_BIT_FAMILIES:
        return Arithmetic.FP8
    return Arithmetic.HALF if "16" in name and "w4a16" not in name else Arithmetic.UNPACKED


def _chips(devices: Devices) -> Labels:
    names = tuple(ChipClass)
    position = {family: names.index(chip_class(family)) for family in set(devices.family)}
    return Labels(names, np.fromiter(map(position.__getitem__, devices.family), np.int64, len(devices.family)))


def _labels_of(kinds: Sequence[Arithmetic]) -> Labels:
    names = tuple(Arithmetic)
    return Labels(names, np.array([names.index(kind) for kind in kinds], dtype=np.int64))


def batching_kind_of(name: str) -> BatchingKind:
    """How the engine of that name serves several."""
    return BatchingKind.BATCHING if engine(name) is Engine.SERVER else BatchingKind.SLOTS


def _token_s(prefill: Range, work: Work, devices: Devices, batching: Labels, numbers: Labels, width: Floats) -> Floats:
    """Seconds of computing one token in a batch; what slots reach is what the engine's prompts reach."""
    rate = np.array([RATES.get(Arithmetic(name), 1.0) for name in numbers.names])[numbers.which]
    peak = 2 * work.active_parameters / (devices.fp16_flops * rate * width)
    return np.where(batching.are(BatchingKind.BATCHING) & ~np.isnan(peak), peak, 1 / prefill.likely)


def _more_experts(work: Work, others: Floats) -> Floats:
    """Bytes of experts that further users need beside those of the first: each picks its own."""
    active = np.minimum(work.read_bytes / work.file_bytes, 1.0)
    return np.where(work.mixture, work.file_bytes * (1 - active) * (1 - (1 - active) ** others), 0.0)


def _range(work: Work) -> tuple[Floats, Floats]:
    ranges = serving_factors().ranges
    batching: Bools = np.array(
        [batching_kind_of(name) is BatchingKind.BATCHING for name in work.engine], dtype=np.bool_
    )
    low, high = (
        np.where(batching, ranges[BatchingKind.BATCHING][side], ranges[BatchingKind.SLOTS][side]) for side in (0, 1)
    )
    return low, high
