"""The decision matrix: worth of each candidate on each criterion, before any weights; and the weights as shares."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from llmselect.errors import BadNumber, UnknownName
from llmselect.estimates.assessment import CandidateEstimates
from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.scoring.ranking.reference_points import Situation
from llmselect.settings import Weight
from llmselect.units import Floats, Ints


@dataclass(frozen=True, eq=False)
class DecisionMatrix:
    """Worths from 0 to 1, each (candidates, criteria) in the order of CRITERIA.

    Where nothing is known `likely` is NaN, `low` 0 and `high` 1.
    """

    low: Floats
    likely: Floats
    high: Floats

    @cached_property
    def cautious(self) -> Floats:
        """The likely worths, and 0 where nothing is known, (candidates, criteria)."""
        return np.where(np.isnan(self.likely), 0.0, self.likely)

    def take(self, rows: Ints) -> "DecisionMatrix":
        """The same matrix with these candidates alone, in this order."""
        return DecisionMatrix(self.low[rows], self.likely[rows], self.high[rows])


def decision_matrix(estimates: CandidateEstimates, situation: Situation | None = None) -> DecisionMatrix:
    """Worth of every candidate on every criterion; without a situation, by the default reference points."""
    columns = [criterion.values(estimates, situation) for criterion in CRITERIA]
    likely = np.stack([column.likely for column in columns], axis=1)
    low = np.stack([column.low for column in columns], axis=1)
    high = np.stack([column.high for column in columns], axis=1)
    unknown = np.isnan(likely)
    return DecisionMatrix(np.where(unknown, 0.0, low), likely, np.where(unknown, 1.0, high))


def weights(priorities: Iterable[Weight]) -> Floats:
    """Shares of the criteria, (criteria,), in the order of CRITERIA, adding up to 1.

    Raises UnknownName for a criterion that does not exist, BadNumber for a negative weight or when all are zero.
    """
    values = dict.fromkeys(CRITERIA.names, 0.0)
    for name, value in priorities:
        if name not in values:
            raise UnknownName("criterion", name, CRITERIA.names)
        if not np.isfinite(value) or value < 0:
            raise BadNumber(f"the weight of {name}", value, "a number of 0 or more")
        values[name] = float(value)
    shares = np.array([values[name] for name in CRITERIA.names])
    if shares.max() <= 0:
        raise BadNumber("the sum of all weights", 0, "at least one criterion with a weight above 0")
    shares /= shares.max()  # the sum of two weights of 1e308 is no number
    return shares / shares.sum()
