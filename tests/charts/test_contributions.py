"""A lane of bars: a piece a criterion, stripes for what is unknown, a whisker, and what moved."""

import pytest

from llmselect.charts.contributions import BarPiece, ContributionBar, Fill, contributions
from llmselect.text import UNKNOWN, Language, Voice

EN, FR = Voice(Language.EN), Voice(Language.FR)
CRITERIA = ("Privacy", "Quality")
ROWS = (
    ContributionBar("a", "1=", "A", "Q4", (30.0, 20.0), low=45.0, high=52.0, places_moved=2, score_before=40.0),
    ContributionBar("b", "3", "B", "API", (20.0, None), (False, False), missing=30.0, places_moved=-11),
    ContributionBar("c", "4", "C", "API", (20.0, 5.0), (False, True)),
)


def drawn(**given):
    return contributions(CRITERIA, ROWS, EN, **given)


def test_pieces_are_as_long_as_their_points_and_only_what_is_expected_or_unknown_is_striped():
    assert [row.pieces for row in drawn()] == [
        (BarPiece(0, 30.0, Fill.KNOWN), BarPiece(1, 20.0, Fill.KNOWN)),
        (BarPiece(0, 20.0, Fill.KNOWN), BarPiece(-1, 30.0, Fill.MISSING)),
        (BarPiece(0, 20.0, Fill.KNOWN), BarPiece(1, 5.0, Fill.EXPECTED)),
    ]


def test_no_rows_draw_nothing():
    assert contributions(CRITERIA, (), EN) == ()


def test_a_criterion_keeps_its_number_whichever_others_are_drawn():
    alone = contributions(("Quality",), (ROWS[0]._replace(points=(20.0,)),), EN, numbers=(3,))
    assert [piece.criterion for piece in alone[0].pieces] == [3]
    assert [piece.criterion for piece in drawn(numbers=(0, 3))[0].pieces] == [0, 3]


def test_score_and_whisker_lie_on_the_scale_of_the_pieces():
    assert [(row.low, row.at, row.high) for row in drawn()] == [(45, 50, 52), (None, 20, None), (None, 25, None)]
    assert [row.score for row in drawn()] == ["50", "20", "25"]


def test_moved_places_have_arrows_and_the_old_score_a_mark():
    assert [row.moved[:1] for row in drawn()] == ["▲", "▼", ""]
    assert [row.moved[2:] for row in drawn()] == ["2", "11", ""]
    assert [row.before for row in drawn()] == [40.0, None, None]


@pytest.mark.parametrize("say", [EN, FR])
def test_the_breakdown_names_each_criterion_and_says_what_is_unknown(say):
    known, unknown = (row.breakdown.split("\n") for row in contributions(CRITERIA, ROWS[:2], say))
    assert known == ["Privacy 30", "Quality 20", "= 50"]
    assert unknown == ["Privacy 20", f"Quality {say(UNKNOWN)}", "= 20"]
