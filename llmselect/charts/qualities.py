"""How good one or several models are at each use: a mark for the value, a whisker for its interval."""

import textwrap
from collections.abc import Sequence
from typing import NamedTuple

from llmselect.charts.figure import LEGEND_LINE, LINE_BREAK, SYMBOLS, Figure, Trace, figure
from llmselect.charts.theme_colours import candidate_colour
from llmselect.text import Voice

ROW_HEIGHT = 46
NAME_LENGTH = 38
APART = 0.16
"""Of a row, between two models: whiskers do not lie on each other."""


class Marks(NamedTuple):
    """One model: low, likely and high of 100 at each use."""

    name: str
    values: tuple[tuple[float, float, float], ...]


def qualities(uses: Sequence[str], models: Sequence[Marks], unit: str, say: Voice) -> Figure:
    """Uses from top to bottom, models told apart by symbol and colour, on a scale that never moves."""
    rows = list(range(len(uses)))
    lines = sum(len(_name_lines(marks.name)) for marks in models) if len(models) > 1 else 0
    return figure(
        [_trace(marks, i, len(models)) for i, marks in enumerate(models)],
        say,
        height=80 + ROW_HEIGHT * len(uses) + LEGEND_LINE * lines,
        showlegend=len(models) > 1,
        xaxis={"range": [0, 100], "fixedrange": True, "title": {"text": unit}, "zeroline": False},
        yaxis={
            "tickmode": "array",
            "tickvals": rows,
            "ticktext": list(uses),
            "range": [len(uses) - 0.5, -0.5],
            "fixedrange": True,
            "automargin": True,
            "zeroline": False,
        },
        margin={"l": 8, "r": 16, "t": 8, "b": 50 + LEGEND_LINE * lines},
        legend={"orientation": "v", "x": 0, "yref": "container", "y": 0, "yanchor": "bottom"},
    )


def _name_lines(name: str) -> list[str]:
    """A name in lines that a phone's legend has room for."""
    return textwrap.wrap(name, NAME_LENGTH) or [""]


def _trace(marks: Marks, i: int, count: int) -> Trace:
    shift = (i - (count - 1) / 2) * APART
    return {
        "type": "scatter",
        "name": LINE_BREAK.join(_name_lines(marks.name)),
        "mode": "markers",
        "x": [round(likely, 1) for _, likely, _ in marks.values],
        "y": [row + shift for row in range(len(marks.values))],
        "marker": {"symbol": SYMBOLS[i % len(SYMBOLS)], "size": 10, "color": candidate_colour(i)},
        "error_x": {
            "type": "data",
            "symmetric": False,
            "width": 4,
            "thickness": 1.5,
            "color": candidate_colour(i),
            "array": [round(high - likely, 1) for _, likely, high in marks.values],
            "arrayminus": [round(likely - low, 1) for low, likely, _ in marks.values],
        },
        "hovertemplate": "%{fullData.name} · %{x:.0f}<extra></extra>",
    }
