"""Whether scores are in the unit that their board counts in: a source that changes it is refused, field by field.

A board of ratings (1,000 to 1,500) that says 0.61 one day, or percentages that become shares, would be read as models
that had fallen: nothing in the file is broken. The last good copy stays.
"""

from collections.abc import Mapping, Sequence
from statistics import median
from typing import Final, NamedTuple

from llmselect.hub.http.hub_faults import FaultKind, HubFault
from llmselect.hub.leaderboards.rows import Row, number, number_or_none
from llmselect.hub.leaderboards.snapshot import BoardTable, Unit


class UnitBounds(NamedTuple):
    """Between which values the scores of a unit lie, whatever the board."""

    least: float
    most: float


BOUNDS: Final[Mapping[Unit, UnitBounds]] = {
    Unit.RATING: UnitBounds(300.0, 4000.0),
    Unit.PERCENT: UnitBounds(0.0, 100.0),
}
"""Ratings start from 1,000 or 1,500; LMArena's weakest model of 2023 stood above 800."""
FEWEST_TOLD: Final = 5
"""Scores from which a change of unit can be told."""
SHARE: Final = 1.0
"""Percentages of which none exceeds one percent are shares of one."""
TIMES_APART: Final = 3.0
"""No board moves the scores of its models three times up or down from one day to the next."""


def score_of(row: Row, field: str, unit: Unit) -> float:
    """The score in a field of a row; ValueError where it is none of this unit, so that the row is lost alone."""
    score, bounds = number(row[field]), BOUNDS[unit]
    if not bounds.least <= score <= bounds.most:
        raise ValueError(f"{field}: not a {unit}")
    return score


def check_unit(rows: Sequence[Row], field: str, unit: Unit, about: str) -> None:
    """Raises HubFault (OTHER_UNIT), with the name of the field, where most scores of a table are not of this unit."""
    scores = [score for row in rows if (score := number_or_none(row.get(field))) is not None]
    bounds = BOUNDS[unit]
    outside = sum(not bounds.least <= score <= bounds.most for score in scores)
    shares = unit is Unit.PERCENT and len(scores) >= FEWEST_TOLD and 0 < max(scores) <= SHARE
    if 2 * outside > len(scores) or shares:
        raise other_unit(about, field)


def unit_changed(table: BoardTable, copy: BoardTable) -> bool:
    """Whether the scores of the models that both list are in another unit than they were in the copy."""
    before = {line.name: line.score for line in copy.lines}
    both = [(line.score, before[line.name]) for line in table.lines if line.name in before]
    if len(both) < FEWEST_TOLD:
        return False
    now, then = (abs(median(side)) for side in zip(*both, strict=True))
    return max(now, then) > TIMES_APART * min(now, then)


def other_unit(about: str, field: str) -> HubFault:
    """The fault of a field whose unit changed."""
    return HubFault(FaultKind.OTHER_UNIT, subject=about, field=field)
