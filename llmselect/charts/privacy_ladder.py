"""The privacy ladder: eight rungs, one mark for each way to run a model, and the line below which nothing will do.

A mark's shape says what its colour says: a full circle reaches the rung today, an open one by contract, a cross may
train. On a wide screen the words of a rung stand left of its marks, on a narrow one above them.
"""

from collections.abc import Sequence
from enum import Enum
from typing import Any, Final, NamedTuple

from llmselect.charts.figure import GRID_COLOUR, LEGEND_LINE, LINE_BREAK, LINE_COLOUR, Figure, Trace, figure
from llmselect.text import Voice


class RungMark(Enum):
    """How a way stands on a rung: colour and symbol, visible on both pages and without colour."""

    TODAY = ("#0f9972", "circle")
    CONTRACT = ("#d97700", "circle-open")
    MAY_TRAIN = ("#b33e2d", "x")

    @property
    def colour(self) -> str:
        """Contrast above 3 on the light and on the dark page."""
        return self.value[0]

    @property
    def symbol(self) -> str:
        """Plotly's name of the shape."""
        return self.value[1]


class LadderRung(NamedTuple):
    """One level: its words, its marks with a name each, and the names as they are written out."""

    level: int
    title: str
    marks: tuple[tuple[RungMark, str], ...]
    names: str


class LadderWords(NamedTuple):
    """Words of the legend in the order of RungMark, and of the line."""

    legend: tuple[str, str, str]
    limit: str


ROW_HEIGHT, NARROW_ROW_HEIGHT = 58, 96
BOTTOM: Final = 12
FONT: Final = {"size": 13}
SMALL: Final = {"size": 12}
TITLE_WIDTH: Final = 424
"""Pixels for the words left of the marks."""
RAISED: Final = 0.13
"""Of a row: how far above its middle the marks stand, for the names under them."""
MOST_MARKS: Final = 24
"""Places on the axis: the rung with most marks, and room for the first names behind them."""
NARROW_MOST: Final = 16
LONGEST_TITLE: Final = 46
"""Letters on one line of a narrow screen."""


def privacy_ladder(rungs: Sequence[LadderRung], lowest: int, words: LadderWords, say: Voice, *, narrow: bool) -> Figure:
    """Rungs from the highest level to the lowest; `lowest`: the level that will do for the visitor's data."""
    row = NARROW_ROW_HEIGHT if narrow else ROW_HEIGHT
    most = max([NARROW_MOST if narrow else MOST_MARKS, *(len(rung.marks) + 1 for rung in rungs)])
    legend = LEGEND_LINE * (3 if narrow else 1)
    return figure(
        [_trace(rungs, kind, name, narrow=narrow) for kind, name in zip(RungMark, words.legend, strict=True)],
        say,
        height=row * len(rungs) + BOTTOM + legend + 24,
        xaxis={"range": [-0.6, most], "visible": False, "fixedrange": True},
        yaxis={"range": [-0.5, len(rungs) - 0.5], "visible": False, "fixedrange": True},
        shapes=[_enough(rungs, lowest), *_lines(lowest)],
        annotations=[*_words(rungs, narrow=narrow), *_limit(lowest, words.limit, narrow=narrow)],
        margin={"l": 4 if narrow else TITLE_WIDTH, "r": 4, "t": 8, "b": BOTTOM + legend},
        font=FONT,
    )


def _trace(rungs: Sequence[LadderRung], kind: RungMark, name: str, *, narrow: bool) -> Trace:
    """All marks of one kind; a mark says its way's name when it is pointed at."""
    placed = [
        (place, rung.level, way) for rung in rungs for place, (mark, way) in enumerate(rung.marks) if mark is kind
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [place for place, _, _ in placed],
        "y": [level if narrow else level + RAISED for _, level, _ in placed],
        "customdata": [way for _, _, way in placed],
        "marker": {
            "symbol": kind.symbol,
            "color": kind.colour,
            "size": 9 if narrow else 13,
            "line": {"width": 2.5, "color": kind.colour},
        },
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _enough(rungs: Sequence[LadderRung], lowest: int) -> dict[str, Any]:
    """A shade behind the rungs that will do, words included."""
    across = {"type": "rect", "xref": "paper", "x0": -1, "x1": 1, "y0": lowest - 0.5, "y1": len(rungs) - 0.5}
    return across | {"layer": "below", "fillcolor": GRID_COLOUR, "opacity": 0.45, "line": {"width": 0}}


def _lines(lowest: int) -> list[dict[str, Any]]:
    """The line under the lowest rung that will do; none where all will."""
    if not lowest:
        return []
    stroke = {"color": LINE_COLOUR, "width": 2, "dash": "dash"}
    return [
        {"type": "line", "xref": "paper", "x0": -1, "x1": 1, "y0": lowest - 0.5, "y1": lowest - 0.5, "line": stroke}
    ]


def _limit(lowest: int, words: str, *, narrow: bool) -> list[dict[str, Any]]:
    """What the line says: under it before the marks, or above its right end where the words stand over the marks."""
    if not lowest:
        return []
    if narrow:
        place = {"x": 1, "xanchor": "right", "yanchor": "bottom", "yshift": 1}
    else:
        place = {"x": 0, "xanchor": "left", "xshift": -TITLE_WIDTH + 4, "yanchor": "top", "yshift": -1}
    return [{"xref": "paper", "y": lowest - 0.5, "text": words, "showarrow": False, "font": SMALL} | place]


def _words(rungs: Sequence[LadderRung], *, narrow: bool) -> list[dict[str, Any]]:
    """Title and names of each rung: the title before the marks or over them, the names under them."""
    start = {"xref": "paper", "x": 0, "xanchor": "left", "showarrow": False}
    found: list[dict[str, Any]] = []
    for rung in rungs:
        title = start | {"y": rung.level, "text": _titled(rung, narrow=narrow), "align": "left"}
        names = start | {"y": rung.level, "text": rung.names, "font": SMALL}
        found.append(title | ({"yshift": 28} if narrow else {"xshift": -TITLE_WIDTH + 4}))
        found.append(names | {"yshift": -25 if narrow else -14})
    return found


def _titled(rung: LadderRung, *, narrow: bool) -> str:
    """Level and title; a long one on two lines where it has a line of its own to fill."""
    title = f"{rung.level} · {rung.title}"
    start, comma, rest = title.partition(", ")
    return f"{start},{LINE_BREAK}{rest}" if narrow and comma and len(title) > LONGEST_TITLE else title
