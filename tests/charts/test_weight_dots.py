"""Everybody's dots: on a scale that stays, with the group and the round before told apart by more than colour."""

import plotly.graph_objects as go
import pytest

from llmselect.charts.weight_dots import DotRow, weight_dots
from tests.wording import VOICE

ROWS = [
    DotRow("Price", (0.2, 0.5, 0.9), 0.45, (0.1, 0.2, 0.3), 0.2),
    DotRow("<b>Quality</b>", (0.8, 0.5, 0.1), 0.55),
]


@pytest.mark.parametrize("say", VOICE.values(), ids=VOICE)
@pytest.mark.parametrize("rows", [[], ROWS])
@pytest.mark.parametrize("large", [False, True])
def test_plotly_accepts_the_dictionaries(rows, say, large):
    go.Figure(weight_dots(rows, "group", "before", say, large=large))


def test_a_dot_for_each_person_and_a_diamond_for_the_group():
    figure = weight_dots(ROWS, "group", "before", VOICE["en"])
    before, price, quality, group = figure["data"]
    assert price["x"] == [20, 50, 90]
    assert before["x"] == [10, 20, 30]
    assert group["x"] == [45, 55]
    assert group["marker"]["symbol"] == "diamond"
    assert price["marker"]["color"] != quality["marker"]["color"]


def test_equal_weights_do_not_hide_each_other():
    trace = weight_dots([DotRow("Price", (0.5,) * 7, 0.5)], "group", "before", VOICE["en"])["data"][1]
    assert len(set(trace["y"])) == 7


def test_the_axis_stays_from_none_to_all():
    assert weight_dots(ROWS, "g", "b", VOICE["en"])["layout"]["xaxis"]["range"] == [-3, 103]


def test_names_are_words():
    assert "<b>" not in str(weight_dots(ROWS, "g", "b", VOICE["en"])["layout"])
