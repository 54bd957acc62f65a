"""What every picture has in common: a plain dictionary in the form of a Plotly figure, quiet and frozen in its axes."""

import html
from collections.abc import Sequence
from typing import Any, Final, TypedDict, cast

from llmselect.text import Voice

Trace = dict[str, Any]
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "x")
DASHES = ("solid", "dash", "dot", "dashdot", "longdash")
PATTERNS = ("", "/", ".", "x", "-", "+")
"""Marks, dashes and hatches in the order of the traces: colours are never the only difference."""
GRID_COLOUR = "rgba(128,140,144,0.32)"
LEGEND_LINE = 20
"""Pixels that one line of the legend takes."""
QUIET_COLOUR = "#7d8b90"
"""Of what lies elsewhere; visible on both backgrounds."""
LINE_COLOUR = "#d1495b"
"""Of a limit; visible on both backgrounds (contrast above 3 on the light and on the dark one)."""
TEMPLATES: Final = frozenset({"hovertemplate", "texttemplate", "customdata"})
"""Keys whose values are the project's own: templates with their line breaks, and what a click hands back."""
LINE_BREAK: Final = "<br>"
LONGEST_NAME: Final = 22
NAME_HEAD, NAME_TAIL = 12, 9
"""Characters of a name beside a bar, which leave room for the bar in a window of a phone."""


class Figure(TypedDict):
    """A Plotly figure before it is one."""

    data: list[Trace]
    layout: dict[str, Any]


def figure(traces: list[Trace], say: Voice, height: int, **layout: Any) -> Figure:
    """Traces in a layout with this language's number marks; zooming is off, since a picture that jumps misleads.

    Plotly reads links and other tags in every text, so that names, which strangers may have given, are escaped here.
    """
    common: dict[str, Any] = {
        "height": height,
        "separators": say.separators,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "dragmode": False,
        "hovermode": "closest",
        "legend": {
            "orientation": "h",
            "x": 0,
            "yref": "container",
            "y": 0,
            "yanchor": "bottom",
            "traceorder": "normal",
        },
    }
    return {"data": cast("list[Trace]", as_words(traces)), "layout": cast("dict[str, Any]", as_words(common | layout))}


def as_words(value: object) -> object:
    """The same with every text in it escaped, except for line breaks; keys of TEMPLATES are left as they are."""
    match value:
        case str():
            return html.escape(value, quote=False).replace(html.escape(LINE_BREAK), LINE_BREAK)
        case list() | tuple():
            return [as_words(each) for each in cast("list[object]", value)]
        case dict():
            pairs = cast("dict[str, object]", value).items()
            return {name: each if name in TEMPLATES else as_words(each) for name, each in pairs}
        case _:
            return value


def hatched(i: int) -> Trace:
    """The marker of bar trace number i: its colour from the theme, a hatch of its own over it."""
    pattern = {"shape": PATTERNS[i % len(PATTERNS)], "fillmode": "overlay", "size": 7, "solidity": 0.3}
    return {"pattern": pattern, "line": {"width": 0}}


def legend_below() -> dict[str, Any]:
    """A legend of one line a trace, at the bottom in the middle: nothing is cut off in a narrow column.

    Without a ground of its own, which would cover the words of the axis above it.
    """
    place = {
        "x": 0.5,
        "xanchor": "center",
        "yref": "container",
        "y": 0,
        "yanchor": "bottom",
        "bgcolor": "rgba(0,0,0,0)",
    }
    return place | {"orientation": "v", "traceorder": "normal"}


def short_names(names: Sequence[str]) -> list[str]:
    """Each with its beginning and its end, where names of models differ, and none twice."""
    found: list[str] = []
    for name in names:
        short = name if len(name) <= LONGEST_NAME else f"{name[:NAME_HEAD].rstrip()}…{name[-NAME_TAIL:].lstrip()}"
        number, unique = 2, short
        while unique in found:
            unique, number = f"{short} ({number})", number + 1
        found.append(unique)
    return found
