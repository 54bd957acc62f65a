"""Home through the real app: its questions are the settings of every page, and its cards are their answer."""

import re

import pytest

from llmselect.catalog import load
from llmselect.estimates.cost.currency import USD_PER_EUR
from llmselect.reports.card_facts import card_facts
from llmselect.reports.costs.money import Money
from llmselect.scoring.elicitation.questionnaire import (
    BY_ID,
    DEFAULTS,
    QUESTIONS,
    STAYS_NOWHERE,
    answered,
    first_visit,
    settings_of,
)
from llmselect.scoring.ranking.recommend import assess, recommend
from llmselect.scoring.robustness import answer_changes
from llmselect.settings import EvidenceAsked, Requirements, Settings
from llmselect.text import Language, Voice
from llmselect.ui.core import link_code
from llmselect.ui.core.formatting import escape_markdown
from tests.wording import EN, VOICE, says

PILLS = [question.id for question in QUESTIONS if question.id != "machine"]


def ask(at, **answers):
    for question, answer in answers.items():
        if question == "machine":
            at.selectbox(key="ask.machine").set_value(answer).run()
        else:
            at.pills(key=f"ask.{question}").set_value(answer).run()
    return at


def shown(at):
    """Rank and model of the cards, the best match first."""
    heads = [element.value for element in (*at.main.subheader, *at.main.markdown)]
    names = (re.match(r"(?:\*\*)?(\d+)[.=] ([^*\n]+)", head) for head in heads)
    return [(int(name[1]), name[2].strip().replace("\\", "")) for name in names if name]


def recommended(settings):
    assessed = assess(load.load(), settings.machine, settings.workload, settings.costs)
    return recommend(assessed, settings.requirements, settings.priorities)


def first(settings):
    return recommended(settings).headliners(1)[0].candidate.model.name


def text(at):
    return " ".join(element.value for element in (*at.main.markdown, *at.main.caption))


def settings_shown(at):
    return link_code.decode(at.query_params["s"], load.load())


@pytest.mark.parametrize("language", Language)
def test_the_questions_and_three_cards_with_the_five_facts_each(visit, language):
    at = visit(language=str(language))
    assert not at.exception
    labels = [BY_ID[question].label[language is Language.FR] for question in PILLS]
    assert [pills.label for pills in at.pills] == labels
    assert len(shown(at)) == 3
    candidate = recommended(first_visit(language)).headliners(1)[0].candidate
    say = Voice(language)
    for fact in card_facts(candidate, Money.of(Settings().spending)):
        assert escape_markdown(say(fact.value)) in text(at)


def test_a_first_visit_names_an_ordinary_laptop_and_says_so(visit):
    at = visit()
    assert at.selectbox(key="ask.machine").value == "laptop"
    assert settings_shown(at).machine == first_visit(Language.EN).machine
    assert settings_shown(at).machine.accelerator is None


@pytest.mark.parametrize(
    "answers",
    [{"data": "public", "machine": "none"}, {"use": "code", "machine": "mac"}, {"data": "personal", "use": "french"}],
    ids=["served", "mac", "french"],
)
def test_the_answer_is_the_ranking_of_the_settings_that_the_answers_stand_for(visit, answers):
    at = ask(visit(), **answers)
    assert shown(at)[0][1] == first(settings_of(answers, Settings()))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_answered_stands_in_every_room_and_in_the_address(visit, language):
    at = ask(visit(language=language), data="personal", use="code", machine="mac")
    asked = settings_of({"data": "personal", "use": "code", "machine": "mac"}, Settings(language=Language(language)))
    shown_settings = settings_shown(at)
    assert (shown_settings.machine, shown_settings.workload) == (asked.machine, asked.workload)
    assert shown_settings.requirements == asked.requirements
    at.switch_page("pages/choose.py").run()
    assert not at.exception
    assert at.selectbox(key="machine.choice").value == "Apple M4 Pro 16-core"
    assert at.number_input(key="workload.context_tokens").value == 32768
    assert at.slider(key="weight.privacy").value == 6


def test_a_change_in_another_room_is_seen_on_home(visit):
    at = visit("choose")
    at.slider(key="weight.cost").set_value(9)
    at.selectbox(key="machine.choice").set_value("RTX 3090").run()
    at.switch_page("pages/home.py").run()
    assert at.selectbox(key="ask.machine").value == "RTX 3090"
    assert at.slider(key="weight.cost").value == 9


