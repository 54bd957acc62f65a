"""How sure the ranking is, and what stands behind it: after the ranking, in both languages, one question at a time."""

import json

import pytest

from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.scoring.robustness.degenerate import DegenerateCase
from llmselect.scoring.robustness.other_methods import DecisionMethod
from llmselect.scoring.robustness.reach import Reach
from llmselect.scoring.robustness.smaa_run import FIRST_IN
from llmselect.scoring.robustness.weight_changes import FLIP
from llmselect.scoring.robustness.workload_changes import DIRECTIONS
from llmselect.ui.store import robustness_cache
from tests.app.live_charts import bar_rows
from tests.app.page_tables import tables
from tests.wording import EN, FR, VOICE, says

QUESTIONS = ("change", "why", "pareto", "opinions", "sure", "table")
DRAWN = ("change", "why", "pareto")
"""Questions that are answered by a picture too."""
MAIN = ("privacy", "cost", "latency", "quality")


@pytest.fixture(autouse=True)
def nothing_counted():
    robustness_cache.forget()


@pytest.fixture
def choose(visit):
    """Choose at rest: what was drawn at once has been drawn once more."""

    def open_page(language="en"):
        return visit("choose", language).run()

    return open_page


def headline(at):
    """What is said of robustness, behind the word; None while it is being counted."""
    words = (each for each in at.main.markdown if any(says(each.value, "sure.word", say) for say in VOICE.values()))
    word = next((each for each in words if not any(says(each.value, "sure.counting", s) for s in VOICE.values())), None)
    return None if word is None else word.help


def ask(at, question):
    return at.segmented_control(key="behind.view").set_value(question).run()


def lanes(at):
    return bar_rows(at, "lanes.")


def rows(at):
    """How many candidates both lanes show."""
    return sum(map(len, lanes(at)))


def first_in(at):
    """The share of each model, from the whole table, which is open."""
    (table,) = (each for each in tables(at) if EN("robustness.first") in each and EN("table.rank") in each)
    return list(table[EN("robustness.first")])


def test_the_lanes_are_drawn_before_their_robustness(visit):
    at = visit("choose")
    assert len(lanes(at)) == 2
    assert headline(at) is None


def test_a_moved_priority_waits_for_rest_and_then_has_its_word(choose):
    at = choose()
    at.slider(key="weight.quality").set_value(9).run()
    assert headline(at) is None
    assert headline(at.run())


def test_what_was_counted_once_is_there_at_once(choose):
    at = choose()
    at.slider(key="weight.quality").set_value(9).run()
    at.slider(key="weight.quality").set_value(5).run()
    assert headline(at)


@pytest.mark.parametrize("language", VOICE)
def test_one_word_stands_and_its_sentences_wait_behind_it(choose, language):
    at = choose(language)
    assert not at.exception
    assert says(headline(at), FIRST_IN, VOICE[language])
    assert says(headline(at), "robustness.tied", VOICE[language])
    assert not [m for m in at.main.markdown if says(m.value, FIRST_IN, VOICE[language])]


def test_those_tied_with_the_first_share_its_rank(choose):
    at = ask(choose(), "table")
    table = tables(at)[0]
    tied = table[table[EN("table.rank")] == "1="]
    assert len(tied) > 1
    assert tied[EN("robustness.first")].max() == table[EN("robustness.first")].max()
    apart = table[table[EN("table.rank")] != "1="]
    assert list(apart[EN("table.rank")]) == [str(row + 1) for row in apart.index]
    assert len(apart)


def test_another_conviction_gives_other_figures_at_once(choose):
    at = ask(choose(), "table")
    found = [first_in(at)]
    for confidence in ("sure", "unsure", "order", "none"):
        at.segmented_control(key="choose.conviction").set_value(confidence).run()
        found.append(first_in(at))
    assert all(isinstance(column[0], float) for column in found)
    assert len({str(column) for column in found}) == 5


def test_the_conviction_travels_in_the_address_and_a_bad_one_is_the_usual(visit):
    at = visit("choose", c="order")
    assert at.segmented_control(key="choose.conviction").value == "order"
    at.segmented_control(key="choose.conviction").set_value("sure").run()
    assert at.query_params["c"] in ("sure", ["sure"])
    assert visit("choose", c="certain").segmented_control(key="choose.conviction").value == "fairly"


def test_one_criterion_alone_has_its_sentence_and_way_out(choose):
    at = choose()
    for name in MAIN:
        at.slider(key=f"weight.{name}").set_value(10 * (name == "quality"))
    at.run()
    at.run()
    assert says(headline(at), DegenerateCase.ONE_CRITERION.sentence)
    assert says(headline(at), DegenerateCase.ONE_CRITERION.way_out)


def test_the_figures_open_with_the_weights_of_those_who_pick_each(choose):
    at = choose("fr")
    ask(at, "sure")
    table = tables(at)[0]
    assert 1 < len(table) <= 8
    quality = FR(CRITERIA.named("quality").label)
    assert any(says(name, "robustness.central", FR, criterion=quality) for name in table)
    assert set(table.iloc[:, -1]) <= {FR(reach.value) for reach in Reach}


