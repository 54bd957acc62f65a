"""From a situation to a ranked answer: `assess` estimates and values the catalog, `recommend` filters and ranks it."""

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
from llmselect.scoring.robustness.robustness import Robustness, streams_of
from llmselect.settings import Costs, Requirements, Weight, Workload
from llmselect.units import Bools, Floats, Ints


@dataclass(frozen=True, eq=False)
class ValuedCandidates:
    """Estimates and worths of all candidates: everything that does not depend on requirements and priorities."""

    estimates: CandidateEstimates
    matrix: DecisionMatrix

    @cached_property
    def tie_order(self) -> Ints:
        """All rows in the order that breaks ties, (rows,); no priority changes it."""
        return ranking.tie_order(self.matrix.cautious, self.estimates.rows.alphabetical)


@dataclass(frozen=True, eq=False)
class Recommendation:
    """The ranked answer; places and exclusions are computed on request.

    A position counts places from 0, a rank from 1; a row is an index into the columns of `estimates`.
    """

    assessed: ValuedCandidates
    requirements: Requirements
    shares: Floats
    """Weight of each criterion, (criteria,), in the order of CRITERIA, adding up to 1."""
    met: Mapping[str, Bools]
    """By code of the requirement: which rows meet it, (rows,)."""
    ordered: Ints
    """Rows that meet every requirement, best first."""
    leaders: Ints
    """Positions in `ordered` of the first candidate of each set of weights."""

    def __len__(self) -> int:
        """How many models have a place."""
        return len(self.leaders)

    @property
    def estimates(self) -> CandidateEstimates:
        """Estimates of all candidates, the excluded ones among them."""
        return self.assessed.estimates

    @property
    def catalog(self) -> Catalog:
        """The catalog that was ranked."""
        return self.estimates.catalog

    @property
    def workload(self) -> Workload:
        """The workload that was estimated."""
        return self.estimates.workload

    @cached_property
    def ranks(self) -> Mapping[int, int]:
        """Rank of each set of weights that has a place, best first, by the number in `estimates.rows.weights`."""
        weights_of_places = self.estimates.rows.weights[self.ordered[self.leaders]]
        return {int(number): rank for rank, number in enumerate(weights_of_places, 1)}

    def rank_of(self, model: str) -> int | None:
        """Rank of a model of the catalog, by its id; None where no way to run it meets the requirements.

        Models that share their weights share their place. Raises UnknownName for a model that is not in the catalog.
        """
        rows = np.flatnonzero(self.estimates.rows.model == self._number_of(model))
        return self.ranks.get(int(self.estimates.rows.weights[rows[0]])) if len(rows) else None

    def best_excluded_row(self, model: str) -> int | None:
        """The row of a model that would score best of those that fail a requirement; None where there is none.

        Raises UnknownName for a model that is not in the catalog.
        """
        rows = self.excluded_rows
        of_model = rows[self.estimates.rows.model[rows] == self._number_of(model)]
        return int(of_model[0]) if len(of_model) else None

    def _number_of(self, model: str) -> int:
        """Index of a model in the catalog's list."""
        wanted = self.catalog.model(model).id
        return next(number for number, each in enumerate(self.catalog.file.models) if each.id == wanted)

    def model_name(self, position: int) -> str:
        """Name of the model at a position of the ranking."""
        return Candidate(self.estimates, int(self.ordered[self.leaders[position]])).model.name

    @cached_property
    def robustness(self) -> Robustness:
        """How far the ranking depends on the weights, on uncertain values and on the method."""
        rows = self.estimates.rows
        return Robustness(
            matrix=self.assessed.matrix.take(self.ordered),
            shares=self.shares,
            models=rows.weights[self.ordered],
            leaders=self.leaders,
            ranks=self.ranks,
            streams=streams_of([model.id for model in self.catalog.file.models])[rows.model[self.ordered]],
            workload=self.workload,
        )

    def places(self, most: int | None = None, offset: int = 0) -> tuple[Place, ...]:
        """Places from `offset` on, best first, one for each model."""
        chosen = self.leaders[offset : None if most is None else offset + most]
        return tuple(
            self._place(offset + 1 + step, int(self.ordered[position])) for step, position in enumerate(chosen)
        )

    def place_of(self, row: int) -> Place:
        """The place of one candidate, or where it would stand if it were the one that its model is ranked by."""
        rank = self.ranks.get(int(self.estimates.rows.weights[row]))
        if rank is not None and self.ordered[self.leaders[rank - 1]] == row:
            return self._place(rank, row)
        score = ranking.scores(self.assessed.matrix, self.shares)
        better = int((score[self.ordered[self.leaders]] > score[row]).sum())
        return self._place(better + 1, row)

    def _place(self, rank: int, row: int) -> Place:
        weights_of = self.estimates.rows.weights
        same = self.ordered[weights_of[self.ordered] == weights_of[row]]
        folded = tuple(int(other) for other in same if other != row)
        return ranking.place(self.estimates, self.assessed.matrix, self.shares, rank, row, folded)

    @cached_property
    def excluded_rows(self) -> Ints:
        """Rows that fail a requirement, by falling score, of equal ones the smallest first."""
        estimates = self.estimates
        rows = np.flatnonzero(~_all_met(self.met, len(estimates)))
        size = np.zeros(len(estimates))
        size[: len(estimates.runs)] = estimates.runs.memory.total_bytes
        score = ranking.scores(self.assessed.matrix, self.shares)
        return rows[np.lexsort((size[rows], -score[rows]))]

    @cached_property
    def excluded_models(self) -> Ints:
        """The best excluded row of each model that has no place at all."""
        weights_of = self.estimates.rows.weights
        placed = set(weights_of[self.ordered].tolist())
        _, first = np.unique(weights_of[self.excluded_rows], return_index=True)
        return np.array(
            [row for row in self.excluded_rows[np.sort(first)] if weights_of[row] not in placed], dtype=np.int64
        )

    def exclusions(self, rows: Iterable[int]) -> Iterator[Exclusion]:
        """Each of these rows with every requirement that it fails."""
        for row in rows:
            candidate = Candidate(self.estimates, int(row))
            yield Exclusion(candidate, ranking.reasons(candidate, self.requirements, self.met))


