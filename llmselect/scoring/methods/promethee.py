"""PROMETHEE I and II: candidates compared in pairs, with differences that are noise and differences that decide.

Brans, J.-P., & Vincke, Ph. (1985). A preference ranking organisation method. Management Science 31(6), 647-656.
Brans, J.-P., Vincke, Ph., & Mareschal, B. (1986). EJOR 24(2), 228-238. doi:10.1016/0377-2217(86)90044-5
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from llmselect.errors import BadNumber
from llmselect.scoring.methods.problem import ALIKE, problem, ranks
from llmselect.units import Bools, Floats, Ints


class Shape(StrEnum):
    """How a difference becomes a preference; the numerals are those of the papers."""

    USUAL = "I"
    """Any difference decides."""
    U_SHAPE = "II"
    """Nothing up to q, everything beyond."""
    V_SHAPE = "III"
    """Grows evenly up to p."""
    LEVEL = "IV"
    """Nothing up to q, one half up to p, everything beyond."""
    LINEAR = "V"
    """Nothing up to q, then grows evenly up to p."""
    GAUSSIAN = "VI"
    """Grows as a bell curve of width s."""


class Preference(NamedTuple):
    """A preference function with its thresholds, in the criterion's unit."""

    shape: Shape | str = Shape.USUAL
    q: float = 0.0
    """Largest difference that is noise."""
    p: float = 0.0
    """Smallest difference that decides."""
    s: float = 0.0
    """Difference at which the Gaussian turns."""


@dataclass(frozen=True, slots=True)
class Promethee:
    """What PROMETHEE says; flows are means over the other candidates."""

    pi: Floats
    """Preference of the row's candidate over the column's, 0 to 1."""
    plus: Floats
    minus: Floats
    by_criterion: Floats
    """Net flow of each candidate on each criterion alone, -1 to 1; times the shares they add up to the net flow."""

    @property
    def net(self) -> Floats:
        """Net outranking flow of each alternative: what it gains less what it loses."""
        return self.plus - self.minus

    @property
    def ranks(self) -> Ints:
        """PROMETHEE II: a complete order by net flow."""
        return ranks(self.net)

    @property
    def preferred(self) -> Bools:
        """PROMETHEE I: the row's candidate is at least as good on both flows and better on one."""
        more, less = self.plus[:, None] - self.plus, self.minus - self.minus[:, None]
        return (more >= -ALIKE) & (less >= -ALIKE) & ((more > ALIKE) | (less > ALIKE))

    @property
    def incomparable(self) -> Bools:
        """PROMETHEE I: each of the two is better on one of the flows."""
        more, less = self.plus[:, None] - self.plus, self.minus - self.minus[:, None]
        return ((more > ALIKE) & (less < -ALIKE)) | ((more < -ALIKE) & (less > ALIKE))

    @property
    def unsettled(self) -> Bools:
        """Pairs that may swap places when some other candidate is removed: net flows within 2 / (n - 1).

        Mareschal, B., De Smet, Y., & Nemery, P. (2008). Rank reversal in the PROMETHEE II method. IEEE IEEM.
        """
        count = len(self.plus)
        close = np.abs(self.net[:, None] - self.net) <= 2 / max(count - 1, 1) + ALIKE
        return close & ~np.eye(count, dtype=np.bool_)


def promethee(
    matrix: ArrayLike,
    weights: ArrayLike,
    directions: Sequence[str] | None = None,
    preferences: Sequence[Preference] | None = None,
) -> Promethee:
    """Flows of each candidate; memory grows with the square of their number. Preferences are USUAL when not given."""
    given = problem(matrix, weights, directions)
    count, columns = given.matrix.shape
    each = [Preference()] * columns if preferences is None else list(preferences)
    if len(each) != columns:
        raise BadNumber("the number of preference functions", len(each), f"{columns}, one for each criterion")
    pi, by_criterion = np.zeros((count, count)), np.zeros((count, columns))
    others = max(count - 1, 1)
    for column, preference in enumerate(each):
        values = given.upward[:, column]
        preferred = preference_of(values[:, None] - values, preference)
        by_criterion[:, column] = (preferred.sum(axis=1) - preferred.sum(axis=0)) / others
        pi += given.shares[column] * preferred
    return Promethee(pi, pi.sum(axis=1) / others, pi.sum(axis=0) / others, by_criterion)


def preference_of(difference: Floats, preference: Preference) -> Floats:
    """Preference 0 to 1 for each difference, nothing where it is 0 or less. Raises BadNumber for bad thresholds."""
    shape = Shape(preference.shape)
    q, p, s = preference.q, preference.p, preference.s
    if not (np.isfinite([q, p, s]).all() and q >= 0 and p >= 0):
        raise BadNumber("a threshold", (q, p, s), "finite numbers of 0 or more")
    if shape in (Shape.LEVEL, Shape.LINEAR) and p < q:
        raise BadNumber("p", p, f"at least q, which is {q:g}")
    if shape is Shape.GAUSSIAN and s <= 0:
        raise BadNumber("s", s, "a number above 0")
    return np.where(difference > 0, CURVES[shape](difference, preference), 0.0)


def _linear(difference: Floats, q: float, p: float) -> Floats:
    if p <= q:
        return np.where(difference > q, 1.0, 0.0)
    return np.clip((difference - q) / (p - q), 0.0, 1.0)


CURVES: dict[Shape, Callable[[Floats, Preference], Floats]] = {
    Shape.USUAL: lambda d, _: np.ones_like(d),
    Shape.U_SHAPE: lambda d, by: np.where(d > by.q, 1.0, 0.0),
    Shape.V_SHAPE: lambda d, by: _linear(d, 0.0, by.p),
    Shape.LEVEL: lambda d, by: np.where(d > by.p, 1.0, np.where(d > by.q, 0.5, 0.0)),
    Shape.LINEAR: lambda d, by: _linear(d, by.q, by.p),
    Shape.GAUSSIAN: lambda d, by: 1.0 - np.exp(-(d**2) / (2 * by.s**2)),
}
