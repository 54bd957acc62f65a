"""How much memory each quantization needs: one bar each, coloured by verdict, against what the machine has.

The words of a row stand right before its bar, in columns; on a narrow screen they stand on a line under it. Only the
selected bar shows what it is made of, as patterns: colour alone never says anything here.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, Final, NamedTuple

from llmselect.charts.figure import GRID_COLOUR, LEGEND_LINE, QUIET_COLOUR, Figure, Trace, figure
from llmselect.text import Voice


class FitColour(StrEnum):
    """The colour of a bar: visible on the light and the dark page (contrast above 3), and to the colour-blind.

    Green leans to blue, and red is much darker than amber: who lacks a receptor still sees three colours
    (tests/charts/test_memory_colours.py).
    """

    FITS = "#0f9972"
    PARTLY = "#d97700"
    NOT = "#b33e2d"


PATTERNS: Final = ("", "x", ".", "-")
"""Of weights, cache, buffers and runtime in the selected bar."""
BEYOND: Final = "/"
"""What lies in main memory, in every bar."""
ROW_HEIGHT, NARROW_ROW_HEIGHT = 34, 56
TOP, BOTTOM = 50, 54
ROOM: Final = 1.03
"""The axis ends this much behind the longest bar."""
CHARACTER: Final = 7.6
"""Pixels of one letter at the size of the words."""
FONT: Final = {"size": 13}
BAR_HEIGHT, NARROW_BAR_HEIGHT = 0.62, 0.34
NARROW_TEXT: Final = 0.2
"""Of a row's height: how far below its middle the words stand on a narrow screen."""


class MemoryBar(NamedTuple):
    """One quantization: its id, what a click hands back; its name; its words, one a column; its sizes in GiB."""

    id: str
    name: str
    cells: tuple[str, ...]
    colour: FitColour
    parts: tuple[float, ...]
    """On the accelerators, or on a host that runs it alone: weights, cache, buffers, runtime."""
    beyond: float
    """In main memory beside them."""


class Wording(NamedTuple):
    """The words around the bars."""

    columns: tuple[str, ...]
    """Heads of the cells."""
    parts: tuple[str, ...]
    beyond: str
    capacity: str
    unit: str


def memory_bars(
    bars: Sequence[MemoryBar], selected: str, capacity_gib: float, wording: Wording, say: Voice, *, narrow: bool = False
) -> Figure:
    """Bars from top to bottom in the order given; `selected`: id of the one that shows its parts.

    The dashed line is the capacity in GiB. Each bar hands its id back when it is clicked.
    """
    longest = max([sum(bar.parts) + bar.beyond for bar in bars] + [capacity_gib])
    widths = _widths(bars, wording)
    left = 6 if narrow else sum(widths)
    legend = LEGEND_LINE * (4 if narrow else 1)
    height = (NARROW_ROW_HEIGHT if narrow else ROW_HEIGHT) * len(bars)
    return figure(
        _traces(bars, selected, wording, narrow=narrow),
        say,
        height=TOP + height + BOTTOM + legend,
        barmode="stack",
        xaxis={"range": [0, longest * ROOM], "title": {"text": wording.unit}, "fixedrange": True, "nticks": 6},
        yaxis={"range": [len(bars) - 0.5, -0.5], "fixedrange": True, "visible": False},
        shapes=[_band(bars, selected), *_limits(len(bars), capacity_gib, narrow=narrow)],
        annotations=[
            *(_under(bars) if narrow else [*_heads(widths, wording), *_columns(bars, widths)]),
            _above_line(capacity_gib, wording.capacity, leftward=capacity_gib > longest * 0.5, narrow=narrow),
        ],
        margin={"l": left, "r": 6, "t": TOP, "b": BOTTOM + legend},
        clickmode="event+select",
        font=FONT,
    )


def _traces(bars: Sequence[MemoryBar], selected: str, wording: Wording, *, narrow: bool) -> list[Trace]:
    """The whole of each bar that is not selected, the parts of the one that is, and what lies in main memory."""
    plain = [0.0 if bar.id == selected else sum(bar.parts) for bar in bars]
    chosen = next((bar for bar in bars if bar.id == selected), bars[0])
    traces = [_trace(bars, "", plain, [bar.colour.value for bar in bars], {}, narrow=narrow)]
    for name, pattern, size in zip(wording.parts, PATTERNS, chosen.parts, strict=True):
        sizes = [size if bar.id == selected else 0.0 for bar in bars]
        look = {"pattern": {"shape": pattern, "fillmode": "overlay", "size": 7, "solidity": 0.35}}
        traces.append(_trace(bars, name, sizes, chosen.colour.value, look, narrow=narrow))
    look = {"pattern": {"shape": BEYOND, "fillmode": "replace", "size": 7, "solidity": 0.35}}
    for mine in (False, True):
        sizes = [bar.beyond if (bar.id == selected) is mine else 0.0 for bar in bars]
        colours = chosen.colour.value if mine else [bar.colour.value for bar in bars]
        traces.append(_trace(bars, wording.beyond if mine else "", sizes, colours, look, narrow=narrow))
    return traces


