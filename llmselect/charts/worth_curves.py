"""What each value of a measure is worth: one small curve a measure, straight between its reference points."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from llmselect.charts.figure import GRID_COLOUR, SYMBOLS, Figure, Trace, figure
from llmselect.text import Voice

ROW_HEIGHT = 128
GAP = 0.85
"""Of the space between two curves to the height of one: room for a title and for the marks of the axis."""


class WorthCurve(NamedTuple):
    """One measure: its (value, worth from 0 to 1) at unacceptable, good enough and best."""

    name: str
    unit: str
    logarithmic: bool
    points: tuple[tuple[float, float], ...]


def worth_curves(curves: Sequence[WorthCurve], say: Voice) -> Figure:
    """Curves under each other, each on its own axis; the worth runs from 0 to 100 %."""
    layout: dict[str, Any] = {}
    for number, curve in enumerate(curves, 1):
        layout |= _axes(number, curve, len(curves), say)
    return figure(
        [_trace(number, curve) for number, curve in enumerate(curves, 1)],
        say,
        height=ROW_HEIGHT * len(curves) + 20,
        margin={"l": 8, "r": 16, "t": 24, "b": 8},
        showlegend=False,
        annotations=[_title(number, curve) for number, curve in enumerate(curves, 1)],
        **layout,
    )


def _axis(letter: str, number: int) -> str:
    return letter if number == 1 else f"{letter}{number}"


def _axes(number: int, curve: WorthCurve, count: int, say: Voice) -> dict[str, Any]:
    height = 1 / (count + GAP * (count - 1))
    top = 1 - (number - 1) * height * (1 + GAP)
    values = [value for value, _ in curve.points]
    name = "" if number == 1 else str(number)
    return {
        f"xaxis{name}": {
            "type": "log" if curve.logarithmic else "linear",
            "tickvals": values,
            "ticktext": [_written(value, say) for value in values],
            "gridcolor": GRID_COLOUR,
            "fixedrange": True,
            "anchor": _axis("y", number),
        },
        f"yaxis{name}": {
            "range": [-8, 112],
            "tickvals": [0, 100],
            "ticksuffix": say.percent(0)[1:],
            "fixedrange": True,
            "automargin": True,
            "domain": [max(top - height, 0), top],
            "anchor": _axis("x", number),
        },
    }


def _written(value: float, say: Voice) -> str:
    return say.number(value, 0 if value >= 10 or value == round(value) else 1 if value >= 1 else 2)


def _trace(number: int, curve: WorthCurve) -> Trace:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": curve.name,
        "x": [value for value, _ in curve.points],
        "y": [round(100 * worth, 1) for _, worth in curve.points],
        "xaxis": _axis("x", number),
        "yaxis": _axis("y", number),
        "marker": {"size": 9, "symbol": list(SYMBOLS[: len(curve.points)])},
        "hovertemplate": f"%{{x}} {curve.unit} · %{{y:.0f}}<extra></extra>",
    }


def _title(number: int, curve: WorthCurve) -> dict[str, Any]:
    return {
        "text": f"{curve.name} ({curve.unit})",
        "xref": f"{_axis('x', number)} domain",
        "yref": f"{_axis('y', number)} domain",
        "x": 0,
        "y": 1.02,
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
    }
