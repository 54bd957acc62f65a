"""Why one candidate is not first: where it loses against the winner, and what would mend that."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from llmselect.scoring.methods.problem import ALIKE
from llmselect.scoring.robustness.weight_changes import WeightChange, tornado, winner_of
from llmselect.units import Floats, Ints


class Difference(NamedTuple):
    """Points of the score from one criterion: the winner's and the other's."""

    criterion: int
    winner: float
    other: float

    @property
    def behind(self) -> float:
        """How many points the other loses here; below 0 where it gains."""
        return self.winner - self.other


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why one candidate is not first."""

    winner: int
    candidate: int
    differences: tuple[Difference, ...]
    """Of the criteria that have weight, where it loses most first; they add up to the gap."""
    overtakes: WeightChange | None
    """The nearest share of one criterion at which it is first of all; None where there is none."""
    passes: WeightChange | None
    """The nearest share of one criterion at which it is level with the winner, whoever else is ahead."""

    @property
    def gap(self) -> float:
        """Points, out of 100, by which the candidate is behind the first."""
        return sum(difference.behind for difference in self.differences)


def level_at(winner: Floats, other: Floats, shares: Floats, criterion: int) -> float:
    """Share of one criterion at which two worths have the same score: R / (R - d), others keeping their proportions.

    R is what the winner is ahead on the other criteria together, d on this one. NaN where no share does that.
    """
    return float(_level(winner - other[None], shares)[0, criterion])


def why_not(worth: Floats, shares: Floats, candidate: int, groups: Ints | None = None) -> WhyNot:
    """Where a candidate loses against the winner, and the smallest change of one weight that would mend it.

    With `groups` any row of the candidate's group may be the one that overtakes.
    """
    winner = winner_of(worth, shares)
    own = {candidate} if groups is None else set(np.flatnonzero(groups == groups[candidate]).tolist())
    points = 100 * worth[[winner, candidate]] * shares
    differences = [Difference(int(j), float(points[0, j]), float(points[1, j])) for j in np.flatnonzero(shares > 0)]
    level = _level(worth[winner] - worth[[candidate]], shares)[0]
    passes = [WeightChange(j, float(shares[j]), float(at), candidate) for j, at in enumerate(level) if np.isfinite(at)]
    overtakes = [
        WeightChange(j, float(shares[j]), float(np.clip(shares[j], stretch.start, stretch.end)), stretch.candidate)
        for j in range(len(shares))
        if shares[j] < 1 - ALIKE
        for stretch in tornado(worth, shares, j)
        if stretch.candidate in own
    ]
    return WhyNot(
        winner,
        candidate,
        tuple(sorted(differences, key=lambda difference: -difference.behind)),
        min(overtakes, key=lambda change: change.size, default=None) if winner not in own else None,
        min(passes, key=lambda change: change.size, default=None) if winner not in own else None,
    )


def _level(ahead: Floats, shares: Floats) -> Floats:
    """R / (R - d) for each other candidate and criterion; NaN outside 0 to 1, and where the two run side by side."""
    left = 1 - shares
    alone = left <= ALIKE  # the rest has no proportions to keep: this weight cannot move alone
    rest = ((ahead @ shares)[:, None] - ahead * shares) / np.where(alone, 1.0, left)
    difference = rest - ahead
    at = np.divide(rest, difference, out=np.full(rest.shape, np.nan), where=(np.abs(difference) > ALIKE) & ~alone)
    return np.where((at >= -ALIKE) & (at <= 1 + ALIKE), np.clip(at, 0.0, 1.0), np.nan)
