"""Everybody's weights: a row for each criterion, a dot for each person, a diamond for the group.

A name stands above its row: on a phone, names beside the rows would leave half of the width to the dots.
"""

from collections.abc import Sequence
from typing import NamedTuple

from llmselect.charts.figure import QUIET_COLOUR, Figure, Trace, figure
from llmselect.charts.theme_colours import criterion_colour
from llmselect.text import Voice

ROW_HEIGHT, LARGE_ROW_HEIGHT = 76, 98
SPREAD = 0.18
"""How far dots leave the middle of their row, so that equal weights do not hide each other."""
STEPS = 7
NAME_AT, BEFORE_AT, NOW_AT = -0.36, -0.1, 0.2
"""Where name, hollow dots and dots stand around the middle of a row that is 1 high."""
HOLLOW = "rgba(0,0,0,0)"


class DotRow(NamedTuple):
    """One criterion: shares of the weight from 0 to 1, in the same order of people in every row."""

    name: str
    shares: tuple[float, ...]
    group: float
    before: tuple[float, ...] = ()
    """Shares in the round before; () where there was none."""
    group_before: float | None = None


def weight_dots(rows: Sequence[DotRow], group: str, before: str, say: Voice, *, large: bool = False) -> Figure:
    """The axis always runs from 0 to 100 %. `group` and `before` name the diamond and the hollow dots."""
    height = LARGE_ROW_HEIGHT if large else ROW_HEIGHT
    size = 17 if large else 10
    traces = [_before(rows, before, size), *(_people(row, i, size) for i, row in enumerate(rows))]
    traces += [_group(rows, group, size)]
    font = {"size": 26 if large else 14}
    ticks = {"dtick": 25, "ticksuffix": say.percent(0)[1:], "tickangle": 0, "tickfont": font}
    return figure(
        traces,
        say,
        height=height * max(len(rows), 1) + 46,
        showlegend=False,
        margin={"l": 34, "r": 46, "t": 8, "b": 46} if large else {"l": 8, "r": 20, "t": 8, "b": 40},
        xaxis={"range": [-3, 103], "fixedrange": True, **ticks},
        yaxis={
            "range": [len(rows) - 0.5, -0.5],
            "fixedrange": True,
            "tickvals": [place + NOW_AT for place in range(len(rows))],
            "showticklabels": False,
            "zeroline": False,
        },
        annotations=[_title(row, place, font) for place, row in enumerate(rows)],
    )


def _title(row: DotRow, place: int, font: Trace) -> Trace:
    spot = {"xref": "paper", "x": 0, "xanchor": "left", "y": place + NAME_AT, "yanchor": "middle", "align": "left"}
    return {"text": row.name, "showarrow": False, "font": font, **spot}


def _offset(person: int) -> float:
    """Where a person's dots stand in their row: always the same, so that a dot can be followed."""
    return SPREAD * ((person * 3 % STEPS) / (STEPS - 1) * 2 - 1)


def _people(row: DotRow, place: int, size: int) -> Trace:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": row.name,
        "x": [round(100 * share, 1) for share in row.shares],
        "y": [round(place + NOW_AT + _offset(person), 3) for person in range(len(row.shares))],
        "marker": {"size": size, "color": criterion_colour(place), "opacity": 0.75, "line": {"width": 0}},
        "hovertemplate": "%{fullData.name} · %{x:.0f}<extra></extra>",
    }


def _before(rows: Sequence[DotRow], name: str, size: int) -> Trace:
    """Hollow dots of the round before, above those of this one."""
    spots = [(share, place + BEFORE_AT) for place, row in enumerate(rows) for share in row.before]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [round(100 * share, 1) for share, _ in spots],
        "y": [place for _, place in spots],
        "marker": {"size": size * 0.7, "color": HOLLOW, "line": {"width": 1.5, "color": QUIET_COLOUR}},
        "hoverinfo": "skip",
    }


def _group(rows: Sequence[DotRow], name: str, size: int) -> Trace:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [round(100 * row.group, 1) for row in rows],
        "y": [place + NOW_AT for place in range(len(rows))],
        "marker": {
            "symbol": "diamond",
            "size": size * 1.7,
            "color": "#ffffff",
            "line": {"width": 2.5, "color": "#08181c"},
        },
        "hovertemplate": "%{fullData.name} · %{x:.0f}<extra></extra>",
    }
