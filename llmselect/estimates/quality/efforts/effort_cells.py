"""Standings by effort: one cell a model and benchmark nearest its default effort, and what its other efforts gained."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, NamedTuple

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.efforts import Effort, default_efforts
from llmselect.catalog.standings import Use
from llmselect.estimates.quality.efforts.board_efforts import standing_efforts
from llmselect.estimates.quality.evaluators import evaluator_of
from llmselect.estimates.quality.scale import Lines
from llmselect.estimates.quality.scores import Cell, current_lines


class EffortCell(NamedTuple):
    """What one benchmark says of one model at one effort."""

    cell: Cell
    effort: Effort
    certain: bool
    """Whether the effort is named by the board, or by the maker as its default."""


class EffortPair(NamedTuple):
    """By how much one benchmark puts a model at one effort above the same model at another."""

    model: str
    benchmark: str
    uses: tuple[Use, ...]
    evaluator: str
    less: Effort
    more: Effort
    gain: float
    """Points of the benchmark's own scale: log-odds, or hundreds of Elo."""
    chance: float
    """Variance of the gain that a limited number of questions explains."""


@dataclass(frozen=True, slots=True)
class EffortCells:
    """The standings of a catalog by effort; models are ids of weights."""

    reference: dict[str, Effort]
    """Default effort of each model with standings: the effort that its abilities are told at."""
    level: tuple[EffortCell, ...]
    """One of each model and benchmark: at the default effort, else at the nearest."""
    every: tuple[EffortCell, ...]
    """The best of each model, benchmark and effort."""
    pairs: tuple[EffortPair, ...]


def effort_cells(catalog: Catalog, position: Callable[[Effort], float]) -> EffortCells:
    """The standings of a catalog by effort; `position` puts efforts in a row (OFF 0, ON 1)."""
    every = _best_of_efforts(catalog)
    defaults = default_efforts(catalog)
    reference = {one.cell.model: defaults[one.cell.standing.model].effort for one in every}
    reference |= {name: defaults[name].effort for name in reference if name in defaults}
    _settle(reference, every)
    level: list[EffortCell] = []
    pairs: list[EffortPair] = []
    for (model, _), group in groupby(every, key=lambda one: (one.cell.model, one.cell.benchmark)):
        of_board = list(group)
        nearest = min(of_board, key=lambda one: abs(position(one.effort) - position(reference[model])))
        level.append(nearest)
        pairs += [_pair(catalog, nearest, one, position) for one in of_board if one is not nearest]
    return EffortCells(reference, tuple(level), every, tuple(pairs))


def _settle(reference: dict[str, Effort], every: Sequence[EffortCell]) -> None:
    """Of models that are not known to think or not: off where their boards say so, else what most lines were at."""
    seen: dict[str, list[EffortCell]] = defaultdict(list)
    for one in every:
        seen[one.cell.model].append(one)
    for model, cells in seen.items():
        efforts = [one.effort for one in cells]
        if reference[model] is Effort.OFF and Effort.OFF not in efforts and not any(one.certain for one in cells):
            reference[model] = max(set(efforts), key=lambda effort: (efforts.count(effort), effort))


def _best_of_efforts(catalog: Catalog) -> tuple[EffortCell, ...]:
    known = {
        id(standing): effort for standing, effort in zip(catalog.file.standings, standing_efforts(catalog), strict=True)
    }
    best: dict[tuple[str, str, Effort], EffortCell] = {}
    for line in current_lines(catalog):
        effort, certain = known[id(line.standing)]
        key = line.model, line.benchmark, effort
        if key not in best or line.value > best[key].cell.value:
            best[key] = EffortCell(line, effort, certain)
    return tuple(best[key] for key in sorted(best))


def _pair(catalog: Catalog, one: EffortCell, other: EffortCell, position: Callable[[Effort], float]) -> EffortPair:
    less, more = sorted((one, other), key=lambda each: position(each.effort))
    benchmark = catalog.benchmarks[one.cell.benchmark]
    return EffortPair(
        one.cell.model,
        benchmark.id,
        benchmark.uses,
        evaluator_of(benchmark.id),
        less.effort,
        more.effort,
        more.cell.value - less.cell.value,
        less.cell.sampling_variance + more.cell.sampling_variance,
    )


class Gain(NamedTuple):
    """What one evaluator's benchmarks of a use say that a model gains by thinking, in units of ability."""

    model: str
    use: Use
    evaluator: str
    less: Effort
    more: Effort
    ability: float
    chance: float
    benchmarks: int


CHECKED_USES: Final = frozenset({Use.REASONING, Use.CODE})
"""Uses whose answers are right or wrong: exams and tests check what people who vote on a reading cannot."""
VOTERS: Final = "votes"


def checked(found: Sequence[Gain]) -> list[Gain]:
    """The gains without those that voters saw where right and wrong answers can be checked: they see half of it."""
    return [gain for gain in found if gain.evaluator != VOTERS or gain.use not in CHECKED_USES]


def gains(pairs: Sequence[EffortPair], lines: Lines) -> list[Gain]:
    """Pairs through their benchmarks' slopes: the mean over an evaluator's benchmarks, as they share their error."""
    slope = dict(zip(lines.benchmarks, lines.slope.tolist(), strict=True))
    groups: dict[tuple[str, Use, str, Effort, Effort], list[tuple[float, float]]] = defaultdict(list)
    for pair in pairs:
        if pair.benchmark in slope:
            steep = slope[pair.benchmark]
            for use in pair.uses:
                key = pair.model, use, pair.evaluator, pair.less, pair.more
                groups[key].append((pair.gain / steep, pair.chance / steep**2))
    return [
        Gain(*key, float(np.mean([gain for gain, _ in group])), float(np.mean([c for _, c in group])), len(group))
        for key, group in sorted(groups.items())
    ]
