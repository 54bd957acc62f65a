"""The AI Act by role and day, warnings of models, notes on data: each with its source, as information."""

import datetime

import pytest

from llmselect.catalog.load import load
from llmselect.law.ai_act import ActRole, act_duties, duties_of, roles_of
from llmselect.law.data_kinds import DataKind
from llmselect.law.data_notes import notes_of
from llmselect.law.model_warnings import OPEN_WEIGHTS, UNCENSORED, warnings_of
from llmselect.settings import Organisation, Serving

CATALOG = load()


def test_most_organisations_are_deployers_and_who_sells_is_a_provider_too():
    assert roles_of(Organisation()) == (ActRole.DEPLOYER,)
    assert roles_of(Organisation(serving=Serving.PRODUCT)) == (ActRole.DEPLOYER, ActRole.PROVIDER)
    assert ActRole.MODEL_MAKER in roles_of(Organisation(trains_on_outputs=True))


def test_duties_come_by_their_day_and_only_those_of_the_role():
    days = [duty.applies_from for duty in act_duties()]
    assert days == sorted(days)
    makers = {duty.id for duty in duties_of(Organisation(trains_on_outputs=True))}
    assert makers - {duty.id for duty in duties_of(Organisation())} == {"gpai"}


@pytest.mark.parametrize(
    ("duty", "day"),
    [
        ("literacy", datetime.date(2025, 2, 2)),
        ("gpai", datetime.date(2025, 8, 2)),
        ("transparency", datetime.date(2026, 8, 2)),
        ("marking", datetime.date(2026, 12, 2)),
        ("high_risk", datetime.date(2027, 12, 2)),
        ("products", datetime.date(2028, 8, 2)),
    ],
)
def test_a_duty_applies_from_its_day_as_amended_in_june_2026(duty: str, day: datetime.date):
    assert {each.id: each.applies_from for each in act_duties()}[duty] == day


def test_an_uncensored_model_carries_its_warning_first():
    for model in CATALOG.file.models:
        ids = [each.id for each in warnings_of(model)]
        assert (ids[:1] == [UNCENSORED]) == model.uncensored


def test_open_weights_carry_theirs_and_served_models_none():
    for model in CATALOG.file.models:
        ids = [each.id for each in warnings_of(model) if each.id != UNCENSORED]
        assert ids == (list(OPEN_WEIGHTS) if model.hub_repo is not None else [])


def test_notes_are_for_the_data_that_needs_them():
    assert notes_of(DataKind.INTERNAL, Organisation()) == ()
    assert {each.id for each in notes_of(DataKind.REGULATED, Organisation(in_eu=True))} == {"cnil", "hds", "region"}
    assert {each.id for each in notes_of(DataKind.PERSONAL, Organisation(in_eu=False))} == {"region"}


@pytest.mark.parametrize("kind", DataKind)
def test_a_public_body_has_a_note_of_its_own_for_every_kind_of_data(kind):
    assert "public_body" in {each.id for each in notes_of(kind, Organisation(public_body=True))}
    for answer in (None, False):
        assert "public_body" not in {each.id for each in notes_of(kind, Organisation(public_body=answer))}


def test_every_duty_warning_and_note_has_both_languages_source_and_day():
    model = next(each for each in CATALOG.file.models if each.uncensored)
    notes = (*warnings_of(model), *notes_of(DataKind.REGULATED, Organisation()))
    for words, each in [(duty.duty, duty) for duty in act_duties()] + [(note.words, note) for note in notes]:
        assert words.en != words.fr
        assert all(words)
        assert each.source
        assert each.checked >= datetime.date(2026, 11, 21)
