"""The radar moves with the sliders, dashes what is only expected, and stays readable when small."""

import itertools

import pytest
from plotly.graph_objects import Figure
from streamlit.elements.lib import streamlit_plotly_theme as theme

from llmselect.charts.radar import Outline, radar
from llmselect.charts.theme_colours import THEME_COLOURS
from llmselect.text import Language, Voice

EN = Voice(Language.EN)
AXES = ("Privacy", "Low cost", "Speed", "Quality")
SOLID = Outline("A", (100.0, 50.0, 25.0, 80.0))
EXPECTED = Outline("B", (10.0, 20.0, 30.0, 40.0), (False, False, False, True))


def lines(figure):
    return [trace for trace in figure["data"] if "fill" not in trace]


def segments(trace):
    ends = list(zip(trace["theta"], trace["r"], strict=True))
    return {(a[0], b[0]) for a, b in itertools.pairwise(ends) if None not in (a[1], b[1])}


@pytest.mark.parametrize("height", [220, 420])
def test_plotly_accepts_both_sizes(height):
    picture = radar(AXES, (SOLID, EXPECTED), EN, height, (1.0, 0.5, 0.2, 0.0))
    assert Figure(picture).layout.height == height


def test_every_weight_has_its_corner_on_the_grey_outline():
    before, after = (radar(AXES, (SOLID,), EN, weights=weights) for weights in ((1, 0.5, 0, 0.2), (1, 0.5, 1, 0.2)))
    assert lines(before)[0]["r"] == [100, 50, 0, 20, 100]
    assert lines(after)[0]["r"] == [100, 50, 100, 20, 100]
    assert before["data"][1:] == after["data"][1:]


def test_without_weights_there_is_no_grey_outline():
    assert [trace["name"] for trace in lines(radar(AXES, (SOLID,), EN))] == ["A"]


def test_the_two_sides_at_an_expected_value_are_dashed_and_the_others_are_not():
    solid, dashed = lines(radar(AXES, (EXPECTED,), EN))
    assert segments(dashed) == {("Speed", "Quality"), ("Quality", "Privacy")}
    assert segments(solid) == {("Privacy", "Low cost"), ("Low cost", "Speed")}
    assert (dashed["line"]["dash"], solid["line"].get("dash")) == ("dash", None)


def test_an_area_is_pale_and_has_the_colour_of_its_outline():
    area, line = radar(AXES, (SOLID,), EN)["data"]
    assert area["opacity"] == 0.15
    assert area["fillcolor"] == line["line"]["color"]


def test_one_line_of_the_legend_stands_for_each_candidate():
    drawn = radar(AXES, (SOLID, EXPECTED), EN, weights=(1, 1, 1, 1))["data"]
    assert [trace["name"] for trace in drawn if trace.get("showlegend", True)] == [EN("radar.weights"), "A", "B"]


def test_the_colours_are_those_that_the_interface_fills_in():
    assert tuple(getattr(theme, f"CATEGORY_{i}") for i in range(10)) == THEME_COLOURS


def test_the_words_at_the_sides_have_room_whatever_their_length():
    short, long = (radar(("a", side, "c", "d"), (), EN)["layout"]["margin"] for side in ("b", "b" * 16))
    assert long["r"] > 16 * 6 > short["r"]
    assert long["l"] == short["l"]
