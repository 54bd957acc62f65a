"""Pictures of bills: valid figures, told apart without colours, with names that stay words."""

import plotly.graph_objects as go
import pytest

from llmselect.charts.costs.breakeven import Bill, BillRange, PaysFrom, Words, breakeven
from llmselect.charts.costs.range_bars import RangeRow, range_bars
from tests.wording import VOICE

WORDS = Words("requests", "€", "yours", "range", "meets", "machines")
VOLUMES = [10.0, 100.0, 1000.0]


def picture(say, **changes):
    given = {
        "volumes": VOLUMES,
        "api": Bill("<b>API</b>", [1.0, 10.0, 100.0]),
        "spread": BillRange([0.5, 5.0, 50.0], [2.0, 20.0, 200.0]),
        "ways": [Bill("mine", [5.0, 5.0, None], [1, 1, None]), Bill("rented", [50.0, 50.0, 100.0], [1, 1, 2])],
        "meetings": [PaysFrom(500.0, 50.0, "from 500")],
        "here": 100.0,
        "words": WORDS,
        "say": say,
    }
    return breakeven(**given | changes)


@pytest.mark.parametrize("say", VOICE.values(), ids=VOICE)
def test_the_break_even_is_a_valid_figure(say):
    figure = picture(say)
    go.Figure(figure)
    assert [trace["name"] for trace in figure["data"]] == [
        "range",
        "&lt;b&gt;API&lt;/b&gt;",
        "mine",
        "rented",
        "meets",
    ]
    assert figure["layout"]["annotations"][0]["x"] == 2  # the axis counts powers of ten


def test_bills_are_told_apart_without_colours():
    lines = [trace for trace in picture(VOICE["en"])["data"] if trace["mode"] == "lines" and trace["line"]["width"]]
    assert len({trace["line"]["dash"] for trace in lines}) == len(lines)


def test_a_line_ends_where_the_machine_cannot_serve():
    mine = picture(VOICE["en"])["data"][2]
    assert mine["y"] == [5.0, 5.0, None]
    assert mine["connectgaps"] is False


def test_without_an_api_and_without_a_meeting_machines_alone_are_drawn():
    figure = picture(VOICE["fr"], api=None, spread=None, meetings=[])
    go.Figure(figure)
    assert [trace["name"] for trace in figure["data"]] == ["mine", "rented"]


@pytest.mark.parametrize("say", VOICE.values(), ids=VOICE)
def test_bars_reach_from_low_to_high_and_one_without_a_range_can_be_seen(say):
    rows = [RangeRow("low", 1.0, 2.0, 4.0, "2"), RangeRow("<i>none</i>", 3.0, 3.0, 3.0, "3")]
    figure = range_bars(rows, "€", say)
    go.Figure(figure)
    bars, marks, words = figure["data"]
    assert (bars["base"], bars["x"][0]) == ([1.0, 3.0], 3.0)
    assert 0 < bars["x"][1] < 0.2
    assert marks["x"] == [2.0, 3.0]
    assert words["x"] == [4.0, 3.09]
    assert bars["y"][1] == "&lt;i&gt;none&lt;/i&gt;"


def test_words_of_two_lines_beside_a_bar_stand_in_from_it_together():
    *_, words = range_bars([RangeRow("low", 1.0, 2.0, 4.0, "2<br>many")], "€", VOICE["en"])["data"]
    first, second = words["text"][0].split("<br>")
    assert len(first) - len(first.lstrip()) == len(second) - len(second.lstrip()) > 0
