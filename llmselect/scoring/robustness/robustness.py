"""What is doubtful in a recommendation: how sure it is, what would change it, and what other methods say."""

import zlib
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from llmselect.errors import NotPossible
from llmselect.scoring.ranking.matrix import DecisionMatrix
from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.scoring.robustness import other_methods, reach, sensitivity, why_not
from llmselect.scoring.robustness.degenerate import DegenerateCase
from llmselect.scoring.robustness.draws import Conviction
from llmselect.scoring.robustness.other_methods import Opinion
from llmselect.scoring.robustness.pareto import non_dominated
from llmselect.scoring.robustness.reach import Reach
from llmselect.scoring.robustness.sensitivity import Flip, Stretch
from llmselect.scoring.robustness.smaa_run import Sureness, rows_of, sureness
from llmselect.scoring.robustness.why_not import WhyNot
from llmselect.units import Bools, Floats, Ints


@dataclass(frozen=True, eq=False)
class Robustness:
    """Questions about a recommendation; a position is that of a place, 0 for the first.

    A model has one place, but all its candidates count: another quantization of it may be the one that wins elsewhere.
    """

    recommendation: Recommendation

    @property
    def rows(self) -> Ints:
        """Rows of the estimates that meet the requirements, best first: candidates in what follows are places here."""
        return self.recommendation.ordered

    @property
    def leaders(self) -> Ints:
        """Positions in `rows` of the candidate that has the place of each model, best first."""
        return self.recommendation.leaders

    @property
    def shares(self) -> Floats:
        return self.recommendation.shares

    @cached_property
    def matrix(self) -> DecisionMatrix:
        """Worths of `rows`."""
        return rows_of(self.recommendation.assessed.matrix, self.rows)

    @cached_property
    def models(self) -> Ints:
        """Which set of weights each of `rows` runs: what shares a place."""
        return self.recommendation.assessed.estimates.rows.weights[self.rows]

    @cached_property
    def facts(self) -> Ints:
        """One name for each model: its draws stay the same whoever else is in the list and whatever is moved."""
        estimates = self.recommendation.assessed.estimates
        names = np.array([zlib.crc32(model.id.encode()) for model in estimates.catalog.file.models], dtype=np.int64)
        return np.repeat(names[estimates.rows.model[self.rows]][:, None], len(self.shares), axis=1)

    def place_of(self, candidate: int) -> int:
        """Position of the place that a position in `rows` belongs to."""
        return self._position(int(self.models[candidate]))

    @cached_property
    def known(self) -> Bools:
        """Which of `rows` have a likely value on every criterion that has weight."""
        return np.count_nonzero(np.isnan(self.matrix.likely[:, self.shares > 0]), axis=1) == 0

    def sureness(
        self, conviction: Conviction = Conviction.FAIRLY, known_only: bool = False
    ) -> Sureness | DegenerateCase:
        """How often each place is first, and in the first three, one figure for each place, best place first.

        A hundred models of unknown quality may be worth anything, and one of them then wins nearly every draw. With
        `known_only` those of which something that counts is unknown stay out, and have NaN.
        """
        if not known_only:
            return sureness(self.matrix, self.shares, conviction, facts=self.facts, groups=self.models)
        rows = np.flatnonzero(self.known)
        matrix, facts, models = rows_of(self.matrix, rows), self.facts[rows], self.models[rows]
        found = sureness(matrix, self.shares, conviction, facts=facts, groups=models)
        return found if isinstance(found, DegenerateCase) else self._among_all(found, models)

    def _among_all(self, found: Sureness, models: Ints) -> Sureness:
        """The same figures at the positions of all places; NaN for those that were not asked about."""
        names, first = np.unique(models, return_index=True)
        positions = np.array([self._position(int(name)) for name in names[np.argsort(first)]])

        def spread(column: Floats) -> Floats:
            whole = np.full((len(self.leaders), *column.shape[1:]), np.nan)
            whole[positions] = column
            return whole

        return Sureness(
            found.conviction,
            int(positions[found.leader]),
            spread(found.first),
            spread(found.first_three),
            spread(found.central),
            spread(found.beaten),
            found.remark,
        )

    def smallest_flip(self) -> Flip | None:
        """The smallest change of one weight that puts another model first; None where there is none."""
        return sensitivity.smallest_flip(self.matrix.cautious, self.shares, self.models) if len(self.rows) else None

    def tornado(self, criterion: int) -> tuple[Stretch, ...]:
        """Which candidate is first at which share of one criterion; nothing where nobody has a place."""
        return sensitivity.tornado(self.matrix.cautious, self.shares, criterion) if len(self.rows) else ()

    def why_not(self, position: int) -> WhyNot:
        """Why this place is not the first, and the smallest change of one weight that would make it so."""
        candidate = self._leader(position)
        return why_not.why_not(self.matrix.cautious, self.shares, candidate, self.models)

    def reach(self, position: int) -> Reach:
        """Whether any weighting makes this place the first."""
        return reach.reach(self.matrix, self.shares, self._leader(position), self.models)

    def opinions(self) -> tuple[Opinion, ...]:
        """PROMETHEE II, VIKOR and TOPSIS over the candidates that have the places."""
        workload = self.recommendation.assessed.estimates.workload
        return other_methods.opinions(self.matrix.cautious[self.leaders], self.shares, workload)

    def front(self, criteria: tuple[int, ...] | None = None) -> Bools:
        """Which places no other beats on all of these criteria; those that have weight when none are named."""
        chosen = np.flatnonzero(self.shares > 0) if criteria is None else list(criteria)
        return non_dominated(self.matrix.cautious[self.leaders][:, chosen])

    def _position(self, model: int) -> int:
        return int(np.flatnonzero(self.models[self.leaders] == model)[0])

    def _leader(self, position: int) -> int:
        if not 0 <= position < len(self.leaders):
            raise NotPossible(f"there is no place {position}: there are {len(self.leaders)}, counted from 0")
        return int(self.leaders[position])
