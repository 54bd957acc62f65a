"""Answers of providers, 300 tokens after a short prompt, against what was measured: as if the offer were never seen.

Two kinds of figures: of the measurements that are part of the project, each one with fits that never saw its model or
its provider; and of those that may be fitted on and cited but not handed on (Artificial Analysis), the totals alone.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.estimates.columns import Range
from llmselect.estimates.served_coefficients import served_file
from llmselect.estimates.served_rows import ServedRow
from llmselect.units import Floats
from llmselect.words import Text

ANSWER_TOKENS = 300.0
FILE_COLUMNS = ("repository", "provider", "view", "measured_s", "low_s", "likely_s", "high_s")


class ServedView(StrEnum):
    """What the fit behind an estimate had not seen."""

    WITHOUT_MODEL = "model left out"
    WITHOUT_PROVIDER = "provider left out"
    AGED = "measured earlier"
    """Nothing: an older measurement of the same offer stands behind the estimate."""

    @property
    def label(self) -> Text:
        return VIEWS[self]


VIEWS = {
    ServedView.WITHOUT_MODEL: Text("model left out", "modèle mis de côté"),
    ServedView.WITHOUT_PROVIDER: Text("provider left out", "fournisseur mis de côté"),
    ServedView.AGED: Text("measured earlier", "mesuré auparavant"),
}
LEFT_OUT_VIEWS = (ServedView.WITHOUT_MODEL, ServedView.WITHOUT_PROVIDER)


@dataclass(frozen=True, slots=True)
class ServedAccuracy:
    """Absolute relative errors of the seconds to the end of an answer; shares between 0 and 1."""

    group: str
    """Which measurements: `project` or `cited`."""
    view: ServedView
    offers: int
    models: int
    providers: int
    median_error: float
    p90_error: float
    inside_range: float

    def __str__(self) -> str:
        return (
            f"{self.group:10}{self.view:18}{self.offers:5} offers, {self.models} models, {self.providers} providers"
            f"  median / p90 {100 * self.median_error:5.1f} / {100 * self.p90_error:5.1f} %"
            f"  inside the range {self.inside_range:4.0%}"
        )

    def described(self) -> dict[str, Any]:
        """As the file of coefficients holds it."""
        return asdict(self) | {"view": str(self.view)}


@dataclass(frozen=True, slots=True)
class ServedPoint:
    """One measured offer, and what a fit that never saw its model or provider says of it; seconds."""

    repository: str
    provider: str
    view: ServedView
    measured_s: float
    low_s: float
    likely_s: float
    high_s: float


def table(catalog: Catalog) -> list[ServedAccuracy]:
    """First the measurements of the project, then the totals over the ones that are only cited."""
    return [_accuracy(each) for name in ("validation", "cited_validation") for each in served_file()[name]]


@cache
def served_points() -> tuple[ServedPoint, ...]:
    """Every measured offer of the project under each view, written by scripts/fit_served_speed.py."""
    file = resources.files("llmselect.estimates") / "measured" / "served_left_out.csv"
    rows = csv.DictReader(file.read_text("utf-8").splitlines())
    return tuple(_point(row) for row in rows)


def judged(view: ServedView, rows: Sequence[ServedRow], answers: Range, measured: Floats) -> ServedAccuracy:
    """How far these estimates are from what was measured."""
    errors = np.abs(answers.likely / measured - 1)
    return ServedAccuracy(
        group="project",
        view=view,
        offers=len(rows),
        models=len({row.repository.casefold() for row in rows}),
        providers=len({row.provider for row in rows}),
        median_error=round(float(np.median(errors)), 4),
        p90_error=round(float(np.quantile(errors, 0.9)), 4),
        inside_range=round(float(np.mean((answers.low <= measured) & (measured <= answers.high))), 4),
    )


def _accuracy(row: Mapping[str, Any]) -> ServedAccuracy:
    numbers = {name: row[name] for name in row if name != "view"}
    return ServedAccuracy(view=ServedView(row["view"]), **numbers)


def _point(row: Mapping[str, str]) -> ServedPoint:
    figures = {name: float(row[name]) for name in FILE_COLUMNS[3:]}
    return ServedPoint(row["repository"], row["provider"], ServedView(row["view"]), **figures)
