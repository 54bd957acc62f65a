"""What if one cell were another: at which value a candidate comes first, or stops being first."""

import math
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from llmselect.errors import UnknownName
from llmselect.scoring.matrix.case_values import CaseValues
from llmselect.scoring.matrix.decision_case import CaseCriterion
from llmselect.scoring.methods.problem import ALIKE
from llmselect.scoring.ranking.reference_points import ValueScale


class TurningPoint(StrEnum):
    """What the value in one cell could change."""

    WINS_FROM = "wins_from"
    """Not first now; first from this value on."""
    LOSES_FROM = "loses_from"
    """First now; no longer first from this value on."""
    NEVER_WINS = "never_wins"
    """Not first, whatever stands in this cell."""
    ALWAYS_WINS = "always_wins"
    """First, whatever stands in this cell."""


class WhatIf(NamedTuple):
    """The answer for one cell."""

    point: TurningPoint
    value: float | None
    """In the criterion's unit; None for NEVER_WINS and ALWAYS_WINS."""
    rival: int | None
    """Row of the candidate to catch up with, or that would pass; None where nobody else is there."""


def what_if(values: CaseValues, candidate: str, criterion: str) -> WhatIf:
    """At which value of this cell the candidate becomes the first, or stops being it; all else as it stands.

    Scores are linear in the worth of a cell, so that the worth follows from one division and the value from turning
    the scale around. Raises UnknownName for a candidate or criterion that is not in the matrix.
    """
    row = _place(candidate, [each.id for each in values.case.candidates], "candidate")
    column = _place(criterion, [each.id for each in values.case.criteria], "criterion")
    share = float(values.shares[column])
    others = [other for other in range(len(values)) if other != row]
    if not others:
        return WhatIf(TurningPoint.ALWAYS_WINS, None, None)
    rival = max(others, key=lambda other: float(values.scores[other]))
    rest = (values.scores[row] - values.contributions[row, column]) / 100
    first_now = bool(values.scores[row] >= values.scores[rival] - ALIKE)
    needed = (values.scores[rival] / 100 - rest) / share if share > ALIKE else (-1.0 if first_now else 2.0)
    if needed > 1 + ALIKE:
        return WhatIf(TurningPoint.NEVER_WINS, None, rival)
    if needed <= ALIKE:
        return WhatIf(TurningPoint.ALWAYS_WINS, None, rival)
    value = value_at(min(float(needed), 1.0), values.case.criteria[column])
    return WhatIf(TurningPoint.LOSES_FROM if first_now else TurningPoint.WINS_FROM, value, rival)


def value_at(worth: float, criterion: CaseCriterion) -> float:
    """The value of that worth between the reference points, in the criterion's unit: `worth` turned around."""
    points = np.array(criterion.points, dtype=np.float64)
    logarithmic = criterion.scale is ValueScale.LOGARITHMIC
    at = np.log(points) if logarithmic else points
    found = float(np.interp(worth, [0.0, criterion.at_good_enough, 1.0], at))
    return math.exp(found) if logarithmic else found


def _place(id: str, ids: list[str], kind: str) -> int:
    if id not in ids:
        raise UnknownName(kind, id, ids)
    return ids.index(id)
