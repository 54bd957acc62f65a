"""Strengths of unlike candidates over the visitor's priorities: one axis a criterion, the rim is the best value.

Lines are given as paths of SVG and no Plotly figure, for the reason that `contributions` tells. The centre is (0, 0),
the rim a circle of radius RIM, y grows downwards, the first axis points upwards and the others follow clockwise.
"""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from llmselect.text import Voice

RIM = 80.0
TYPE, SMALL_TYPE = 13.0, 18.5
"""Size of the words at the axes, on the scale of RIM; the larger one is for a radar drawn small."""
LETTER = 0.54
"""Width of a letter by its height, on average, rather too much than too little."""
GAP = 7.0
"""Between the rim and a word."""


class Outline(NamedTuple):
    """One candidate: a value from 0 (worst) to 100 (best) for each axis, None where it is not known."""

    name: str
    values: tuple[float | None, ...]
    expected: tuple[bool, ...] = ()
    """For each axis whether the value is only expected; () where none is."""


class RadarAxis(NamedTuple):
    """An axis: where it ends, and where its word stands."""

    name: str
    x: float
    y: float
    label_x: float
    label_y: float
    anchor: str
    """Which part of the word stands there: start, middle or end."""


class RadarMark(NamedTuple):
    """A known value on its axis, with the words that a pointer reads."""

    x: float
    y: float
    words: str


class RadarShape(NamedTuple):
    """A candidate as it is drawn."""

    name: str
    area: str
    solid: str
    """Sides between two values that are known and not only expected."""
    dashed: str
    """Sides with a value at one end that is only expected."""
    marks: tuple[RadarMark, ...]


class Radar(NamedTuple):
    """The whole picture: what it takes up (left, top, width, height), and what lies in it."""

    box: tuple[float, float, float, float]
    type_size: float
    axes: tuple[RadarAxis, ...]
    weights: str
    """The grey outline of the priorities; empty draws none."""
    weights_name: str
    shapes: tuple[RadarShape, ...]


def radar(
    axes: Sequence[str], outlines: Sequence[Outline], say: Voice, weights: Sequence[float] = (), *, small: bool = False
) -> Radar:
    """Filled outlines whose outer edge is always 100; what a side rests on decides how it is drawn.

    A side is dashed where the value at one of its ends is only expected, and missing where that value is unknown.
    `weights`: one number for each axis from 0 to 1, share of the criterion by the largest share; drawn as a grey
    outline on the same axes, so that the picture follows the sliders. () draws none.
    """
    size = SMALL_TYPE if small else TYPE
    ends = [_axis(name, i, len(axes), size) for i, name in enumerate(axes)]
    return Radar(
        box=_box(ends, size),
        type_size=size,
        axes=tuple(ends),
        weights=_closed([100 * weight for weight in weights]) if weights else "",
        weights_name=say("radar.weights") if weights else "",
        shapes=tuple(_shape(axes, outline, say) for outline in outlines),
    )


def _axis(name: str, i: int, count: int, size: float) -> RadarAxis:
    x, y = _direction(i, count)
    anchor = "middle" if abs(x) < 0.1 else "start" if x > 0 else "end"
    # the baseline stands below the middle of a word at the sides, above it at the top, a line below it at the bottom
    down = size * (0.35 if abs(y) < 0.9 else 0.0 if y < 0 else 0.75)
    out = RIM + GAP
    return RadarAxis(name, *_rounded(RIM * x, RIM * y), *_rounded(out * x, out * y + down), anchor)


def _direction(i: int, count: int) -> tuple[float, float]:
    angle = 2 * math.pi * i / count
    return math.sin(angle), -math.cos(angle)


def _rounded(x: float, y: float) -> tuple[float, float]:
    return round(x, 1), round(y, 1)


def _box(axes: Sequence[RadarAxis], size: float) -> tuple[float, float, float, float]:
    """Rim and words, with the centre in the middle from left to right."""
    reach = [abs(axis.label_x) + _beside(axis, size) for axis in axes]
    half = round(max([RIM + GAP, *reach]), 1)
    high = RIM + GAP + size
    return -half, -high, 2 * half, 2 * high


def _beside(axis: RadarAxis, size: float) -> float:
    """How far its word reaches beyond the place where it stands."""
    width = LETTER * size * len(axis.name)
    return width / 2 if axis.anchor == "middle" else width


def _shape(axes: Sequence[str], outline: Outline, say: Voice) -> RadarShape:
    expected = outline.expected or (False,) * len(axes)
    return RadarShape(
        name=outline.name,
        area=_closed([value or 0.0 for value in outline.values]),
        solid=_sides(outline.values, expected, dashed=False),
        dashed=_sides(outline.values, expected, dashed=True),
        marks=tuple(_marks(axes, outline.values, say)),
    )


def _marks(axes: Sequence[str], values: Sequence[float | None], say: Voice) -> Iterator[RadarMark]:
    for i, (axis, value) in enumerate(zip(axes, values, strict=True)):
        if value is not None:
            yield RadarMark(*_at(values, i), f"{axis} {say.number(value, 0)}")


def _at(values: Sequence[float | None], i: int) -> tuple[float, float]:
    """The corner of an outline on one axis."""
    x, y = _direction(i, len(values))
    length = RIM * (values[i] or 0.0) / 100
    return _rounded(length * x, length * y)


def _closed(values: Sequence[float | None]) -> str:
    corners = (_at(values, i) for i in range(len(values)))
    return "M" + "L".join(f"{x},{y}" for x, y in corners) + "Z"


def _sides(values: Sequence[float | None], expected: Sequence[bool], *, dashed: bool) -> str:
    """The sides of one kind, each from axis to axis."""
    drawn = list[str]()
    for i in range(len(values)):
        after = (i + 1) % len(values)
        if None not in (values[i], values[after]) and (expected[i] or expected[after]) == dashed:
            (x, y), (to_x, to_y) = _at(values, i), _at(values, after)
            drawn.append(f"M{x},{y}L{to_x},{to_y}")
    return "".join(drawn)
