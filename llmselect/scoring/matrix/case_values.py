"""A decision as numbers: worths, scores, contributions, and who is first."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from llmselect.scoring.matrix.decision_case import DecisionCase
from llmselect.scoring.methods.problem import ranks
from llmselect.scoring.methods.promethee import Preference, Shape
from llmselect.scoring.ranking.matrix import DecisionMatrix
from llmselect.scoring.ranking.reference_points import worth
from llmselect.scoring.robustness import other_methods, weight_changes
from llmselect.scoring.robustness.degenerate import DegenerateCase
from llmselect.scoring.robustness.other_methods import Opinion
from llmselect.scoring.robustness.smaa_run import RobustnessShares, robustness_shares
from llmselect.scoring.robustness.weight_changes import Stretch, WeightChange
from llmselect.units import Bools, Floats, Ints

NOISE, DECIDES = 0.025, 0.15
"""Differences of worth that are noise and that decide, for PROMETHEE: a choice of this project, about the middle of
what its own criteria take (quality: 0.03 and 0.13)."""


@dataclass(frozen=True, eq=False)
class CaseValues:
    """A decision in numbers; rows are its candidates and columns its criteria, both in its order."""

    case: DecisionCase
    matrix: DecisionMatrix
    """Worths from 0 to 1, (candidates, criteria)."""
    shares: Floats
    """Weights adding up to 1, (criteria,); all 0 where no criterion has any."""

    def __len__(self) -> int:
        return len(self.matrix.likely)

    @property
    def weighted(self) -> bool:
        """Whether any criterion has a weight, without which nobody is ahead."""
        return bool(self.shares.sum() > 0)

    @cached_property
    def contributions(self) -> Floats:
        """Points of 100 that each criterion gives, (candidates, criteria); what is unknown gives nothing."""
        return 100 * self.matrix.cautious * self.shares

    @cached_property
    def scores(self) -> Floats:
        """Points of 100, (candidates,)."""
        return self.contributions.sum(axis=1)

    @cached_property
    def ranges(self) -> tuple[Floats, Floats]:
        """Lowest and highest score with all values at the ends of their ranges; what is unknown may be anything."""
        return 100 * self.matrix.low @ self.shares, 100 * self.matrix.high @ self.shares

    @cached_property
    def order(self) -> Ints:
        """Rows, best first; of equals the earlier one."""
        return np.lexsort((np.arange(len(self)), -np.round(self.scores, 9)))

    @cached_property
    def ranks(self) -> Ints:
        """1 for the best; equals share their rank."""
        return ranks(self.scores)

    @property
    def winner(self) -> int | None:
        """Row of the first; None without candidates or weights."""
        return int(self.order[0]) if len(self) and self.weighted else None

    @property
    def tied(self) -> Bools:
        """Rows whose score equals the first's."""
        return self.ranks == 1

    @cached_property
    def robustness(self) -> RobustnessShares | DegenerateCase:
        """Share of nearby weightings, and of values in their ranges, in which each candidate is first (SMAA-2)."""
        return robustness_shares(self.matrix, self.shares, self.case.confidence)

    @cached_property
    def opinions(self) -> tuple[Opinion, ...]:
        """What PROMETHEE II, VIKOR and TOPSIS say of the same worths."""
        if not self.weighted or len(self) < 2:
            return ()
        preference = Preference(Shape.LINEAR, q=NOISE, p=DECIDES)
        return other_methods.compare_methods(self.matrix.cautious, self.shares, [preference] * len(self.shares))

    def tornado(self, criterion: int) -> tuple[Stretch, ...]:
        """Who is first at which share of one criterion, the others keeping their proportions."""
        return weight_changes.tornado(self.matrix.cautious, self.shares, criterion)

    @cached_property
    def weight_change(self) -> WeightChange | None:
        """The smallest change of one weight that changes the winner."""
        if not self.weighted or not len(self):
            return None
        return weight_changes.smallest_weight_change(self.matrix.cautious, self.shares)


def case_values(case: DecisionCase) -> CaseValues:
    """The decision in numbers."""
    return CaseValues(case, worths(case), shares_of(case))


def worths(case: DecisionCase) -> DecisionMatrix:
    """Worth of each candidate on each criterion; unknown is NaN, from 0 to 1."""
    shape = (len(case.candidates), len(case.criteria))
    low, likely, high = np.zeros(shape), np.full(shape, np.nan), np.ones(shape)
    rows = {candidate.id: row for row, candidate in enumerate(case.candidates)}
    for column, criterion in enumerate(case.criteria):
        cells = [cell for cell in case.cells if cell.criterion == criterion.id]
        at = [rows[cell.candidate] for cell in cells]
        measures = np.array([cell.measure for cell in cells], dtype=np.float64).reshape(-1, 3)
        known = worth(measures, criterion.points, criterion.scale, criterion.at_good_enough)
        likely[at, column] = known[:, 1]
        low[at, column], high[at, column] = known.min(axis=1), known.max(axis=1)
    return DecisionMatrix(low, likely, high)


def shares_of(case: DecisionCase) -> Floats:
    """Weights divided by their sum, (criteria,); all 0 where no criterion has any."""
    given = np.array([case.weight_of[criterion.id] for criterion in case.criteria], dtype=np.float64)
    return given / given.sum() if given.sum() > 0 else given
