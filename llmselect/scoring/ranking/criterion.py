"""The type of one criterion: what is measured of a candidate, and what each value of it is worth."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from llmselect.estimates.assessment import CandidateEstimates
from llmselect.estimates.core.columns import Range
from llmselect.scoring.ranking.reference_points import (
    GOOD_ENOUGH_WORTH,
    ReferencePoints,
    Situation,
    ValueScale,
    worth,
)
from llmselect.settings import GoodEnough, Workload
from llmselect.text import Text


@dataclass(frozen=True, slots=True)
class Anchors:
    """The measure that is worth nothing and the one that is worth everything, in the criterion's unit.

    They do not depend on who else is listed, so that a loser that comes or goes never changes the winner.
    """

    worst: float
    best: float


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that is measured of a candidate, and what each value of it is worth."""

    label: Text
    unit: Text
    scale: ValueScale
    points: Callable[[Situation], ReferencePoints]
    column: Callable[[CandidateEstimates], Range]

    def worths(self, estimates: CandidateEstimates, situation: Situation, at_good_enough: float) -> Range:
        """Worth of each candidate, 0 to 1: low, likely, high; NaN where nothing is known."""
        points = self.points(situation)
        low, likely, high = (worth(side, points, self.scale, at_good_enough) for side in self.column(estimates))
        return Range(np.fmin(low, high), likely, np.fmax(low, high))


@dataclass(frozen=True, slots=True)
class Criterion:
    """Something that can matter, with its unit and its absolute anchors.

    `scale`, `anchors` and `measure` are what tables and charts show of it. Its worth is that measure's between the
    anchors, or the mean over `measures` where reference points say more: unacceptable, good enough, best.
    """

    name: str
    label: Text
    unit: Text
    help: Text
    scale: ValueScale
    anchors: Callable[[Workload], Anchors]
    measure: Callable[[CandidateEstimates], Range]
    noise: float
    """Difference of the measure up to which two candidates count as equal (indifference threshold of PROMETHEE).

    In the criterion's unit; on a logarithmic scale a factor.
    """
    decides: float
    """Difference of the measure from which one is fully preferred (preference threshold of PROMETHEE)."""
    deviations: float = 1.2816
    """How many standard deviations its ranges reach to either side: those of speed hold 80 %, those of quality 90 %."""
    digits: int = 1
    optional: bool = False
    """Starts without weight and counts only once the visitor gives it some."""
    from_trial: bool = False
    """Known only of what the visitor tried in this session: offered and counted where something is."""
    measures: tuple[Measure, ...] = ()
    at_good_enough: float = GOOD_ENOUGH_WORTH

    def values(self, estimates: CandidateEstimates, situation: Situation | None = None) -> Range:
        """Worth of each candidate, 0 to 1: low, likely, high; NaN where nothing is known."""
        given = situation or Situation(estimates.workload, GoodEnough())
        worths = [each.worths(estimates, given, self.at_good_enough) for each in self.parts]
        return Range(*(np.mean(sides, axis=0) for sides in zip(*worths, strict=True)))

    def offered(self, estimates: CandidateEstimates) -> bool:
        """Whether it can matter here: one that comes from a trial needs one candidate that was tried."""
        return not self.from_trial or bool(np.isfinite(self.measure(estimates).likely).any())

    @property
    def parts(self) -> tuple[Measure, ...]:
        """What its worth is the mean of: `measures`, or the measure shown where there are none."""
        return self.measures or (self._only(),)

    def _only(self) -> Measure:
        """The measure shown, straight between its anchors."""

        def points(situation: Situation) -> ReferencePoints:
            worst, best = self.anchors(situation.workload).worst, self.anchors(situation.workload).best
            if self.scale is ValueScale.LOGARITHMIC:
                return ReferencePoints(worst, worst * (best / worst) ** GOOD_ENOUGH_WORTH, best)
            return ReferencePoints(worst, worst + GOOD_ENOUGH_WORTH * (best - worst), best)

        return Measure(self.label, self.unit, self.scale, points, self.measure)
