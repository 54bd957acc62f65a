"""Privacy & law: the answer first, one state with the other rooms, open questions, a link that tells all."""

import datetime

import pytest

from llmselect.catalog.load import load
from llmselect.law.ai_act import duties_of
from llmselect.law.data_kinds import DataKind, with_kind
from llmselect.law.ladder import lines_of, ways_to_run
from llmselect.law.licence_ruling import ruling_of_model
from llmselect.law.provider_facts import retention_differing
from llmselect.reports.law.licence_answer import licence_answer, licence_rows
from llmselect.reports.law.privacy_answer import privacy_answer
from llmselect.reports.law.privacy_note import privacy_note
from llmselect.reports.law.typical_questions import BY_QUESTION, TYPICAL_QUESTIONS
from llmselect.settings import Language, Organisation, Requirements, Settings
from llmselect.text import Voice
from llmselect.ui.core import link_code
from llmselect.ui.privacy import case_form, model_choice, organisation_form, ways_table
from tests.wording import EN, says

CATALOG = load()
SAY = Voice(Language.EN)
DAY = datetime.date(2026, 11, 29)
ORGANISATION = "requirements.organisation"


def shown(at):
    return [element.value for element in (*at.main.markdown, *at.main.caption)]


def test_the_answer_comes_before_the_picture_and_the_tables(visit):
    at = visit("privacy", s=link_code.encode(Settings(requirements=with_kind(Requirements(), DataKind.PERSONAL))))
    assert privacy_answer(CATALOG, DataKind.PERSONAL, SAY) in shown(at)
    assert [head.value for head in at.header] == [EN("privacy.ladder"), EN("law.title"), EN("law.act")]
    assert len(at.dataframe) == 2


@pytest.mark.parametrize("kind", DataKind)
def test_choosing_the_data_requires_its_level_in_every_room(visit, kind):
    at = visit("privacy")
    at.segmented_control(key=case_form.DATA).set_value(str(kind)).run()
    assert not at.exception
    assert privacy_answer(CATALOG, kind, SAY) in shown(at)
    assert (at.session_state["requirements.privacy_level"] or 0) == kind.lowest_level
    settings = link_code.decode(at.query_params["s"], CATALOG)
    assert settings.requirements.organisation.regulated is kind.needs_contract


@pytest.mark.parametrize("kind", DataKind)
def test_the_ladder_says_where_it_counts_one_level_less(visit, kind):
    at = visit("privacy", s=link_code.encode(Settings(requirements=with_kind(Requirements(), kind))))
    assert (EN("privacy.one_less") in shown(at)) is kind.needs_contract


def test_each_duty_of_the_act_says_since_when_it_holds_and_when_it_was_read(visit):
    act = " ".join(shown(visit("privacy")))
    for duty in duties_of(Organisation()):
        days = {"day": EN.day(duty.applies_from), "read": EN.day(duty.checked)}
        assert says(act, "law.act_line", **days)


def test_a_level_set_elsewhere_is_shown_as_set_by_hand(visit):
    at = visit("privacy", s=link_code.encode(Settings(requirements=Requirements(privacy_level=5))))
    assert not at.exception
    assert EN("privacy.other_level", level=5) in shown(at)


@pytest.mark.parametrize("question", TYPICAL_QUESTIONS, ids=lambda each: each.id)
@pytest.mark.parametrize("language", Language)
def test_a_typical_question_is_answered_for_its_data_organisation_and_model(visit, question, language):
    at = visit("privacy", str(language))
    at.pills(key=case_form.QUESTION).set_value(question.id).run()
    assert not at.exception
    say, settings = Voice(language), question.asked(Settings())
    assert at.session_state[model_choice.CHOICE] == question.model
    assert at.session_state[ORGANISATION] == question.organisation
    assert licence_answer(CATALOG, settings.requirements.declared, say) in shown(at)
    assert at.pills(key=case_form.QUESTION).value == question.id


def test_the_five_answers_travel_in_the_link(visit):
    question = BY_QUESTION["revenue"]
    at = visit("privacy", s=link_code.encode(question.asked(Settings())), model=question.model)
    assert at.session_state[ORGANISATION] == question.organisation
    assert at.number_input(key=organisation_form.REVENUE).value == pytest.approx(30)
    assert at.pills(key=case_form.QUESTION).value == question.id
    ruling = ruling_of_model(CATALOG, CATALOG.model(question.model), question.organisation)
    words = EN("law.one", mark=ruling.verdict.mark, model="LFM2 8B-A1B", verdict=ruling.verdict.label.en)
    assert any(text.startswith(words) for text in shown(at))


