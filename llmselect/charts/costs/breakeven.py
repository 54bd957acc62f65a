"""The bill of a month over its requests: an API's as a line in its band, machines in steps that end where they must."""

from collections.abc import Sequence
from math import log10
from typing import NamedTuple

from llmselect.charts.figure import DASHES, GRID_COLOUR, LINE_COLOUR, QUIET_COLOUR, SYMBOLS, Figure, Trace, figure
from llmselect.charts.theme_colours import THEME_COLOURS
from llmselect.text import Voice

HEIGHT = 430
BAND = "rgba(120,140,150,0.28)"


class Bill(NamedTuple):
    """A line: the amount at each volume; None where it cannot be served."""

    name: str
    amounts: Sequence[float | None]
    machines: Sequence[int | None] = ()
    """Behind each amount; () for an API."""


class BillRange(NamedTuple):
    """Low and high amount of the API at each volume."""

    low: Sequence[float]
    high: Sequence[float]


class PaysFrom(NamedTuple):
    """Where a machine's bill meets the API's."""

    requests: float
    amount: float
    words: str


class Words(NamedTuple):
    """What the axes and marks are called."""

    requests: str
    amount: str
    yours: str
    range: str
    meeting: str
    machines: str


def breakeven(
    volumes: Sequence[float],
    api: Bill | None,
    spread: BillRange | None,
    ways: Sequence[Bill],
    meetings: Sequence[PaysFrom],
    here: float,
    words: Words,
    say: Voice,
) -> Figure:
    """Both axes are logarithmic: an API's bill is a straight line, and a machine's a stair."""
    traces = [] if spread is None or api is None else [_band(volumes, spread, words)]
    if api is not None:
        traces.append(_line(volumes, api, 0, words))
    traces += [_line(volumes, way, at, words) for at, way in enumerate(ways, 1)]
    if meetings:
        traces.append(_marks(meetings, words))
    return figure(
        traces,
        say,
        height=HEIGHT,
        xaxis=_axis(words.requests) | {"tickformat": "~s"},
        yaxis=_axis(words.amount),
        shapes=[_across(here)],
        annotations=[_named(here, words.yours)],
        margin={"l": 8, "r": 16, "t": 28, "b": 24 + 22 * (len(traces) + 1)},
        legend={"orientation": "v", "x": 0, "y": 0, "yref": "container", "yanchor": "bottom", "traceorder": "normal"},
    )


def _axis(title: str) -> Trace:
    return {
        "title": {"text": title},
        "type": "log",
        "fixedrange": True,
        "gridcolor": GRID_COLOUR,
        "tickformat": ",~g",
        "dtick": 1,
    }


def _band(volumes: Sequence[float], spread: BillRange, words: Words) -> Trace:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": words.range,
        "x": [_short(each) for each in (*volumes, *reversed(volumes))],
        "y": [_short(each) for each in (*spread.high, *reversed(spread.low))],
        "fill": "toself",
        "fillcolor": BAND,
        "line": {"width": 0},
        "hoverinfo": "skip",
    }


def _line(volumes: Sequence[float], bill: Bill, at: int, words: Words) -> Trace:
    behind = "<br>%{customdata} " + words.machines if bill.machines else ""
    trace: Trace = {
        "type": "scatter",
        "mode": "lines",
        "name": bill.name,
        "x": [_short(each) for each in volumes],
        "y": [None if each is None else _short(each) for each in bill.amounts],
        "connectgaps": False,
        "line": {"width": 3 if at == 0 else 2.2, "dash": DASHES[at % len(DASHES)], "color": THEME_COLOURS[at]},
        "hovertemplate": "%{x:,.4~g}: %{y:,.4~g}" + behind + "<extra>%{fullData.name}</extra>",
    }
    return trace | ({"customdata": list(bill.machines)} if bill.machines else {})


def _marks(meetings: Sequence[PaysFrom], words: Words) -> Trace:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": words.meeting,
        "x": [_short(each.requests) for each in meetings],
        "y": [_short(each.amount) for each in meetings],
        "text": [each.words for each in meetings],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {"symbol": SYMBOLS[2], "size": 13, "color": LINE_COLOUR},
    }


def _across(here: float) -> Trace:
    line = {"color": QUIET_COLOUR, "width": 2, "dash": "dot"}
    return {"type": "line", "x0": here, "x1": here, "yref": "paper", "y0": 0, "y1": 1, "line": line}


def _named(here: float, words: str) -> Trace:
    place = {"x": log10(here), "y": 1, "yref": "paper", "yanchor": "bottom", "xanchor": "center"}
    return place | {"text": words, "showarrow": False, "font": {"size": 13}}


def _short(value: float) -> float:
    """Four figures: more cannot be seen, and all would be sent."""
    return float(f"{value:.4g}")
