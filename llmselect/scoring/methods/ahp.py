"""AHP: weights of a few criteria from comparisons in pairs, and how consistent these are.

Saaty, T. L. (1980). The analytic hierarchy process. McGraw-Hill; (2008) doi:10.1504/IJSSCI.2008.017590
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from llmselect.errors import BadNumber
from llmselect.scoring.methods.problem import finite
from llmselect.units import Floats

MOST_CRITERIA = 6
"""Beyond this nobody should be asked: 6 criteria are 15 questions."""
RANDOM_INDEX = (0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49)
"""Consistency index of random comparisons of 1, 2... criteria (Saaty 1980)."""
CONSISTENT = 0.10
"""Consistency ratio up to which comparisons are consistent enough (Saaty 1980)."""
RECIPROCAL = 0.02
"""How far a comparison times its reverse may be from 1: 0.33 for a third is 1 % off."""


@dataclass(frozen=True, slots=True)
class Ahp:
    """Weights with their consistency."""

    weights: Floats
    largest_eigenvalue: float
    consistency_index: float
    consistency_ratio: float
    """Against random comparisons; 0 for one or two criteria, which cannot contradict each other."""

    @property
    def consistent(self) -> bool:
        """Whether the consistency ratio is low enough for the judgements to be used."""
        return self.consistency_ratio <= CONSISTENT


def ahp(comparisons: ArrayLike) -> Ahp:
    """Weights by the principal eigenvector; the row's criterion is so many times as important as the column's.

    Raises BadNumber for a table that is not square, positive and reciprocal (one of Saaty's own printed tables is not),
    or larger than the published random indices.
    """
    table = finite("the comparisons", comparisons, 2)
    count = len(table)
    if table.shape != (count, count) or not 1 <= count <= len(RANDOM_INDEX):
        raise BadNumber("the shape of the comparisons", table.shape, f"a square of 1 to {len(RANDOM_INDEX)} criteria")
    if (table <= 0).any():
        raise BadNumber("a comparison", float(table.min()), "a number above 0, such as 1/3 or 3")
    _refuse_one_sided(table)
    found = np.linalg.eig(table)
    values, vectors = np.real(found.eigenvalues), np.real(found.eigenvectors)
    largest = int(np.argmax(values))
    vector = np.abs(vectors[:, largest])
    eigenvalue = float(values[largest])
    index = max((eigenvalue - count) / (count - 1), 0.0) if count > 1 else 0.0
    random = RANDOM_INDEX[count - 1]
    return Ahp(vector / vector.sum(), eigenvalue, index, index / random if random else 0.0)


def _refuse_one_sided(table: Floats) -> None:
    off = np.abs(table * table.T - 1) > RECIPROCAL
    if off.any():
        row, column = (int(index) for index in np.argwhere(off)[0])
        given = (float(table[row, column]), float(table[column, row]))
        raise BadNumber(f"the comparison of {row} with {column} and its reverse", given, "numbers whose product is 1")
