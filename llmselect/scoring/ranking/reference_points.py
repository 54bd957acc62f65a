"""Worth of a measure between three absolute reference points: unacceptable 0, good enough nearly 1, best 1.

Beyond "good enough" people stop noticing, so nothing is chosen for a gain that nobody feels. The points depend on the
use, the volume and what the visitor said, never on who else is listed. Defaults: limits of response time (Nielsen
1993, "Usability Engineering", chapter 5: 0.1, 1 and 10 s), reading speed of 5 to 7 tokens a second, and guides that
call 20 to 40 tokens a second fluent.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Final, NamedTuple

import numpy as np

from llmselect.catalog.standings import Use
from llmselect.errors import NotPossible
from llmselect.settings import GoodEnough, Requirements, Workload
from llmselect.units import Floats

GOOD_ENOUGH_WORTH: Final = 0.99
LEAST_BUDGET_USD: Final = 0.01
"""A month; less than a cent is a wish for what is free."""
PRIVACY_WORTH: Final = 0.8
"""What goes beyond the level that the data asks for stays worth something: a fifth of the scale."""


class ValueScale(Enum):
    """How a measure becomes a worth between its reference points."""

    LINEAR = "linear"
    LOGARITHMIC = "logarithmic"
    """Money, time, speed and context: ten times is ten times, wherever one starts."""


class ReferencePoints(NamedTuple):
    """Three measures in the criterion's unit, in this order or in the reverse one (less is better)."""

    unacceptable: float
    good_enough: float
    best: float

    def checked(self, name: str) -> "ReferencePoints":
        """The same points; raises NotPossible where they are not in order or not finite."""
        ordered = self.unacceptable < self.good_enough <= self.best or self.unacceptable > self.good_enough >= self.best
        if not ordered or not np.isfinite(self).all():
            given = ", ".join(f"{value:g}" for value in self)
            raise NotPossible(
                f"the reference points of {name} are {given}; expected unacceptable, good enough and best in order"
            )
        return self


@dataclass(frozen=True, slots=True)
class Situation:
    """All that reference points may depend on."""

    workload: Workload
    good_enough: GoodEnough
    usd_per_month: float | None = None
    """A stated budget; None: none that a scale can be made of (nothing is a requirement, not a scale)."""
    privacy_level: int | None = None
    """The level that the data asks for; None: public data, level 1."""

    @classmethod
    def of(cls, workload: Workload, requirements: Requirements, good_enough: GoodEnough) -> "Situation":
        """The situation of a visitor's settings."""
        budget = requirements.usd_per_month or 0.0
        return cls(workload, good_enough, budget if budget >= LEAST_BUDGET_USD else None, requirements.privacy_level)


def worth(measure: Floats, points: ReferencePoints, scale: ValueScale, at_good_enough: float) -> Floats:
    """Worth from 0 to 1 of each measure, shape (rows,); NaN stays NaN. Flat beyond the outer points."""
    if scale is ValueScale.LOGARITHMIC:
        floor = min(points) * 1e-6  # a free candidate has no logarithm; it lies beyond the best point
        measure, points = np.log(np.maximum(measure, floor)), ReferencePoints(*np.log(points))
    up = points.good_enough > points.unacceptable
    at = np.array(points if up else points[::-1], dtype=np.float64)
    values = np.array([0.0, at_good_enough, 1.0] if up else [1.0, at_good_enough, 0.0])
    return np.interp(measure, at, values)


WAIT_S: Final = {
    Use.GENERAL: 2.0,
    Use.FRENCH: 2.0,
    Use.DOCUMENTS: 5.0,
    Use.AGENTS: 5.0,
    Use.CODE: 15.0,
    Use.REASONING: 60.0,
}
"""Seconds until the answer begins, thoughts included, that are good enough: people wait longer for harder questions."""
TOKENS_PER_S: Final = {Use.CODE: 60.0, Use.AGENTS: 60.0}
ORDINARY_WAIT_S, ORDINARY_TOKENS_PER_S, UNACCEPTABLE_TOKENS_PER_S = 2.0, 30.0, 3.0
USD_PER_MONTH, USD_PER_1000_REQUESTS, UNACCEPTABLE_USD_PER_1000 = 5.0, 0.05, 100.0
PUBLIC_LEVEL, HIGHEST_LEVEL = 1, 7
QUALITY: Final = ReferencePoints(20.0, 94.0, 95.0)
"""No point of quality is known at which people stop noticing: the scale is a straight line, but for its last point."""


def wait_points(situation: Situation) -> ReferencePoints:
    """Seconds until the first token of the answer."""
    enough = situation.good_enough.wait_s or WAIT_S.get(situation.workload.use, ORDINARY_WAIT_S)
    return ReferencePoints(10 * enough, enough, enough / 10).checked("the wait")


def speed_points(situation: Situation) -> ReferencePoints:
    """Tokens of the answer a second."""
    enough = situation.good_enough.tokens_per_s or TOKENS_PER_S.get(situation.workload.use, ORDINARY_TOKENS_PER_S)
    return ReferencePoints(UNACCEPTABLE_TOKENS_PER_S, enough, 3 * enough).checked("the speed")


def cost_points(situation: Situation) -> ReferencePoints:
    """US dollars per 1,000 requests: a fixed sum a month weighs less the more requests share it."""
    thousands = situation.workload.requests_per_month / 1000
    budget = situation.usd_per_month
    enough = situation.good_enough.usd_per_month
    if enough is None:
        enough = budget / 4 if budget else max(USD_PER_MONTH, USD_PER_1000_REQUESTS * thousands)
    unacceptable = budget or max(UNACCEPTABLE_USD_PER_1000 * thousands, 20 * enough)
    return ReferencePoints(unacceptable / thousands, enough / thousands, enough / 10 / thousands).checked("the cost")


def privacy_points(situation: Situation) -> ReferencePoints:
    """Levels 0 to 7; what the data asks for is good enough."""
    enough = situation.good_enough.privacy_level
    if enough is None:
        enough = max(situation.privacy_level or PUBLIC_LEVEL, PUBLIC_LEVEL)
    return ReferencePoints(0.0, float(enough), float(HIGHEST_LEVEL)).checked("privacy")


def quality_points(situation: Situation) -> ReferencePoints:
    """Points out of 100."""
    enough = situation.good_enough.quality
    points = QUALITY if enough is None else ReferencePoints(QUALITY.unacceptable, enough, max(enough, QUALITY.best))
    return points.checked("quality")
