"""Fitting what thinking is worth, on models that stand on one board at two efforts: a random-effects model.

Gain of a pair = step x (gap of the use + what its evaluator sees otherwise + what is the model's own) + noise. Means
are generalised least squares, spreads are those that make the pairs most likely (Laird and Ware 1982).
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace
from typing import Final

import numpy as np

from llmselect.catalog.standings import Use
from llmselect.estimates.quality.efforts.effort_cells import Gain
from llmselect.estimates.quality.efforts.effort_gaps import EffortGaps, position_at
from llmselect.estimates.quality.evaluators import USES
from llmselect.units import Floats

SWEEPS = 3
TRIED: Final = {
    "level": np.arange(0.10, 0.4501, 0.05),  # above 0.45 `low` would be no better than not thinking
    "spread": np.arange(0.06, 0.3001, 0.03),
    "evaluators": np.arange(0.05, 0.3001, 0.05),
    "noise": np.arange(0.04, 0.2401, 0.02),
}
GAP_MEAN, GAP_SD, USES_APART = 0.2, 0.3, 0.12
"""Of all uses before the data speak, and of one use around them: a use with few pairs is drawn to the others."""
MODELS_CORRELATED = 0.5
"""Correlation of a model's own gaps in two uses; the data say between 0.4 and 0.6."""
FURTHEST = 2.5
"""Standard deviations beyond which a pair counts as if it lay there (Huber 1964)."""


@dataclass(frozen=True, slots=True)
class Spreads:
    """Standard deviations, in units of ability; `level` is the share of the gap between `medium` and `high`."""

    level: float = 0.3
    spread: float = 0.15
    evaluators: float = 0.15
    noise: float = 0.1


def fit_gaps(gains: Sequence[Gain], origin: str) -> EffortGaps:
    """The gaps that these pairs make most likely."""
    spreads = Spreads()
    value = np.array([gain.ability for gain in gains])
    for _ in range(SWEEPS):
        for name, tried in TRIED.items():
            options = [replace(spreads, **{name: float(each)}) for each in tried]
            spreads = max(options, key=lambda option: _likelihood(gains, value, option))
        value = _drawn_in(gains, spreads)
    gap, covariance = _gaps(gains, value, spreads)
    return EffortGaps(
        origin=origin,
        gap=gap,
        error=np.sqrt(np.diag(covariance)),
        spread=np.full(len(USES), round(spreads.spread, 4)),
        correlation=MODELS_CORRELATED,
        noise=round(float(np.hypot(spreads.noise, spreads.evaluators)), 4),
        level=round(spreads.level, 3),
        gains=tuple(sum(gain.use is use for gain in gains) for use in USES),
        models=tuple(len({gain.model for gain in gains if gain.use is use}) for use in USES),
    )


def _design(gains: Sequence[Gain], spreads: Spreads) -> tuple[Floats, Floats]:
    """Pairs by uses: their steps; and the covariance of the pairs around the gaps of their uses."""
    steps = np.array([position_at(gain.more, spreads.level) - position_at(gain.less, spreads.level) for gain in gains])
    uses = np.array([USES.index(gain.use) for gain in gains])
    models = np.array([gain.model for gain in gains])
    evaluators = np.array([gain.evaluator for gain in gains])
    same_use = uses[:, None] == uses
    of_model = (models[:, None] == models) * np.where(same_use, 1.0, MODELS_CORRELATED) * spreads.spread**2
    of_evaluator = (same_use & (evaluators[:, None] == evaluators)) * spreads.evaluators**2
    chance = np.diag([gain.chance + spreads.noise**2 for gain in gains])
    return np.eye(len(USES))[uses] * steps[:, None], np.outer(steps, steps) * (of_model + of_evaluator) + chance


def _prior() -> Floats:
    return np.full((len(USES), len(USES)), GAP_SD**2) + np.eye(len(USES)) * USES_APART**2


def _gaps(gains: Sequence[Gain], value: Floats, spreads: Spreads) -> tuple[Floats, Floats]:
    """Gaps by use and their covariance."""
    design, covariance = _design(gains, spreads)
    seen: Floats = design @ _prior() @ design.T + covariance
    weight = np.asarray(np.linalg.solve(seen, design @ _prior()), dtype=np.float64).T
    mean = np.full(len(USES), GAP_MEAN)
    return mean + weight @ (value - design @ mean), _prior() - weight @ design @ _prior()


def _likelihood(gains: Sequence[Gain], value: Floats, spreads: Spreads) -> float:
    """Logarithm, with a prior that keeps each spread near its start (half a log unit)."""
    design, covariance = _design(gains, spreads)
    seen: Floats = design @ _prior() @ design.T + covariance
    missed = value - design @ np.full(len(USES), GAP_MEAN)
    fit = float(np.linalg.slogdet(seen)[1] + missed @ np.linalg.solve(seen, missed))
    away = np.log(np.array(astuple(spreads)) / np.array(astuple(Spreads()))) / 0.5
    return -0.5 * (fit + float(away @ away))


def _drawn_in(gains: Sequence[Gain], spreads: Spreads) -> Floats:
    """The gains, those far from what their use foretells drawn in."""
    value = np.array([gain.ability for gain in gains])
    gap, _ = _gaps(gains, value, spreads)
    design, covariance = _design(gains, spreads)
    foretold, furthest = design @ gap, FURTHEST * np.sqrt(np.diag(covariance))
    return np.clip(value, foretold - furthest, foretold + furthest)


def held_without_the_model(gains: Sequence[Gain], z: float) -> dict[Use, tuple[int, int]]:
    """By use: of the pairs of each model, told by the other models alone, how many lie inside; and of how many."""
    found: dict[Use, tuple[int, int]] = dict.fromkeys(USES, (0, 0))
    for model in sorted({gain.model for gain in gains}):
        gaps = fit_gaps([gain for gain in gains if gain.model != model], "proof")
        for gain in (gain for gain in gains if gain.model == model):
            use = USES.index(gain.use)
            step = gaps.position(gain.more) - gaps.position(gain.less)
            own = gaps.spread[use] ** 2 + gaps.error[use] ** 2
            error = np.sqrt((own + gaps.noise**2) * step**2 + gain.chance)
            inside = abs(gain.ability - step * gaps.gap[use]) <= z * error
            held, many = found[gain.use]
            found[gain.use] = held + int(inside), many + 1
    return found