def test_each_question_changes_its_answer_alone_and_may_be_taken_back(visit):
    at = visit("privacy")
    at.segmented_control(key=organisation_form.IN_EU).set_value("yes").run()
    at.number_input(key=organisation_form.REVENUE).set_value(30.0).run()
    at.selectbox(key=organisation_form.SERVING).set_value("product").run()
    given = at.session_state[ORGANISATION]
    assert given.in_eu is True
    assert given.revenue_usd_per_year == pytest.approx(33.9e6, rel=0.01)
    assert (given.monthly_users, given.trains_on_outputs) == (None, None)
    at.segmented_control(key=organisation_form.IN_EU).set_value(None).run()
    assert at.session_state[ORGANISATION].in_eu is None


def test_what_is_not_answered_is_named(visit):
    at = visit("privacy")
    (counts,) = [text for text in shown(at) if text.startswith(EN("law.open_counts", questions="").strip())]
    assert counts.count("?") == 5


def test_the_tables_hold_every_way_and_every_licence_with_source_and_day(visit):
    at = visit("privacy")
    ways, licences = (table.value for table in at.dataframe)
    assert len(ways) == len(ways_to_run(CATALOG))
    assert len(licences) == len(licence_rows(CATALOG, Organisation()))
    for table in (ways, licences):
        assert all(table[EN("privacy.source")])
        assert all(isinstance(day, datetime.date) for day in table[EN("privacy.day")])


@pytest.mark.parametrize("way", ["anthropic", "openai-eu", "mistral-free", "deepseek"])
def test_a_way_can_be_looked_at_line_by_line(visit, way):
    at = visit("privacy")
    at.selectbox(key=ways_table.LOOK).set_value(way).run()
    assert not at.exception
    chosen = next(each for each in ways_to_run(CATALOG) if each.id == way)
    subjects = [f"**{line.subject.label.en}**" for line in lines_of(CATALOG, chosen)]
    assert all(any(subject in text for text in shown(at)) for subject in subjects)
    assert any(EN("privacy.by_model") == text for text in shown(at)) == bool(retention_differing(way))


def test_only_operators_under_eu_law_stay_where_they_are_required(visit):
    at = visit("privacy")
    at.toggle(key="privacy.switch.eu_operator").set_value(True).run()
    assert at.session_state["requirements.eu_operator"] is True
    kept = set(at.dataframe[0].value[EN("privacy.operator")])
    assert kept == {EN("law.yes")}


def test_an_uncensored_model_warns(visit):
    uncensored = next(model.id for model in CATALOG.file.models if model.uncensored and model.hub_repo)
    at = visit("privacy", model=uncensored)
    assert at.session_state[model_choice.CHOICE] == uncensored
    assert any(EN("law.uncensored") in warning.value for warning in at.warning)


@pytest.mark.parametrize("name", ["", "nobody/made-this", "<b>x</b>"])
def test_a_link_with_a_model_that_does_not_exist_shows_another(visit, name):
    at = visit("privacy", model=name)
    assert not at.exception
    assert at.session_state[model_choice.CHOICE] == model_choice.SHOWN_FIRST


def test_the_note_is_there_to_take_away_in_two_formats(visit):
    at = visit("privacy")
    labels = [button.label for button in at.main.get("download_button")]
    assert {EN("lawnote.download"), EN("lawnote.download_text")} <= set(labels)


@pytest.mark.parametrize("language", Language)
def test_a_public_body_is_a_question_of_the_page_and_stands_in_the_note(visit, language):
    at = visit("privacy", str(language))
    at.segmented_control(key=organisation_form.PUBLIC).set_value("yes").run()
    assert not at.exception
    assert at.session_state[ORGANISATION].public_body is True
    settings = link_code.decode(at.query_params["s"], CATALOG)
    assert settings.requirements.organisation.public_body is True
    say = Voice(language)
    written = privacy_note(CATALOG, settings.model_copy(update={"language": language}), DAY)
    assert any(say("lawnote.public_body", answer=say("law.yes")) in each.points for each in written.sections)
    assert BY_QUESTION["public_body"].organisation.public_body is True
