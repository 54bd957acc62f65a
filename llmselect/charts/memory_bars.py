"""Where the memory goes: one stacked bar a quantization, against what the machine has."""

from collections.abc import Sequence
from typing import NamedTuple

from llmselect.charts.figure import LINE_COLOUR, QUIET_COLOUR, Figure, Trace, figure, hatched
from llmselect.text import Voice

ROW_HEIGHT = 28
ROOM = 1.03
"""The axis ends this much behind the longest bar."""
WORDS_WIDTH = 118
"""Pixels for a size and a verdict, such as `63.8 · fits in part`."""


FULL_HEIGHT = {"yref": "paper", "y0": 0, "y1": 1}


class Stack(NamedTuple):
    """One bar: its name, its parts in GiB, and what is written behind it."""

    name: str
    parts: tuple[float, ...]
    words: str


def memory_bars(
    parts: Sequence[str], stacks: Sequence[Stack], capacity_gib: float, capacity_words: str, unit: str, say: Voice
) -> Figure:
    """Stacks from top to bottom in the order given, their last part in grey: it lies elsewhere.

    The dashed line is the capacity in GiB. What is written of each stack stands in a column of its own on the right.
    """
    longest = max([sum(stack.parts) for stack in stacks] + [capacity_gib])
    line = {"color": LINE_COLOUR, "width": 2.5, "dash": "dash"}
    return figure(
        [*(_trace(name, i, stacks) for i, name in enumerate(parts)), _words(stacks, longest)],
        say,
        height=140 + ROW_HEIGHT * len(stacks),
        barmode="stack",
        bargap=0.28,
        xaxis={"range": [0, longest * ROOM], "title": {"text": unit}, "fixedrange": True, "nticks": 8},
        yaxis={"autorange": "reversed", "fixedrange": True, "automargin": True, "type": "category"},
        shapes=[
            {"type": "line", "x0": capacity_gib, "x1": capacity_gib, "yref": "paper", "y0": 0, "y1": 1} | {"line": line}
        ],
        annotations=[_above_line(capacity_gib, capacity_words, leftward=capacity_gib > longest * 0.6)],
        margin={"l": 8, "r": WORDS_WIDTH, "t": 30, "b": 84},
    )


def _trace(name: str, i: int, stacks: Sequence[Stack]) -> Trace:
    marker = hatched(i)
    if i == len(stacks[0].parts) - 1:
        marker |= {"color": QUIET_COLOUR}
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "y": [stack.name for stack in stacks],
        "x": [round(stack.parts[i], 2) for stack in stacks],
        "marker": marker,
        "hovertemplate": "%{y} · %{fullData.name} %{x:.1f}<extra></extra>",
    }


def _words(stacks: Sequence[Stack], longest: float) -> Trace:
    return {
        "type": "scatter",
        "mode": "text",
        "y": [stack.name for stack in stacks],
        "x": [longest * ROOM] * len(stacks),
        "text": [stack.words for stack in stacks],
        "textposition": "middle right",
        "cliponaxis": False,
        "showlegend": False,
        "hoverinfo": "skip",
    }


def _above_line(capacity_gib: float, words: str, *, leftward: bool) -> Trace:
    return {
        "x": capacity_gib,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "xanchor": "right" if leftward else "left",
        "text": words,
        "showarrow": False,
        "font": {"size": 13},
    }
