"""Who comes first at which weight: one line a criterion from 0 to 100 %, one piece for each stretch with one winner."""

from collections.abc import Sequence
from typing import NamedTuple

from llmselect.charts.figure import LEGEND_LINE, Figure, Trace, figure, hatched, legend_below
from llmselect.text import Voice

ROW_HEIGHT = 42


class TornadoLine(NamedTuple):
    """One criterion: its share now, and the (start, end, winner) of each stretch; shares from 0 to 1."""

    name: str
    now: float
    stretches: tuple[tuple[float, float, str], ...]


def tornado(lines: Sequence[TornadoLine], now: str, say: Voice) -> Figure:
    """The axis always runs from 0 to 100 %; a tick on each line marks the share as it stands, which `now` names."""
    winners = list(dict.fromkeys(winner for line in lines for _, _, winner in line.stretches))
    legend = LEGEND_LINE * (len(winners) + 1)
    return figure(
        [*(_trace(winner, i, lines) for i, winner in enumerate(winners)), _marks(lines, now)],
        say,
        height=60 + legend + ROW_HEIGHT * len(lines),
        barmode="overlay",
        bargap=0.32,
        margin={"l": 8, "r": 20, "t": 8, "b": 46 + legend},
        legend=legend_below(),
        xaxis={"range": [0, 100], "fixedrange": True, "dtick": 20, "ticksuffix": say.percent(0)[1:]},
        yaxis={"autorange": "reversed", "fixedrange": True, "automargin": True, "type": "category"},
    )


def _trace(winner: str, i: int, lines: Sequence[TornadoLine]) -> Trace:
    own = [(line.name, start, end) for line in lines for start, end, name in line.stretches if name == winner]
    return {
        "type": "bar",
        "orientation": "h",
        "name": winner,
        "y": [name for name, _, _ in own],
        "base": [round(100 * start, 1) for _, start, _ in own],
        "x": [round(100 * (end - start), 1) for _, start, end in own],
        "customdata": [round(100 * end, 1) for _, _, end in own],
        "marker": hatched(i),
        "hovertemplate": "%{y} · %{fullData.name} · %{base:.0f}–%{customdata:.0f}<extra></extra>",
    }


def _marks(lines: Sequence[TornadoLine], now: str) -> Trace:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": now,
        "y": [line.name for line in lines],
        "x": [round(100 * line.now, 1) for line in lines],
        "marker": {"symbol": "diamond", "size": 13, "color": "#ffffff", "line": {"width": 2.5, "color": "#08181c"}},
        "hovertemplate": "%{y} · %{x:.0f}<extra></extra>",
    }
