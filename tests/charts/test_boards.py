"""Leaderboards as pictures: whiskers only where intervals are published, names never read as tags."""

import pytest
from plotly.graph_objects import Figure

from llmselect.charts.boards import (
    HEADING_HEIGHT,
    MOST_LINES,
    ROW_HEIGHT,
    BoardLegend,
    BoardMark,
    Twice,
    against,
    whiskers,
)
from llmselect.text import Language, Voice

EN, FR = Voice(Language.EN), Voice(Language.FR)
WORDS = BoardLegend("first", "behind", "reach")
MARKS = (
    BoardMark("1=  a", 1490.0, 1480.0, 1500.0, True),
    BoardMark("1=  b", 1485.0, 1476.0, 1494.0, True),
    BoardMark("3  c", 1400.0, 1390.0, 1410.0, False),
)
BARE = (BoardMark("1  <b>x</b>", 60.0, None, None, True), BoardMark("2  y & z", 50.0, None, None, False))


@pytest.mark.parametrize("say", [EN, FR])
@pytest.mark.parametrize("marks", [MARKS, BARE, BARE[:1], MARKS * 20])
def test_plotly_accepts_the_dictionaries(marks, say):
    assert Figure(whiskers(marks, 1480.0, "Score", WORDS, say)).to_plotly_json()["data"]
    models = [Twice(mark, mark, i == 0) for i, mark in enumerate(marks)]
    assert Figure(against(models, ("A", "B"), (False, True), say)).to_plotly_json()["data"]


def test_no_whisker_stands_for_an_interval_that_nobody_published():
    assert all("error_x" not in trace for trace in whiskers(BARE, None, "Score", WORDS, EN)["data"])
    first = whiskers(MARKS, None, "Score", WORDS, EN)["data"][0]
    assert first["error_x"]["array"] == [10.0, 9.0]
    assert first["error_x"]["arrayminus"] == [10.0, 9.0]


def test_scores_of_four_digits_are_grouped_on_the_axis_as_in_the_table():
    assert whiskers(MARKS, None, "Score", WORDS, EN)["layout"]["xaxis"]["separatethousands"]


def test_the_first_rank_differs_by_more_than_colour():
    symbols = [t["marker"]["symbol"] for t in whiskers(MARKS, None, "Score", WORDS, EN)["data"]]
    assert len(set(symbols)) == len(symbols) == 2


def test_names_are_words_and_never_tags():
    picture = whiskers(BARE, None, "Score", WORDS, EN)
    assert picture["layout"]["yaxis"]["ticktext"] == ["1  &lt;b&gt;x&lt;/b&gt;", "2  y &amp; z"]
    assert "<b>x" not in str(picture["data"])


def test_long_names_keep_both_ends():
    long = BoardMark("1  Claude-3.7-Sonnet-20250219 (temperature=1, length=12800, reasoning=32k", 1.0, None, None, True)
    (shown,) = whiskers([long], None, "Score", WORDS, EN)["layout"]["yaxis"]["ticktext"]
    assert shown.startswith("1  Claude-3.7")
    assert shown.endswith("32k")


def test_at_most_twenty_five_lines_are_drawn():
    picture = whiskers(MARKS * 20, None, "Score", WORDS, EN)
    assert sum(len(trace["y"]) for trace in picture["data"]) == MOST_LINES


def test_better_is_up_and_to_the_right_on_both_axes():
    layout = against([Twice(MARKS[0], MARKS[1], True)], ("A", "B"), (False, True), EN)["layout"]
    assert "autorange" not in layout["xaxis"]
    assert layout["yaxis"]["autorange"] == "reversed"


def test_a_mark_stands_beside_its_line_of_the_table():
    layout = whiskers(MARKS * 20, 1480.0, "Score", WORDS, EN)["layout"]
    margin = layout["margin"]
    assert margin["t"] == HEADING_HEIGHT
    assert layout["height"] - margin["t"] - margin["b"] == MOST_LINES * ROW_HEIGHT


def test_every_interval_lies_within_the_axis():
    low, high = whiskers(MARKS, None, "Score", WORDS, EN)["layout"]["xaxis"]["range"]
    assert low < 1390
    assert high > 1500
    low, high = whiskers(BARE[:1], None, "Score", WORDS, EN)["layout"]["xaxis"]["range"]
    assert low < 60 < high
