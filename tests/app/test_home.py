"""The assistant through the real app: answers, what follows, what is taken to Choose, what a link rebuilds."""

import re

import pytest

from llmselect.catalog import load
from llmselect.reports import story
from llmselect.scoring.elicitation.questionnaire import DEFAULTS, QUESTIONS, STAYS_NOWHERE, settings_of
from llmselect.scoring.ranking.recommend import assess, recommend
from llmselect.scoring.robustness import answer_changes
from llmselect.settings import EvidenceAsked, Requirements, Settings
from llmselect.text import Language, Voice
from llmselect.ui.core import link_code
from tests.wording import EN, VOICE, says


def ask(at, **answers):
    for question, answer in answers.items():
        at.pills(key=f"ask.{question}").set_value(answer)
    return at.run()


def shown(at):
    """Rank and model of the candidates on the page."""
    names = (re.match(r"\*\*(\d+)[.=] (.+?)\*\*", element.value) for element in at.main.markdown)
    return [(int(name[1]), name[2].replace("\\", "")) for name in names if name]


def first(settings):
    assessed = assess(load.load(), settings.machine, settings.workload, settings.costs)
    return recommend(assessed, settings.requirements, settings.priorities).headliners(1)[0].candidate.model.name


def text(at):
    return " ".join(element.value for element in (*at.main.markdown, *at.main.caption))


@pytest.mark.parametrize("language", Language)
def test_five_questions_and_three_candidates_with_reasons(visit, language):
    at = visit(language=str(language))
    assert not at.exception
    labels = [question.label[language is Language.FR] for question in QUESTIONS]
    assert [pills.label for pills in at.pills] == labels
    assert len(shown(at)) == 3
    voice = Voice(language)
    assert any(says(text(at), lead, voice) for lead in (story.AHEAD, story.BARELY_AHEAD))
    assert says(text(at), "assistant.robustness", voice)


@pytest.mark.parametrize(
    "answers",
    [{"data": "public", "machine": "none"}, {"use": "code", "machine": "mac"}, {"data": "personal", "use": "french"}],
    ids=["served", "mac", "french"],
)
def test_the_answer_is_the_ranking_of_the_settings_that_the_answers_stand_for(visit, answers):
    at = ask(visit(), **answers)
    assert shown(at)[0] == (1, first(settings_of(answers, Settings())))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_taken_to_choose_is_there_and_in_the_address(visit, language):
    at = ask(visit(language=language), data="personal", use="code", machine="mac")
    winner = shown(at)[0][1]
    at.button(key="assistant.take").click().run()
    assert not at.exception
    assert not at.warning
    assert at.title[0].value == VOICE[language]("choose.title")
    assert at.selectbox(key="machine.choice").value == "Apple M4 Pro 16-core"
    assert at.number_input(key="workload.context_tokens").value == 32768
    assert at.slider(key="weight.privacy").value == 6
    asked = settings_of({"data": "personal", "use": "code", "machine": "mac"}, Settings(language=Language(language)))
    taken = link_code.decode(at.query_params["s"], load.load())
    assert taken.requirements == asked.requirements
    assert taken.workload == asked.workload
    assert winner in at.main.markdown[0].value.replace("\\", "")


def test_answers_move_nothing_in_choose_until_they_are_taken(visit):
    at = ask(visit(), machine="laptop", use="agents")
    at.button(key="home.start").click().run()
    assert at.selectbox(key="machine.choice").value == Settings().machine.accelerator
    assert at.number_input(key="workload.context_tokens").value == Settings().workload.context_tokens


def test_nothing_that_was_set_is_replaced_without_saying_so_and_it_can_come_back(visit):
    at = visit("choose")
    at.slider(key="weight.cost").set_value(9)
    at.selectbox(key="machine.choice").set_value("RTX 3090").run()
    at.switch_page("pages/home.py").run()
    ask(at, machine="mac")
    parts = f"{EN('side.machine').lower()}, {EN('assistant.priorities').lower()}"
    assert says(text(at), "assistant.replaces", parts=parts)
    at.button(key="assistant.take").click().run()
    at.switch_page("pages/home.py").run()
    assert says(text(at), "assistant.same")
    at.button(key="assistant.back").click().run()
    at.switch_page("pages/choose.py").run()
    assert at.selectbox(key="machine.choice").value == "RTX 3090"
    assert at.slider(key="weight.cost").value == 9


