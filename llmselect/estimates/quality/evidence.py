"""What a quality rests on: measured, related or expected, with one word and one mark used everywhere."""

from enum import IntEnum
from functools import lru_cache
from typing import Final

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.efforts import EFFORTS, Effort, default_efforts, efforts_of
from llmselect.catalog.models import LanguageModel
from llmselect.catalog.standings import Use
from llmselect.estimates.quality.evaluators import USES
from llmselect.estimates.quality.kin import kin_of
from llmselect.estimates.quality.table import QualityTable, table
from llmselect.text import Text
from llmselect.units import Ints


class Evidence(IntEnum):
    """What a quality rests on, the weakest first."""

    EXPECTED = 0
    """On size, age, maker and price alone."""
    RELATED = 1
    """On boards of other uses, of the same weights under another name, of another effort, or of close kin."""
    MEASURED = 2
    """On boards of the use itself."""

    @property
    def label(self) -> Text:
        return LABELS[self]

    @property
    def mark(self) -> str:
        return MARKS[self]

    @property
    def id(self) -> str:
        """Name in JSON, links and on the command line."""
        return self.name.lower()


LABELS: Final = {
    Evidence.EXPECTED: Text("expected", "attendue"),
    Evidence.RELATED: Text("related", "apparentée"),
    Evidence.MEASURED: Text("measured", "mesurée"),
}
"""In French they go with `la qualité`."""
MARKS: Final = {Evidence.EXPECTED: "○", Evidence.RELATED: "◐", Evidence.MEASURED: "●"}
MEANINGS: Final = {
    Evidence.EXPECTED: Text(
        "no public score: size, release day, maker and price only",
        "aucun score public : taille, date de sortie, éditeur et prix seulement",
    ),
    Evidence.RELATED: Text(
        "public boards of other uses, of the same weights under another name, of another effort, or of close kin",
        "classements publics d’autres usages, des mêmes poids sous un autre nom, d’un autre effort "
        "ou de parents proches",
    ),
    Evidence.MEASURED: Text("public boards of this use", "classements publics de cet usage"),
}


@lru_cache(maxsize=32)
def evidence(catalog: Catalog, use: Use) -> Ints:
    """Evidence of each model of the catalog at its default effort: shape (models,), values of `Evidence`."""
    found = evidence_grid(catalog, use)
    defaults = default_efforts(catalog)
    columns = [EFFORTS.index(defaults[model.id].effort) for model in catalog.file.models]
    return found[np.arange(len(columns)), columns]


def evidence_at(catalog: Catalog, use: Use, model: Ints, effort: Ints) -> Ints:
    """Evidence of rows; `model` are places in the catalog's models, `effort` in EFFORTS. Shape (rows,)."""
    return evidence_grid(catalog, use)[model, effort]


@lru_cache(maxsize=32)
def evidence_grid(catalog: Catalog, use: Use) -> Ints:
    """Evidence of each model at each effort: models by EFFORTS."""
    found = table(catalog)
    own, others = _own_efforts(found, use)
    kin = with_measured_kin(catalog, use)
    listed = {one.cell.model for one in found.every}
    grid = np.full((len(catalog.file.models), len(EFFORTS)), int(Evidence.EXPECTED), dtype=np.int64)
    for row, model in enumerate(catalog.file.models):
        if model.weights in listed or model.weights in others or kin[found.row_of[model.id]]:
            grid[row] = Evidence.RELATED
        if model.id not in found.other_names:
            for effort in own.get(model.weights, ()):
                grid[row, _columns(model, effort)] = Evidence.MEASURED
    return grid


def _own_efforts(found: QualityTable, use: Use) -> tuple[dict[str, set[Effort]], set[str]]:
    """Efforts at which boards of the use list each model, and the models that boards of other uses list."""
    speaks = boards_of(found, use)
    own: dict[str, set[Effort]] = {}
    others: set[str] = set()
    for one in found.every:
        if one.cell.benchmark in speaks:
            own.setdefault(one.cell.model, set()).add(one.effort)
        else:
            others.add(one.cell.model)
    return own, others


def boards_of(found: QualityTable, use: Use) -> frozenset[str]:
    """Benchmarks of the scale that speak for a use."""
    lines = found.scale.lines
    return frozenset(
        name for name, speaks in zip(lines.benchmarks, lines.loadings[:, USES.index(use)] > 0, strict=True) if speaks
    )


def _columns(model: LanguageModel, effort: Effort) -> list[int]:
    """Efforts of the model that a board's effort stands for: itself; `on` the default level, a level `on` without."""
    levels = [each for each in efforts_of(model) if each is not Effort.OFF]
    if effort is Effort.OFF or effort in levels or not levels:
        return [EFFORTS.index(effort)]
    if levels == [Effort.ON]:
        return [EFFORTS.index(Effort.ON)]
    if effort is not Effort.ON:
        return [EFFORTS.index(effort)]
    usual = Effort.HIGH if Effort.HIGH in levels else levels[-1]
    return [EFFORTS.index(usual), EFFORTS.index(Effort.ON)]


@lru_cache(maxsize=32)
def measured_kin(catalog: Catalog, use: Use) -> tuple[tuple[str, ...], ...]:
    """Of each row of the quality table, the weights of its close kin that a board of the use lists."""
    found = table(catalog)
    own, _ = _own_efforts(found, use)
    names = list(dict.fromkeys(model.weights for model in catalog.file.models))
    return tuple(tuple(names[row] for row in rows if names[row] in own) for rows in kin_of(found.known))


def with_measured_kin(catalog: Catalog, use: Use) -> list[bool]:
    """Whether each row of the quality table has close kin that a board of the use lists."""
    return [bool(kin) for kin in measured_kin(catalog, use)]