def assess(catalog: Catalog, machine: Machine, workload: Workload, costs: Costs) -> ValuedCandidates:
    """Estimate and value every candidate of the catalog: the slow part, some tens of milliseconds.

    >>> from llmselect import Settings, assess, load_catalog
    >>> settings = Settings()
    >>> assessed = assess(load_catalog(), settings.machine, settings.workload, settings.costs)
    >>> assessed.matrix.likely.shape[0] == len(assessed.estimates)
    True

    Raises UnknownName for an accelerator that is not in the catalog.
    """
    assessment = estimates.assess(catalog, machine, workload, costs)
    return ValuedCandidates(assessment, decision_matrix(assessment))


def recommend(assessed: ValuedCandidates, requirements: Requirements, priorities: Iterable[Weight]) -> Recommendation:
    """Filter and rank; quick enough to run at every move of a slider.

    >>> from llmselect import Machine, Settings, assess, load_catalog, recommend
    >>> settings = Settings(machine=Machine(accelerator="RTX 4090"))
    >>> assessed = assess(load_catalog(), settings.machine, settings.workload, settings.costs)
    >>> recommendation = recommend(assessed, settings.requirements, settings.priorities)
    >>> [place.rank for place in recommendation.places(3)]
    [1, 2, 3]
    >>> recommendation.rank_of(recommendation.places(1)[0].candidate.model.id)
    1

    Raises UnknownName for a criterion that does not exist, BadNumber for a negative weight or when all are zero.
    """
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