def test_undo_brings_back_what_one_had(visit):
    at = visit()
    before = settings_shown(at)
    ask(at, machine="card_24", data="secret")
    at.button(key="bar.undo").click().run()
    assert settings_shown(at) == answered(before, "machine", "card_24")
    at.button(key="bar.undo").click().run()
    assert settings_shown(at) == before


def test_a_budget_in_euros_is_a_limit_in_dollars(visit):
    at = visit()
    at.number_input(key="ask.budget").set_value(100.0).run()
    assert settings_shown(at).requirements.usd_per_month == pytest.approx(100 * USD_PER_EUR)
    at.segmented_control(key="ask.currency").set_value("usd").run()
    assert settings_shown(at).requirements.usd_per_month == pytest.approx(100)


def test_a_figure_of_ones_own_leaves_its_question_unanswered(visit):
    at = visit(s=link_code.encode(first_visit(Language.EN).model_copy(update={"machine": Settings().machine})))
    at.number_input(key="workload.requests_per_month").set_value(777).run()
    assert at.pills(key="ask.volume").value is None
    assert at.pills(key="ask.data").value == "internal"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_link_shows_what_its_sender_saw(visit, language):
    at = ask(visit(language=language), data="secret", machine="card_24", use="reasoning", whom="company")
    again = visit(**at.query_params)
    assert not again.warning
    assert again.segmented_control(key="language").value == language
    assert {p.key: p.value for p in again.pills} == {p.key: p.value for p in at.pills}
    assert shown(again) == shown(at)
    assert text(again) == text(at)


def test_a_link_whose_language_nobody_chose_speaks_its_readers(visit):
    at = visit(s=link_code.encode(Settings(language=Language.FR)))
    assert at.segmented_control(key="language").value == "en"
    assert "l" not in at.query_params


def test_an_older_link_of_answers_still_opens(visit):
    at = visit(a="data-personal.use-code.volume-team.machine-mac.whom-eu_company")
    assert not at.warning
    assert settings_shown(at).requirements.eu
    assert at.selectbox(key="ask.machine").value == "mac"


@pytest.mark.parametrize("answers", ["nonsense", "use-nothing", "use-code.use-code", "<b>", "a" * 5000, "../..", "-"])
def test_broken_answers_in_a_link_say_so_and_are_the_defaults(visit, answers):
    at = visit(a=answers)
    assert not at.exception
    assert says(at.warning[0].value, "frame.broken_link")
    assert {p.key.removeprefix("ask."): p.value for p in at.pills} == {each: DEFAULTS[each] for each in PILLS}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_answers_that_contradict_each_other_say_what_to_change(visit, language):
    at = ask(visit(language=language), data="secret", machine="none")
    assert not at.exception
    assert shown(at) == []
    assert says(at.warning[0].value, STAYS_NOWHERE, VOICE[language])


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_else_would_change_it_is_tried_when_opened(visit, language):
    at = visit(language=language)
    at.session_state["home.changes"] = True
    at.run()
    assert not at.exception
    assert len(at.dataframe[0].value) == len(answer_changes.other_answers(settings_shown(at)))


@pytest.mark.parametrize("room", ["home", "choose"])
def test_link_and_files_wait_until_they_are_asked_for(visit, room):
    at = visit(room)
    assert not at.get("download_button")
    at.session_state[f"{room}.export"] = True
    at.run()
    assert not at.exception
    assert len(at.get("download_button")) == 4
    assert any(at.query_params["s"] in block.value for block in at.code)


def test_without_a_candidate_there_is_no_memo_but_the_rest(visit):
    at = ask(visit(), data="secret", machine="none")
    at.session_state["home.export"] = True
    at.run()
    assert len(at.get("download_button")) == 2
    assert says(text(at), "export.nothing")


def test_requirements_of_another_room_stand_on_home_too(visit):
    settings = Settings(requirements=Requirements(evidence=EvidenceAsked.MEASURED))
    at = visit(s=link_code.encode(settings))
    assert shown(at)[0][1] == first(settings)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_how_to_run_the_best_match_is_one_click_away(visit, language):
    at = visit(language=language)
    rank = shown(at)[0][0]
    at.session_state[f"home.run_{rank}"] = True
    at.run()
    assert not at.exception
    assert at.code


def test_a_budget_that_nothing_meets_is_said(visit):
    at = visit(s=link_code.encode(Settings(requirements=Requirements(usd_per_month=0.0, local=True))))
    assert not at.exception
    assert EN("home.title") == at.title[0].value
