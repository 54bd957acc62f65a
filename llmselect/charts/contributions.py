"""What a score is made of: one bar a candidate, one piece a criterion."""

from collections.abc import Sequence
from typing import NamedTuple

from llmselect.charts.figure import LEGEND_LINE, Figure, Trace, figure, hatched, legend_below
from llmselect.text import Voice

ROW_HEIGHT = 34


class Pieces(NamedTuple):
    """One candidate's points for each criterion; None where the fact behind them is not known."""

    name: str
    points: tuple[float | None, ...]


def contributions(criteria: Sequence[str], rows: Sequence[Pieces], say: Voice) -> Figure:
    """Bars from best to worst, always on the scale from 0 to 100."""
    return figure(
        [_trace(name, i, rows) for i, name in enumerate(criteria)],
        say,
        height=50 + LEGEND_LINE * len(criteria) + ROW_HEIGHT * len(rows),
        barmode="stack",
        bargap=0.28,
        margin={"l": 8, "r": 20, "t": 8, "b": 42 + LEGEND_LINE * len(criteria)},
        legend=legend_below(),
        xaxis={"range": [0, 100], "fixedrange": True, "dtick": 20},
        yaxis={"autorange": "reversed", "fixedrange": True, "automargin": True, "type": "category"},
    )


def _trace(name: str, i: int, rows: Sequence[Pieces]) -> Trace:
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "y": [row.name for row in rows],
        "x": [None if row.points[i] is None else round(row.points[i] or 0.0, 1) for row in rows],
        "marker": hatched(i),
        "hovertemplate": "%{y} · %{fullData.name} %{x:.0f}<extra></extra>",
    }
