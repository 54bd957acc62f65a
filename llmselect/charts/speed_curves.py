"""Speed over the context: the likely speed as a line in the band of its range, and where the memory ends."""

from collections.abc import Sequence
from typing import NamedTuple

from llmselect.charts.figure import GRID_COLOUR, LINE_COLOUR, QUIET_COLOUR, Figure, Trace, figure
from llmselect.text import Voice

HEIGHT = 340
BAND = "rgba(120,140,150,0.28)"


class Curve(NamedTuple):
    """Tokens a second at each depth; the depths where nothing is known are left out by the caller."""

    depth: Sequence[int]
    low: Sequence[float]
    likely: Sequence[float]
    high: Sequence[float]


class DepthMark(NamedTuple):
    """A dashed line across at a depth, with its words."""

    depth: int
    words: str
    limit: bool = False


class MeasuredPoint(NamedTuple):
    """A published or own measurement at its depth."""

    depth: float
    tokens_per_s: float
    words: str


class CurveLegend(NamedTuple):
    """What the axes and the parts are called."""

    depth: str
    speed: str
    likely: str
    range: str
    measured: str


def speed_curves(
    curve: Curve, marks: Sequence[DepthMark], dots: Sequence[MeasuredPoint], words: CurveLegend, say: Voice
) -> Figure:
    """The band first, so that the line lies over it."""
    traces = [_band(curve, words), _line(curve, words)]
    if dots:
        traces.append(_dots(dots, words))
    return figure(
        traces,
        say,
        height=HEIGHT,
        xaxis=_axis(words.depth) | {"tickformat": ",d", "nticks": 7},
        yaxis=_axis(words.speed),
        shapes=[_across(mark) for mark in marks],
        annotations=[_named(mark, i, curve.depth[-1]) for i, mark in enumerate(marks)],
        margin={"l": 8, "r": 16, "t": 44, "b": 84},
    )


def _axis(title: str) -> Trace:
    return {"title": {"text": title}, "rangemode": "tozero", "fixedrange": True, "gridcolor": GRID_COLOUR}


def _band(curve: Curve, words: CurveLegend) -> Trace:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": words.range,
        "x": [*curve.depth, *reversed(curve.depth)],
        "y": [_short(speed) for speed in (*curve.high, *reversed(curve.low))],
        "fill": "toself",
        "fillcolor": BAND,
        "line": {"width": 0},
        "hoverinfo": "skip",
    }


def _line(curve: Curve, words: CurveLegend) -> Trace:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": words.likely,
        "x": list(curve.depth),
        "y": [_short(speed) for speed in curve.likely],
        "customdata": [[_short(low), _short(high)] for low, high in zip(curve.low, curve.high, strict=True)],
        "hovertemplate": "%{x:,d}: %{y:.3~g} (%{customdata[0]:.3~g} – %{customdata[1]:.3~g})<extra></extra>",
        "marker": {"size": 6},
        "line": {"width": 2.5},
    }


def _dots(dots: Sequence[MeasuredPoint], words: CurveLegend) -> Trace:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": words.measured,
        "x": [dot.depth for dot in dots],
        "y": [_short(dot.tokens_per_s) for dot in dots],
        "text": [dot.words for dot in dots],
        "hovertemplate": "%{text}: %{y:.3~g}<extra></extra>",
        "marker": {"symbol": "diamond", "size": 12},
    }


def _across(mark: DepthMark) -> Trace:
    line = {"color": LINE_COLOUR if mark.limit else QUIET_COLOUR, "width": 2, "dash": "dash" if mark.limit else "dot"}
    return {"type": "line", "x0": mark.depth, "x1": mark.depth, "yref": "paper", "y0": 0, "y1": 1, "line": line}


def _named(mark: DepthMark, i: int, deepest: int) -> Trace:
    """Words above the picture, each on a line of its own, toward the side with room."""
    leftward = mark.depth > deepest * 0.5
    return {
        "x": mark.depth,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": 18 * (i % 2),
        "xanchor": "right" if leftward else "left",
        "text": mark.words,
        "showarrow": False,
        "font": {"size": 13},
    }


def _short(value: float) -> float:
    """Four figures: more cannot be seen, and all would be sent."""
    return float(f"{value:.4g}")