def test_a_newcomer_is_not_warned_of_replacing_what_was_never_set(visit):
    assert not says(text(visit()), "assistant.replaces")


def test_a_machine_of_ones_own_is_the_one_of_the_sidebar(visit):
    at = visit()
    assert not at.sidebar.selectbox
    ask(at, machine="mine")
    assert at.sidebar.selectbox(key="machine.choice").value == Settings().machine.accelerator
    at.selectbox(key="machine.choice").set_value("RTX 3060 12GB").run()
    machine = Settings().machine.model_copy(update={"accelerator": "RTX 3060 12GB"})
    assert shown(at)[0][1] == first(settings_of({"machine": "mine"}, Settings(machine=machine)))
    at.button(key="assistant.take").click().run()
    assert at.selectbox(key="machine.choice").value == "RTX 3060 12GB"


def test_who_comes_with_a_machine_of_their_own_is_asked_about_that_one(visit):
    own = Settings().machine.model_copy(update={"accelerator": "RTX 3090"})
    at = visit(s=link_code.encode(Settings(machine=own)))
    assert at.pills(key="ask.machine").value == "mine"


def test_answers_outlive_another_room_and_another_language(visit):
    at = ask(visit(), use="code", volume="company")
    at.switch_page("pages/memory.py").run()
    at.switch_page("pages/home.py").run()
    at.segmented_control(key="language").set_value("fr").run()
    assert (at.pills(key="ask.use").value, at.pills(key="ask.volume").value) == ("code", "company")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_link_shows_what_its_sender_saw(visit, language):
    at = ask(visit(language=language), data="secret", machine="card_24", use="reasoning", whom="myself")
    again = visit(**at.query_params)
    assert not again.warning
    assert again.segmented_control(key="language").value == language
    assert {p.key: p.value for p in again.pills} == {p.key: p.value for p in at.pills}
    assert shown(again) == shown(at)
    assert text(again) == text(at)


@pytest.mark.parametrize("answers", ["nonsense", "use-nothing", "use-code.use-code", "<b>", "a" * 5000, "../..", "-"])
def test_broken_answers_in_a_link_say_so_and_are_the_defaults(visit, answers):
    at = visit(a=answers)
    assert not at.exception
    assert says(at.warning[0].value, "frame.broken_link")
    assert {p.key.removeprefix("ask."): p.value for p in at.pills} == DEFAULTS


@pytest.mark.parametrize("language", ["en", "fr"])
def test_answers_that_contradict_each_other_say_what_to_change(visit, language):
    at = ask(visit(language=language), data="secret", machine="none")
    assert not at.exception
    assert shown(at) == []
    assert says(at.warning[0].value, STAYS_NOWHERE, VOICE[language])
    at.button(key="assistant.take").click().run()
    assert not at.exception


def test_what_was_left_out_waits_until_it_is_opened(visit):
    at = visit()
    assert says(text(at), "assistant.excluded")
    assert not at.dataframe
    at.session_state["choose.excluded"] = True
    at.run()
    assert len(at.dataframe[0].value) == 25


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_else_would_change_it_is_tried_when_opened(visit, language):
    at = visit(language=language)
    at.session_state["assistant.more"] = True
    at.run()
    assert not at.exception
    assert len(at.dataframe[0].value) == answer_changes.COUNT


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


def test_must_haves_of_another_visit_are_replaced_and_said(visit):
    at = visit(s=link_code.encode(Settings(requirements=Requirements(evidence=EvidenceAsked.MEASURED))))
    assert says(text(at), "assistant.replaces")
    assert EN("side.requirements").lower() in text(at)
