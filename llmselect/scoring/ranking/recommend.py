"""From a situation to a ranked answer: the two calls that pages and the command line make."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.estimates import assessment as estimates
from llmselect.estimates.assessment import CandidateEstimates
from llmselect.machine.machine import Machine
from llmselect.scoring.ranking import places as ranking
from llmselect.scoring.ranking.candidate import Candidate
from llmselect.scoring.ranking.matrix import DecisionMatrix, decision_matrix, weights
from llmselect.scoring.ranking.places import Exclusion, Place
from llmselect.settings import Costs, Requirements, Weight, Workload
from llmselect.units import Bools, Floats, Ints


@dataclass(frozen=True, eq=False)
class ValuedCandidates:
    """Estimates and worth of all candidates: everything that does not depend on requirements and priorities."""

    estimates: CandidateEstimates
    matrix: DecisionMatrix

    @cached_property
    def tie_order(self) -> Ints:
        """All rows in the order that breaks ties; no priority changes it."""
        return ranking.tie_order(self.matrix.cautious, self.estimates.rows.alphabetical)


@dataclass(frozen=True, eq=False)
class Recommendation:
    """The ranked answer; places and exclusions are worked out when somebody asks for them."""

    assessed: ValuedCandidates
    requirements: Requirements
    shares: Floats
    """Weight of each criterion, in the order of CRITERIA, adding up to 1."""
    met: Mapping[str, Bools]
    ordered: Ints
    """Rows that meet every requirement, best first."""
    leaders: Ints
    """Positions in `ordered` of the first candidate of each set of weights."""

    def __len__(self) -> int:
        """How many models have a place."""
        return len(self.leaders)

    def places(self, most: int | None = None, offset: int = 0) -> tuple[Place, ...]:
        """Places from `offset` on, best first, one for each model."""
        chosen = self.leaders[offset : None if most is None else offset + most]
        return tuple(
            self._place(offset + 1 + step, int(self.ordered[position])) for step, position in enumerate(chosen)
        )

    def place_of(self, row: int) -> Place:
        """The place of one candidate among those that meet the requirements, or where it would stand."""
        score = ranking.scores(self.assessed.matrix, self.shares)
        better = int((score[self.ordered[self.leaders]] > score[row]).sum())
        return self._place(better + 1, row)

    def _place(self, rank: int, row: int) -> Place:
        weights_of = self.assessed.estimates.rows.weights
        same = self.ordered[weights_of[self.ordered] == weights_of[row]]
        folded = tuple(int(other) for other in same if other != row)
        return ranking.place(self.assessed.estimates, self.assessed.matrix, self.shares, rank, row, folded)

    @cached_property
    def excluded_rows(self) -> Ints:
        """Rows that fail a requirement, those that would score best first, of equal ones the smallest."""
        estimates = self.assessed.estimates
        rows = np.flatnonzero(~_all_met(self.met, len(estimates)))
        size = np.zeros(len(estimates))
        size[: len(estimates.runs)] = estimates.runs.memory.total_bytes
        score = ranking.scores(self.assessed.matrix, self.shares)
        return rows[np.lexsort((size[rows], -score[rows]))]

    @cached_property
    def excluded_models(self) -> Ints:
        """The best excluded row of each model that has no place at all."""
        weights_of = self.assessed.estimates.rows.weights
        placed = set(weights_of[self.ordered].tolist())
        _, first = np.unique(weights_of[self.excluded_rows], return_index=True)
        return np.array(
            [row for row in self.excluded_rows[np.sort(first)] if weights_of[row] not in placed], dtype=np.int64
        )

    def exclusions(self, rows: Iterable[int]) -> Iterator[Exclusion]:
        """Why each of these rows has no place."""
        for row in rows:
            candidate = Candidate(self.assessed.estimates, int(row))
            yield Exclusion(candidate, ranking.reasons(candidate, self.requirements, self.met))


def assess(catalog: Catalog, machine: Machine, workload: Workload, costs: Costs) -> ValuedCandidates:
    """Estimate and value every candidate of the catalog: the slow part."""
    assessment = estimates.assess(catalog, machine, workload, costs)
    return ValuedCandidates(assessment, decision_matrix(assessment))


def recommend(assessed: ValuedCandidates, requirements: Requirements, priorities: Iterable[Weight]) -> Recommendation:
    """Filter and rank; quick enough for every move of a slider. Raises UnknownName or BadNumber for bad weights."""
    shares = weights(priorities)
    met = ranking.allowed(assessed.estimates, requirements)
    passed = _all_met(met, len(assessed.estimates))
    rows = assessed.tie_order[passed[assessed.tie_order]]
    ordered = ranking.order(ranking.scores(assessed.matrix, shares), rows)
    _, first = np.unique(assessed.estimates.rows.weights[ordered], return_index=True)
    return Recommendation(assessed, requirements, shares, met, ordered, np.sort(first))


def _all_met(met: Mapping[str, Bools], count: int) -> Bools:
    passed = np.ones(count, dtype=np.bool_)
    for column in met.values():
        passed &= column
    return passed
