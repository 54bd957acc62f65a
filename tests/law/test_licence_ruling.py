"""Rulings: what is not answered stays open, what is derived inherits, and every clause can say where it was read."""

from itertools import product

import pytest
from pydantic import ValidationError

from llmselect.catalog.load import load
from llmselect.law.conditions import ClauseCondition
from llmselect.law.licence_ruling import rule, ruling_of_model, served_ruling
from llmselect.law.terms import all_terms, inherited_by_model
from llmselect.law.verdicts import QUESTION_LABELS, LicenceQuestion, Verdict
from llmselect.settings import Organisation, Serving
from tests.law.organisations import EU_30M, RESEARCHER, SMALL_EU, TYPICAL

CATALOG = load()


def test_every_licence_of_the_catalog_has_terms():
    assert set(CATALOG.licences) <= set(all_terms())


def test_every_clause_has_its_gist_in_both_languages_a_source_and_a_day():
    for terms in all_terms().values():
        assert len(terms.source) > 3
        assert terms.checked.year == 2026
        assert all(all(clause.gist) and clause.gist.en != clause.gist.fr for clause in terms.clauses)


def test_the_question_that_decides_is_named_while_it_is_unanswered():
    ruling = rule(all_terms()["mistral-modified-mit"], Organisation(in_eu=True))
    assert ruling.verdict is Verdict.CONDITIONS
    assert ruling.missing == (LicenceQuestion.REVENUE,)
    assert not ruling.deciding.certain


def test_no_question_is_open_once_all_five_are_answered():
    for terms, organisation in product(all_terms().values(), TYPICAL):
        assert rule(terms, organisation, multimodal=False).missing == ()


@pytest.mark.parametrize(("field", "value"), [("revenue_usd_per_year", 1e9), ("monthly_users", 10**9)])
def test_more_revenue_or_users_never_makes_a_licence_milder(field: str, value: float):
    for terms, organisation in product(all_terms().values(), TYPICAL):
        grown = organisation.model_copy(update={field: value})
        assert rule(terms, grown).verdict >= rule(terms, organisation).verdict or value < getattr(organisation, field)


def test_a_monthly_limit_is_compared_with_a_twelfth_of_the_year():
    limit = all_terms()["mistral-modified-mit"]
    below, above = (SMALL_EU.model_copy(update={"revenue_usd_per_year": each}) for each in (239e6, 241e6))
    assert rule(limit, below).verdict is Verdict.FREE
    assert rule(limit, above).verdict is Verdict.BLOCKED


def test_a_condition_of_several_parts_is_unknown_only_where_no_part_is_false():
    condition = ClauseCondition(in_eu=True, monthly_users_above=10)
    assert condition.holds(Organisation(), None) is None
    assert condition.holds(Organisation(in_eu=False), None) is False
    assert condition.holds(Organisation(in_eu=True, monthly_users=11), None) is True


def test_a_model_derived_from_llama_inherits_its_licence_whatever_its_card_says():
    model = CATALOG.model("deepseek-r1-distill-llama-70b")
    ruling = ruling_of_model(CATALOG, model, EU_30M)
    assert [terms.id for terms in ruling.terms] == ["mit", "llama3.3"]
    assert ruling.verdict is Verdict.CONDITIONS


def test_inherited_licences_name_models_and_terms_that_exist():
    for model, inherited in inherited_by_model().items():
        assert CATALOG.model(model).id == model
        assert {each.licence for each in inherited} <= set(all_terms())


def test_gpt_oss_is_judged_by_its_usage_policy_too():
    ruling = ruling_of_model(CATALOG, CATALOG.model("gpt-oss-20b"), EU_30M)
    assert [terms.id for terms in ruling.terms] == ["gpt-oss"]


def test_a_model_that_is_only_served_is_judged_by_the_provider_s_contract():
    closed = next(model for model in CATALOG.file.models if model.hub_repo is None and model.open_model is None)
    assert ruling_of_model(CATALOG, closed, RESEARCHER) == served_ruling(RESEARCHER)


def test_every_model_of_the_catalog_has_a_ruling():
    for model in CATALOG.file.models:
        ruling = ruling_of_model(CATALOG, model, EU_30M)
        assert ruling.deciding is not None
        assert ruling.deciding.verdict is ruling.verdict


@pytest.mark.parametrize(
    "absurd", [{"revenue_usd_per_year": -1}, {"revenue_usd_per_year": 1e15}, {"monthly_users": -5}]
)
def test_absurd_answers_are_refused_at_the_door(absurd: dict[str, float]):
    with pytest.raises(ValidationError):
        Organisation(**absurd)


def test_every_question_is_a_field_of_the_organisation_and_has_words():
    assert {each.value for each in LicenceQuestion} <= set(Organisation.model_fields)
    assert set(QUESTION_LABELS) == set(LicenceQuestion)
    assert all(all(serving.label) for serving in Serving)
