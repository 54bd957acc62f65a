"""Choose: the ranking follows priorities and requirements, says why, and never draws more than 25 lines."""

import datetime

import pytest

from llmselect.catalog import load
from llmselect.estimates.quality import Evidence
from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.scoring.ranking.recommend import assess, recommend
from llmselect.settings import EvidenceAsked, GoodEnough, Requirements, Settings
from llmselect.ui.core import link_code
from llmselect.ui.store import live_speeds
from tests.wording import EN, FR, VOICE, pattern, says

MAIN = ("privacy", "cost", "latency", "quality")


def weigh(at, **weights):
    for name in MAIN:
        at.slider(key=f"weight.{name}").set_value(weights.get(name, 0))
    return at.run()


def ranking(at):
    return at.dataframe[0].value


def table_with(at, heading):
    """The one table that has a column of that heading."""
    (found,) = (each.value for each in at.dataframe if heading in each.value)
    return found


def test_weights_reach_the_ranking(visit):
    at = visit("choose")
    best = weigh(at, quality=10) and ranking(at)
    assert best[EN("table.quality")].iloc[0] == best[EN("table.quality")].max()
    private = weigh(at, privacy=10) and ranking(at)
    assert private[EN("table.privacy")].iloc[0] == 7
    assert list(best[EN("table.model")]) != list(private[EN("table.model")])


def test_points_of_the_criteria_add_up_to_the_score(visit):
    table = ranking(visit("choose"))
    points = table[[column for column in table if column.endswith(EN("table.points", criterion=""))]].sum(axis=1)
    assert (abs(points - table[EN("table.score")]) <= 2.5).all()  # each is shown rounded to a point


def test_at_most_25_lines_are_drawn(visit):
    assert len(ranking(visit("choose"))) == 25


def test_the_shares_are_shown_and_add_up(visit):
    at = weigh(visit("choose"), privacy=1, quality=3)
    assert at.slider(key="weight.privacy").label == f"{EN(CRITERIA.named('privacy').label)} · **25%**"
    assert at.slider(key="weight.quality").label == f"{EN(CRITERIA.named('quality').label)} · **75%**"


def test_optional_criteria_wait_behind_their_button_and_count_once_weighed(visit):
    at = visit("choose")
    assert EN("table.points", criterion=EN(CRITERIA.named("licence").label)) not in ranking(at)
    assert "weight.licence" not in {slider.key for slider in at.slider}
    at.session_state["weight.licence"] = 10
    at.run()
    assert EN("table.points", criterion=EN(CRITERIA.named("licence").label)) in ranking(at)


def test_french_puts_a_space_before_the_percent_sign(visit):
    at = weigh(visit("choose", "fr"), privacy=1, quality=3)
    assert at.slider(key="weight.privacy").label == f"{FR(CRITERIA.named('privacy').label)} · **25\u202f%**"


def test_priorities_all_at_zero_have_their_own_sentence(visit):
    at = weigh(visit("choose"))
    assert not at.exception
    assert says(at.info[0].value, "choose.all_zero")
    assert not at.dataframe


def test_requirements_that_leave_nobody_say_so_and_keep_the_reasons(visit):
    at = visit("choose")
    at.number_input(key="requirements.decode_tokens_per_s").set_value(10_000.0).run()
    assert not at.exception
    assert says(at.info[0].value, "choose.none_left")


def test_local_leaves_no_provider_in_the_ranking(visit):
    at = visit("choose")
    at.toggle(key="requirements.local").set_value(True).run()
    assert not ranking(at)[EN("table.how")].str.fullmatch(pattern("how.served")).any()


def test_every_place_shows_what_its_quality_rests_on_and_only_expected_ones_are_not_ranked(visit):
    at = visit("choose")
    shown = ranking(at)[EN("table.evidence")].tolist()
    evidence = [place.candidate.evidence for place in places(at)[: len(shown)]]
    assert shown == [EN("how.evidence", mark=each.mark, label=EN(each.label)) for each in evidence]
    assert Evidence.EXPECTED not in evidence


def test_models_not_yet_proven_are_listed_below_until_any_evidence_is_enough(visit):
    at = visit("choose")
    assert EN("unproven.title") in [each.value for each in at.subheader]
    at.segmented_control(key="requirements.evidence").set_value(EvidenceAsked.ANY).run()
    assert not at.exception
    assert EN("unproven.title") not in [each.value for each in at.subheader]


