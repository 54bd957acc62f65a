"""VIKOR: a compromise between what all criteria say together (S) and the worst single regret (R).

Opricovic, S., & Tzeng, G.-H. (2004). Compromise solution by MCDM methods. EJOR 156(2), 445-455.
doi:10.1016/S0377-2217(03)00020-1
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from llmselect.errors import BadNumber
from llmselect.scoring.methods.problem import ALIKE, over, problem, ranks
from llmselect.units import Bools, Floats, Ints


@dataclass(frozen=True, slots=True)
class Vikor:
    """What VIKOR says; S, R and Q are better when smaller."""

    s: Floats
    """Weighted regret over all criteria, 0 to 1."""
    r: Floats
    """Largest weighted regret on one criterion."""
    q: Floats
    """Both together, 0 to 1."""
    regrets: Floats
    """Weighted regret of each candidate on each criterion; they add up to S, the largest is R."""
    acceptable_advantage: bool
    """C1: the first is ahead of the second by 1 / (candidates - 1) at least."""
    acceptable_stability: bool
    """C2: the first by Q is also first by S or by R."""
    compromise: Bools
    """Candidates that the method does not separate; the first alone when C1 and C2 hold."""

    @property
    def ranks(self) -> Ints:
        """Rank of each alternative, 1 for the best."""
        return ranks(-self.q)

    @property
    def best(self) -> int:
        """Position of the best alternative."""
        return _first(self.q, self.s, self.r)

    @property
    def compromise_set(self) -> tuple[int, ...]:
        """Positions of the alternatives that are too close to the best to be told apart from it."""
        return tuple(int(row) for row in np.flatnonzero(self.compromise))


def vikor(
    matrix: ArrayLike,
    weights: ArrayLike,
    directions: Sequence[str] | None = None,
    v: float = 0.5,
    anchors: tuple[ArrayLike, ArrayLike] | None = None,
) -> Vikor:
    """S, R, Q and the compromise set. `v` is the weight of S against R, 0 to 1.

    Regret is measured from the best to the worst of the list, or of `anchors` (worst, best of each criterion). A
    criterion on which all are alike counts nothing; where all have the same S or R, Q is made of the other alone.
    """
    given = problem(matrix, weights, directions)
    if not 0 <= v <= 1:
        raise BadNumber("v", v, "a number from 0 to 1")
    worst, best = given.upward.min(axis=0), given.upward.max(axis=0)
    if anchors is not None:
        worst, best = (np.asarray(side, dtype=np.float64) * given.signs for side in anchors)
    regrets = given.shares * np.clip(over(best - given.upward, best - worst), 0.0, 1.0)
    s, r = regrets.sum(axis=1), regrets.max(axis=1)
    q = v * over(s - s.min(), np.ptp(s)) + (1 - v) * over(r - r.min(), np.ptp(r))
    return _compromise(s, r, q, regrets)


def _compromise(s: Floats, r: Floats, q: Floats, regrets: Floats) -> Vikor:
    first = _first(q, s, r)
    behind = q - q[first]
    others = np.delete(behind, first)
    needed = 1 / max(len(q) - 1, 1)
    advantage = len(others) == 0 or bool(others.min() >= needed - ALIKE)
    stability = bool(s[first] <= s.min() + ALIKE or r[first] <= r.min() + ALIKE)
    compromise = np.arange(len(q)) == first
    if not advantage:
        compromise |= behind < needed - ALIKE
    elif not stability:
        compromise |= behind <= others.min() + ALIKE
    return Vikor(s, r, q, regrets, advantage, stability, compromise)


def _first(q: Floats, s: Floats, r: Floats) -> int:
    """The smallest Q; among equals the smaller S, then R, then the earlier row."""
    return int(np.lexsort((np.round(r, 9), np.round(s, 9), np.round(q, 9)))[0])
