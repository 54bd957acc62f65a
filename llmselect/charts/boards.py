"""Leaderboards: scores with their intervals from the best down, and two boards against each other."""

from collections.abc import Sequence
from typing import NamedTuple

from llmselect.charts.figure import LEGEND_LINE, LINE_COLOUR, Figure, Trace, as_words, figure, legend_below
from llmselect.text import Voice

MOST_LINES = 25
ROW_HEIGHT, HEADING_HEIGHT = 35, 38
"""Those of Streamlit's tables: each mark stands beside its line."""
LONGEST_NAME, LONGEST_BESIDE = 54, 28
"""Characters that a phone shows above a mark, and beside one."""
NAME_ABOVE, MARK_BELOW = -0.17, 0.2
"""Of a row, from its middle: the name is written above its mark, so that it never takes room from the picture."""
MOST_POINTS = 150
TIED, BEHIND = "diamond", "circle-open"


class BoardMark(NamedTuple):
    """One line: its name with its rank, its score, its interval, and whether it shares the first rank."""

    name: str
    score: float
    low: float | None
    high: float | None
    leads: bool


class BoardLegend(NamedTuple):
    """What the legend says."""

    leads: str
    behind: str
    reach: str


def whiskers(marks: Sequence[BoardMark], reach: float | None, title: str, words: BoardLegend, say: Voice) -> Figure:
    """The lines of a page, best on top, each as high as a row of a table; names stand whole above their marks.

    `reach`: the score that an interval has to touch for a share of the first rank.
    """
    drawn = marks[:MOST_LINES]
    groups = [(words.leads, True, TIED), (words.behind, False, BEHIND)]
    traces = [_marks(name, leads, symbol, drawn) for name, leads, symbol in groups]
    traces = [trace for trace in traces if trace["y"]]
    if reach is not None:
        traces.append(_line(reach, len(drawn), words.reach))
    below = 66 + LEGEND_LINE * len(traces)
    return figure(
        traces,
        say,
        height=HEADING_HEIGHT + ROW_HEIGHT * len(drawn) + below,
        margin={"l": 4, "r": 12, "t": HEADING_HEIGHT, "b": below},
        legend=legend_below(),
        xaxis={"title": {"text": title}, "fixedrange": True, "zeroline": False, "nticks": 5, "tickangle": 0}
        | {"range": _span(drawn), "separatethousands": True},
        yaxis={
            "range": [len(drawn) - 0.5, -0.5],
            "fixedrange": True,
            "zeroline": False,
            "showgrid": False,
            "ticks": "",
            "ticklabelposition": "inside",
            "ticklabeloverflow": "allow",
            "tickfont": {"size": 12},
            "tickmode": "array",
            "tickvals": [row + NAME_ABOVE for row in range(len(drawn))],
            "ticktext": [_shown(mark.name) for mark in drawn],
        },
    )


def _span(marks: Sequence[BoardMark]) -> list[float]:
    """From the lowest end to the highest with a little air; left to itself the axis would make room for the names."""
    ends = [end for mark in marks for end in (mark.score, mark.low, mark.high) if end is not None]
    low, high = min(ends), max(ends)
    air = 0.06 * (high - low) or 1.0
    return [_short(low - air), _short(high + air)]


def _marks(name: str, leads: bool, symbol: str, drawn: Sequence[BoardMark]) -> Trace:
    own = [(row, mark) for row, mark in enumerate(drawn) if mark.leads is leads]
    trace: Trace = {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "y": [row + MARK_BELOW for row, _ in own],
        "x": [_short(mark.score) for _, mark in own],
        "text": [mark.name for _, mark in own],
        "marker": {"symbol": symbol, "size": 10 if leads else 8},
        "hovertemplate": "%{text}<br>%{x}<extra></extra>",
    }
    return trace | _interval("x", [mark for _, mark in own])


def _interval(side: str, marks: Sequence[BoardMark]) -> Trace:
    """Nothing where no interval is published: whiskers of no length would say that the score is exact."""
    if not any(mark.low is not None and mark.high is not None for mark in marks):
        return {}
    above = [_short(mark.high - mark.score) if mark.high is not None else 0 for mark in marks]
    below = [_short(mark.score - mark.low) if mark.low is not None else 0 for mark in marks]
    look = {"width": 3, "thickness": 1.5}
    return {f"error_{side}": {"type": "data", "symmetric": False, "array": above, "arrayminus": below} | look}


def _line(at: float, rows: int, name: str) -> Trace:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": [_short(at), _short(at)],
        "y": [-0.5, rows - 0.5],
        "line": {"color": LINE_COLOUR, "width": 1.5, "dash": "dot"},
        "hoverinfo": "skip",
    }


class Twice(NamedTuple):
    """A model on two boards; `named`: its name is written beside its point."""

    first: BoardMark
    second: BoardMark
    named: bool


def against(models: Sequence[Twice], titles: tuple[str, str], downward: tuple[bool, bool], say: Voice) -> Figure:
    """Each model at its two scores, better always up and to the right; `downward`: the smaller score is the better."""
    drawn = models[:MOST_POINTS]
    trace: Trace = {
        "type": "scatter",
        "mode": "markers+text",
        "x": [_short(model.first.score) for model in drawn],
        "y": [_short(model.second.score) for model in drawn],
        "text": [_shown(model.first.name, LONGEST_BESIDE) if model.named else "" for model in drawn],
        "customdata": [as_words(model.first.name) for model in drawn],
        "textposition": "top center",
        "cliponaxis": False,
        "marker": {
            "size": 8,
            "symbol": [TIED if model.first.leads or model.second.leads else BEHIND for model in drawn],
        },
        "hovertemplate": "%{customdata}<br>%{x} · %{y}<extra></extra>",
    }
    trace |= _thin(_interval("x", [model.first for model in drawn]))
    trace |= _thin(_interval("y", [model.second for model in drawn]))
    axes = [
        {"title": {"text": title}, "fixedrange": True, "zeroline": False, "nticks": 6}
        | ({"autorange": "reversed"} if down else {})
        for title, down in zip(titles, downward, strict=True)
    ]
    return figure(
        [trace],
        say,
        height=430,
        margin={"l": 8, "r": 24, "t": 24, "b": 46},
        showlegend=False,
        xaxis=axes[0],
        yaxis=axes[1] | {"automargin": True},
    )


def _thin(whisker: Trace) -> Trace:
    return {key: value | {"width": 0, "thickness": 0.8} for key, value in whisker.items()}


def _shown(name: str, longest: int = LONGEST_NAME) -> str:
    """The name, cut where a phone has no room for it; in the middle, since settings stand at the end of a name."""
    return name if len(name) <= longest else f"{name[: longest - 10]}…{name[-9:]}"


def _short(value: float) -> float:
    """Five figures: an Elo of 1492.3 has as many, and all would be sent."""
    return float(f"{value:.5g}")
