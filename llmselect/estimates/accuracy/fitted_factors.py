"""The fitted factors of the speed estimates, each with the number of measurements that it rests on."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.estimates.core.columns import Devices, Work
from llmselect.estimates.measured.records import AVERAGE, DECODE, PREFILL, SCORED, SEVERAL
from llmselect.estimates.runs.published_runs import of_phase, work_and_devices
from llmselect.estimates.speed.decode import decode_terms
from llmselect.estimates.speed.factors import factors
from llmselect.estimates.speed.prefill import prefill_terms
from llmselect.estimates.speed.terms import Term

TERMS: Mapping[str, Callable[[Work, Devices], Sequence[Term]]] = {DECODE: decode_terms, PREFILL: prefill_terms}


class Factor(NamedTuple):
    """One number of measured/speed_factors.json."""

    table: str
    label: str
    """What it belongs to: a class or family of chips, an engine or a storage on one, as `engine:class`."""
    value: float
    rows: int
    """Measurements whose estimate it moves; 0: nobody measured, and the value is what is plausible beforehand."""


def fitted(catalog: Catalog, phase: str) -> tuple[Factor, ...]:
    """All factors of `decode` or `prefill`, table by table."""
    rows = _rows(catalog, phase)
    return tuple(
        Factor(table, label, value, rows[table, label])
        for table, values in factors(phase).items()
        for label, value in values.items()
    )


def _rows(catalog: Catalog, phase: str) -> Counter[tuple[str, str]]:
    """How many of the rows that the fit sees use each factor; a factor of two terms counts a row once."""
    every = of_phase(phase, SCORED, AVERAGE, SEVERAL)
    found: Counter[tuple[str, str]] = Counter()
    for term in TERMS[phase](*work_and_devices(catalog, every)):
        for table, labels, weight in term.effects:
            works = term.seconds * (1.0 if weight is None else np.abs(weight)) > 0
            count = np.bincount(labels.which[works], minlength=len(labels.names))
            for name, rows in zip(labels.names, count, strict=True):
                found[table, name] = max(found[table, name], int(rows))
    return found
