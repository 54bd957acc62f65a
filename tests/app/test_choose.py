"""Choose: lanes and radar follow priorities and requirements, say why, and hand every row to keyboard and pointer."""

import pytest

from llmselect.charts.contributions import Fill
from llmselect.estimates.quality import Evidence
from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.settings import EvidenceAsked, GoodEnough, Requirements, Settings
from llmselect.ui.core import link_code
from tests.app.choose_page import MAIN, asking, ids, lane, places, radar, table_with, weigh, whole_table
from tests.app.live_charts import sent
from tests.charts.bar_pieces import pieces
from tests.wording import EN, FR, VOICE, says


def test_weights_reach_the_lanes(visit):
    at = visit("choose")
    best, private = (ids(weigh(at, **weights), "served") for weights in ({"quality": 10}, {"privacy": 10}))
    assert best != private


def test_a_moved_slider_redraws_bars_and_radar(visit):
    at = visit("choose")
    before, weights = lane(at, "served"), radar(at)[EN("radar.weights")]
    at.slider(key="weight.privacy").set_value(10).run()
    assert lane(at, "served") != before
    assert radar(at)[EN("radar.weights")] != weights


def marks_of(at):
    return [(row["moved"], row["before"]) for name in ("local", "served") for row in lane(at, name)]


def test_what_moved_is_marked_against_the_situation_before_and_stays_marked_while_nothing_changes(visit):
    at = visit("choose")
    assert not any(row["moved"] for row in lane(at, "served"))
    at.slider(key="weight.quality").set_value(10).run()
    marks = marks_of(at)
    assert any(moved for moved, _ in marks)
    assert any(before is not None for _, before in marks)
    assert marks_of(at.run()) == marks


def test_the_table_holds_the_points_which_add_up_to_the_score(visit):
    table = whole_table(visit("choose"))
    points = table[[column for column in table if column.endswith(EN("table.points", criterion=""))]].sum(axis=1)
    assert (abs(points - table[EN("table.score")]) <= 2.5).all()  # each is shown rounded to a point
    assert len(table) == 25


def test_the_table_of_the_radar_holds_its_figures_and_the_weights(visit):
    at = visit("choose")
    whole_table(at)
    table = table_with(at, EN("radar.weights"))
    drawn = radar(at)
    for name in table.columns[1:-1]:
        marks = [mark["words"].rsplit(" ", 1) for mark in drawn[name]["marks"]]
        known = table[table[name].notna()]
        assert marks == [[axis, str(int(value))] for axis, value in zip(known.iloc[:, 0], known[name], strict=True)]
        assert len(table[name]) == 4


def test_the_shares_are_shown_and_add_up_and_names_carry_no_marks(visit):
    at = weigh(visit("choose"), privacy=1, quality=3)
    names = {key: at.slider(key=f"weight.{key}").label for key in MAIN}
    assert names["privacy"] == f"{EN(CRITERIA.named('privacy').label)} · 25%"
    assert names["quality"] == f"{EN(CRITERIA.named('quality').label)} · 75%"
    assert not [name for name in names.values() if "*" in name]


def test_sliders_and_radar_use_the_same_words(visit):
    at = visit("choose")
    (drawn,) = sent(at, "llmselect_radar", "choose.radar")
    axes = [axis["name"] for axis in drawn["axes"]]
    assert [at.slider(key=f"weight.{name}").label.split(" · ")[0] for name in MAIN] == axes


def test_optional_criteria_wait_behind_their_button_and_count_once_weighed(visit):
    at = visit("choose")
    licence = CRITERIA.names.index("licence")
    assert not pieces(lane(at, "served"), licence)
    assert "weight.licence" not in {slider.key for slider in at.slider}
    at.session_state["weight.licence"] = 10
    at.run()
    assert pieces(lane(at, "served"), licence)
    assert radar(at)[EN("radar.weights")].count("L") == 4


def test_french_puts_a_space_before_the_percent_sign(visit):
    at = weigh(visit("choose", "fr"), privacy=1, quality=3)
    assert at.slider(key="weight.privacy").label == f"{FR(CRITERIA.named('privacy').label)} · 25\u202f%"


