"""The ladder: no level without complete evidence, unknown drops one and says so, plans and regions have levels."""

import pytest

from llmselect.catalog.load import load
from llmselect.catalog.models import YesNo
from llmselect.catalog.offers import Provider
from llmselect.estimates.privacy import PrivacyLevel, offer_level
from llmselect.law.data_kinds import DataKind, kind_of, with_kind
from llmselect.law.ladder import WayKind, could_be, lines_of, offers_reached, ways_to_run
from llmselect.law.privacy_evidence import (
    EvidenceSubject,
    best_level,
    may_train,
    offer_evidence,
    provider_evidence,
    unknowns,
)
from llmselect.law.provider_facts import provider_law
from llmselect.law.service_plans import PlanKind, plan_of, service_plans
from llmselect.law.verdicts import EvidenceGrade
from llmselect.settings import Requirements

CATALOG = load()
WAYS = {way.id: way for way in ways_to_run(CATALOG)}
EU = "European Union"


def test_every_provider_of_the_catalog_has_facts_of_law_and_all_five_lines():
    assert set(provider_law()) == set(CATALOG.providers)
    for provider in CATALOG.file.providers:
        lines = provider_evidence(provider)
        assert [line.subject for line in lines] == list(EvidenceSubject)
        assert all(all(line.words) and line.source and line.checked.year == 2026 for line in lines)


def test_an_eu_operator_is_one_whose_jurisdiction_is_in_the_eu():
    for provider in CATALOG.file.providers:
        assert (provider_law()[provider.id].eu_operator is YesNo.YES) == (EU in provider.jurisdiction.en)


@pytest.mark.parametrize("provider", CATALOG.file.providers, ids=lambda each: each.id)
def test_a_standard_level_needs_training_ruled_out_and_a_contract(provider: Provider):
    """Unknown drops a level: from level 2 on, neither may be a question."""
    missing = {EvidenceSubject.TRAINING, EvidenceSubject.CONTRACT} & set(unknowns(provider_evidence(provider)))
    assert not missing or provider.privacy_level < PrivacyLevel.STANDARD_API


def test_levels_above_an_api_in_the_eu_are_never_a_provider_s():
    assert max(way.level for way in WAYS.values() if way.kind is WayKind.PROVIDER) == 4
    assert [way.level for way in WAYS.values() if way.kind is WayKind.MACHINE] == [7, 6]


@pytest.mark.parametrize("plan", service_plans(), ids=lambda plan: plan.id)
def test_a_plan_whose_terms_were_not_read_stays_a_level_below_what_it_could_be(plan):
    assert plan.level <= plan.best_level
    assert plan.provider is None or plan.provider in CATALOG.providers
    if plan.grade is EvidenceGrade.C and not plan.may_train:
        assert plan.level < plan.best_level
    if plan.may_train:
        assert plan.level <= PrivacyLevel.MAY_TRAIN


@pytest.mark.parametrize("plan", ["bedrock-eu", "azure-eu-data-zone", "vertex-eu"])
def test_european_regions_of_american_clouds_are_level_3_and_not_eu_operators(plan: str):
    assert WAYS[plan].level == PrivacyLevel.RESIDENCY_OR_ZERO_RETENTION
    assert WAYS[plan].eu_operator is YesNo.NO


def test_what_a_sales_team_has_to_agree_to_is_level_2_and_could_be_3():
    assert (WAYS["openai-eu"].level, WAYS["openai-eu"].best_level) == (2, 3)
    assert "3" in could_be(WAYS["openai-eu"]).en


def test_a_global_profile_is_below_the_european_one():
    offers = CATALOG.offers
    twins = {each: each.replace(":eu.", ":global.") for each in offers if ":eu." in each}
    pairs = [(offers[each], offers[twin]) for each, twin in twins.items() if twin in offers]
    assert pairs
    assert all(offer_level(CATALOG, eu) > offer_level(CATALOG, other) for eu, other in pairs)