def test_points_of_good_enough_out_of_order_are_said_and_rank_nothing(visit):
    points = GoodEnough(usd_per_month=100)
    settings = Settings(requirements=Requirements(usd_per_month=10), good_enough=points)
    at = visit("choose", s=link_code.encode(settings))
    assert not at.exception
    assert at.error or at.warning
    assert not at.dataframe


def test_a_chosen_candidate_stays_chosen_while_the_first_follows_the_priorities(visit):
    at = visit("choose")
    assert at.selectbox(key="choose.candidate").value == "first"
    second = places(at)[1].candidate
    at.selectbox(key="choose.candidate").set_value(second.id).run()
    at.slider(key="weight.cost").set_value(4).run()
    assert at.selectbox(key="choose.candidate").value == second.id
    assert second.model.name in at.selectbox(key="choose.candidate").options[at.selectbox(key="choose.candidate").index]


def test_a_chosen_candidate_that_leaves_the_list_gives_way_to_the_first(visit):
    at = visit("choose")
    at.selectbox(key="choose.candidate").set_value(places(at)[1].candidate.id).run()
    at.toggle(key="requirements.local").set_value(True)
    at.number_input(key="requirements.decode_tokens_per_s").set_value(10_000.0).run()
    at.number_input(key="requirements.decode_tokens_per_s").set_value(None).run()
    assert not at.exception
    assert at.selectbox(key="choose.candidate").value == "first"


def places(at):
    """The ranking that the page's address stands for."""
    settings = link_code.decode(at.query_params["s"], load.load())
    served = live_speeds.measurements(load.load())
    assessed = assess(load.load(), settings.machine, settings.workload, settings.costs, served)
    return recommend(assessed, settings.requirements, settings.priorities, settings.good_enough).places(25)


def test_the_page_shows_the_ranking_of_its_address(visit):
    at = visit("choose")
    at.slider(key="weight.privacy").set_value(0).run()
    assert list(ranking(at)[EN("table.model")]) == [place.candidate.model.name for place in places(at)]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_card_says_where_it_runs_what_it_costs_and_how_to_run_it(visit, language):
    at = visit("choose", language)
    facts = next(m.value for m in at.main.markdown if m.value.startswith("- **"))
    wanted = ("card.where", "card.cost", "card.licence", "card.source")
    assert all(f"**{VOICE[language](name)}**" in facts for name in wanted)
    assert at.code


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_was_left_out_is_listed_with_its_reasons(visit, language):
    at = visit("choose", language)
    at.session_state["choose.excluded"] = True
    at.toggle(key="requirements.commercial").set_value(True).run()
    table = table_with(at, VOICE[language]("excluded.reason"))
    assert len(table) == 25
    assert (table[VOICE[language]("excluded.reason")].str.len() > 10).all()


@pytest.mark.parametrize("view", ["pieces", "table"])
def test_the_pictures_other_views_open(visit, view):
    at = visit("choose")
    at.segmented_control(key="choose.pictures").set_value(view).run()
    assert not at.exception
    assert len(at.get("plotly_chart")) == (view == "pieces")


def look_at_a_scored_one(at):
    """The card of the first place whose own scores speak for the use."""
    found = next(place.candidate for place in places(at) if place.candidate.evidence is Evidence.MEASURED)
    return at.selectbox(key="choose.candidate").set_value(found.id).run()


@pytest.mark.parametrize(("view", "heading"), [("scores", "card.origin"), ("others", "card.speed")])
def test_the_cards_other_views_open(visit, view, heading):
    at = look_at_a_scored_one(visit("choose", "fr"))
    at.segmented_control(key="choose.card").set_value(view).run()
    assert not at.exception
    assert not at.code
    assert len(table_with(at, FR(heading)))


def test_every_score_shown_has_its_day_and_its_source(visit):
    at = look_at_a_scored_one(visit("choose"))
    at.segmented_control(key="choose.card").set_value("scores").run()
    scores = table_with(at, EN("card.origin"))
    assert all(isinstance(day, datetime.date) for day in scores[EN("card.day")])
    assert (scores[EN("card.origin")].str.len() > 3).all()


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
    assert len(at.get("plotly_chart")) == 2
