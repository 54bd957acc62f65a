"""The candidate chosen on Choose: by list or row, in the radar, with its facts, its scores and how to run it."""

import datetime

import pytest

from llmselect.reports.card_facts import card_facts
from llmselect.reports.costs.money import Money
from llmselect.settings import Settings
from tests.app.choose_page import answer, choose_one, ids, lane, look_at_a_scored_one, places, radar, table_with
from tests.app.live_charts import marked
from tests.wording import EN, FR, VOICE


def test_a_chosen_candidate_stays_chosen_while_the_first_follows_the_priorities(visit):
    at = visit("choose")
    assert at.selectbox(key="choose.candidate").value == "first"
    second = choose_one(at)
    at.slider(key="weight.cost").set_value(4).run()
    assert at.selectbox(key="choose.candidate").value == second
    assert second in ids(at, "served")
    assert marked(at) == {second}


def test_the_chosen_candidate_joins_the_radar(visit):
    at = visit("choose")
    choose_one(at, 4)
    chosen = next(p.candidate for p in places(at, 400) if p.candidate.id == at.selectbox(key="choose.candidate").value)
    assert chosen.model.name in radar(at)


def test_every_row_drawn_can_be_chosen_without_a_pointer(visit):
    at = visit("choose")
    options = at.selectbox(key="choose.candidate").options
    names = [row["name"] for name in ("local", "served") for row in lane(at, name)]
    assert names
    assert all(any(name in option for option in options) for name in names)


def test_a_chosen_candidate_that_leaves_the_list_gives_way_to_the_first(visit):
    at = visit("choose")
    choose_one(at)
    at.session_state["requirements.local"] = True
    at.run()
    assert not at.exception
    assert at.selectbox(key="choose.candidate").value == "first"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_card_shows_the_five_facts_of_every_card_and_how_to_run_it(visit, language):
    at, say = visit("choose", language), VOICE[language]
    (first,) = (place.candidate for place in answer(at).headliners(1))
    shown = " ".join(each.value for each in at.main.markdown).replace("\\", "")
    facts = card_facts(first, Money.of(Settings().spending))
    assert [say(f.value) for f in facts if say(f.label) not in shown or say(f.value) not in shown] == []
    assert at.code
    at.segmented_control(key="choose.card").set_value("facts").run()
    facts = next(m.value for m in at.main.markdown if m.value.startswith("- **"))
    assert all(f"**{say(name)}**" in facts for name in ("card.where", "card.cost", "card.licence", "card.source"))


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
