"""The catalog as a map: quality upward, what is paid for it across; a click tells which model."""

import datetime
import math
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from llmselect.charts.figure import LEGEND_LINE, LINE_COLOUR, QUIET_COLOUR, Figure, Trace, figure
from llmselect.text import Voice

HEIGHT = 520
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "cross", "star", "triangle-down", "hexagon")
"""One for each family that has a colour."""
NAME_WIDTH, NAME_HEIGHT = 0.36, 9.0
"""Of a name on a map as narrow as a phone: its share of the horizontal axis, and points of the vertical one of 100."""
MOST_NAMES = 4
WHISKERS_UP_TO = 130
"""With more points drawn, whiskers of all would hide them: only the front has them then."""


class AxisType(StrEnum):
    """How the horizontal axis counts."""

    LOGARITHMIC = "log"
    DATE = "date"


class Spot(NamedTuple):
    """One model: its id comes back with a click. Across is low, likely and high, or a day three times."""

    id: str
    name: str
    across: tuple[float, float, float] | tuple[str, str, str]
    quality: tuple[float, float, float]
    front: bool


class FamilySpots(NamedTuple):
    """The spots of one family; `others`: all that have no colour of their own."""

    name: str
    spots: Sequence[Spot]
    others: bool = False


def catalog_map(across: str, kind: AxisType, up: str, front: str, groups: Sequence[FamilySpots], say: Voice) -> Figure:
    """Families by colour and symbol, the others in grey, a line through those that nobody beats on both sides."""
    many = sum(len(group.spots) for group in groups) > WHISKERS_UP_TO
    coloured = [group for group in groups if not group.others]
    drawn = [_trace(group, -1, many) for group in groups if group.others]
    drawn += [_trace(group, i, many) for i, group in enumerate(coloured)]
    leaders = sorted((spot for group in groups for spot in group.spots if spot.front), key=lambda spot: spot.across[1])
    return figure(
        [*drawn, _front(front, leaders)],
        say,
        height=HEIGHT,
        margin={"l": 8, "r": 24, "t": 16, "b": 90 + 2 * LEGEND_LINE},
        xaxis=_axis(across, kind),
        yaxis={"title": {"text": up}, "fixedrange": True, "range": [0, 103], "zeroline": False, "automargin": True},
    )


def _axis(title: str, kind: AxisType) -> dict[str, object]:
    axis: dict[str, object] = {"title": {"text": title}, "fixedrange": True, "zeroline": False, "type": kind.value}
    return axis | ({"dtick": 1} if kind is AxisType.LOGARITHMIC else {})


def _trace(group: FamilySpots, i: int, many: bool) -> Trace:
    quiet = {"color": QUIET_COLOUR, "size": 6, "symbol": "circle-open", "opacity": 0.7}
    trace: Trace = {
        "type": "scatter",
        "name": group.name,
        "mode": "markers",
        "x": [_short(spot.across[1]) for spot in group.spots],
        "y": [_short(spot.quality[1]) for spot in group.spots],
        "text": [spot.name for spot in group.spots],
        "customdata": [spot.id for spot in group.spots],
        "marker": quiet if group.others else {"symbol": SYMBOLS[i % len(SYMBOLS)], "size": 9, "opacity": 0.9},
        "hovertemplate": "%{text}<br>%{x} · %{y:.0f}<extra></extra>",
    }
    if not many:
        trace |= _whiskers("y", [spot.quality for spot in group.spots])
    if many or not group.spots or isinstance(group.spots[0].across[0], str):
        return trace
    return trace | _whiskers("x", [spot.across for spot in group.spots])


def _front(name: str, leaders: Sequence[Spot]) -> Trace:
    """The line of the unbeaten, with the ranges of their qualities and the names of some of them."""
    named = named_points([spot.across[1] for spot in leaders], [spot.quality[1] for spot in leaders])
    trace: Trace = {
        "type": "scatter",
        "name": name,
        "mode": "lines+text",
        "x": [_short(spot.across[1]) for spot in leaders],
        "y": [_short(spot.quality[1]) for spot in leaders],
        "text": [spot.name if i in named else "" for i, spot in enumerate(leaders)],
        "textposition": ["top right" if i < len(leaders) / 2 else "top left" for i in range(len(leaders))],
        "cliponaxis": False,
        "line": {"width": 1.5, "dash": "dot", "color": LINE_COLOUR},
        "hoverinfo": "skip",
    }
    return trace | _whiskers("y", [spot.quality for spot in leaders])


def named_points(across: Sequence[float | str], up: Sequence[float]) -> list[int]:
    """Places of the points that are named: both ends first, then from the middle outward what lies apart from them.

    `across` rises: positive numbers on a logarithmic axis, or days. A name stands to the right of a point in the first
    half, else to its left.
    """
    count = len(up)
    shares = _shares(across)
    starts = [shares[i] if i < count / 2 else shares[i] - NAME_WIDTH for i in range(count)]
    ends_first = sorted(range(count), key=lambda i: (0 < i < count - 1, abs(2 * i - count + 1)))
    named: list[int] = []
    for i in ends_first:
        apart = (abs(starts[i] - starts[j]) >= NAME_WIDTH or abs(up[i] - up[j]) >= NAME_HEIGHT for j in named)
        if len(named) < MOST_NAMES and all(apart):
            named.append(i)
    return sorted(named)


def _shares(across: Sequence[float | str]) -> list[float]:
    """Where each lies between the first (0) and the last (1)."""
    places = [_place(each) for each in across]
    width = (places[-1] - places[0]) if places else 0.0
    return [(place - places[0]) / width if width else 0.0 for place in places]


def _place(value: float | str) -> float:
    if isinstance(value, str):
        return float(datetime.date.fromisoformat(value).toordinal())
    return math.log10(value) if value > 0 else 0.0


def _whiskers(side: str, ranges: Sequence[tuple[float | str, ...]]) -> Trace:
    """Thin; nothing where all is exact."""
    numbers = [tuple(value for value in each if isinstance(value, float)) for each in ranges]
    whole = [each for each in numbers if len(each) == 3]
    above, below = [_short(each[2] - each[1]) for each in whole], [_short(each[1] - each[0]) for each in whole]
    if not any(above) and not any(below):
        return {}
    look = {"width": 0, "thickness": 0.8}
    return {f"error_{side}": {"type": "data", "symmetric": False, "array": above, "arrayminus": below} | look}


def _short(value: float | str) -> float | str:
    """Four figures: more cannot be seen, and all would be sent."""
    return value if isinstance(value, str) else float(f"{value:.4g}")
