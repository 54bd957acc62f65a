"""Five questions become settings; every way to answer them leads somewhere, or says why it cannot."""

import itertools

import pytest

from llmselect.catalog.load import load
from llmselect.catalog.standings import Use
from llmselect.errors import UnknownName
from llmselect.machine.machine import Machine
from llmselect.scoring.elicitation.questionnaire import (
    DEFAULTS,
    MINE,
    QUESTIONS,
    answer_of,
    answered,
    chosen,
    contradiction,
    first_visit,
    settings_of,
)
from llmselect.scoring.ranking.recommend import assess, recommend
from llmselect.scoring.robustness import answer_changes
from llmselect.settings import Costs, EvidenceAsked, Ownership, Requirements, Settings
from llmselect.text import Language

CATALOG = load()
ALL = [
    dict(zip(DEFAULTS, combination, strict=True))
    for combination in itertools.product(*([answer.id for answer in question.answers] for question in QUESTIONS))
]


@pytest.fixture(scope="module")
def how_many():
    """How many models have a place, for every combination of answers."""
    assessed, counts = {}, []
    for answers in ALL:
        settings = settings_of(answers, Settings())
        situation = (settings.machine, settings.workload)
        if situation not in assessed:
            assessed[situation] = assess(CATALOG, *situation, Costs())
        counts.append(len(recommend(assessed[situation], settings.requirements, settings.priorities)))
    return counts


def test_every_default_is_an_answer():
    for question in QUESTIONS:
        assert question.default in {answer.id for answer in question.answers}
        assert len({answer.id for answer in question.answers}) == len(question.answers)


def test_every_accelerator_of_an_answer_is_in_the_catalog():
    machines = [answer.machine for question in QUESTIONS for answer in question.answers if answer.machine]
    named = [machine.accelerator for machine in machines if machine.accelerator]
    assert len(named) >= 4
    assert set(named) <= set(CATALOG.accelerators)


def test_an_accelerator_sold_in_several_sizes_is_named_with_its_size():
    """Else Choose would ask for the size, and fill in another than the one that was ranked on Home."""
    machines = [answer.machine for question in QUESTIONS for answer in question.answers if answer.machine]
    several = [m for m in machines if m.accelerator and len(CATALOG.accelerators[m.accelerator].memory_choices_gib) > 1]
    assert several
    for machine in several:
        assert machine.memory_gib in CATALOG.accelerators[machine.accelerator].memory_choices_gib


def test_every_change_names_a_field_that_exists_and_a_value_that_is_allowed():
    for answers in ALL:
        settings = settings_of(answers, Settings())
        assert Settings.model_validate(settings.model_dump()) == settings


def test_all_but_secrets_without_room_leave_at_least_three(how_many):
    few = [answers for answers, count in zip(ALL, how_many, strict=True) if count < 3]
    assert {answers["data"] for answers in few} == {"secret"}
    one_card = [answers for answers in few if answers["machine"] in ("card_24", MINE)]
    assert {answers["machine"] for answers in few} <= {"none", "laptop", "mac", "card_16", "card_24", MINE}
    assert all((answers["use"], answers["volume"]) == ("agents", "product") for answers in one_card)
    assert len(few) < len(ALL) / 15


def test_an_answer_alone_leaves_at_least_three(how_many):
    by_answers = {tuple(answers.values()): count for answers, count in zip(ALL, how_many, strict=True)}
    for question in QUESTIONS:
        for answer in question.answers:
            assert by_answers[tuple({**DEFAULTS, question.id: answer.id}.values())] >= 3


def test_answers_that_contradict_each_other_leave_nobody_and_say_why(how_many):
    every = [settings_of(answers, Settings()) for answers in ALL]
    contradicting = [count for settings, count in zip(every, how_many, strict=True) if contradiction(settings)]
    assert len(contradicting) == 12 * len(Use)
    assert set(contradicting) == {0}
    assert contradiction(Settings()) is None


