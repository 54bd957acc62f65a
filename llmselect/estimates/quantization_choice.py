"""Which quantization stands for a model on a machine, chosen before anybody's priorities count.

The rule is what practitioners do (docs/answers.md): the finest published one that lies wholly on the accelerators and
writes fluently; else the 4-bit class in its best placement; only else less than 4 bits, because there the loss on code
and tools is large and badly measured (docs/quantization.md).
"""

from enum import IntEnum
from typing import Final

import numpy as np

from llmselect.estimates.core.columns import Fit
from llmselect.units import Bools, Floats, Ints

FLUENT_TOKENS_PER_S: Final = 20.0
USABLE_TOKENS_PER_S: Final = 15.0
USABLE_ON_HOST_TOKENS_PER_S: Final = 5.0
FINEST_BITS: Final = 8.6
"""Q8_0 stores 8.5 bits a weight; wider than that costs speed for nothing that was ever measured."""
FOUR_BITS: Final = (4.2, 5.0)
USUAL_FOUR_BITS: Final = 4.85
"""Q4_K_M: of the 4-bit class the one nearest to it comes first."""


class QuantizationTier(IntEnum):
    """How well a quantization stands for its model, best first."""

    FINE_AND_FLUENT = 0
    FOUR_BITS = 1
    COARSE_AND_USABLE = 2
    FOUR_BITS_SLOW = 3
    ANY_OTHER = 4
    TOO_WIDE = 5
    """Wider than Q8_0 and not what the publisher ships."""
    TOO_COARSE = 6
    """Below four bits where four bits of the same weights lie wholly in one memory, or are fast enough."""
    NOWHERE = 7


def tiers(bits: Floats, native: Bools, fit: Ints, host_alone: Bools, tokens_per_s: Floats) -> Ints:
    """QuantizationTier of each run; all of shape (runs,).

    bits: bits a weight; native: the publisher's own format; fit: values of Fit; tokens_per_s: likely decode speed.
    """
    whole = (fit == Fit.FULL) & ~host_alone
    speed = np.nan_to_num(tokens_per_s)
    usable = speed >= np.where(host_alone, USABLE_ON_HOST_TOKENS_PER_S, USABLE_TOKENS_PER_S)
    four = (bits >= FOUR_BITS[0]) & (bits < FOUR_BITS[1])
    coarse = bits < FOUR_BITS[0]
    narrow = (bits <= FINEST_BITS) | native
    return np.select(
        [
            fit == Fit.NONE,
            ~narrow,
            whole & ~coarse & (speed >= FLUENT_TOKENS_PER_S),
            four & (usable | whole),
            coarse & usable,
            four,
        ],
        [
            QuantizationTier.NOWHERE,
            QuantizationTier.TOO_WIDE,
            QuantizationTier.FINE_AND_FLUENT,
            QuantizationTier.FOUR_BITS,
            QuantizationTier.COARSE_AND_USABLE,
            QuantizationTier.FOUR_BITS_SLOW,
        ],
        default=QuantizationTier.ANY_OTHER,
    ).astype(np.int64)


NEVER: Final = 10_000
"""Preference of a run that never stands for its weights, except where a visitor asks for its quantization."""


def without_needless_losses(weights: Ints, tier: Ints, bits: Floats, whole: Bools) -> Ints:
    """The same tiers, with what is below four bits set aside where its weights run well at four; shape (runs,).

    whole: runs that lie wholly in one memory, be it the accelerators' or the host's.
    """
    four = (bits >= FOUR_BITS[0]) & (whole | (tier <= QuantizationTier.FOUR_BITS)) & (tier < QuantizationTier.TOO_WIDE)
    good = np.zeros(int(weights.max(initial=-1)) + 1, dtype=np.bool_)
    good[weights[four]] = True
    needless = (bits < FOUR_BITS[0]) & good[weights] & (tier < QuantizationTier.TOO_WIDE)
    return np.where(needless, QuantizationTier.TOO_COARSE, tier).astype(np.int64)


def preference(weights: Ints, tier: Ints, bits: Floats, published: Bools, tokens_per_s: Floats) -> Ints:
    """0 for the run that stands for its weights, 1 for the next, and so on; all of shape (runs,).

    Within a tier a published file comes before one that nobody lists, then finer before coarser; in the 4-bit class the
    one nearest to Q4_K_M; of equal ones the faster.
    """
    four = (tier == QuantizationTier.FOUR_BITS) | (tier == QuantizationTier.FOUR_BITS_SLOW)
    by_bits = np.where(four, np.abs(bits - USUAL_FOUR_BITS), -bits)
    order = np.lexsort((-np.nan_to_num(tokens_per_s), by_bits, ~published, tier, weights))
    _, start, count = np.unique(weights[order], return_index=True, return_counts=True)
    rank = np.arange(len(order)) - np.repeat(start, count)
    found = np.empty(len(order), dtype=np.int64)
    found[order] = rank
    return found
