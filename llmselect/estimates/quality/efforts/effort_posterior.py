"""Abilities of models at their default effort and what thinking is worth to each, from standings at any effort."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.efforts import EFFORTS, Effort
from llmselect.estimates.quality.efforts.effort_cells import EffortCell, EffortCells, Gain, effort_cells, gains
from llmselect.estimates.quality.efforts.effort_gaps import EffortGaps, fitted_gaps, own_gaps
from llmselect.estimates.quality.evaluators import USES
from llmselect.estimates.quality.posterior import Posterior, Prior, ScoreMatrix
from llmselect.estimates.quality.scale import FittedScale, Lines
from llmselect.estimates.quality.scores import Cell
from llmselect.units import Floats, Ints

UNSURE_STEP = 0.5
"""Standard deviation of an effort that nobody states, between not thinking (0) and thinking (1)."""


class OwnGaps(NamedTuple):
    """What thinking is worth to each model before its level is known: a row a model."""

    mean: Floats
    covariance: Floats


def gaps_of(models: Sequence[str], found: EffortCells, lines: Lines, gaps: EffortGaps) -> OwnGaps:
    """Of each model: the gaps of the uses, corrected by what boards show of the model at two efforts."""
    own: dict[str, list[Gain]] = defaultdict(list)
    for gain in gains(found.pairs, lines):
        own[gain.model].append(gain)
    usual = own_gaps(gaps, ())
    rows = [own_gaps(gaps, own[model]) if model in own else usual for model in models]
    return OwnGaps(np.array([mean for mean, _ in rows]), np.array([covariance for _, covariance in rows]))


def reference_of(models: Sequence[str], found: EffortCells, defaults: Mapping[str, Effort]) -> Ints:
    """Places in EFFORTS of the effort that each model's abilities are told at: its default."""
    efforts = [found.reference.get(model, defaults[model]) for model in models]
    return np.array([EFFORTS.index(effort) for effort in efforts], dtype=np.int64)


def steps_of(
    models: Sequence[str], found: Sequence[EffortCell], benchmarks: Sequence[str], at: Ints, positions: Floats
) -> Floats:
    """Models by benchmarks: how far the effort of a cell lies above the model's default."""
    rows = {model: row for row, model in enumerate(models)}
    columns = {benchmark: column for column, benchmark in enumerate(benchmarks)}
    steps = np.zeros((len(models), len(benchmarks)))
    for one in found:
        row, column = rows.get(one.cell.model), columns.get(one.cell.benchmark)
        if row is not None and column is not None:
            steps[row, column] = positions[EFFORTS.index(one.effort)] - positions[at[row]]
    return steps


def level_cells(found: EffortCells, lines: Lines, gaps: EffortGaps) -> list[EffortCell]:
    """One cell of each model and benchmark; the chance of those whose effort is only assumed holds that doubt."""
    gap = _gap_on(lines, gaps)
    return [
        one if one.certain else one._replace(cell=_widened(one.cell, UNSURE_STEP * gap.get(one.cell.benchmark, 0.0)))
        for one in found.level
    ]


def reference_cells(found: EffortCells, lines: Lines, gaps: EffortGaps) -> tuple[Cell, ...]:
    """The same, each moved to its model's default effort by the gap of the use; what that adds in doubt, in chance."""
    gap = _gap_on(lines, gaps)
    error = float(np.sqrt(np.mean(gaps.spread**2 + gaps.error**2)))
    slope = dict(zip(lines.benchmarks, lines.slope.tolist(), strict=True))
    moved: list[Cell] = []
    for one in level_cells(found, lines, gaps):
        step = gaps.position(one.effort) - gaps.position(found.reference[one.cell.model])
        steep = slope.get(one.cell.benchmark, 1.0)
        cell = _widened(one.cell, steep * error * step)
        moved.append(_moved(cell, -step * gap.get(cell.benchmark, 0.0)))
    return tuple(moved)


def default_cells(catalog: Catalog, lines: Lines) -> tuple[Cell, ...]:
    """What the scale is fitted and proven on: one cell of each model and benchmark, at the model's default effort."""
    gaps = fitted_gaps()
    return reference_cells(effort_cells(catalog, gaps.position), lines, gaps)


def _gap_on(lines: Lines, gaps: EffortGaps) -> dict[str, float]:
    """By how much thinking moves a score, in the units of each benchmark."""
    moved = lines.slope * (lines.loadings[:, : len(USES)] @ gaps.gap)
    return dict(zip(lines.benchmarks, moved.tolist(), strict=True))


def _widened(cell: Cell, sd: float) -> Cell:
    return Cell(cell.model, cell.benchmark, cell.value, cell.sampling_variance + sd**2, cell.standing)


def _moved(cell: Cell, by: float) -> Cell:
    return Cell(cell.model, cell.benchmark, cell.value + by, cell.sampling_variance, cell.standing)


def posterior_at_reference(
    given: ScoreMatrix, steps: Floats, before: Prior, own: OwnGaps, scale: FittedScale
) -> Posterior:
    """Bayes' rule as in `posterior`, for scores at other efforts too.

    The columns of the result are the abilities at the default effort, what each evaluator sees otherwise, and the gaps.
    A score at another effort speaks of ability + step x gap, so that many of them share one doubt about the gap.
    """
    lines, uses = scale.lines, len(USES)
    known = ~np.isnan(given.value)
    weight = np.where(known, 1 / (lines.noise * given.noise_factor + given.sampling_variance), 0.0)
    steep = lines.loadings * lines.slope[:, None]
    start = np.hstack([before.mean, np.zeros((len(before.mean), len(scale.evaluator_variance))), own.mean])
    whole = np.concatenate(
        [np.broadcast_to(steep, (len(start), *steep.shape)), steps[:, :, None] * steep[None, :, :uses]], axis=2
    )
    told: Floats = np.einsum("mb,mbi,mbj->mij", weight, whole, whole, optimize=True)
    covariance = np.asarray(np.linalg.inv(_precision(before, own, scale.evaluator_variance) + told), dtype=np.float64)
    surprise = np.where(known, given.value - lines.intercept - np.einsum("mi,mbi->mb", start, whole), 0.0)
    gain = np.einsum("mui,mbi->mbu", covariance[:, :uses], whole, optimize=True)
    mean = start + np.einsum("mij,mbj,mb->mi", covariance, whole, weight * surprise, optimize=True)
    return Posterior(mean, covariance, gain * (weight * surprise)[:, :, None])


def _precision(before: Prior, own: OwnGaps, evaluator_variance: Floats) -> Floats:
    uses, hands = len(USES), len(evaluator_variance)
    whole = np.zeros((len(before.mean), 2 * uses + hands, 2 * uses + hands))
    whole[:, :uses, :uses] = np.linalg.inv(before.covariance)
    whole[:, uses : uses + hands, uses : uses + hands] = np.diag(1 / evaluator_variance)
    whole[:, uses + hands :, uses + hands :] = np.linalg.inv(own.covariance)
    return whole
