"""Rows that can be among the first places in some draw; the others are left out of the simulation without effect."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from llmselect.scoring.ranking.matrix import DecisionMatrix
from llmselect.scoring.robustness.draws import Singles, times
from llmselect.units import Bools, Ints

Draw = Callable[[Ints], Singles]
MOST_OF_A_PLACE = 100
"""Rows of one place beyond which comparing all pairs costs more than it spares."""


@dataclass(frozen=True, slots=True)
class Places:
    """Groups of rows that share a place: in each draw a model is ranked by its best row."""

    of_row: Ints
    """Place of each row, counted in the order in which they first appear."""

    @property
    def count(self) -> int:
        return int(self.of_row.max()) + 1

    @classmethod
    def of(cls, groups: Ints | None, rows: int) -> "Places":
        """Places of rows that bear the same number; each row its own when there are none."""
        if groups is None:
            return cls(np.arange(rows))
        _, first, number = np.unique(groups, return_index=True, return_inverse=True)
        order = np.argsort(np.argsort(first))
        return cls(order[number.reshape(-1)])

    def best(self, scores: Singles, rows: Ints | None = None) -> tuple[Ints, Singles]:
        """The places that these rows have, rising, and the best score of each in each draw."""
        of_row = self.of_row if rows is None else self.of_row[rows]
        order = np.argsort(of_row, kind="stable")
        places, starts = np.unique(of_row[order], return_index=True)
        if len(places) == len(of_row):
            return places, scores[order]
        return places, np.maximum.reduceat(scores[order], starts, axis=0)


def drop_dominated(matrix: DecisionMatrix, facts: Ints, counting: Bools, places: Places) -> Ints:
    """Rows without those that another row of the same place beats or equals in every draw.

    Two rows that share their facts move together from low over likely to high, so that comparing those three is enough.
    """
    order = np.argsort(places.of_row, kind="stable")
    of_row = places.of_row[order]
    starts = np.searchsorted(of_row, np.arange(places.count))
    within = np.arange(len(order)) - starts[of_row]
    if within.max() >= MOST_OF_A_PLACE:
        return np.arange(len(order))
    table = np.full((places.count, int(within.max()) + 1), -1)
    table[of_row, within] = order
    one, other = table[:, :, None], table[:, None, :]
    covers = (one != other) & (one >= 0) & (other >= 0)
    equal = covers.copy()
    middle = np.where(np.isnan(matrix.likely), (matrix.low + matrix.high) / 2, matrix.likely)
    exact = matrix.low == matrix.high
    for criterion in np.flatnonzero(counting):
        fact = facts[:, criterion]
        covers &= (fact[one] == fact[other]) | (exact[one, criterion] & exact[other, criterion])
        for side in (matrix.low, middle, matrix.high):
            covers &= side[one, criterion] >= side[other, criterion]
            equal &= side[one, criterion] == side[other, criterion]
    beaten = (covers & (~equal | (one < other))).any(axis=1)
    return np.sort(table[(table >= 0) & ~beaten])


def contenders(
    matrix: DecisionMatrix,
    weights: Singles,
    levels: Mapping[int, int],
    leading: int,
    places: Places,
    draw: Draw | None = None,
) -> Ints:
    """Rows that can rank in the top `leading` in some draw; the others cannot, whatever their worths turn out to be.

    In each draw the scores of a few good rows set a threshold; rows whose upper bound stays below it in all draws are
    dropped. The threshold of some rows is never above that of all rows, so no possible winner is lost. `draw` gives the
    scores of rows in all draws; without it the good rows count at their lower bounds. Whole places are tested first, at
    the highest upper bound of their rows.
    """
    low, high = matrix.low.astype(np.float32), matrix.high.astype(np.float32)
    for criterion in levels:
        low[:, criterion] = low[:, criterion] >= 1
        high[:, criterion] = high[:, criterion] > 0
    if places.count <= leading:
        return np.arange(len(high))
    holding = _good(matrix, weights, leading, places)
    held = places.best(draw(holding) if draw else times(low[holding], weights), holding)[1]
    bar = np.partition(held, len(held) - leading, axis=0)[len(held) - leading] - np.float32(1e-5)
    numbers, most = places.best(high)
    within = numbers[_reaching(most, weights, bar)]
    rows = np.flatnonzero(np.isin(places.of_row, within))
    return rows[_reaching(high[rows], weights, bar)]


def _good(matrix: DecisionMatrix, weights: Singles, leading: int, places: Places) -> Ints:
    """Rows that rank in the top `leading` in a sample of draws, at their likely values."""
    middle = np.where(np.isnan(matrix.likely), (matrix.low + matrix.high) / 2, matrix.likely).astype(np.float32)
    sample = times(middle, weights[:, :: max(1, weights.shape[1] // 64)])
    best = places.best(sample)[1]
    good = np.unique(np.argpartition(-best, leading - 1, axis=0)[:leading])
    return np.flatnonzero(np.isin(places.of_row, good) & (sample == best[places.of_row]).any(axis=1))


def _reaching(high: Singles, weights: Singles, bar: Singles) -> Bools:
    """Rows whose upper bound reaches the threshold in at least one draw, (rows,)."""
    parts = np.array_split(high, max(1, len(high) // 64))
    return np.concatenate([(times(part, weights) >= bar).any(axis=1) for part in parts])