def test_no_question_is_worked_out_before_it_is_asked(choose):
    at = choose()
    assert at.segmented_control(key="behind.view").value is None
    assert not tables(at)
    assert not at.get("plotly_chart")


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_open_question_is_answered_for_the_priorities_as_they_stand(choose, question):
    moved, fresh = ask(choose(), question), choose()
    for at in (moved, fresh):
        at.slider(key="weight.quality").set_value(9).run()
    ask(fresh, question)
    if question == "why":
        for at in (moved, fresh):
            at.selectbox(key="why.model").set_value("mistral-7b-instruct-v0.3").run()
    assert [table.to_csv() for table in tables(moved)] == [table.to_csv() for table in tables(fresh)] != []


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("question", QUESTIONS)
def test_each_question_is_answered_in_a_sentence_and_a_table(choose, language, question):
    at = choose(language)
    ask(at, question)
    if question == "why":
        at.selectbox(key="why.model").set_value("mistral-7b-instruct-v0.3").run()
    assert not at.exception
    assert len(tables(at)) == (2 if question == "table" else 1)
    assert len(at.get("plotly_chart")) == (question in DRAWN)


def test_the_smallest_change_of_a_weight_does_what_it_says(choose):
    at = ask(choose(), "change")
    said = next(m.value for m in at.main.markdown if says(m.value, FLIP))
    table = tables(at)[0]
    here = table[table[EN("change.here")] == EN("change.yes")]
    assert len(here) == 4
    assert len(set(here[EN("change.winner")])) == 1
    assert here[EN("change.winner")].iloc[0] in {row["name"] for lane in lanes(at) for row in lane}
    assert any(name in said.replace("\\", "") for name in table[EN("change.winner")])


def test_a_search_over_workloads_and_machines_starts_when_asked_and_stays(choose):
    at = ask(choose(), "change")
    at.button(key="tipping.search").click().run()
    outcomes = ["change.nothing_changes", *(direction.sentence for direction in DIRECTIONS)]
    assert any(says(m.value, words) for m in at.main.markdown for words in outcomes if m.value.startswith("- "))
    assert "tipping.search" not in {button.key for button in at.button}
    at.slider(key="weight.quality").set_value(9).run()
    at.run()
    assert "tipping.search" in {button.key for button in at.button}


def why(at, model):
    ask(at, "why")
    at.selectbox(key="why.model").set_value(model).run()
    return " ".join(m.value for m in at.main.markdown)


def test_why_not_a_low_one_names_what_it_loses_and_what_would_help(choose):
    said = why(choose(), "mistral-7b-instruct-v0.3")
    assert says(said, "why.loses")
    assert says(said, "why.reach")


def test_why_not_an_excluded_one_gives_every_reason(choose):
    at = choose()
    at.segmented_control(key="requirements.ways").set_value(["machine"]).run()
    said = why(at, "openai:gpt-4o")
    assert says(said, "why.would_be")
    assert "- " in said


def test_why_not_adds_up_to_the_gap(choose):
    at = choose()
    why(at, "mistral-7b-instruct-v0.3")
    table = tables(at)[0]
    gap = table.iloc[:, 2].sum() - table.iloc[:, 1].sum()
    assert table[EN("why.difference")].sum() == pytest.approx(gap, abs=0.3)


def test_two_criteria_mark_the_front_and_the_first(choose):
    at = ask(choose(), "pareto")
    table = tables(at)[0]
    assert table[EN("pareto.standing")].iloc[0] == EN("pareto.first")
    assert (table[EN("pareto.standing")] == EN("pareto.front")).any()
    spec = next(json.loads(each.proto.spec) for each in at.get("plotly_chart") if "pareto" in each.proto.id)
    assert sum(len(trace["x"]) for trace in spec["data"]) <= 60


def test_one_criterion_twice_is_not_a_comparison(choose):
    at = ask(choose(), "pareto")
    at.selectbox(key="pareto.across").set_value("quality").run()
    assert not at.exception
    assert says(at.info[0].value, "pareto.same")


def test_topsis_is_marked_as_for_teaching_and_nothing_is_averaged(choose):
    at = ask(choose(), "opinions")
    said = " ".join(m.value for m in at.main.markdown)
    assert says(said, "opinions.never_averaged")
    assert says(said, "opinions.teaching")
    assert list(tables(at)[0][EN("opinions.method")]) == [
        EN("opinions.ranking"),
        EN(DecisionMethod.PROMETHEE.value),
        EN(DecisionMethod.VIKOR.value),
        EN("opinions.for_teaching", method=EN(DecisionMethod.TOPSIS.value)),
    ]


def test_only_one_left_says_so_wherever_it_is_asked(two_candidates, choose):
    at = choose()
    assert rows(at) == 2
    at.number_input(key="requirements.usd_per_month").set_value(10.0).run()
    assert rows(at) == 1
    at.run()
    assert says(headline(at), DegenerateCase.ONE_LEFT.sentence)
    for question in ("change", "opinions"):
        ask(at, question)
        assert not at.exception