def test_priorities_all_at_zero_have_their_own_sentence(visit):
    at = weigh(visit("choose"))
    assert not at.exception
    assert says(at.info[0].value, "choose.all_zero")
    assert lane(at, "served") is None


def test_requirements_that_leave_nobody_say_so_and_keep_the_reasons(visit):
    at = visit("choose", s=link_code.encode(asking(decode_tokens_per_s=10_000.0)))
    assert not at.exception
    assert says(at.info[0].value, "choose.none_left")
    assert "choose.excluded" in at.session_state


def test_the_page_shows_the_ranking_of_its_address(visit):
    at = visit("choose")
    at.slider(key="weight.privacy").set_value(0).run()
    assert list(whole_table(at)[EN("table.model")]) == [place.candidate.model.name for place in places(at)]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_was_left_out_is_a_list_by_requirement_and_a_button_lets_it_in(visit, language):
    at = visit("choose", language, s=link_code.encode(asking(commercial=True)))
    at.session_state["choose.excluded"] = True
    at.run()
    at.pills(key="choose.excluded_group").set_value("commercial").run()
    (listed,) = (m.value for m in at.main.markdown if m.value.count("\n- ") >= 3)
    assert all(len(line) > 20 for line in listed.split("\n"))
    at.button(key="excluded.let_in_commercial").click().run()
    assert not at.exception
    assert at.session_state["requirements.commercial"] is False


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_points_of_each_measure_are_a_curve_and_a_table(visit, language):
    at = visit("choose", language)
    at.session_state["choose.enough"] = True
    at.run()
    assert not at.exception
    say = VOICE[language]
    (points,) = (each.value for each in at.dataframe if say("enough.measure") in each.value)
    assert len(points) == sum(len(criterion.measures) for criterion in CRITERIA)
    assert points[[say("enough.unacceptable"), say("enough.title"), say("enough.best")]].notna().all(axis=None)
    assert len(at.get("plotly_chart")) == 1


@pytest.mark.parametrize(
    ("asked", "empty", "sentence"),
    [({"local": True}, "served", "lanes.local_only"), ({"served": True}, "local", "lanes.served_only")],
)
def test_a_lane_that_the_requirements_empty_says_so(visit, asked, empty, sentence):
    at = visit("choose", s=link_code.encode(asking(**asked)))
    assert lane(at, empty) is None
    assert any(says(caption.value, sentence) for caption in at.caption)
    assert ids(at, "local" if empty == "served" else "served")


def test_only_what_is_expected_is_striped_in_the_ranking(visit):
    at = visit("choose", s=link_code.encode(asking(evidence=EvidenceAsked.ANY)))
    at.slider(key="weight.quality").set_value(10).run()
    quality = pieces(lane(at, "served"), CRITERIA.names.index("quality"))
    by_id = {place.candidate.id: place.candidate for place in places(at, 400)}
    assert {piece.row for piece in quality} == {name for name in ids(at, "served") if by_id[name].quality}
    assert all((piece.fill == Fill.EXPECTED) == (by_id[piece.row].evidence is Evidence.EXPECTED) for piece in quality)


def test_models_not_yet_proven_wait_in_a_folded_lane_until_any_evidence_is_enough(visit):
    at = visit("choose")
    assert "choose.unproven_lane" in at.session_state
    assert lane(at, "unproven") is None
    at.session_state["choose.unproven_lane"] = True
    at.run()
    assert len(ids(at, "unproven")) == len(table_with(at, EN("unproven.rank"))) <= 6
    at = visit("choose", s=link_code.encode(asking(evidence=EvidenceAsked.ANY)))
    assert "choose.unproven_lane" not in at.session_state


def test_points_of_good_enough_out_of_order_are_said_and_rank_nothing(visit):
    points = GoodEnough(usd_per_month=100)
    settings = Settings(requirements=Requirements(usd_per_month=10), good_enough=points)
    at = visit("choose", s=link_code.encode(settings))
    assert not at.exception
    assert at.error or at.warning
    assert lane(at, "served") is None
