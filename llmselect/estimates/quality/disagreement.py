"""How far one more board would put a model from its value, from how far the boards of the fit disagree.

A board has a scale of its own. Laid on ours with equal spread s, and following the ability with correlation r, it puts
models 2 s^2 (1 - r) away (a variance): nothing where it follows it wholly, 2 s^2 at most where it does not at all. A
board that measures something else (a nearly flat line) so counts as one that disagrees, and not without end.
"""

import numpy as np

from llmselect.estimates.quality.evaluators import USES, value_mix
from llmselect.estimates.quality.scale import Lines
from llmselect.units import Floats

EVALUATORS_STRENGTH = 2.0
"""Evaluators' worth of evidence that the mean over all evaluators weighs in each use: a use with one evaluator cannot
know how far a second one would disagree. (With 0.5 and 4 the scores of evaluators left out are held as often, within
two in a hundred.)"""


def disagreement(lines: Lines, evaluator_variance: Floats, deviation: float) -> Floats:
    """Variance by board of where it puts models around their abilities; shape (benchmarks,).

    `deviation`: of the abilities between models, in units of ability.
    """
    own = lines.loadings[:, len(USES) :] @ evaluator_variance + lines.noise / lines.slope**2
    followed = np.sqrt(deviation**2 / (deviation**2 + own))
    return 2 * deviation**2 * (1 - followed)


def between_boards(lines: Lines, evaluator_variance: Floats, deviation: float) -> Floats:
    """By value told: variance that a board of an evaluator not seen yet would add; shape (uses,).

    Every evaluator counts once, whatever its boards: fourteen boards of votes are not fourteen opinions.
    """
    apart = disagreement(lines, evaluator_variance, deviation)
    evaluator = lines.loadings[:, len(USES) :].argmax(axis=1)
    overall = float(np.mean(_by_evaluator(apart, evaluator)))
    told = [_drawn(_by_evaluator(apart[on], evaluator[on]), overall) for on in lines.loadings[:, : len(USES)].T > 0]
    return value_mix() @ np.array(told)


def _by_evaluator(apart: Floats, evaluator: Floats) -> list[float]:
    return [float(apart[evaluator == each].mean()) for each in np.unique(evaluator)]


def _drawn(own: list[float], overall: float) -> float:
    """The mean of a use's evaluators, drawn to that of all."""
    return (sum(own) + EVALUATORS_STRENGTH * overall) / (len(own) + EVALUATORS_STRENGTH)
