"""Values from 0 to 100 of every model of a catalog."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.efforts import default_efforts
from llmselect.catalog.models import LanguageModel
from llmselect.catalog.standings import Use
from llmselect.estimates.core.columns import Range
from llmselect.estimates.quality.attributes import Attributes, Completion, attributes
from llmselect.estimates.quality.efforts.effort_cells import EffortCell, effort_cells
from llmselect.estimates.quality.efforts.effort_gaps import fitted_gaps
from llmselect.estimates.quality.efforts.effort_posterior import (
    gaps_of,
    level_cells,
    posterior_at_reference,
    reference_of,
    steps_of,
)
from llmselect.estimates.quality.evaluators import USES, value_mix
from llmselect.estimates.quality.posterior import Posterior, Prior, board, prior
from llmselect.estimates.quality.scale import FittedScale, fitted
from llmselect.estimates.quality.scores import Cell
from llmselect.estimates.quality.specialities import discounted
from llmselect.units import Bools, Floats, Ints

Z_90 = 1.645
STEEPNESS = 0.7
"""One standard deviation above the middle is 67 of 100 points, two 80, three 89: nobody reaches either end."""


@dataclass(frozen=True, slots=True)
class QualityTable:
    """Columns over the weights that the catalog's models stand for."""

    scale: FittedScale
    row_of: Mapping[str, int]
    """Row of each model's weights, by model id."""
    other_names: frozenset[str]
    """Models that are another name of some weights."""
    cells: Sequence[tuple[Cell, ...]]
    """One of each benchmark, at the row's default effort or the nearest."""
    every: Sequence[EffortCell]
    """The best of each model, benchmark and effort."""
    known: Sequence[Attributes]
    reference: Ints
    """Place in EFFORTS of the default effort of each row: abilities are told at it."""
    before: Prior
    after: Posterior
    """Abilities at the default effort, what each evaluator sees otherwise, and what thinking adds, by use."""

    def values(self, use: Use) -> Range:
        """Points of each row at its default effort: low, likely, high."""
        return values(self.after, use, self.scale, np.zeros(len(self.reference)))

    def values_at(self, use: Use) -> Range:
        """Points of each row at each of EFFORTS: rows by efforts."""
        positions = fitted_gaps().positions()
        sides = [values(self.after, use, self.scale, at - positions[self.reference]) for at in positions]
        return Range(*(np.stack(side, axis=1) for side in zip(*sides, strict=True)))


@lru_cache(maxsize=16)
def table(catalog: Catalog) -> QualityTable:
    """Values by the stored scale; a row depends on that model's own standings and attributes only."""
    return computed(catalog, fitted())


def computed(catalog: Catalog, scale: FittedScale) -> QualityTable:
    """Values by a given scale."""
    weights = {model.id: model.weights for model in catalog.file.models}
    names = tuple(dict.fromkeys(weights.values()))
    row = {name: i for i, name in enumerate(names)}
    gaps, lines, records = fitted_gaps(), scale.lines, records_of(catalog, names)
    found = effort_cells(catalog, gaps.position)
    level = level_cells(found, lines, gaps)
    defaults = default_efforts(catalog)
    at = reference_of(names, found, {name: defaults[one.id].effort for name, one in zip(names, records, strict=True)})
    given = board(names, [one.cell for one in level], lines.benchmarks)
    known = known_of(catalog, names, scale.completions)
    before = discounted(prior(known, scale), records, _measured(given.value, lines.loadings))
    steps = steps_of(names, level, lines.benchmarks, at, gaps.positions())
    return QualityTable(
        scale,
        {model: row[name] for model, name in weights.items()},
        frozenset(model for model, name in weights.items() if model != name),
        by_model([one.cell for one in level], names),
        found.every,
        known,
        at,
        before,
        posterior_at_reference(given, steps, before, gaps_of(names, found, lines, gaps), scale),
    )


def _measured(value: Floats, loadings: Floats) -> Bools:
    """Models by uses: whether a board of the use lists the model."""
    return ((~np.isnan(value)).astype(np.float64) @ (loadings[:, : len(USES)] > 0)) > 0


def values(after: Posterior, use: Use, scale: FittedScale, step: Floats) -> Range:
    """Points of each row: low, likely, high; the interval is for where one more board would put the model.

    `step` is how far above the row's default effort it is to think, between not thinking (0) and thinking (1).
    """
    mix = value_mix()[USES.index(use)]
    whole = np.zeros(after.mean.shape)
    whole[:, : len(USES)] = mix
    whole[:, -len(USES) :] = step[:, None] * mix
    likely = (after.mean * whole).sum(axis=1)
    spread = np.einsum("mi,mij,mj->m", whole, after.covariance, whole, optimize=True)
    boards = scale.widen[USES.index(use)] * scale.between_boards[USES.index(use)]
    error = Z_90 * np.sqrt(spread + boards)
    return Range(*(points(likely + side * error, use, scale) for side in (-1, 0, 1)))


def points(ability: Floats, use: Use, scale: FittedScale) -> Floats:
    """Ability as points: 50 is the middle of the models that had standings on the day of the fit."""
    row = USES.index(use)
    deviations = (ability - scale.middle[row]) / scale.deviation[row]
    return 100 / (1 + np.exp(-STEEPNESS * deviations))


def by_model(lines: Sequence[Cell], names: Sequence[str]) -> list[tuple[Cell, ...]]:
    """The cells of each of these models."""
    found: dict[str, list[Cell]] = defaultdict(list)
    for cell in lines:
        found[cell.model].append(cell)
    return [tuple(found[name]) for name in names]


def known_of(catalog: Catalog, names: Sequence[str], completions: Mapping[str, Completion]) -> list[Attributes]:
    """Attributes of these weights; where the open model is not in the catalog, a provider's record speaks for it."""
    weights = {model.id: model.weights for model in catalog.file.models}
    records = records_of(catalog, names)
    variants: dict[str, list[str]] = defaultdict(list)
    sources: dict[str, list[str]] = defaultdict(list)
    for standing in catalog.file.standings:
        variants[weights[standing.model]].append(standing.variant)
        sources[weights[standing.model]].append(standing.name_in_source)
    nothing = Completion()
    return [
        attributes(record, completions.get(name, nothing), variants[name], sources[name])
        for record, name in zip(records, names, strict=True)
    ]


def records_of(catalog: Catalog, names: Sequence[str]) -> list[LanguageModel]:
    """The records of these weights; where the open model is not in the catalog, that of its first other name."""
    stands_for = {model.weights: model for model in reversed(catalog.file.models)}
    return [catalog.models.get(name) or stands_for[name] for name in names]