def _trace(
    bars: Sequence[MemoryBar],
    name: str,
    sizes: Sequence[float],
    colour: str | list[str],
    look: dict[str, Any],
    *,
    narrow: bool,
) -> Trace:
    """One piece of every bar; a piece without a name stands in no legend."""
    place = {"width": NARROW_BAR_HEIGHT, "offset": -0.44} if narrow else {"width": BAR_HEIGHT}
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "showlegend": bool(name),
        "y": list(range(len(bars))),
        "x": [round(size, 2) for size in sizes],
        "customdata": [bar.id for bar in bars],
        "marker": {"color": colour, "line": {"width": 0}} | look,
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
        "hovertemplate": f"%{{customdata}}{' · %{fullData.name}' if name else ''} %{{x:.1f}}<extra></extra>",
    } | place


def _band(bars: Sequence[MemoryBar], selected: str) -> dict[str, Any]:
    """A shade behind the selected row."""
    at = next((i for i, bar in enumerate(bars) if bar.id == selected), 0)
    band = {"type": "rect", "xref": "paper", "x0": 0, "x1": 1, "y0": at - 0.5, "y1": at + 0.5, "layer": "below"}
    return band | {"fillcolor": GRID_COLOUR, "opacity": 0.5, "line": {"width": 0}}


def _limits(rows: int, capacity_gib: float, *, narrow: bool) -> list[dict[str, Any]]:
    """The line of what the machine has; on a narrow screen across each bar alone, so that no word is struck out."""
    stroke = {"color": QUIET_COLOUR, "width": 2.5, "dash": "solid" if narrow else "dash"}
    line = {"type": "line", "x0": capacity_gib, "x1": capacity_gib, "line": stroke}
    if not narrow:
        return [line | {"yref": "paper", "y0": 0, "y1": 1}]
    return [line | {"y0": i - 0.5, "y1": i - 0.06} for i in range(rows)]


def _widths(bars: Sequence[MemoryBar], wording: Wording) -> list[int]:
    """Pixels of each column of words, its head included, the name first."""
    rows = [(bar.name, *bar.cells) for bar in bars] + [("", *wording.columns)]
    return [round(CHARACTER * max(map(len, column))) + 14 for column in zip(*rows, strict=True)]


def _columns(bars: Sequence[MemoryBar], widths: Sequence[float]) -> list[dict[str, Any]]:
    return [
        _words(text, i, widths, column)
        for i, bar in enumerate(bars)
        for column, text in enumerate((bar.name, *bar.cells))
    ]


def _words(text: str, row: int, widths: Sequence[float], column: int) -> dict[str, Any]:
    """One cell: it starts where its column does, so many pixels before the bars."""
    place = {"xref": "paper", "x": 0, "xanchor": "left", "xshift": -sum(widths[column:])}
    return {"y": row, "text": text, "showarrow": False} | place


def _heads(widths: Sequence[float], wording: Wording) -> list[dict[str, Any]]:
    above = {"yref": "paper", "y": 1, "yanchor": "bottom", "yshift": 4}
    return [_words(head, 0, widths, at) | above for at, head in enumerate(wording.columns, 1)]


def _under(bars: Sequence[MemoryBar]) -> list[dict[str, Any]]:
    """One line of words below each bar."""
    line = {"xref": "paper", "x": 0, "xanchor": "left", "showarrow": False}
    return [line | {"y": i + NARROW_TEXT, "text": " · ".join((bar.name, *bar.cells))} for i, bar in enumerate(bars)]


def _above_line(capacity_gib: float, words: str, *, leftward: bool, narrow: bool) -> dict[str, Any]:
    place = {"yref": "paper", "y": 1, "yanchor": "bottom", "yshift": 4 if narrow else 22}
    anchor = "right" if leftward else "left"
    return {"x": capacity_gib, "xanchor": anchor, "text": words, "showarrow": False} | place
