"""Whether any weighting at all makes a candidate first: answered exactly, not by drawing."""

from enum import Enum
from typing import NamedTuple

import numpy as np

from llmselect.scoring.methods.problem import ALIKE
from llmselect.scoring.ranking.matrix import DecisionMatrix
from llmselect.text import Text
from llmselect.units import Bools, Floats, Ints

MOST_STEPS = 10_000
STALLED = 200
"""Steps after which the rule that cannot go round in circles takes over."""


class Reach(Enum):
    """How far a candidate can get when the weights of the criteria in play are free."""

    FIRST = Text("some weighting makes it first", "une pondération le met en tête")
    IF_LUCKY = Text(
        "no weighting makes it first, unless its values turn out better than expected",
        "aucune pondération ne le met en tête, sauf si ses valeurs sont meilleures que prévu",
    )
    NEVER = Text("no weighting makes it first", "aucune pondération ne le met en tête")


class Favour(NamedTuple):
    """The weighting that does most for a candidate."""

    lead: float
    """Its worth ahead of the best other one under these weights; below 0 where it stays behind."""
    shares: Floats


def reach(matrix: DecisionMatrix, shares: Floats, candidate: int, groups: Ints | None = None) -> Reach:
    """Whether a candidate can be first, over all weightings of the criteria that have weight.

    With likely values first, what is unknown counting nothing; then with its best and everybody else's worst.
    Candidates that are equal to it everywhere do not stand in its way, nor do those with the same number in `groups`,
    such as a model's: with whichever of them is best.
    """
    own = np.arange(len(matrix.low)) == candidate if groups is None else groups == groups[candidate]
    if _leads(matrix.cautious[own], matrix.cautious[~own], shares):
        return Reach.FIRST
    return Reach.IF_LUCKY if _leads(matrix.high[own], matrix.low[~own], shares) else Reach.NEVER


def _leads(own: Floats, others: Floats, shares: Floats) -> bool:
    return any(favour(row, others, shares > 0).lead > ALIKE for row in np.unique(own, axis=0))


def favour(worth: Floats, others: Floats, counting: Bools) -> Favour:
    """The weighting that puts this worth furthest ahead of the best other (or the least behind)."""
    in_play = np.flatnonzero(counting)
    gains = (worth - others)[:, in_play]
    gains = gains[(np.abs(gains) > ALIKE).any(axis=1)]
    shares = np.zeros(len(worth))
    if not len(gains):
        shares[in_play] = 1 / len(in_play)
        return Favour(float("inf"), shares)
    lead, shares[in_play] = _game(gains)
    return Favour(lead, shares)


def _game(gains: Floats) -> tuple[float, Floats]:
    """Value and best weights of the game in which we pick the column's weights and the opponent picks the row.

    The linear programme max sum(y), y @ payoff <= 1, y >= 0 by the simplex method; its prices are the weights.
    Dantzig, G. B. (1951). A proof of the equivalence of the programming problem and the game problem.
    """
    shift = 1.0 - gains.min()
    rows, columns = len(gains), len(gains[0])
    table: Floats = np.zeros((columns + 1, rows + columns + 1))
    table[:columns, :rows] = (gains + shift).T
    table[:columns, rows : rows + columns] = np.eye(columns)
    table[:columns, -1] = 1.0
    table[-1, :rows] = -1.0
    basis: Ints = np.arange(rows, rows + columns, dtype=np.int64)
    for step in range(MOST_STEPS):
        entering = _entering(table[-1, :-1], step)
        if entering is None:
            break
        column = table[:-1, entering]
        ratios = np.divide(table[:-1, -1], column, out=np.full(columns, np.inf), where=column > 1e-12)
        smallest = np.flatnonzero(ratios <= ratios.min() + 1e-12)
        leaving = int(smallest[np.argmin(basis[smallest])])
        basis[leaving] = entering
        table[leaving] /= table[leaving, entering]
        factors = table[:, entering].copy()
        factors[leaving] = 0.0
        table -= factors[:, None] * table[leaving]
    value = 1.0 / table[-1, -1]
    return float(value - shift), np.maximum(table[-1, rows : rows + columns], 0.0) * value


def _entering(costs: Floats, step: int) -> int | None:
    """The steepest column; after many steps the first one that helps, which cannot go round in circles (Bland)."""
    if step < STALLED:
        steepest = int(np.argmin(costs))
        return steepest if costs[steepest] < -1e-12 else None
    helping = np.flatnonzero(costs < -1e-12)
    return int(helping[0]) if len(helping) else None
