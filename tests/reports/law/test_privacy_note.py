"""Eight questions of a European company, each ending in a one-page note in both languages, with sources and days."""

import datetime
import re

import pytest

from llmselect.catalog.load import load
from llmselect.law.data_kinds import DataKind, kind_of
from llmselect.law.licence_ruling import ruling_of_model
from llmselect.law.terms import all_terms
from llmselect.law.verdicts import Verdict
from llmselect.reports.law.law_note_file import as_law_note
from llmselect.reports.law.licence_answer import licence_rows
from llmselect.reports.law.privacy_note import privacy_note
from llmselect.reports.law.typical_questions import BY_QUESTION, TYPICAL_QUESTIONS, TypicalQuestion
from llmselect.reports.memo import Memo
from llmselect.settings import Language, Organisation, Requirements, Settings
from llmselect.text import Voice, messages

CATALOG = load()
DAY = datetime.date(2026, 11, 29)
VERDICTS = {
    "personal": Verdict.FREE,
    "health": Verdict.FREE,
    "public_body": Verdict.CONDITIONS,
    "reseller": Verdict.ASK,
    "revenue": Verdict.BLOCKED,
    "derived": Verdict.CONDITIONS,
    "training": Verdict.BLOCKED,
    "users": Verdict.ASK,
}


def note_of(question: TypicalQuestion, language: Language) -> Memo:
    settings = question.asked(Settings(language=language))
    return privacy_note(CATALOG, settings, DAY, CATALOG.model(question.model), question.question)


@pytest.mark.parametrize("question", TYPICAL_QUESTIONS, ids=lambda each: each.id)
@pytest.mark.parametrize("language", Language)
def test_every_question_ends_in_a_note_with_answer_sources_and_days(question: TypicalQuestion, language: Language):
    note, say = note_of(question, language), Voice(language)
    titles = [section.title for section in note.sections]
    assert titles[0] == say("lawnote.answer")
    assert {say("lawnote.reach"), say("lawnote.licences"), say("lawnote.act"), say("lawnote.sources")} <= set(titles)
    assert say(question.question) in note.title
    sources = next(section for section in note.sections if section.title == say("lawnote.sources"))
    assert all(re.search(r"20\d\d", point) for point in sources.points)
    assert len(set(sources.points)) == len(sources.points)


@pytest.mark.parametrize("question", TYPICAL_QUESTIONS, ids=lambda each: each.id)
def test_the_note_says_the_verdict_of_the_model_in_question(question: TypicalQuestion):
    model = CATALOG.model(question.model)
    ruling = ruling_of_model(CATALOG, model, question.organisation)
    assert ruling.verdict is VERDICTS[question.id]
    answer = note_of(question, Language.EN).sections[0].points[-1]
    assert ruling.verdict.label.en in answer
    assert ruling.deciding.clause.gist.en in answer


def test_the_questions_are_the_eight_and_their_settings_tell_them_apart():
    assert set(BY_QUESTION) == set(VERDICTS)
    for question in TYPICAL_QUESTIONS:
        asked = question.asked(Settings()).requirements
        assert kind_of(asked) is question.kind
        assert question.stands(asked)


def test_health_data_names_only_those_with_a_contract_and_the_hosting_rule():
    note = note_of(BY_QUESTION["health"], Language.EN)
    assert messages()["privacy.signed"].en in note.sections[0].points
    assert any("HDS" in point for section in note.sections for point in section.points)


def test_a_derived_model_shows_both_licences():
    points = [p for section in note_of(BY_QUESTION["derived"], Language.EN).sections for p in section.points]
    both = " + ".join(all_terms()[each].name for each in ("mit", "llama3.3"))
    assert messages()["law.inherits"].en.format(licences=both) in points


@pytest.mark.parametrize("language", Language)
def test_a_note_without_any_answer_says_what_is_open(language: Language):
    note, say = privacy_note(CATALOG, Settings(language=language), DAY), Voice(language)
    points = [point for section in note.sections for point in section.points]
    start = say("lawnote.open", questions="")
    assert any(point.startswith(start.strip()) for point in points)


def test_a_level_set_by_hand_still_makes_a_note():
    settings = Settings(requirements=Requirements(privacy_level=5))
    note = privacy_note(CATALOG, settings, DAY)
    assert Voice(Language.EN)("lawnote.data_level", level=5) in [p for s in note.sections for p in s.points]


def test_the_page_escapes_every_word_and_both_formats_hold_the_title():
    settings = BY_QUESTION["reseller"].asked(Settings())
    page, text = as_law_note(CATALOG, settings), as_law_note(CATALOG, settings, ".md")
    assert page.startswith("<!doctype html>")
    assert text.startswith("# ")
    assert "&lt;" not in text


def test_rows_of_licences_cover_every_licence_that_models_carry():
    rows = licence_rows(CATALOG, Organisation())
    assert sum(row.models for row in rows) == sum(model.hub_repo is not None for model in CATALOG.file.models)
    assert all(all(row.gist) and row.source for row in rows)


def test_llama_3_2_stays_open_in_the_table_since_its_models_differ():
    organisation = BY_QUESTION["revenue"].organisation
    row = next(row for row in licence_rows(CATALOG, organisation) if row.name == all_terms()["llama3.2"].name)
    assert row.open


def test_regulated_is_personal_with_a_contract():
    assert DataKind.REGULATED.lowest_level == DataKind.PERSONAL.lowest_level
    assert DataKind.REGULATED.needs_contract
    assert not DataKind.PERSONAL.needs_contract
