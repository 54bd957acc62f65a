"""Values from 0 to 100 of every model of a catalog."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.standings import Use
from llmselect.estimates.core.columns import Range
from llmselect.estimates.quality.attributes import Attributes, Completion, attributes
from llmselect.estimates.quality.evaluators import USES, value_mix
from llmselect.estimates.quality.posterior import Posterior, Prior, board, posterior, prior
from llmselect.estimates.quality.scale import FittedScale, fitted
from llmselect.estimates.quality.scores import Cell, best_of, current_lines
from llmselect.units import Floats

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
    before: Prior
    after: Posterior

    def values(self, use: Use) -> Range:
        """Points of each row: low, likely, high."""
        return values(self.after, use, self.scale)


@lru_cache(maxsize=16)
def table(catalog: Catalog) -> QualityTable:
    """Values by the stored scale; a row depends on that model's own standings and attributes only."""
    return computed(catalog, fitted())


def computed(catalog: Catalog, scale: FittedScale) -> QualityTable:
    """Values by a given scale."""
    weights = {model.id: model.weights for model in catalog.file.models}
    names = tuple(dict.fromkeys(weights.values()))
    row = {name: i for i, name in enumerate(names)}
    found = best_of(current_lines(catalog))
    before = prior(known_of(catalog, names, scale.completions), scale)
    after = posterior(board(names, found, scale.lines.benchmarks), before, scale.lines, scale.hand_variance)
    return QualityTable(
        scale,
        {model: row[name] for model, name in weights.items()},
        frozenset(model for model, name in weights.items() if model != name),
        by_model(found, names),
        before,
        after,
    )


def values(after: Posterior, use: Use, scale: FittedScale) -> Range:
    """Points of each row: low, likely, high; the interval is for where one more board would put the model."""
    mix = value_mix()[USES.index(use)]
    likely = after.mean[:, : len(USES)] @ mix
    spread = np.einsum("i,mij,j->m", mix, after.covariance[:, : len(USES), : len(USES)], mix)
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
    variants: dict[str, list[str]] = defaultdict(list)
    sources: dict[str, list[str]] = defaultdict(list)
    for standing in catalog.file.standings:
        variants[weights[standing.model]].append(standing.variant)
        sources[weights[standing.model]].append(standing.name_in_source)
    stands_for = {name: model for model, name in reversed(weights.items())}
    records = [catalog.models[name if name in catalog.models else stands_for[name]] for name in names]
    nothing = Completion()
    return [
        attributes(record, completions.get(name, nothing), variants[name], sources[name])
        for record, name in zip(records, names, strict=True)
    ]
