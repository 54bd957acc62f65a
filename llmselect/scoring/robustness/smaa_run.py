"""Robustness of a ranking by simulation (SMAA-2): share of draws in which each candidate is first."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from llmselect.errors import BadNumber
from llmselect.scoring.methods.problem import ALIKE
from llmselect.scoring.ranking.matrix import DecisionMatrix
from llmselect.scoring.robustness.contenders import Places, contenders, drop_dominated
from llmselect.scoring.robustness.degenerate import DegenerateCase, RobustnessLevel
from llmselect.scoring.robustness.draws import (
    DRAWS,
    SEED,
    ConfidenceInWeights,
    Singles,
    facts_of_rows,
    score_draws,
    weight_draws,
)
from llmselect.text import Text, in_both
from llmselect.units import Bools, Floats, Ints

LEADING = 3
"""How many places count as leading."""
CROWD = 60
"""Candidates from which it pays to first look for those that can lead."""
AT_ONCE = 128
"""Rows whose draws are in memory at a time."""
FIRST_IN = Text(
    "First in {share} of the {weightings}, with values anywhere in their ranges.",
    "Premier dans {share} des {weightings}, avec des valeurs prises dans leurs fourchettes.",
)


@dataclass(frozen=True, slots=True)
class RobustnessShares:
    """Shares of the draws, (places,), in the order in which the places first appear in the matrix."""

    confidence: ConfidenceInWeights
    leader: int
    """Highest score at the visitor's own weights and likely values, what is unknown counting nothing."""
    first: Floats
    """Adding up to 1; ties are split."""
    first_three: Floats
    """Share of draws among the first three, adding up to 3 (or to the number of candidates)."""
    central: Floats
    """Mean weights of the draws in which a place is first, (places, criteria); NaN where it is first in none."""
    beaten: Floats
    """Share of draws in which the leader beats the place, ties as halves; NaN for the leader itself, and for places
    that cannot be among the first three in any draw."""
    remark: DegenerateCase | None = None

    @property
    def share(self) -> float:
        """Share of draws in which the leader is first."""
        return float(self.first[self.leader])

    @property
    def level(self) -> RobustnessLevel:
        """The leader's share as one of three levels."""
        return RobustnessLevel.of(self.share)

    @property
    def sentence(self) -> Text:
        """The leader's share in words: “First in 62 % of the weightings close to yours…”"""
        which = self.confidence.weightings
        return in_both(FIRST_IN, share=lambda say: say.percent(self.share), weightings=lambda say: say(which))


def robustness_shares(
    matrix: DecisionMatrix,
    shares: Floats,
    confidence: ConfidenceInWeights = ConfidenceInWeights.FAIRLY,
    *,
    facts: Ints | None = None,
    levels: Mapping[int, int] | None = None,
    groups: Ints | None = None,
    draws: int = DRAWS,
    seed: int = SEED,
) -> RobustnessShares | DegenerateCase:
    """Robustness of the ranking of these candidates (SMAA-2); a DegenerateCase where there is nothing to rank.

    `shares`: (criteria,). `facts` and `levels` as in `score_draws`; without facts equal rows are the same candidate,
    and all else is independent. Rows with the same number in `groups`, (candidates,), share one place. Raises BadNumber
    for an interval that is reversed or not finite.
    """
    check(matrix)
    if not len(matrix.likely):
        return DegenerateCase.NONE_LEFT
    if shares.sum() <= 0:
        return DegenerateCase.NO_WEIGHT
    ordinal, places = dict(levels or {}), Places.of(groups, len(matrix.likely))
    facts = facts_of_rows(matrix) if facts is None else facts
    leader = int(places.of_row[leader_of(matrix, shares)])
    weights = weight_draws(shares / shares.sum(), confidence, draws, seed)
    rows = np.arange(len(matrix.likely))
    if len(rows) > CROWD:

        def draw(some: Ints) -> Singles:
            return score_draws(matrix.take(some), weights, facts[some], ordinal, seed)

        leading = contenders(matrix, weights, ordinal, LEADING, places, draw)
        rows = np.union1d(leading, np.flatnonzero(places.of_row == leader))
    if groups is not None:
        within = Places.of(places.of_row[rows], len(rows))
        rows = rows[drop_dominated(matrix.take(rows), facts[rows], shares > 0, within)]
    kept, scores = _scores(matrix.take(rows), weights, facts[rows], ordinal, Places(places.of_row[rows]), seed)
    figures = _counted(scores, weights, int(np.searchsorted(kept, leader)))
    first, first_three, central, beaten = (_spread(column, kept, places.count) for column in figures)
    return RobustnessShares(confidence, leader, first, first_three, central, beaten, _remark(places.count, shares))


