"""Strengths from comparisons in pairs, by maximum likelihood, with their uncertainty.

Bradley, R. A., & Terry, M. E. (1952). Rank analysis of incomplete block designs. Biometrika 39, 324-345.
"""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike

from llmselect.errors import BadNumber, NotPossible
from llmselect.scoring.methods.problem import finite
from llmselect.units import Bools, Floats, Ints

PRIOR_WINS = 0.5
"""Wins each way per pair that keep a small vote from infinite strengths."""
MOST_STEPS = 200
ELO_PER_LOG = 400 / np.log(10)


@dataclass(frozen=True, slots=True)
class Strengths:
    """Log strengths that add up to 0, and the covariance of their estimate."""

    log: Floats
    covariance: Floats

    @property
    def strength(self) -> Floats:
        """Geometric mean 1; i wins against j in i / (i + j) of their meetings."""
        return np.exp(self.log)

    @property
    def standard_error(self) -> Floats:
        """Of the log strengths."""
        return np.sqrt(np.diag(self.covariance))

    @property
    def elo(self) -> Floats:
        """Around 1000, 400 points for odds of ten to one."""
        return 1000 + ELO_PER_LOG * self.log

    def rank_upper(self, level: float = 0.95) -> Ints:
        """1 + how many have their lower bound above the upper bound of this one (the Arena's rank)."""
        reach = NormalDist().inv_cdf(0.5 + level / 2) * self.standard_error
        return 1 + ((self.log - reach)[None, :] > (self.log + reach)[:, None]).sum(axis=1)

    @property
    def ahead(self) -> Floats:
        """Probability that the row's is truly stronger than the column's; sharper than whether intervals overlap."""
        variance = np.diag(self.covariance)
        spread = np.sqrt(np.maximum(variance[:, None] + variance - 2 * self.covariance, 1e-300))
        z = (self.log[:, None] - self.log) / spread
        return np.vectorize(NormalDist().cdf, otypes=[np.float64])(z)


def win_share(elo: float, against: float = 1000.0) -> float:
    """Share of meetings that a rating wins against another one, 0 to 1; 1000 is the average of those compared."""
    return float(1 / (1 + np.exp((against - elo) / ELO_PER_LOG)))


def bradley_terry(wins: ArrayLike, prior_wins: float = 0.0) -> Strengths:
    """Strengths from wins of the row's item over the column's; a tie is half a win for each.

    Raises NotPossible when some items never lost to the others or were never compared with them: without a prior
    (PRIOR_WINS) no finite strengths explain that.
    """
    table = finite("the wins", wins, 2)
    count = len(table)
    if table.shape != (count, count) or count < 2 or (table < 0).any() or np.diag(table).any():
        raise BadNumber("the wins", table.tolist(), "a square of two or more, 0 or more each, and none against oneself")
    table = table + prior_wins * (1 - np.eye(count))
    if not _connected(table > 0):
        raise NotPossible("some items were never compared with the others, or won or lost every time: more votes")
    log = np.zeros(count)
    games = table + table.T
    for _ in range(MOST_STEPS):
        expected = 1 / (1 + np.exp(log[None, :] - log[:, None]))
        slope = table.sum(axis=1) - (games * expected).sum(axis=1)
        step = np.linalg.pinv(_information(games, expected)) @ slope
        log = log + step * min(1.0, 2.0 / max(float(np.abs(step).max()), 1e-300))
        if np.abs(step).max() < 1e-12:
            break
    log = log - log.mean()
    expected = 1 / (1 + np.exp(log[None, :] - log[:, None]))
    return Strengths(log, np.asarray(np.linalg.pinv(_information(games, expected)), dtype=np.float64))


def _information(games: Floats, expected: Floats) -> Floats:
    pairs = games * expected * (1 - expected)
    return np.diag(pairs.sum(axis=1)) - pairs


def _connected(beat: Bools) -> bool:
    """Whether a chain of wins leads from each item to each other one."""
    reached = beat | np.eye(len(beat), dtype=np.bool_)
    for _ in range(int(np.ceil(np.log2(len(beat)))) + 1):
        reached = (reached.astype(np.int64) @ reached.astype(np.int64)) > 0
    return bool(reached.all())
