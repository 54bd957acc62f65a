"""Names that strangers gave are words in every picture: no link, no tag of theirs reaches Plotly."""

import re
from pathlib import Path

import pytest

from llmselect.charts import figure as drawing
from llmselect.charts.boards import BoardLegend, BoardMark, Twice, against, whiskers
from llmselect.charts.memory_bars import FitColour, MemoryBar, Wording, memory_bars
from llmselect.charts.worth_curves import WorthCurve, worth_curves
from llmselect.text import Language, Voice

EN = Voice(Language.EN)
NAME = '<a href="https://evil.example/a">CLICK</a> & <b>x</b>'
MARK = BoardMark(NAME, 60.0, 50.0, 70.0, True)
PICTURES = {
    "memory": memory_bars(
        (MemoryBar("id", NAME, (NAME,), FitColour.FITS, (1.0, 2.0, 0.0, 0.0), 1.0),),
        "id",
        24.0,
        Wording((NAME,), (NAME, "b", "c", "d"), NAME, NAME, "GiB"),
        EN,
    ),
    "worth": worth_curves((WorthCurve(NAME, "s", True, ((20.0, 0.0), (2.0, 0.99), (0.2, 1.0))),), EN),
    "whiskers": whiskers((MARK,), 50.0, NAME, BoardLegend(NAME, "b", "c"), EN),
    "against": against((Twice(MARK, MARK, True),), (NAME, "b"), (False, False), EN),
}


def texts(value: object) -> list[str]:
    match value:
        case str():
            return [value]
        case dict():
            return [text for each in value.values() for text in texts(each)]
        case list() | tuple():
            return [text for each in value for text in texts(each)]
        case _:
            return []


@pytest.mark.parametrize("name", PICTURES)
def test_no_tag_in_a_name_reaches_plotly(name):
    found = texts(PICTURES[name])
    assert any("CLICK" in text for text in found)
    assert not [text for text in found if re.search(r"<(?!br>|extra>|/extra>)", text)]
    assert not [text for text in found if "&amp;amp;" in text or "&amp;lt;" in text]


def test_what_a_click_hands_back_stays_as_it_is():
    picture = drawing.figure([{"text": [NAME], "customdata": ["a<b"]}], EN, 100)
    assert picture["data"] == [{"text": [drawing.as_words(NAME)], "customdata": ["a<b"]}]


def test_every_picture_is_built_where_names_are_escaped():
    files = sorted(Path(drawing.__file__).parent.glob("*.py"))
    elsewhere = [file.name for file in files if '"layout":' in file.read_text("utf-8")]
    assert len(files) > 10
    assert elsewhere == ["figure.py"]
