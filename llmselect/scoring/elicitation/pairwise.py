"""Weights from comparisons of criteria in pairs, how consistent these are, and the worst contradiction among them."""

import itertools
import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from llmselect.errors import BadNumber
from llmselect.scoring.methods.ahp import MOST_CRITERIA, Ahp, ahp

STEPS = (1 / 9, 1 / 7, 1 / 5, 1 / 3, 1.0, 3.0, 5.0, 7.0, 9.0)
"""Saaty's scale: equally, moderately, strongly, very strongly, extremely more important, and the reverse."""
Comparisons = Mapping[tuple[str, str], float]
"""How many times as important the first criterion is as the second."""


class Contradiction(NamedTuple):
    """Three criteria whose comparisons do not agree: a over b, times b over c, should be a over c."""

    first: str
    second: str
    third: str
    said: float
    """How many times as important the first was said to be as the third."""
    implied: float
    """What the two other answers imply."""

    @property
    def size(self) -> float:
        """How far apart both are, as a factor of 1 or more."""
        return math.exp(abs(math.log(self.said / self.implied)))


class PairwiseWeights(NamedTuple):
    """Weights by criterion, and how far the answers agree with each other."""

    shares: Mapping[str, float]
    result: Ahp
    worst: Contradiction | None
    """None where no three criteria contradict each other."""


def pairs(criteria: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The questions to ask, in order."""
    return tuple(itertools.combinations(criteria, 2))


def pairwise_weights(criteria: Sequence[str], comparisons: Comparisons) -> PairwiseWeights:
    """Weights by the principal eigenvector; a question without an answer counts as equally important.

    Raises BadNumber for more criteria than anybody should be asked about, or an answer that is not above 0.
    """
    if not 1 <= len(criteria) <= MOST_CRITERIA:
        raise BadNumber("the number of criteria compared in pairs", len(criteria), f"1 to {MOST_CRITERIA}")
    table = np.ones((len(criteria), len(criteria)))
    for (i, first), (j, second) in itertools.combinations(enumerate(criteria), 2):
        said = comparisons.get((first, second), 1.0)
        if not math.isfinite(said) or said <= 0:
            raise BadNumber(f"the comparison of {first} with {second}", said, "a number above 0")
        table[i, j], table[j, i] = said, 1 / said
    found = ahp(table)
    return PairwiseWeights(dict(zip(criteria, map(float, found.weights), strict=True)), found, _worst(criteria, table))


def _worst(criteria: Sequence[str], table: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> Contradiction | None:
    found = [
        Contradiction(
            criteria[i], criteria[j], criteria[k], float(table[i, k]), float(table[i, j]) * float(table[j, k])
        )
        for i, j, k in itertools.combinations(range(len(criteria)), 3)
    ]
    worst = max(found, key=lambda each: each.size, default=None)
    return worst if worst is not None and worst.size > 1 + 1e-9 else None
