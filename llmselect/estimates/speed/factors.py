"""The factors fitted on published measurements, the sum of terms that they make, and the spread around it."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np

from llmselect.estimates.core.chip_families import CLASS_OF
from llmselect.estimates.core.columns import Devices, Work
from llmselect.estimates.measured.load import speed_factors
from llmselect.estimates.measured.records import DECODE, PREFILL, FactorTable
from llmselect.estimates.speed.low_precision import native_arithmetic
from llmselect.estimates.speed.terms import Term
from llmselect.machine.machine import ChipClass
from llmselect.units import Bools, Floats, Ints

NEUTRAL = MappingProxyType[str, float]({})
SMALL_PARAMETERS = 2.2e9
"""Below it launches weigh more than reading, and builds differ most in launches."""
GROUPS = ("dense", "uneven", "integrated", "processor")
"""Ranges: dense models on graphics cards; mixtures, hybrids, small models there; small integrated chips; processors."""
PARTIAL_RANGE = (0.5, 1.6)
"""Holds 37 of the 41 published speeds of runs that are partly in host memory."""
PARTIAL_PREFILL_RANGE = (0.45, 2.2)
"""The same of prompts: nine in ten of 27 published speeds, each page left out (docs/accuracy.md)."""
NATIVE_RANGE = (0.35, 2.2)
"""Prompts read in 8-bit or 4-bit floating-point numbers: down to the kernels that unpack them, which engines fall back
to on some chips (0.36 of the likely speed on an RTX 5090). Holds all 19 published speeds, each page left out."""
UNMEASURED_LOW = MappingProxyType({"decode": 0.75, "prefill": 0.25})
"""The range of a chip family that nobody measured reaches that much lower: a judgement, not a measurement."""


def factors(phase: str) -> Mapping[str, FactorTable]:
    """Tables of factors of `decode` or `prefill`; a label that a table lacks counts as 1."""
    return speed_factors().decode if phase == DECODE else speed_factors().prefill


def spread(phase: str, work: Work, devices: Devices) -> tuple[Floats, Floats]:
    """Low and high over the likely value: what held 88 % of the measurements on devices that were left out."""
    ranges = speed_factors().ranges[phase]
    partial = (work.accelerator_share < 1) & ~devices.host_alone
    of_part = PARTIAL_RANGE if phase == DECODE else PARTIAL_PREFILL_RANGE
    bounds = np.array([*(ranges[group] for group in GROUPS), of_part, NATIVE_RANGE])
    which = np.where(partial, len(GROUPS), groups(work, devices))
    if phase == PREFILL:
        which = np.where(native_arithmetic(work, devices).native & ~partial, len(GROUPS) + 1, which)
    chosen = bounds[which]
    lower = np.where(_measured(phase, devices), 1.0, UNMEASURED_LOW[phase])
    return chosen[:, 0] * lower, chosen[:, 1]


def _measured(phase: str, devices: Devices) -> Bools:
    families = speed_factors().measured_families[phase]
    known = {family: family in families for family in set(devices.family)}
    return np.fromiter(map(known.__getitem__, devices.family), np.bool_, len(devices.family))


def groups(work: Work, devices: Devices) -> Ints:
    """Which of GROUPS each row belongs to."""
    uneven = work.mixture | work.hybrid | (work.total_parameters < SMALL_PARAMETERS)
    group = np.where(uneven, 1, 0)
    special = {family: _group_of(family) for family in set(devices.family)}
    by_chip = np.fromiter(map(special.__getitem__, devices.family), np.int64, len(devices.family))
    return np.where(by_chip > 0, by_chip, group)


def _group_of(family: str) -> int:
    if CLASS_OF.get(family) is ChipClass.PROCESSOR:
        return GROUPS.index("processor")
    return GROUPS.index("integrated") if family == "apu_small" else 0


def seconds(terms: Sequence[Term], tables: Mapping[str, FactorTable]) -> Floats:
    """Sum of the terms, each times its effects."""
    return np.sum([term.seconds * np.exp(_exponent(term, tables)) for term in terms], axis=0)


def _exponent(term: Term, tables: Mapping[str, FactorTable]) -> Floats:
    total = np.zeros(len(term.seconds))
    for table, labels, weight in term.effects:
        logs = np.log([tables.get(table, NEUTRAL).get(name, 1.0) for name in labels.names])[labels.which]
        total += logs if weight is None else logs * weight
    return total
