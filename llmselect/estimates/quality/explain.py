"""Evidence behind a quality value: its basis, and by how many points each standing moved it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from llmselect.catalog.standings import Standing, Use
from llmselect.estimates.quality.evaluators import USES, value_mix
from llmselect.estimates.quality.evidence import Evidence
from llmselect.estimates.quality.table import QualityTable, points
from llmselect.text import Labelled, Text


class Basis(Labelled):
    """What a value rests on."""

    MEASURED = "measured", Text("public boards of this use", "classements publics de cet usage")
    """On boards of the use itself."""
    BORROWED = "borrowed", Text("public boards of other uses", "classements publics d’autres usages")
    """On boards of other uses."""
    KNOWN = (
        "known",
        Text(
            "no public score: only size, release date, publisher and price",
            "aucun score public : taille, date de sortie, éditeur et prix seulement",
        ),
    )
    """On size, day, maker, price and name alone: no public score."""
    SAME_WEIGHTS = (
        "same weights",
        Text(
            "public boards that list the same weights under another name",
            "classements publics qui citent les mêmes poids sous un autre nom",
        ),
    )
    """On boards that list these weights under another name."""
    OTHER_EFFORT = (
        "other effort",
        Text("public boards of this use, at another effort", "classements publics de cet usage, avec un autre effort"),
    )
    """On boards of the use, at another effort than the default."""
    KIN = (
        "kin",
        Text(
            "public boards of this use that list close kin",
            "classements publics de cet usage qui citent de proches parents",
        ),
    )
    """On boards of the use that list close kin."""


EVIDENCE_OF = {
    Basis.MEASURED: Evidence.MEASURED,
    Basis.OTHER_EFFORT: Evidence.RELATED,
    Basis.SAME_WEIGHTS: Evidence.RELATED,
    Basis.BORROWED: Evidence.RELATED,
    Basis.KIN: Evidence.RELATED,
    Basis.KNOWN: Evidence.EXPECTED,
}


@dataclass(frozen=True, slots=True)
class Move:
    """By how many points one standing moved a value."""

    standing: Standing
    points: float


@dataclass(frozen=True, slots=True)
class Quality:
    """One model's value for one use."""

    model: str
    value: float
    low: float
    high: float
    """90 % interval for where one more board of this use would put the model."""
    basis: Basis
    expected: float
    """Value that its attributes alone would give."""
    moved_by: tuple[Move, ...]
    """Strongest first; with `expected` they add up to the value."""

    @property
    def evidence(self) -> Evidence:
        return EVIDENCE_OF[self.basis]

    def resting_on(self, evidence: Evidence) -> "Quality":
        """The same with a basis that tells another effort and kin apart, as the evidence has them."""
        if self.basis is Basis.MEASURED and evidence is Evidence.RELATED:
            return replace(self, basis=Basis.OTHER_EFFORT)
        if self.basis is Basis.KNOWN and evidence is Evidence.RELATED:
            return replace(self, basis=Basis.KIN)
        return self


def explained(found: QualityTable, models: Sequence[str], use: Use) -> list[Quality]:
    """Value, interval, basis and moves of these models."""
    mix = value_mix()[USES.index(use)]
    columns = {benchmark: column for column, benchmark in enumerate(found.scale.lines.benchmarks)}
    speaks = found.scale.lines.loadings[:, USES.index(use)] > 0
    values = found.values(use)
    before = found.before.mean @ mix
    expected = points(before, use, found.scale)
    move = found.after.mean[:, : len(USES)] @ mix - before
    per_ability = np.divide(values.likely - expected, move, out=np.zeros_like(move), where=move != 0)
    rows: list[Quality] = []
    for model in models:
        row = found.row_of[model]
        told = [(cell, columns[cell.benchmark]) for cell in found.cells[row] if cell.benchmark in columns]
        pull = found.after.pull[row] @ mix * per_ability[row]
        moves = sorted((Move(cell.standing, float(pull[at])) for cell, at in told), key=lambda each: -abs(each.points))
        rows.append(
            Quality(
                model,
                float(values.likely[row]),
                float(values.low[row]),
                float(values.high[row]),
                _basis(bool(told), any(speaks[at] for _, at in told), model in found.other_names),
                float(expected[row]),
                tuple(moves),
            )
        )
    return rows


def _basis(told: bool, on_this_use: bool, other_name: bool) -> Basis:
    if not told:
        return Basis.KNOWN
    if other_name:
        return Basis.SAME_WEIGHTS
    return Basis.MEASURED if on_this_use else Basis.BORROWED
