"""How far a ranking depends on the weights, on uncertain values and on the method: every analysis in one place."""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from llmselect.errors import NotPossible
from llmselect.scoring.ranking.matrix import DecisionMatrix
from llmselect.scoring.robustness import other_methods, reach, weight_changes, why_not
from llmselect.scoring.robustness.degenerate import DegenerateCase
from llmselect.scoring.robustness.draws import ConfidenceInWeights
from llmselect.scoring.robustness.other_methods import Opinion
from llmselect.scoring.robustness.pareto import non_dominated
from llmselect.scoring.robustness.reach import Reach
from llmselect.scoring.robustness.smaa_run import RobustnessShares, robustness_shares
from llmselect.scoring.robustness.weight_changes import Stretch, WeightChange
from llmselect.scoring.robustness.why_not import WhyNot
from llmselect.settings import Workload
from llmselect.units import Bools, Floats, Ints


def streams_of(ids: Sequence[str]) -> Ints:
    """Stable random-stream number of each model, so that its draws do not depend on the other candidates."""
    return np.array([zlib.crc32(each.encode()) for each in ids], dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Robustness:
    """Analyses of one ranking. Candidates are those that meet the requirements, best first.

    A position counts places from 0. A model has one place, but all its candidates count: another quantization of it may
    be the one that wins with other weights.
    """

    matrix: DecisionMatrix
    """Worths of the candidates, (candidates, criteria)."""
    shares: Floats
    """Weight of each criterion, (criteria,), adding up to 1."""
    models: Ints
    """Set of weights of each candidate, (candidates,): candidates of one set share a place."""
    leaders: Ints
    """Of each place, best first, the candidate that it is ranked by, (places,)."""
    ranks: Mapping[int, int]
    """Rank of each set of weights, from 1."""
    streams: Ints
    """Random-stream number of each candidate's model, (candidates,)."""
    workload: Workload

    @cached_property
    def facts(self) -> Ints:
        """Random-stream number of each cell, (candidates, criteria): all candidates of a model draw alike."""
        return np.repeat(self.streams[:, None], len(self.shares), axis=1)

    def position_of(self, candidate: int) -> int:
        """Position of the place that a candidate belongs to."""
        return self.ranks[int(self.models[candidate])] - 1

    @cached_property
    def known(self) -> Bools:
        """Which candidates have a likely value on every criterion that has weight, (candidates,)."""
        return np.count_nonzero(np.isnan(self.matrix.likely[:, self.shares > 0]), axis=1) == 0

    def smaa(
        self, confidence: ConfidenceInWeights = ConfidenceInWeights.FAIRLY, known_only: bool = False
    ) -> RobustnessShares | DegenerateCase:
        """Share of draws in which each place is first, and among the first three (SMAA-2); best place first.

        A hundred models of unknown quality may be worth anything, and one of them then wins nearly every draw. With
        `known_only` models with an unknown value on a criterion that has weight stay out, and have NaN.
        """
        if not known_only:
            return robustness_shares(self.matrix, self.shares, confidence, facts=self.facts, groups=self.models)
        rows = np.flatnonzero(self.known)
        matrix, facts, models = self.matrix.take(rows), self.facts[rows], self.models[rows]
        figures = robustness_shares(matrix, self.shares, confidence, facts=facts, groups=models)
        return figures if isinstance(figures, DegenerateCase) else self._among_all(figures, models)

    def _among_all(self, figures: RobustnessShares, models: Ints) -> RobustnessShares:
        """The same figures at the positions of all places; NaN for places that took no part."""
        numbers, first = np.unique(models, return_index=True)
        positions = np.array([self.ranks[int(number)] - 1 for number in numbers[np.argsort(first)]])

        def spread(column: Floats) -> Floats:
            whole = np.full((len(self.leaders), *column.shape[1:]), np.nan)
            whole[positions] = column
            return whole

        return RobustnessShares(
            figures.confidence,
            int(positions[figures.leader]),
            spread(figures.first),
            spread(figures.first_three),
            spread(figures.central),
            spread(figures.beaten),
            figures.remark,
        )

    def smallest_weight_change(self) -> WeightChange | None:
        """The smallest change of one weight that puts another model first; None where there is none."""
        if not len(self.models):
            return None
        return weight_changes.smallest_weight_change(self.matrix.cautious, self.shares, self.models)

    def tornado(self, criterion: int) -> tuple[Stretch, ...]:
        """Which candidate is first at which share of one criterion; () where there are no candidates."""
        return weight_changes.tornado(self.matrix.cautious, self.shares, criterion) if len(self.models) else ()

    def why_not(self, position: int) -> WhyNot:
        """Why this place is not the first, and the smallest change of one weight that would make it so.

        Raises NotPossible for a position without a place.
        """
        candidate = self._leader(position)
        return why_not.why_not(self.matrix.cautious, self.shares, candidate, self.models)

    def reach(self, position: int) -> Reach:
        """Whether any weighting makes this place the first; raises NotPossible for a position without a place."""
        return reach.reach(self.matrix, self.shares, self._leader(position), self.models)

    def opinions(self) -> tuple[Opinion, ...]:
        """PROMETHEE II, VIKOR and TOPSIS over the candidates that the places are ranked by."""
        return other_methods.opinions(self.matrix.cautious[self.leaders], self.shares, self.workload)

    def front(self, criteria: tuple[int, ...] | None = None) -> Bools:
        """Which places are on the Pareto front of these criteria, (places,); None: of those that have weight."""
        chosen = np.flatnonzero(self.shares > 0) if criteria is None else list(criteria)
        return non_dominated(self.matrix.cautious[self.leaders][:, chosen])

    def _leader(self, position: int) -> int:
        if not 0 <= position < len(self.leaders):
            raise NotPossible(f"there is no place {position}: there are {len(self.leaders)}, counted from 0")
        return int(self.leaders[position])
