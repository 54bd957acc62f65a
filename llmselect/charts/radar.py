"""Strengths of a few candidates: one axis a criterion, from the worst anchor in the middle to the best at the rim."""

from collections.abc import Sequence
from typing import NamedTuple

from llmselect.charts.figure import (
    DASHES,
    GRID_COLOUR,
    LEGEND_LINE,
    SYMBOLS,
    Figure,
    Trace,
    figure,
    legend_below,
)
from llmselect.text import Voice


class Outline(NamedTuple):
    """One candidate: a value from 0 (worst) to 100 (best) for each axis, None where it is not known."""

    name: str
    values: tuple[float | None, ...]


def radar(axes: Sequence[str], outlines: Sequence[Outline], say: Voice, height: int = 420) -> Figure:
    """The outer edge is always 100; an unknown value leaves a gap in the outline."""
    radial = {"range": [0, 100], "tickvals": [0, 50, 100], "tickfont": {"size": 11}, "angle": 45, "tickangle": 0}
    angular = {"rotation": 90, "direction": "clockwise", "linecolor": GRID_COLOUR, "gridcolor": GRID_COLOUR}
    radial |= {"linecolor": GRID_COLOUR, "gridcolor": GRID_COLOUR}
    return figure(
        [_trace(axes, outline, i) for i, outline in enumerate(outlines)],
        say,
        height,
        polar={"radialaxis": radial, "angularaxis": angular, "bgcolor": "rgba(0,0,0,0)"},
        margin={"l": 60, "r": 60, "t": 28, "b": 44 + LEGEND_LINE * len(outlines)},
        legend=legend_below(),
    )


def _trace(axes: Sequence[str], outline: Outline, i: int) -> Trace:
    values = [None if value is None else round(value, 1) for value in outline.values]
    return {
        "type": "scatterpolar",
        "name": outline.name,
        "theta": [*axes, axes[0]],
        "r": [*values, values[0]],
        "mode": "lines+markers",
        "line": {"width": 2.5, "dash": DASHES[i % len(DASHES)]},
        "marker": {"size": 8, "symbol": SYMBOLS[i % len(SYMBOLS)]},
        "hovertemplate": "%{theta} %{r:.0f}",
    }
