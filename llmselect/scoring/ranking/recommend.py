"""From a situation to a ranked answer: `assess` estimates and values the catalog, `recommend` filters and ranks it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.estimates import assessment as estimates
from llmselect.estimates.assessment import CandidateEstimates
from llmselect.estimates.speed.served_measurements import ServedMeasurements
from llmselect.machine.machine import Machine
from llmselect.scoring.ranking import places as ranking
from llmselect.scoring.ranking.candidate import Candidate
from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.scoring.ranking.matrix import DecisionMatrix, decision_matrix, weights
from llmselect.scoring.ranking.places import Exclusion, Place
from llmselect.scoring.ranking.reference_points import Situation
from llmselect.scoring.ranking.standing import all_met, not_stated, standing
from llmselect.scoring.ranking.ties import pick, soonest, tied_with_first
from llmselect.scoring.robustness.robustness import Robustness, streams_of
from llmselect.settings import Costs, GoodEnough, Requirements, Weight, Workload
from llmselect.units import Bools, Floats, Ints

EVIDENCE = "evidence"
"""Code of the requirement that keeps models apart whose quality is only expected."""


@dataclass(frozen=True, eq=False)
class ValuedCandidates:
    """Estimates and worths of all candidates: everything that does not depend on requirements and priorities."""

    estimates: CandidateEstimates
    matrix: DecisionMatrix
    situation: Situation | None = None
    """What the reference points depend on; None: the defaults of the workload."""

    def valued_for(self, situation: Situation) -> "ValuedCandidates":
        """The same candidates by other reference points; kept, since a moved slider changes none of them."""
        if situation == self.situation or (self.situation is None and situation == default_situation(self.estimates)):
            return self
        return _valued(self.estimates, situation)

    @cached_property
    def tie_order(self) -> Ints:
        """All rows in the order that breaks ties, (rows,); no priority changes it."""
        return ranking.tie_order(self.matrix.cautious, self.estimates.rows.alphabetical)


def default_situation(estimates: CandidateEstimates) -> Situation:
    """The situation of a visitor who states no budget, no privacy level and no points of their own."""
    return Situation(estimates.workload, GoodEnough())


@lru_cache(maxsize=8)
def _valued(estimates: CandidateEstimates, situation: Situation) -> ValuedCandidates:
    return ValuedCandidates(estimates, decision_matrix(estimates, situation), situation)


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
    """Rows that meet every requirement and stand for their model, best first: of the runs on the machine those with the
    quantization that was chosen for it, of the offers all."""
    passed: Bools
    """Rows that meet every requirement, whether they stand for their model or not, (rows,)."""
    leaders: Ints
    """Positions in `ordered` of the first candidate of each set of weights."""

    @cached_property
    def scores(self) -> Floats:
        """Of every row, those without a place among them, 0 to 100, (rows,)."""
        return ranking.scores(self.assessed.matrix, self.shares)

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

    @cached_property
    def tied(self) -> Bools:
        """Places that nobody can tell from the first, the first among them, (places,)."""
        return tied_with_first(self.estimates, self.assessed.matrix, self.shares, self.ordered[self.leaders])

    @cached_property
    def pick(self) -> int:
        """Position of the place to show large: the first, or an equal one that is better proven or answers sooner."""
        if not self.picks_by_proof and not self.shares[CRITERIA.names.index("latency")]:
            return 0
        chosen = pick if self.picks_by_proof else soonest
        return chosen(self.estimates, self.ordered[self.leaders], self.scores, self.tied)

    @property
    def picks_by_proof(self) -> bool:
        """Whether the place shown large goes by how well its quality is proven: where quality counts at all."""
        return bool(self.shares[CRITERIA.names.index("quality")])

    def rank_shown(self, rank: int) -> str:
        """A rank as it is written: “1=” for all that are tied with the first."""
        return "1=" if self.tied.sum() > 1 and self.tied[rank - 1] else str(rank)

    def headliners(self, most: int) -> tuple[Place, ...]:
        """The first places as they are shown large: the pick, then the others by rank."""
        first = self.places(most)
        chosen = self.places(1, self.pick)
        return (*chosen, *(place for place in first if place.rank != self.pick + 1))[:most]

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
        better = int((self.scores[self.ordered[self.leaders]] > self.scores[row]).sum())
        return self._place(better + 1, row)

    def _place(self, rank: int, row: int) -> Place:
        weights_of = self.estimates.rows.weights
        same = np.flatnonzero(self.passed & (weights_of == weights_of[row]))
        folded = tuple(int(other) for other in ranking.order(self.scores, same) if other != row)
        return ranking.place(self.estimates, self.assessed.matrix, self.shares, rank, row, folded)

    @cached_property
    def unproven_rows(self) -> Ints:
        """Of each model that only its evidence keeps out, the row that would lead it, best first."""
        others = {code: column for code, column in self.met.items() if code != EVIDENCE}
        almost = all_met(others, len(self.estimates)) & ~self.met.get(EVIDENCE, np.ones(len(self.estimates), np.bool_))
        rows = np.flatnonzero(almost & standing(self.estimates, almost, self.requirements))
        ranked = ranking.order(self.scores, rows)
        ranked = ranked[~np.isin(self.estimates.rows.weights[ranked], self.estimates.rows.weights[self.ordered])]
        _, first = np.unique(self.estimates.rows.weights[ranked], return_index=True)
        return ranked[np.sort(first)]

    def unproven(self, most: int) -> tuple[Place, ...]:
        """New, not yet proven: models whose quality is only expected, with the rank that each would take."""
        return tuple(self.place_of(int(row)) for row in self.unproven_rows[:most])

    @cached_property
    def excluded_rows(self) -> Ints:
        """Rows that fail a requirement, by falling score, of equal ones the smallest first."""
        estimates = self.estimates
        rows = np.flatnonzero(~all_met(self.met, len(estimates)))
        size = np.zeros(len(estimates))
        size[: len(estimates.runs)] = estimates.runs.memory.total_bytes
        return rows[np.lexsort((size[rows], -self.scores[rows]))]

    @cached_property
    def excluded_models(self) -> Ints:
        """The best excluded row of each model that has no place at all."""
        weights_of = self.estimates.rows.weights
        placed = set(weights_of[self.ordered].tolist())
        _, first = np.unique(weights_of[self.excluded_rows], return_index=True)
        return np.array(
            [row for row in self.excluded_rows[np.sort(first)] if weights_of[row] not in placed], dtype=np.int64
        )

    @property
    def excluded_count(self) -> int:
        """How many models have no place at all; without their order, as every move of a slider shows the number."""
        weights_of, failing = self.estimates.rows.weights, ~all_met(self.met, len(self.estimates))
        return len(np.setdiff1d(weights_of[failing], weights_of[self.ordered]))

    @cached_property
    def not_stated(self) -> Mapping[str, int]:
        """By code of a capability required: models that nothing keeps out but that no source states it."""
        return not_stated(self.estimates, self.met, self.ordered)

    def exclusions(self, rows: Iterable[int]) -> Iterator[Exclusion]:
        """Each of these rows with every requirement that it fails."""
        for row in rows:
            candidate = Candidate(self.estimates, int(row))
            yield Exclusion(candidate, ranking.reasons(candidate, self.requirements, self.met))


def assess(
    catalog: Catalog, machine: Machine, workload: Workload, costs: Costs, served: ServedMeasurements | None = None
) -> ValuedCandidates:
    """Estimate and value every candidate of the catalog: the slow part, some tens of milliseconds.

    `served`: measured speeds of the offers (`hub.served_speeds.measurements`); None estimates them all.

    >>> from llmselect import Settings, assess, load_catalog
    >>> settings = Settings()
    >>> assessed = assess(load_catalog(), settings.machine, settings.workload, settings.costs)
    >>> assessed.matrix.likely.shape[0] == len(assessed.estimates)
    True

    Raises UnknownName for an accelerator that is not in the catalog.
    """
    assessment = estimates.assess(catalog, machine, workload, costs, served)
    return ValuedCandidates(assessment, decision_matrix(assessment))


def recommend(
    assessed: ValuedCandidates,
    requirements: Requirements,
    priorities: Iterable[Weight],
    good_enough: GoodEnough | None = None,
) -> Recommendation:
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
    estimates = assessed.estimates
    valued = assessed.valued_for(Situation.of(estimates.workload, requirements, good_enough or GoodEnough()))
    shares = weights(CRITERIA.counting(priorities, estimates))
    met = ranking.allowed(estimates, requirements)
    passed = all_met(met, len(estimates))
    stands = passed & standing(estimates, passed, requirements)
    rows = valued.tie_order[stands[valued.tie_order]]
    ordered = ranking.order(ranking.scores(valued.matrix, shares), rows)
    _, first = np.unique(estimates.rows.weights[ordered], return_index=True)
    return Recommendation(valued, requirements, shares, met, ordered, passed, np.sort(first))
