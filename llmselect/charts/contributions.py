"""A lane of the ranking: one row a candidate, its score as a bar of one piece a criterion, and what moved since.

The rows are plain values and no Plotly figure: a figure that changes is taken down and drawn anew by Streamlit, twice,
while rows that stand already only change their lengths, can be pressed by keyboard, and cut long names by themselves.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from llmselect.text import UNKNOWN, Voice


class ContributionBar(NamedTuple):
    """One candidate. Points are of 100; those that are known add up to the score."""

    id: str
    """What a click hands back."""
    rank: str
    name: str
    how: str
    points: tuple[float | None, ...]
    """For each criterion; None where the fact behind them is not known."""
    expected: tuple[bool, ...] = ()
    """For each criterion whether its value is only expected; () where none is."""
    missing: float = 0.0
    """Points that unknown values could add at best."""
    low: float | None = None
    high: float | None = None
    """The score with its values at the ends of their ranges; None draws no whisker."""
    places_moved: int = 0
    """Places won (above 0) or lost since the situation before."""
    score_before: float | None = None
    """Score in the situation before; None where it is the same or was not there."""

    @property
    def score(self) -> float:
        """The points that are known, added up."""
        return sum(points or 0.0 for points in self.points)


class Fill(StrEnum):
    """How a piece of a bar is filled; stripes are kept for what is only expected or unknown."""

    KNOWN = "known"
    EXPECTED = "expected"
    MISSING = "missing"


class BarPiece(NamedTuple):
    """A part of a bar, beginning where the one before ends."""

    criterion: int
    """By its place in the list of all, which fixes colour and pattern; -1 for what unknown values could add."""
    points: float
    fill: Fill


class BarRow(NamedTuple):
    """A candidate as it is drawn. Positions are points on the scale from 0 to 100; every text is plain words."""

    id: str
    rank: str
    name: str
    how: str
    score: str
    moved: str
    """Places won or lost, with an arrow; empty where none."""
    breakdown: str
    """The points of each criterion, a line each, and the score."""
    pieces: tuple[BarPiece, ...]
    at: float
    """Where the score lies."""
    low: float | None
    high: float | None
    """Ends of the whisker; None draws none."""
    before: float | None
    """Where the score lay in the situation before; None where it lies there still."""


def contributions(
    criteria: Sequence[str], rows: Sequence[ContributionBar], say: Voice, numbers: Sequence[int] = ()
) -> tuple[BarRow, ...]:
    """Rows from best to worst, always on the scale from 0 to 100, each piece as long as its points.

    `numbers`: the place of each criterion in the list of all; () counts from 0.
    """
    places = tuple(numbers or range(len(criteria)))
    return tuple(_drawn(criteria, places, row, say) for row in rows)


def _drawn(criteria: Sequence[str], places: Sequence[int], row: ContributionBar, say: Voice) -> BarRow:
    return BarRow(
        id=row.id,
        rank=row.rank,
        name=row.name,
        how=row.how,
        score=say.number(row.score, 0),
        moved=_arrow(row.places_moved, say),
        breakdown=_breakdown(criteria, row, say),
        pieces=_pieces(row, places),
        at=round(row.score, 1),
        low=None if row.low is None else round(row.low, 1),
        high=None if row.high is None else round(row.high, 1),
        before=row.score_before,
    )


def _pieces(row: ContributionBar, places: Sequence[int]) -> tuple[BarPiece, ...]:
    """The points of each criterion one after the other, and what unknown values could add at best.

    The number of pieces depends on what is known and not on the weights, so that a moved slider resizes pieces.
    """
    expected = row.expected or (False,) * len(row.points)
    found = [
        BarPiece(place, round(points, 1), Fill.EXPECTED if guessed else Fill.KNOWN)
        for place, points, guessed in zip(places, row.points, expected, strict=True)
        if points is not None
    ]
    missing = [BarPiece(-1, round(row.missing, 1), Fill.MISSING)] if row.missing else []
    return (*found, *missing)


def _breakdown(criteria: Sequence[str], row: ContributionBar, say: Voice) -> str:
    known = zip(criteria, row.points, strict=True)
    lines = [f"{name} {say(UNKNOWN) if points is None else say.number(points, 0)}" for name, points in known]
    return "\n".join([*lines, f"= {say.number(row.score, 0)}"])


def _arrow(places: int, say: Voice) -> str:
    return "" if not places else f"{'▲' if places > 0 else '▼'}\u202f{say.number(abs(places), 0)}"
