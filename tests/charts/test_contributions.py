"""A lane of bars: pieces of fixed colours, stripes for what is unknown, marks of what moved, rows to click."""

from plotly.graph_objects import Figure

from llmselect.charts.contributions import FADING, STRIPES, ContributionBar, contributions
from llmselect.text import Language, Voice

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


def test_plotly_accepts_rows_and_no_rows():
    for rows in (ROWS, ()):
        assert Figure(contributions(CRITERIA, rows, EN)).layout.height > 0


def test_pieces_are_as_long_as_their_points_on_a_scale_that_stays():
    assert trace("Privacy")["x"] == [30.0, 20.0, 20.0]
    scales = [contributions(CRITERIA, rows, EN)["layout"]["xaxis"]["range"] for rows in (ROWS, ROWS[1:], ())]
    assert scales[0] == scales[1] == scales[2]
    assert scales[0][0] <= 0 < 100 <= scales[0][1]


def test_a_criterion_keeps_colour_and_pattern_whichever_others_are_drawn():
    alone = contributions(("Quality",), (ROWS[0]._replace(points=(20.0,)),), EN, numbers=(3,))["data"]
    both = trace("Quality", numbers=(0, 3))["marker"]
    (quality,) = (each["marker"] for each in alone if each["name"] == "Quality")
    assert quality["color"] == both["color"]
    assert quality["pattern"]["shape"][0] == both["pattern"]["shape"][0]
    assert trace("Privacy")["marker"]["color"] != both["color"]


def test_only_what_is_expected_or_unknown_is_striped():
    assert [shape == STRIPES for shape in trace("Quality")["marker"]["pattern"]["shape"]] == [False, False, True]
    assert STRIPES not in trace("Privacy")["marker"]["pattern"]["shape"]
    assert trace(EN("lanes.missing"))["x"] == [None, 30.0, None]


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
            assert each["customdata"] == ["a", "b", "c"]
            assert each["unselected"]["marker"]["opacity"] == 1


def test_the_chosen_row_alone_is_tinted():
    tints = trace("row", chosen="b")["marker"]["color"]
    assert tints[0] == tints[2] != tints[1]