def _scores(
    matrix: DecisionMatrix, weights: Singles, facts: Ints, levels: Mapping[int, int], places: Places, seed: int
) -> tuple[Ints, Singles]:
    """The places that have rows here, and the score of each in each draw; some rows at a time, to spare memory."""
    order = np.argsort(places.of_row, kind="stable")
    starts = np.flatnonzero(np.diff(places.of_row[order], prepend=-1))
    cuts = starts[np.flatnonzero(np.diff(starts // AT_ONCE)) + 1]
    parts = [
        places.best(score_draws(matrix.take(rows), weights, facts[rows], levels, seed), rows)
        for rows in np.split(order, cuts)
    ]
    return np.concatenate([kept for kept, _ in parts]), np.concatenate([scores for _, scores in parts])


def _remark(places: int, shares: Floats) -> DegenerateCase | None:
    if places == 1:
        return DegenerateCase.ONE_LEFT
    return DegenerateCase.ONE_CRITERION if (shares > 0).sum() == 1 else None


def leader_of(matrix: DecisionMatrix, shares: Floats) -> int:
    """Row with the highest score; the earliest among equals."""
    scores = matrix.cautious @ shares
    return int(np.argmax(scores >= scores.max() - ALIKE))


def check(matrix: DecisionMatrix) -> None:
    """Raise BadNumber for the first cell whose interval is reversed, outside 0 to 1, or has an unknown end."""
    likely = np.where(np.isnan(matrix.likely), matrix.low, matrix.likely)
    good = (matrix.low >= 0) & (matrix.low <= likely) & (likely <= matrix.high) & (matrix.high <= 1)
    if not good.all():
        row, column = (int(index) for index in np.argwhere(~good)[0])
        cell = tuple(float(side[row, column]) for side in (matrix.low, matrix.likely, matrix.high))
        raise BadNumber(f"the worth of candidate {row} on criterion {column}", cell, "0 <= low <= likely <= high <= 1")


def _counted(scores: Singles, weights: Singles, leader: int) -> tuple[Floats, Floats, Floats, Floats]:
    """First, first three, central weights and beaten of each place."""
    draws = weights.shape[1]
    best = _shared(scores == scores.max(axis=0))
    firsts = best.sum(axis=1, dtype=np.float64)
    central = np.full((len(scores), len(weights)), np.nan)
    wanted = np.einsum("nd,kd->nk", best, weights).astype(np.float64)
    np.divide(wanted, wanted.sum(axis=1, keepdims=True), out=central, where=firsts[:, None] > 0)
    ahead, level = scores[leader] > scores, scores[leader] == scores
    beaten = (np.count_nonzero(ahead, axis=1) + np.count_nonzero(level, axis=1) / 2) / draws
    beaten[leader] = np.nan
    return firsts / draws, _first_three(scores), central, beaten


def _shared(best: Bools) -> Singles:
    """One win a draw, split where several share it."""
    wins = best.astype(np.float32)
    winners = wins.sum(axis=0)
    return wins / winners if winners.max() > 1 else wins


def _first_three(scores: Singles) -> Floats:
    """Share of draws among the first three; those that tie for the last of these places share what is left of them."""
    count = len(scores)
    if count <= LEADING:
        return np.ones(count)
    bar = np.partition(scores, count - LEADING, axis=0)[count - LEADING]
    above, level = scores > bar, scores == bar
    left = ((LEADING - np.count_nonzero(above, axis=0)) / np.count_nonzero(level, axis=0)).astype(np.float32)
    shared = np.where(level, left, np.float32(0)).sum(axis=1, dtype=np.float64)
    return (np.count_nonzero(above, axis=1) + shared) / scores.shape[1]


def _spread(column: Floats, rows: Ints, count: int) -> Floats:
    """A column of some rows spread over all places: those left out have share 0, and NaN in all else."""
    nothing = np.nan if np.isnan(column).any() or column.ndim == 2 else 0.0
    whole = np.full((count, *column.shape[1:]), nothing)
    whole[rows] = column
    return whole
