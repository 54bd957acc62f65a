"""Predicted against published: right on the diagonal, and off by a quarter at most within the band."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from llmselect.charts.figure import LEGEND_LINE, LINE_COLOUR, QUIET_COLOUR, SYMBOLS, Figure, Trace, figure
from llmselect.text import Voice

HEIGHT = 520
LEGEND_LINES = 4
"""On a phone; on a desk it is one."""
MARKS = (*SYMBOLS, "triangle-down", "star", "pentagon")
BAND_COLOUR = "rgba(125,139,144,0.18)"
MARGIN = 1.25
"""The axes end this much beyond the outermost point."""


class AccuracyPoint(NamedTuple):
    """One measurement: what is said of it when it is pointed at, and both speeds."""

    words: str
    measured: float
    predicted: float


class Cloud(NamedTuple):
    """The measurements of one kind of chip; an empty one keeps the colours of the others."""

    name: str
    dots: tuple[AccuracyPoint, ...]


class Titles(NamedTuple):
    """What is written on the axes and beside the lines."""

    measured: str
    predicted: str
    exact: str
    band: str


def accuracy(clouds: Sequence[Cloud], titles: Titles, band: float, say: Voice) -> Figure:
    """Both axes are logarithmic and span the same speeds; `band` 0.25 shades what is off by a quarter at most.

    The clouds come first, so that they have the first and clearest colours of the theme, and are drawn above the lines.
    """
    span = _span([speed for cloud in clouds for dot in cloud.dots for speed in dot[1:]])
    return figure(
        [*(_cloud(cloud, i, titles) for i, cloud in enumerate(clouds)), *_band(span, titles, band)],
        say,
        height=HEIGHT,
        margin={"l": 8, "r": 16, "t": 8, "b": 48 + LEGEND_LINE * LEGEND_LINES},
        xaxis=_axis(titles.measured, span),
        yaxis=_axis(titles.predicted, span) | {"automargin": True},
    )


def _span(speeds: Sequence[float]) -> tuple[float, float]:
    return (min(speeds) / MARGIN, max(speeds) * MARGIN) if speeds else (1.0, 100.0)


def _axis(title: str, span: tuple[float, float]) -> dict[str, object]:
    ends = [math.log10(end) for end in span]
    return {
        "title": {"text": title},
        "type": "log",
        "range": ends,
        "dtick": 1 if ends[1] - ends[0] > 1.5 else "D2",
        "fixedrange": True,
        "zeroline": False,
    }


def _cloud(cloud: Cloud, i: int, titles: Titles) -> Trace:
    spoken = f"{titles.measured}: %{{x:.3~g}}<br>{titles.predicted}: %{{y:.3~g}}"
    return {
        "type": "scatter",
        "mode": "markers",
        "name": cloud.name,
        "x": [_short(dot.measured) for dot in cloud.dots],
        "y": [_short(dot.predicted) for dot in cloud.dots],
        "text": [dot.words for dot in cloud.dots],
        "marker": {"symbol": MARKS[i % len(MARKS)], "size": 8, "opacity": 0.75},
        "showlegend": bool(cloud.dots),
        "zorder": 1,
        "hovertemplate": f"%{{text}}<br>{spoken}<extra></extra>",
    }


def _band(span: tuple[float, float], titles: Titles, band: float) -> list[Trace]:
    """The edges of the band, filled between, and the diagonal."""
    ends = [_short(end) for end in span]
    common: Trace = {"type": "scatter", "mode": "lines", "x": ends, "hoverinfo": "skip"}
    edge = common | {"line": {"width": 1, "dash": "dot", "color": QUIET_COLOUR}}
    low = edge | {"y": [_short(end * (1 - band)) for end in span], "showlegend": False}
    high = edge | {"y": [_short(end * (1 + band)) for end in span], "name": titles.band}
    exact = common | {"y": ends, "name": titles.exact, "line": {"width": 2, "color": LINE_COLOUR}}
    return [low, high | {"fill": "tonexty", "fillcolor": BAND_COLOUR}, exact]


def _short(value: float) -> float:
    """Four figures: more cannot be seen, and all would be sent."""
    return float(f"{value:.4g}")
