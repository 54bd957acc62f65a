"""Whether a group falls into two camps: two medoids on log-ratios of weights, and how well they part the people.

Distances of compositions: Aitchison, J. (1986). The statistical analysis of compositional data. Chapman & Hall.
Medoids: Kaufman, L., & Rousseeuw, P. J. (1990). Finding groups in data. Wiley, chapter 2.
Silhouettes: Rousseeuw, P. J. (1987). J. Comput. Appl. Math. 20, 53-65; 0.5 and more is a reasonable structure.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from llmselect.scoring.methods.problem import finite
from llmselect.units import Bools, Floats

LEAST_SHARE = 0.01
"""What a share of 0 counts as: it has no logarithm, and one person's 0 is not infinitely far from 1 %."""
CLEAR_SILHOUETTE = 0.5
FEWEST_OF_A_CAMP = 3


@dataclass(frozen=True, slots=True)
class TwoCamps:
    """The best split of a group in two."""

    in_second: Bools
    """Whether each person is in the second camp, (people,); the first person is in the first."""
    medoids: tuple[int, int]
    """The person who stands for each camp."""
    silhouette: float
    """Mean over all people, -1 to 1."""

    @property
    def clear(self) -> bool:
        """Whether there are two camps to speak of."""
        second = int(self.in_second.sum())
        smaller = min(second, len(self.in_second) - second)
        return self.silhouette >= CLEAR_SILHOUETTE and smaller >= FEWEST_OF_A_CAMP


def two_camps(weightings: ArrayLike) -> TwoCamps | None:
    """The two medoids with the smallest sum of distances, found by trying every pair; None below two unlike people.

    `weightings`: (people, criteria), 0 or more, on any scale.
    """
    table = finite("the weightings", weightings, 2)
    apart = distances(table)
    if len(table) < 2 or apart.max() <= 0:
        return None
    first, second = _best_pair(apart)
    in_second = apart[second] < apart[first]
    if in_second[0]:
        first, second, in_second = second, first, ~in_second
    return TwoCamps(in_second, (first, second), silhouette(apart, in_second))


def distances(weightings: Floats) -> Floats:
    """Aitchison distance of each two weightings, (people, people)."""
    shares = weightings / np.maximum(weightings.sum(axis=1, keepdims=True), 1e-300)
    logs = np.log(np.maximum(shares, LEAST_SHARE))
    ratios = logs - logs.mean(axis=1, keepdims=True)
    squares: Floats = ((ratios[:, None, :] - ratios[None, :, :]) ** 2).sum(axis=2)
    return np.sqrt(squares)


def silhouette(apart: Floats, in_second: Bools) -> float:
    """Mean silhouette of a split; a person alone in a camp counts 0."""
    same = in_second[:, None] == in_second[None, :]
    own_size, other_size = same.sum(axis=1), (~same).sum(axis=1)
    own = (apart * same).sum(axis=1) / np.maximum(own_size - 1, 1)
    other = (apart * ~same).sum(axis=1) / np.maximum(other_size, 1)
    largest = np.maximum(np.maximum(own, other), 1e-300)
    return float(np.where((own_size > 1) & (other_size > 0), (other - own) / largest, 0.0).mean())


def _best_pair(apart: Floats) -> tuple[int, int]:
    """The pair of medoids with the smallest sum of distances to the nearer one."""
    best, pair = np.inf, (0, 1)
    for first in range(len(apart) - 1):
        sums = np.minimum(apart[first], apart[first + 1 :]).sum(axis=1)
        second = int(np.argmin(sums))
        if sums[second] < best - 1e-12:
            best, pair = float(sums[second]), (first, first + 1 + second)
    return pair
