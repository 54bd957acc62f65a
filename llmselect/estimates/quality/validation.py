"""Leaving out: how well values foretell benchmarks, evaluators of benchmarks, and models that the fit has not seen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.standings import Use
from llmselect.estimates.quality.attributes import Attributes
from llmselect.estimates.quality.evaluators import USES, evaluator_of, value_mix
from llmselect.estimates.quality.fit import fit, scale_of, training
from llmselect.estimates.quality.posterior import board, posterior, prior
from llmselect.estimates.quality.scale import FittedScale
from llmselect.estimates.quality.scores import Cell
from llmselect.estimates.quality.table import Z_90
from llmselect.units import Floats

FEWEST_LINES = 8
"""A rank correlation of fewer models says nothing."""
MOST_COUNTED = 40
"""A benchmark weighs by its models up to these."""


@dataclass(frozen=True, slots=True)
class Foretold:
    """One benchmark that the fit did not see: what it says, and what the rest would have said."""

    benchmark: str
    use: Use
    models: tuple[str, ...]
    said: Floats
    """Published value, stretched."""
    ability: Floats
    """Foretold value of the use, in units of ability."""
    doubt: Floats
    """Its variance, without that between boards."""
    between_boards: float
    """Variance between boards of that fit, not widened."""

    @property
    def rank_correlation(self) -> float:
        return rank_correlation(self.said, self.ability)

    def holds(self, widen: Floats) -> float:
        """Share of the models that this board puts inside their 90 % interval; `widen` by use.

        A board has a scale of its own: it is laid on ours so that mean and spread agree.
        """
        unit = self.ability.std() / max(float(self.said.std()), 1e-9)
        said = self.ability.mean() + (self.said - self.said.mean()) * unit
        error = Z_90 * np.sqrt(self.doubt + widen[USES.index(self.use)] * self.between_boards)
        return float((np.abs(said - self.ability) <= error).mean())


def scale_from(catalog: Catalog, found: Sequence[Cell], known: Mapping[str, Attributes]) -> FittedScale:
    """The scale fitted on these cells alone, its intervals not widened."""
    train, benchmarks = training(found, known)
    return scale_of(train, fit(train, [catalog.benchmarks[name] for name in benchmarks]), "proof")


def abilities(
    scale: FittedScale, found: Sequence[Cell], known: Mapping[str, Attributes], models: Sequence[str], use: Use
) -> tuple[Floats, Floats]:
    """Foretold value of these models for a use and its variance, in units of ability."""
    before = prior([known[model] for model in models], scale)
    given = board(models, found, scale.lines.benchmarks)
    after = posterior(given, before, scale.lines, scale.evaluator_variance)
    mix = value_mix()[USES.index(use)]
    inside = after.covariance[:, : len(USES), : len(USES)]
    return after.mean[:, : len(USES)] @ mix, np.einsum("i,mij,j->m", mix, inside, mix)


def benchmarks_left_out(catalog: Catalog, found: Sequence[Cell], known: Mapping[str, Attributes]) -> list[Foretold]:
    """Each benchmark foretold from all others."""
    names = sorted({cell.benchmark for cell in found})
    return [
        each
        for name in names
        if _lines_on(found, name) >= FEWEST_LINES
        for each in _foretold(catalog, found, known, (name,))
    ]


def evaluators_left_out(catalog: Catalog, found: Sequence[Cell], known: Mapping[str, Attributes]) -> list[Foretold]:
    """Each benchmark foretold from those of other evaluators: the nearest thing to a board that nobody has seen."""
    evaluators = sorted({evaluator_of(cell.benchmark) for cell in found})
    benchmarks = {cell.benchmark for cell in found}
    groups = [tuple(sorted(each for each in benchmarks if evaluator_of(each) == name)) for name in evaluators]
    return [each for group in groups for each in _foretold(catalog, found, known, group)]


def _lines_on(found: Sequence[Cell], benchmark: str) -> int:
    return sum(cell.benchmark == benchmark for cell in found)


def _foretold(
    catalog: Catalog, found: Sequence[Cell], known: Mapping[str, Attributes], hidden: Sequence[str]
) -> list[Foretold]:
    rest = [cell for cell in found if cell.benchmark not in hidden]
    scale = scale_from(catalog, rest, known)
    rows: list[Foretold] = []
    for name in hidden:
        lines = [cell for cell in found if cell.benchmark == name]
        if len(lines) < FEWEST_LINES:
            continue
        use = catalog.benchmarks[name].uses[0]
        models = tuple(cell.model for cell in lines)
        ability, doubt = abilities(scale, rest, known, models, use)
        between = float(scale.between_boards[USES.index(use)])
        rows.append(Foretold(name, use, models, np.array([cell.value for cell in lines]), ability, doubt, between))
    return rows


def models_left_out(
    catalog: Catalog, found: Sequence[Cell], known: Mapping[str, Attributes], parts: int = 5
) -> list[Foretold]:
    """Each benchmark foretold for models of which the fit has seen no score at all: from their attributes alone."""
    models = sorted({cell.model for cell in found})
    part = dict(zip(models, np.random.default_rng(0).integers(0, parts, len(models)).tolist(), strict=True))
    rows: dict[str, Foretold] = {}
    for hidden in range(parts):
        scale = scale_from(catalog, [cell for cell in found if part[cell.model] != hidden], known)
        for name in sorted({cell.benchmark for cell in found}):
            lines = [cell for cell in found if cell.benchmark == name and part[cell.model] == hidden]
            if not lines:
                continue
            each = _from_attributes(catalog, scale, known, name, lines)
            rows[name] = _joined(rows[name], each) if name in rows else each
    return [row for row in rows.values() if len(row.models) >= FEWEST_LINES]


def later_models_left_out(
    catalog: Catalog, found: Sequence[Cell], known: Mapping[str, Attributes], after_years: float
) -> list[Foretold]:
    """Each benchmark foretold for models released later than every model that the fit has seen."""
    late = {model for model, about in known.items() if about.years is not None and about.years > after_years}
    scale = scale_from(catalog, [cell for cell in found if cell.model not in late], known)
    lines = [cell for cell in found if cell.model in late]
    rows: list[Foretold] = []
    for name in sorted({cell.benchmark for cell in lines}):
        on = [cell for cell in lines if cell.benchmark == name]
        if len(on) >= FEWEST_LINES:
            rows.append(_from_attributes(catalog, scale, known, name, on))
    return rows


def _from_attributes(
    catalog: Catalog, scale: FittedScale, known: Mapping[str, Attributes], name: str, lines: Sequence[Cell]
) -> Foretold:
    use = catalog.benchmarks[name].uses[0]
    models = tuple(cell.model for cell in lines)
    ability, doubt = abilities(scale, [], known, models, use)
    said = np.array([cell.value for cell in lines])
    return Foretold(name, use, models, said, ability, doubt, float(scale.between_boards[USES.index(use)]))


def _joined(first: Foretold, second: Foretold) -> Foretold:
    return replace(
        first,
        models=first.models + second.models,
        said=np.append(first.said, second.said),
        ability=np.append(first.ability, second.ability),
        doubt=np.append(first.doubt, second.doubt),
        between_boards=(first.between_boards + second.between_boards) / 2,
    )


def held(rows: Sequence[Foretold], widen: Floats) -> float:
    """Share of all left-out lines inside their intervals, each benchmark counting by its models up to MOST_COUNTED."""
    weights = [min(len(row.models), MOST_COUNTED) for row in rows]
    return float(np.average([row.holds(widen) for row in rows], weights=weights))


def ranks(values: Floats) -> Floats:
    """Ranks from 0; ties share the middle of theirs."""
    found, places, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts) - 1
    return (last - (counts - 1) / 2)[places] if len(found) else np.zeros(0)


def rank_correlation(first: Floats, second: Floats) -> float:
    """Spearman's; NaN where one side has a single value."""
    one, other = ranks(first), ranks(second)
    if one.std() == 0 or other.std() == 0:
        return float("nan")
    return float(np.corrcoef(one, other)[0, 1])
