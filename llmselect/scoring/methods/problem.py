"""What every method is given: a matrix with candidates down and criteria across, weights, and directions."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from llmselect.errors import BadNumber
from llmselect.units import Floats, Ints

ALIKE = 1e-9
"""Scores closer than this are the same score: the rest is rounding."""


class Objective(StrEnum):
    """Whether more of a criterion is better."""

    MAX = "max"
    MIN = "min"


@dataclass(frozen=True, slots=True)
class Problem:
    """A checked decision problem."""

    matrix: Floats
    shares: Floats
    """Weights, adding up to 1."""
    signs: Floats
    """1 where more is better, -1 where less is."""

    @property
    def upward(self) -> Floats:
        """The matrix turned so that more is better everywhere."""
        return self.matrix * self.signs


def problem(matrix: ArrayLike, weights: ArrayLike, directions: Sequence[str] | None = None) -> Problem:
    """Check a problem; directions are "max" or "min" for each criterion, all "max" when not given.

    Raises BadNumber for anything that is not a filled table of finite numbers with a weight and a direction each.
    """
    table = finite("the matrix", matrix, 2)
    if 0 in table.shape:
        raise BadNumber("the shape of the matrix", table.shape, "at least one candidate and one criterion")
    columns = table.shape[1]
    return Problem(table, shares(weights, columns), signs(directions, columns))


def finite(name: str, values: ArrayLike, dimensions: int) -> Floats:
    """The values as an array. Raises BadNumber for NaN, infinity or another number of dimensions."""
    array = np.asarray(values, dtype=np.float64)
    if array.ndim != dimensions:
        raise BadNumber(f"the number of dimensions of {name}", array.ndim, str(dimensions))
    if not np.isfinite(array).all():
        where = tuple(int(index) for index in np.argwhere(~np.isfinite(array))[0])
        raise BadNumber(f"{name} at {where}", float(array[where]), "a finite number")
    return array


def shares(weights: ArrayLike, count: int) -> Floats:
    """Weights divided by their sum. Raises BadNumber for a negative one, all zero, or another count."""
    given = finite("the weights", weights, 1)
    if len(given) != count:
        raise BadNumber("the number of weights", len(given), f"{count}, one for each criterion")
    if (given < 0).any():
        raise BadNumber("a weight", float(given.min()), "a number of 0 or more")
    if given.sum() <= 0:
        raise BadNumber("the sum of all weights", 0, "at least one weight above 0")
    return given / given.sum()


def signs(directions: Sequence[str] | None, count: int) -> Floats:
    """1 for "max" and -1 for "min"."""
    if directions is None:
        return np.ones(count)
    unknown = [direction for direction in directions if direction not in tuple(Objective)]
    if unknown:
        raise BadNumber("a direction", unknown[0], '"max" or "min"')
    if len(directions) != count:
        raise BadNumber("the number of directions", len(directions), f"{count}, one for each criterion")
    return np.array([1.0 if direction == Objective.MAX else -1.0 for direction in directions])


def ranks(scores: Floats) -> Ints:
    """1 for the highest score; equal scores share the better rank (1, 2, 2, 4)."""
    ahead = scores[None, :] > scores[:, None] + ALIKE
    return 1 + ahead.sum(axis=1)


def over(values: Floats, spread: Floats | float) -> Floats:
    """Values over a spread, and 0 where the spread is 0: a criterion on which all are alike says nothing."""
    width = np.asarray(spread, dtype=np.float64)
    return np.divide(values, width, out=np.zeros(np.broadcast_shapes(values.shape, width.shape)), where=width > 0)
