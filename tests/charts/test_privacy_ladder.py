"""The privacy ladder as a picture: Plotly accepts it, shapes differ with colours, the line stands where it should."""

import pytest
from plotly.graph_objects import Figure

from llmselect.charts.privacy_ladder import LadderRung, LadderWords, RungMark, privacy_ladder
from llmselect.text import Language, Voice

EN = Voice(Language.EN)
WORDS = LadderWords(("today", "by contract", "may train"), "level 3 at least")
MARKS = ((RungMark.TODAY, "a"), (RungMark.CONTRACT, "b"), (RungMark.MAY_TRAIN, "<b>c</b>"))
RUNGS = [
    LadderRung(level, f"Level, number {level}, with very many words behind it", MARKS, "a, b")
    for level in range(7, -1, -1)
]


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("lowest", range(8))
def test_plotly_accepts_the_dictionary(lowest: int, narrow: bool):
    assert Figure(privacy_ladder(RUNGS, lowest, WORDS, EN, narrow=narrow)).to_plotly_json()["data"]


def test_a_kind_of_mark_differs_by_its_shape_and_not_by_colour_alone():
    traces = privacy_ladder(RUNGS, 3, WORDS, EN, narrow=False)["data"]
    assert len({trace["marker"]["symbol"] for trace in traces}) == len(traces) == len(RungMark)
    assert [trace["name"] for trace in traces] == list(WORDS.legend)


@pytest.mark.parametrize("narrow", [False, True])
def test_the_line_stands_under_the_lowest_level_that_will_do(narrow: bool):
    layout = privacy_ladder(RUNGS, 3, WORDS, EN, narrow=narrow)["layout"]
    shade, line = layout["shapes"]
    assert line["y0"] == line["y1"] == shade["y0"] == 2.5
    assert WORDS.limit in [each["text"] for each in layout["annotations"]]


def test_where_every_level_will_do_there_is_no_line():
    layout = privacy_ladder(RUNGS, 0, WORDS, EN, narrow=False)["layout"]
    assert len(layout["shapes"]) == 1
    assert WORDS.limit not in [each["text"] for each in layout["annotations"]]


def test_every_rung_says_its_level_and_who_is_on_it():
    layout = privacy_ladder(RUNGS, 3, WORDS, EN, narrow=False)["layout"]
    texts = [each["text"] for each in layout["annotations"]]
    assert all(any(text.startswith(f"{rung.level} · ") for text in texts) for rung in RUNGS)
    assert texts.count("a, b") == len(RUNGS)


def test_a_long_title_takes_two_lines_on_a_narrow_screen_alone():
    narrow, wide = (privacy_ladder(RUNGS, 3, WORDS, EN, narrow=each)["layout"]["annotations"] for each in (True, False))
    assert any("<br>" in each["text"] for each in narrow)
    assert not any("<br>" in each["text"] for each in wide)
