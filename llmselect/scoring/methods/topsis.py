"""TOPSIS: closeness to the best and distance from the worst of the list; for teaching, because it depends on the list.

Hwang, C.-L., & Yoon, K. (1981). Multiple attribute decision making. Springer. doi:10.1007/978-3-642-48318-9
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from llmselect.scoring.methods.additive import anchored
from llmselect.scoring.methods.problem import over, problem, ranks
from llmselect.units import Floats, Ints


class Normalisation(StrEnum):
    """How criteria in different units are made comparable."""

    VECTOR = "vector"
    """Over the column's Euclidean length: the book's own."""
    MINMAX = "minmax"
    LARGEST = "largest"
    """Over the column's largest absolute value."""
    SUM = "sum"
    NONE = "none"
    """The matrix holds comparable values already."""


@dataclass(frozen=True, slots=True)
class Topsis:
    """What TOPSIS says of each candidate."""

    closeness: Floats
    """0 to 1; 0.5 where the ideal and its opposite are the same point."""
    ideal: Floats
    anti_ideal: Floats

    @property
    def ranks(self) -> Ints:
        """Rank of each alternative, 1 for the best."""
        return ranks(self.closeness)

    @property
    def best(self) -> int:
        """Position of the best alternative."""
        return int(np.argmax(self.closeness))


def topsis(
    matrix: ArrayLike,
    weights: ArrayLike,
    directions: Sequence[str] | None = None,
    normalisation: Normalisation | str = Normalisation.VECTOR,
    anchors: tuple[ArrayLike, ArrayLike] | None = None,
) -> Topsis:
    """Closeness of each candidate. With `anchors` (worst, best of each criterion) these replace the normalisation.

    The ideal is taken from the list even then: that is what TOPSIS is.
    """
    given = problem(matrix, weights, directions)
    if anchors is None:
        table, up = SCALES[Normalisation(normalisation)](given.matrix), given.signs
    else:
        table, up = anchored(given.matrix, *anchors), np.ones_like(given.signs)
    turned = table * given.shares * up
    ideal, anti_ideal = turned.max(axis=0), turned.min(axis=0)
    to_ideal = np.linalg.norm(turned - ideal, axis=1)
    to_anti_ideal = np.linalg.norm(turned - anti_ideal, axis=1)
    both = to_ideal + to_anti_ideal
    closeness = np.where(both > 0, over(to_anti_ideal, both), 0.5)
    return Topsis(closeness, ideal * up, anti_ideal * up)


def _minmax(table: Floats) -> Floats:
    return over(table - table.min(axis=0), np.ptp(table, axis=0))


SCALES: dict[Normalisation, Callable[[Floats], Floats]] = {
    Normalisation.VECTOR: lambda table: over(table, np.linalg.norm(table, axis=0)),
    Normalisation.MINMAX: _minmax,
    Normalisation.LARGEST: lambda table: over(table, np.abs(table).max(axis=0)),
    Normalisation.SUM: lambda table: over(table, np.abs(table).sum(axis=0)),
    Normalisation.NONE: lambda table: table,
}