def test_answers_become_settings():
    settings = settings_of({"data": "secret", "use": "agents", "machine": "laptop", "whom": "myself"}, Settings())
    assert settings.requirements.privacy_level == 6
    assert settings.requirements.tool_use
    assert not settings.requirements.commercial
    assert settings.machine.accelerator is None
    assert dict(settings.priorities)["privacy"] > dict(Settings().priorities)["privacy"]


def test_a_providers_machine_means_that_a_provider_runs_it():
    assert settings_of({"machine": "none"}, Settings()).requirements.served


def test_my_own_machine_language_and_costs_stay_and_all_else_is_new():
    mine = Settings(
        language=Language.FR,
        machine=Machine(accelerator="RTX 3090", count=2),
        costs=Costs(ownership=Ownership.RENTED),
        requirements=Requirements(evidence=EvidenceAsked.MEASURED),
    )
    settings = settings_of({"machine": MINE}, mine)
    assert (settings.language, settings.machine, settings.costs) == (mine.language, mine.machine, mine.costs)
    assert settings.requirements.evidence is Requirements().evidence
    assert settings_of({"machine": "mac"}, mine).machine != mine.machine


@pytest.mark.parametrize("answers", [{"colour": "red"}, {"data": "nothing"}, {"use": "team"}, {"data": ""}])
def test_what_was_never_asked_is_refused(answers):
    with pytest.raises(UnknownName):
        settings_of(answers, Settings())
    with pytest.raises(UnknownName):
        chosen(answers)


def test_every_label_is_short_and_in_both_languages():
    labels = [q.label for q in QUESTIONS] + [answer.label for q in QUESTIONS for answer in q.answers]
    assert all(label.en and label.fr and len(label.fr) <= 42 for label in labels)


def test_each_other_answer_is_tried_once_and_names_who_would_be_first():
    start = first_visit(Language.EN)
    found = list(answer_changes.find_answer_changes(CATALOG, start))
    assert len(found) == len(answer_changes.other_answers(start))
    assert all(change.answer.id != DEFAULTS[change.question.id] for change in found)
    for change in (found[0], found[-1]):
        settings = answered(start, change.question.id, change.answer.id)
        again = assess(CATALOG, settings.machine, settings.workload, settings.costs)
        first = recommend(again, settings.requirements, settings.priorities).places(1)[0].candidate
        assert change.first is not None
        assert change.first.id == first.id


def test_an_answer_that_leaves_nobody_has_no_first():
    secret = settings_of({"data": "secret"}, Settings())
    none = next(change for change in answer_changes.find_answer_changes(CATALOG, secret) if change.answer.id == "none")
    assert none.first is None


@pytest.mark.parametrize("answers", ALL[::97])
def test_the_answers_are_read_back_from_the_settings(answers):
    settings = settings_of(answers, Settings())
    read = {question.id: answer_of(question, settings) for question in QUESTIONS}
    own = answers["machine"] == MINE
    assert {name: each for name, each in read.items() if name != "machine" or not own} == {
        name: each for name, each in answers.items() if name != "machine" or not own
    }


def test_another_answer_takes_back_what_the_first_asked_for():
    start = first_visit(Language.EN)
    french = answered(start, "use", "french")
    assert french.requirements.french
    assert not answered(french, "use", "code").requirements.french
    assert answered(answered(start, "machine", "none"), "machine", "mac").requirements.served is False


def test_an_answer_keeps_what_no_question_asks():
    settings = Settings(requirements=Requirements(evidence=EvidenceAsked.MEASURED, decode_tokens_per_s=9.0))
    changed = answered(settings, "use", "agents")
    assert changed.requirements.evidence is EvidenceAsked.MEASURED
    assert changed.requirements.decode_tokens_per_s == 9.0


@pytest.mark.parametrize(("question", "answer"), [("colour", "red"), ("use", "nothing")])
def test_an_answer_that_was_never_offered_is_refused(question, answer):
    with pytest.raises(UnknownName):
        answered(Settings(), question, answer)
