"""Rows with a range each on one logarithmic scale: a likely value as a mark in the bar from low to high."""

from collections.abc import Sequence
from math import floor, log10
from typing import NamedTuple

from llmselect.charts.figure import GRID_COLOUR, LINE_BREAK, Figure, Trace, figure
from llmselect.charts.theme_colours import THEME_COLOURS
from llmselect.text import Voice

ROW_HEIGHT = 34
LEAST_WIDTH = 1.03
"""A range that is no wider is drawn so wide that it can be seen."""


class RangeRow(NamedTuple):
    """One row; `words` are written at its end, in two lines at most: a phone has room for a dozen letters."""

    name: str
    low: float
    likely: float
    high: float
    words: str


def range_bars(rows: Sequence[RangeRow], axis: str, say: Voice) -> Figure:
    """First row on top; the value in words beside each bar."""
    return figure(
        [_bars(rows), _marks(rows), _words(rows)],
        say,
        height=ROW_HEIGHT * len(rows) + 74,
        showlegend=False,
        margin={"l": 8, "r": 8, "t": 8, "b": 44},
        xaxis={
            "type": "log",
            "range": _room(rows),
            "title": {"text": axis},
            "fixedrange": True,
            "gridcolor": GRID_COLOUR,
            "tickformat": ",~g",
            "dtick": 1,
        },
        yaxis={"autorange": "reversed", "fixedrange": True, "automargin": True},
    )


def _room(rows: Sequence[RangeRow]) -> list[float]:
    """From the power of ten below to far enough beyond the highest that its words have room."""
    low, high = min(row.low for row in rows), max(row.high for row in rows)
    start = floor(log10(low))
    return [start, start + 1.75 * max(log10(high) - start, 0.8)]


def _bars(rows: Sequence[RangeRow]) -> Trace:
    return {
        "type": "bar",
        "orientation": "h",
        "y": [row.name for row in rows],
        "base": [_short(row.low) for row in rows],
        "x": [_short(max(row.high, row.low * LEAST_WIDTH) - row.low) for row in rows],
        "marker": {"color": THEME_COLOURS[0], "opacity": 0.55, "pattern": {"shape": "/", "size": 7, "solidity": 0.25}},
        "hoverinfo": "skip",
    }


def _marks(rows: Sequence[RangeRow]) -> Trace:
    return {
        "type": "scatter",
        "mode": "markers",
        "y": [row.name for row in rows],
        "x": [_short(row.likely) for row in rows],
        "hoverinfo": "skip",
        "marker": {"symbol": "diamond", "size": 10, "color": THEME_COLOURS[1]},
    }


def _words(rows: Sequence[RangeRow]) -> Trace:
    """Beyond the end of each bar, where nothing is drawn under them."""
    return {
        "type": "scatter",
        "mode": "text",
        "y": [row.name for row in rows],
        "x": [_short(max(row.high, row.low * LEAST_WIDTH)) for row in rows],
        "text": [LINE_BREAK.join(f"   {line}" for line in row.words.split(LINE_BREAK)) for row in rows],
        "textposition": "middle right",
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _short(value: float) -> float:
    return float(f"{value:.4g}")