def test_offers_of_a_plan_have_its_level_in_the_ranking_too():
    for offer in CATALOG.file.offers:
        plan = plan_of(offer)
        if plan is not None:
            assert offer_level(CATALOG, offer) == plan.level


def test_every_free_plan_says_that_it_may_train():
    free = [offer for offer in CATALOG.file.offers if offer.free_quota]
    assert free
    for offer in free:
        assert may_train(CATALOG, offer)
        assert offer_evidence(CATALOG, offer)[0].protects is YesNo.NO
        assert offer_level(CATALOG, offer) <= PrivacyLevel.MAY_TRAIN
    assert all(plan.may_train for plan in service_plans() if plan.kind in (PlanKind.FREE, PlanKind.CONSUMER))


def test_retention_goes_by_model_and_not_by_provider_alone():
    covered, ordinary = CATALOG.offers["anthropic:claude-fable-5"], CATALOG.offers["anthropic:claude-opus-5-5"]
    lines = [offer_evidence(CATALOG, each)[1] for each in (covered, ordinary)]
    assert lines[0].words != lines[1].words
    assert best_level(CATALOG, covered) < best_level(CATALOG, ordinary)


def test_the_region_of_an_offer_is_that_of_its_profile():
    eu = offer_evidence(CATALOG, CATALOG.offers["aws-bedrock:eu.anthropic.claude-opus-5"])[2]
    ordinary = offer_evidence(CATALOG, CATALOG.offers["aws-bedrock:anthropic.claude-opus-5"])[2]
    assert (eu.protects, ordinary.protects) == (YesNo.YES, YesNo.NO)


def test_the_best_level_is_never_below_today_s():
    assert all(best_level(CATALOG, offer) >= offer_level(CATALOG, offer) for offer in CATALOG.file.offers)
    assert all(way.best_level >= way.level for way in WAYS.values())


def test_regulated_data_drops_whoever_offers_no_contract():
    for way in WAYS.values():
        if way.kind is not WayKind.MACHINE and way.contract is not YesNo.YES:
            assert way.counted_level(DataKind.REGULATED) == max(way.level - 1, 0)
        else:
            assert way.counted_level(DataKind.REGULATED) == way.level


@pytest.mark.parametrize("kind", DataKind)
def test_a_kind_of_data_is_told_by_the_requirements_it_sets(kind: DataKind):
    requirements = with_kind(Requirements(), kind)
    assert kind_of(requirements) is kind
    assert (requirements.privacy_level or 0) == kind.lowest_level


def test_a_level_that_no_kind_asks_for_names_no_kind():
    assert kind_of(Requirements(privacy_level=5)) is None


def test_stricter_data_is_reached_by_fewer():
    order = (DataKind.PUBLIC, DataKind.INTERNAL, DataKind.PERSONAL, DataKind.REGULATED, DataKind.SECRET)
    counts = [offers_reached(CATALOG, kind).today for kind in order]
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] == 0


def test_a_provider_without_facts_is_unknown_and_says_what_to_do():
    stranger = CATALOG.file.providers[0].model_copy(update={"id": "nobody-looked"})
    lines = provider_evidence(stranger)
    assert lines[-1].protects is YesNo.UNKNOWN
    assert EvidenceSubject.OPERATOR in unknowns(lines)
    assert all(lines[-1].words)


def test_a_provider_s_way_shows_its_lines_and_a_machine_none():
    assert len(lines_of(CATALOG, WAYS["mistral"])) == len(EvidenceSubject)
    assert lines_of(CATALOG, WAYS["offline"]) == ()


def test_dedicated_machines_of_an_eu_operator_are_of_an_eu_operator():
    by_id = {way.id: way.eu_operator for way in ways_to_run(CATALOG)}
    assert (by_id["dedicated-eu"], by_id["cloud-gpu-eu"]) == (YesNo.YES, YesNo.NO)
