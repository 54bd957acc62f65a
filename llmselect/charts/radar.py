"""Strengths of unlike candidates over the visitor's priorities: one axis a criterion, the rim is the best value."""

from collections.abc import Sequence
from typing import NamedTuple

from llmselect.charts.figure import GRID_COLOUR, QUIET_COLOUR, SYMBOLS, Figure, Trace, figure, legend_below
from llmselect.charts.theme_colours import candidate_colour
from llmselect.text import Voice

FILL_OPACITY = 0.15
SMALL_HEIGHT = 300
"""Pixels below which type, marks and margins shrink."""


class Outline(NamedTuple):
    """One candidate: a value from 0 (worst) to 100 (best) for each axis, None where it is not known."""

    name: str
    values: tuple[float | None, ...]
    expected: tuple[bool, ...] = ()
    """For each axis whether the value is only expected; () where none is."""


def radar(
    axes: Sequence[str],
    outlines: Sequence[Outline],
    say: Voice,
    height: int = 420,
    weights: Sequence[float] = (),
    *,
    legend: bool = True,
) -> Figure:
    """Filled outlines whose outer edge is always 100; what a side rests on decides how it is drawn.

    A side is dashed where the value at one of its ends is only expected, and missing where that value is unknown.
    `weights`: one number for each axis from 0 to 1, share of the criterion by the largest share; drawn as a grey
    outline on the same axes, so that the picture follows the sliders. () draws none. Without a `legend` the page has to
    say which mark is whose: the marks are SYMBOLS in order.
    """
    small = height < SMALL_HEIGHT
    traces = [_weights(axes, weights, say)] if weights else []
    for i, outline in enumerate(outlines):
        traces += _candidate(axes, outline, i, small=small)
    lines = (len(outlines) + bool(weights)) if legend else 0
    line_height = 16 if small else 20
    return figure(
        traces,
        say,
        height,
        polar=_polar(small=small),
        margin=_side_margins(axes, small=small)
        | {"t": 20 if small else 26, "b": (36 if small else 44) + line_height * lines},
        legend=legend_below() | {"font": {"size": 11 if small else 13}, "itemclick": False, "itemdoubleclick": False},
        showlegend=legend,
        font={"size": 12 if small else 14},
    )


def _side_margins(axes: Sequence[str], small: bool) -> dict[str, int]:
    """Pixels left and right, where the words of the axes stand: the first is on top, and they go clockwise."""
    letter, count = (5.2 if small else 6.5), len(axes)
    sides = {"l": axes[count // 2 + 1 :], "r": axes[1 : (count + 1) // 2]}
    return {side: max(48, round(12 + letter * max(map(len, words), default=0))) for side, words in sides.items()}


def _polar(*, small: bool) -> Trace:
    """The first axis upwards; no figures, as the rim is always 100."""
    lines = {"linecolor": GRID_COLOUR, "gridcolor": GRID_COLOUR}
    radial = {
        "range": [0, 100],
        "tickvals": [0, 50, 100],
        "angle": 45,
        "showticklabels": False,
        "ticks": "",
        "showline": False,
    }
    angular = {"rotation": 90, "direction": "clockwise", "tickfont": {"size": 12 if small else 14}}
    return {"radialaxis": radial | lines, "angularaxis": angular | lines, "bgcolor": "rgba(0,0,0,0)"}


def _weights(axes: Sequence[str], weights: Sequence[float], say: Voice) -> Trace:
    """The priorities: a grey line without marks."""
    values = [round(100 * weight, 1) for weight in weights]
    line = {"width": 3, "color": QUIET_COLOUR}
    drawn = {"name": say("radar.weights"), "mode": "lines", "line": line, "hoverinfo": "skip"}
    return _closed(axes, values) | drawn


def _candidate(axes: Sequence[str], outline: Outline, i: int, *, small: bool) -> list[Trace]:
    """A pale area, the sides that are known, and the dashed sides; one entry of the legend."""
    values = [None if value is None else round(value, 1) for value in outline.values]
    expected = outline.expected or (False,) * len(axes)
    colour = candidate_colour(i)
    area = {"mode": "lines", "line": {"width": 0}, "fill": "toself", "fillcolor": colour, "opacity": FILL_OPACITY}
    known = [value or 0.0 for value in values]
    traces = [_closed(axes, known) | area | {"showlegend": False, "hoverinfo": "skip", "legendgroup": str(i)}]
    traces.append(_line(axes, values, colour, i, small=small) | {"name": outline.name})
    if any(expected):
        traces[-1]["connectgaps"] = False
        traces[-1] |= _sides(axes, values, expected, dashed=False)
        dashed = {"mode": "lines", "line": {"width": 2, "dash": "dash", "color": colour}, "hoverinfo": "skip"}
        traces.append(_closed(axes, values) | dashed | _sides(axes, values, expected, dashed=True))
        traces[-1] |= {"showlegend": False, "legendgroup": str(i)}
    return traces


def _closed(axes: Sequence[str], values: Sequence[float | None]) -> Trace:
    return {"type": "scatterpolar", "theta": [*axes, axes[0]], "r": [*values, values[0]]}


def _line(axes: Sequence[str], values: Sequence[float | None], colour: str, i: int, *, small: bool) -> Trace:
    marker = {"size": 6 if small else 8, "symbol": SYMBOLS[i % len(SYMBOLS)], "color": colour}
    line = {"width": 2 if small else 2.5, "color": colour}
    drawn = {"mode": "lines+markers", "line": line, "marker": marker, "legendgroup": str(i)}
    return _closed(axes, values) | drawn | {"hovertemplate": "%{theta} %{r:.0f}"}


def _sides(axes: Sequence[str], values: Sequence[float | None], expected: Sequence[bool], *, dashed: bool) -> Trace:
    """The sides of one kind, each from axis to axis, with a gap after it; a lone point where no side remains."""
    theta, radius = list[str](), list[float | None]()
    for k in range(len(axes)):
        after = (k + 1) % len(axes)
        if (expected[k] or expected[after]) == dashed:
            theta += [axes[k], axes[after], axes[after]]
            radius += [values[k], values[after], None]
        elif not dashed:
            theta += [axes[k], axes[k]]
            radius += [values[k], None]
    return {"theta": theta, "r": radius}
