"""What a group's ballots say together: its ranking, its votes, how much it agrees, what each person gives up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from llmselect.scoring.matrix.case_values import CaseValues, case_values
from llmselect.scoring.matrix.decision_case import DecisionCase
from llmselect.scoring.methods import votes, weights
from llmselect.scoring.methods.camps import LEAST_SHARE, TwoCamps, two_camps
from llmselect.scoring.methods.problem import ALIKE
from llmselect.units import Bools, Floats, Ints
from llmselect.workshop.meeting import Ballot


@dataclass(frozen=True, eq=False)
class Tally:
    """The count of one round; people are in the order of the ballots, candidates and criteria in that of the case."""

    values: CaseValues
    """The case in numbers; its own weights play no part."""
    shares: Floats
    """Each person's weights adding up to 1, (people, criteria)."""

    def __len__(self) -> int:
        return len(self.shares)

    @cached_property
    def group_shares(self) -> Floats:
        """The geometric mean of all weights, (criteria,). A 0 counts as 1 %: nobody vetoes a criterion alone."""
        return weights.geometric_mean(self.shares, LEAST_SHARE)

    @cached_property
    def group_scores(self) -> Floats:
        """Points of 100 by the group's weights, (candidates,)."""
        return 100 * self.values.matrix.cautious @ self.group_shares

    @cached_property
    def group_order(self) -> Ints:
        """Rows of the candidates, best first."""
        return np.lexsort((np.arange(len(self.values)), -np.round(self.group_scores, 9)))

    @property
    def winner(self) -> int:
        """Row of the group's first."""
        return int(self.group_order[0])

    @cached_property
    def scores(self) -> Floats:
        """Points of 100 by each person's weights, (people, candidates)."""
        return 100 * self.shares @ self.values.matrix.cautious.T

    @cached_property
    def firsts(self) -> Bools:
        """Which candidates are first for whom, equals both, (people, candidates)."""
        return self.scores >= self.scores.max(axis=1, keepdims=True) - ALIKE

    @cached_property
    def first_counts(self) -> Floats:
        """For how many people each candidate is first, (candidates,); equals share a person."""
        return (self.firsts / self.firsts.sum(axis=1, keepdims=True)).sum(axis=0)

    @cached_property
    def first_shares(self) -> Floats:
        """The same as a share of the people."""
        return self.first_counts / len(self)

    @cached_property
    def borda(self) -> Floats:
        """Borda points, (candidates,): for each person the number beaten; equals halves."""
        behind = self.scores[:, :, None] > self.scores[:, None, :] + ALIKE
        level = np.abs(self.scores[:, :, None] - self.scores[:, None, :]) <= ALIKE
        return (behind.sum(axis=2) + (level.sum(axis=2) - 1) / 2).sum(axis=0)

    @cached_property
    def regrets(self) -> Floats:
        """Points that each person gives up when the group's first is taken instead of their own, (people,)."""
        lost: Floats = self.scores.max(axis=1) - self.scores[:, self.winner]
        return np.maximum(lost, 0.0)

    @cached_property
    def agreement(self) -> float | None:
        """Kendall's W of the people's orders of the candidates; None below five people, where it means nothing."""
        if len(self) < votes.FEWEST_PEOPLE or len(self.values) < 2:
            return None
        w = votes.kendall_w(np.round(self.scores, 9)).w
        return None if np.isnan(w) else float(w)

    @property
    def few_candidates(self) -> bool:
        """Whether there are too few candidates for W to be stable."""
        return len(self.values) < votes.FEWEST_THINGS

    @cached_property
    def camps(self) -> TwoCamps | None:
        """Two camps where there clearly are; None elsewhere."""
        found = two_camps(self.shares)
        return found if found is not None and found.clear else None


def tally(case: DecisionCase, ballots: Sequence[Ballot]) -> Tally | None:
    """The count of these ballots; None where there are none."""
    if not ballots:
        return None
    ids = [criterion.id for criterion in case.criteria]
    table = np.array([[ballot.weights.get(id, 0.0) for id in ids] for ballot in ballots], dtype=np.float64)
    return Tally(case_values(case), table / table.sum(axis=1, keepdims=True))


def own_order(case: DecisionCase, given: Mapping[str, float]) -> tuple[Ints, Floats]:
    """One person's ranking: rows best first, and the points of 100 of each row."""
    table = np.array([given.get(criterion.id, 0.0) for criterion in case.criteria], dtype=np.float64)
    scores = 100 * case_values(case).matrix.cautious @ (table / table.sum() if table.sum() > 0 else table)
    return np.lexsort((np.arange(len(scores)), -np.round(scores, 9))), scores
