"""A lane of bars: pieces of fixed colours, stripes for what is unknown, marks of what moved, rows to click."""

from plotly.graph_objects import Figure

from llmselect.charts.contributions import FADING, STRIPES, ContributionBar, contributions
from llmselect.charts.figure import QUIET_COLOUR
from llmselect.charts.theme_colours import criterion_colour
from llmselect.text import Language, Voice
from tests.charts.bar_pieces import pieces

EN = Voice(Language.EN)
CRITERIA = ("Privacy", "Quality")
ROWS = (
    ContributionBar("a", "1=", "A", "Q4", (30.0, 20.0), low=45.0, high=52.0, places_moved=2, score_before=40.0),
    ContributionBar("b", "3", "B", "API", (20.0, None), (False, False), missing=30.0, places_moved=-11),
    ContributionBar("c", "4", "C", "API", (20.0, 5.0), (False, True)),
)


def trace(name, **given):
    (found,) = (each for each in contributions(CRITERIA, ROWS, EN, **given)["data"] if each["name"] == name)
    return found


def drawn(number, **given):
    """The pieces of the criterion of that number."""
    return pieces(contributions(CRITERIA, ROWS, EN, **given)["data"], criterion_colour(number))


def test_plotly_accepts_rows_and_no_rows():
    for rows in (ROWS, ()):
        assert Figure(contributions(CRITERIA, rows, EN)).layout.height > 0


def test_pieces_are_as_long_as_their_points_on_a_scale_that_stays():
    assert [(each.row, each.points) for each in drawn(0)] == [("a", 30.0), ("b", 20.0), ("c", 20.0)]
    assert [(each.base, each.points) for each in drawn(1)] == [(30.0, 20.0), (20.0, 5.0)]
    scales = [contributions(CRITERIA, rows, EN)["layout"]["xaxis"]["range"] for rows in (ROWS, ROWS[1:], ())]
    assert scales[0] == scales[1] == scales[2]
    assert scales[0][0] <= 0 < 100 <= scales[0][1]


def test_a_criterion_keeps_colour_and_pattern_whichever_others_are_drawn():
    alone = contributions(("Quality",), (ROWS[0]._replace(points=(20.0,)),), EN, numbers=(3,))["data"]
    (quality,) = pieces(alone, criterion_colour(3))
    assert quality.shape == drawn(3, numbers=(0, 3))[0].shape
    assert not drawn(1, numbers=(0, 3))


def test_only_what_is_expected_or_unknown_is_striped():
    assert [each.shape == STRIPES for each in drawn(1)] == [False, True]
    assert STRIPES not in {each.shape for each in drawn(0)}
    (missing,) = pieces(contributions(CRITERIA, ROWS, EN)["data"], QUIET_COLOUR)
    assert (missing.row, missing.base, missing.points, missing.shape) == ("b", 20.0, 30.0, STRIPES)


def test_the_whisker_reaches_from_low_to_high():
    reach = trace("range")
    assert (reach["x"][0] - reach["error_x"]["arrayminus"][0], reach["x"][0] + reach["error_x"]["array"][0]) == (45, 52)
    assert reach["error_x"]["array"][1:] == [0, 0]


def test_moved_places_have_arrows_and_the_old_score_a_tick():
    assert [word[:1] for word in trace("moved")["text"]] == ["▲", "▼", ""]
    assert [word[-2:].strip("\u202f▲▼") for word in trace("moved")["text"]] == ["2", "11", ""]
    assert trace("before")["x"] == [40.0, None, None]


def test_what_is_to_fade_is_drawn_last():
    assert [each["name"] for each in contributions(CRITERIA, ROWS, EN)["data"][-FADING:]] == ["moved", "before"]


def test_every_bar_of_a_row_hands_back_its_candidate_and_none_is_dimmed_by_a_click():
    for each in contributions(CRITERIA, ROWS, EN)["data"]:
        if each["type"] == "bar":
            assert sorted(set(each["customdata"])) == ["a", "b", "c"]
            assert len(each["customdata"]) == len(each["x"])
            assert each["unselected"]["marker"]["opacity"] == 1


def test_the_chosen_row_alone_is_tinted():
    tints = trace("row", chosen="b")["marker"]["color"]
    assert tints[0] == tints[2] != tints[1]
