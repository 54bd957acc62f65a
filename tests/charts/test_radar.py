"""The radar follows the sliders, dashes what is only expected, leaves gaps for the unknown, has room for words."""

import re

import pytest

from llmselect.charts.radar import RIM, Outline, radar
from llmselect.text import Language, Voice

EN, FR = Voice(Language.EN), Voice(Language.FR)
AXES = ("Privacy", "Low cost", "Speed", "Quality")
SOLID = Outline("A", (100.0, 50.0, 25.0, 80.0))
EXPECTED = Outline("B", (10.0, 20.0, 30.0, 40.0), (False, False, False, True))
UNKNOWN = Outline("C", (10.0, None, 30.0, 40.0))
NUMBER = re.compile(r"-?[\d.]+")


def corners(path):
    numbers = [float(each) for each in NUMBER.findall(path)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def directions(path):
    """Each side by the axes of its ends: the corners of four axes lie up, right, down, left."""
    ends = ["left" if x < 0 else "right" if x > 0 else "up" if y < 0 else "down" for x, y in corners(path)]
    return set(zip(ends[::2], ends[1::2], strict=True))


def test_every_weight_has_its_corner_on_the_grey_outline():
    before, after = (radar(AXES, (SOLID,), EN, weights) for weights in ((1, 0.5, 0, 0.2), (1, 0.5, 1, 0.2)))
    assert corners(before.weights) == [(0, -RIM), (RIM / 2, 0), (0, 0), (-RIM / 5, 0)]
    assert corners(after.weights) == [(0, -RIM), (RIM / 2, 0), (0, RIM), (-RIM / 5, 0)]
    assert before.shapes == after.shapes


def test_without_weights_there_is_no_grey_outline():
    assert radar(AXES, (SOLID,), EN).weights == ""
    assert radar(AXES, (SOLID,), EN).weights_name == ""


def test_the_two_sides_at_an_expected_value_are_dashed_and_the_others_are_not():
    (shape,) = radar(AXES, (EXPECTED,), EN).shapes
    assert directions(shape.dashed) == {("down", "left"), ("left", "up")}
    assert directions(shape.solid) == {("up", "right"), ("right", "down")}


def test_an_unknown_value_is_a_gap_and_not_a_zero():
    (shape,) = radar(AXES, (UNKNOWN,), EN).shapes
    assert directions(shape.solid) == {("down", "left"), ("left", "up")}
    assert shape.dashed == ""
    assert [mark.words for mark in shape.marks] == ["Privacy 10", "Speed 30", "Quality 40"]


def test_the_radar_keeps_its_rim_whoever_is_drawn():
    weak = radar(AXES, (Outline("weak", (1.0, 2.0, 3.0, 4.0)),), EN)
    strong = radar(AXES, (Outline("strong", (100.0,) * 4),), EN)
    assert (weak.box, weak.axes) == (strong.box, strong.axes)
    assert corners(strong.shapes[0].area) == [(axis.x, axis.y) for axis in strong.axes]


@pytest.mark.parametrize("small", [False, True])
@pytest.mark.parametrize("count", [3, 4, 6, 9])
def test_every_word_lies_inside_the_picture_whatever_its_length(small, count):
    for length in (1, 8, 24):
        drawn = radar(("m" * length,) * count, (), EN, small=small)
        left, top, width, height = drawn.box
        for axis in drawn.axes:
            reach = 0.5 * drawn.type_size * length
            before = {"start": 0, "middle": reach / 2, "end": reach}[axis.anchor]
            assert left <= axis.label_x - before
            assert axis.label_x - before + reach <= left + width
            assert top <= axis.label_y - drawn.type_size * 0.75
            assert axis.label_y <= top + height


def test_numbers_have_the_marks_of_the_language():
    (shape,) = radar(AXES, (Outline("A", (1234.0,) * 4),), FR).shapes
    assert {mark.words.split(" ", 1)[1] for mark in shape.marks} >= {FR.number(1234.0, 0)}
