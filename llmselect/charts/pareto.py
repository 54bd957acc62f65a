"""Two criteria against each other: better is always up and to the right, and nobody beats the front on both."""

import math
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from llmselect.charts.figure import LEGEND_LINE, QUIET_COLOUR, Figure, Trace, figure, legend_below
from llmselect.text import Voice

HEIGHT = 470
MOST_POINTS = 60


class ParetoStanding(Enum):
    """What a point is; its value is the symbol."""

    FIRST = "star"
    FRONT = "diamond"
    BEATEN = "circle-open"


class Axis(NamedTuple):
    """One criterion with its unit, whether its scale is logarithmic, and whether less is better."""

    title: str
    logarithmic: bool
    downward: bool


class ParetoPoint(NamedTuple):
    """One candidate: low, likely and high measure on both axes."""

    name: str
    x: tuple[float, float, float]
    y: tuple[float, float, float]
    standing: ParetoStanding


def pareto(x: Axis, y: Axis, points: Sequence[ParetoPoint], names: dict[ParetoStanding, str], say: Voice) -> Figure:
    """Whiskers are the ranges of the estimates; symbol and line mark the front, its name the first."""
    drawn = points[:MOST_POINTS]
    groups = [standing for standing in ParetoStanding if any(point.standing is standing for point in drawn)]
    return figure(
        [_trace(standing, names[standing], drawn) for standing in reversed(groups)],
        say,
        height=HEIGHT,
        margin={"l": 8, "r": 24, "t": 12, "b": 58 + LEGEND_LINE * len(groups)},
        legend=legend_below(),
        xaxis=_axis(x, [point.x[1] for point in drawn]),
        yaxis=_axis(y, [point.y[1] for point in drawn]) | {"automargin": True},
    )


def _axis(axis: Axis, measures: Sequence[float]) -> dict[str, object]:
    """Ticks at 1, 2 and 5 on a logarithmic axis, or at each ten where that would be a crowd."""
    layout: dict[str, object] = {"title": {"text": axis.title}, "fixedrange": True, "zeroline": False}
    if axis.logarithmic:
        layout |= {"type": "log", "dtick": 1 if _decades(measures) > 2 else "D2"}
    else:
        layout |= {"type": "linear", "nticks": 8}
    return layout | ({"autorange": "reversed"} if axis.downward else {})


def _decades(measures: Sequence[float]) -> float:
    return math.log10(max(measures) / min(measures)) if measures and min(measures) > 0 else 0.0


def _trace(standing: ParetoStanding, name: str, points: Sequence[ParetoPoint]) -> Trace:
    own = [point for point in points if point.standing is standing]
    if standing is not ParetoStanding.BEATEN:
        own.sort(key=lambda point: point.x[1])
    first = standing is ParetoStanding.FIRST
    trace: Trace = {
        "type": "scatter",
        "name": name,
        "mode": "markers+text" if first else "lines+markers" if standing is ParetoStanding.FRONT else "markers",
        "x": [_short(point.x[1]) for point in own],
        "y": [_short(point.y[1]) for point in own],
        "text": [point.name for point in own],
        "marker": {"symbol": standing.value, "size": 16 if first else 10},
        "hovertemplate": "%{text}<br>%{x:.3~g} · %{y:.3~g}<extra></extra>",
    }
    if first:
        trace["textposition"] = "top center"
        trace["cliponaxis"] = False
    if standing is ParetoStanding.FRONT:
        trace["line"] = {"width": 1.5, "dash": "dot"}
    if standing is ParetoStanding.BEATEN:
        trace["marker"] |= {"color": QUIET_COLOUR, "size": 8}
    for side in ("x", "y"):
        trace |= _whiskers(side, [getattr(point, side) for point in own], first)
    return trace


def _whiskers(side: str, ranges: Sequence[tuple[float, float, float]], first: bool) -> Trace:
    """Nothing where all is exact: whiskers of no length would still be sent."""
    above = [_short(high - likely) for _, likely, high in ranges]
    below = [_short(likely - low) for low, likely, _ in ranges]
    if not any(above) and not any(below):
        return {}
    look = {"width": 0, "thickness": 2.0 if first else 1.0}
    return {f"error_{side}": {"type": "data", "symmetric": False, "array": above, "arrayminus": below} | look}


def _short(value: float) -> float:
    """Four figures: more cannot be seen, and all would be sent."""
    return float(f"{value:.4g}")
