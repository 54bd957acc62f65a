"""Requirements that the law answers: licence for a declared use, operator in the EU, privacy by contract."""

import numpy as np
import pytest

from llmselect.catalog.load import load
from llmselect.catalog.models import YesNo
from llmselect.law.licence_ruling import ruling_of_model
from llmselect.law.provider_facts import has_eu_operator, provider_law
from llmselect.machine.machine import Machine
from llmselect.scoring.ranking.recommend import ValuedCandidates, assess, recommend
from llmselect.scoring.ranking.requirements import BY_CODE
from llmselect.settings import DEFAULT_PRIORITIES, Costs, Organisation, Ownership, Requirements, Serving, Workload

CATALOG = load()
MACHINE = Machine(accelerator="H100 SXM 80GB", count=4, host_memory_gib=512)
EU_REICH = Organisation(
    in_eu=True, revenue_usd_per_year=5e8, monthly_users=1000, serving=Serving.PRODUCT, trains_on_outputs=False
)


@pytest.fixture(scope="module")
def assessed() -> ValuedCandidates:
    return assess(CATALOG, MACHINE, Workload(), Costs())


@pytest.fixture(scope="module")
def rented() -> ValuedCandidates:
    return assess(CATALOG, MACHINE, Workload(), Costs(ownership=Ownership.RENTED, rental_usd_per_hour=10))


def test_a_licence_that_does_not_allow_the_declared_use_keeps_its_weights_out(assessed: ValuedCandidates):
    asked = Requirements(licensed=True, organisation=EU_REICH, local=True, evidence="any")
    found = recommend(assessed, asked, DEFAULT_PRIORITIES)
    models = [found.catalog.file.models[at] for at in set(assessed.estimates.rows.model[found.ordered].tolist())]
    assert models
    assert all(ruling_of_model(CATALOG, model, EU_REICH).verdict.allows for model in models)
    assert not {"llama4", "mistral-modified-mit", "qwen-research", "falcon-llm-license"} & {m.licence for m in models}


def test_the_reason_names_the_licence_and_the_clause(assessed: ValuedCandidates):
    asked = Requirements(licensed=True, organisation=EU_REICH)
    row = recommend(assessed, asked, DEFAULT_PRIORITIES).best_excluded_row("llama-4-scout-17b-16e")
    reasons = [r for each in recommend(assessed, asked, DEFAULT_PRIORITIES).exclusions([row]) for r in each.reasons]
    message = next(each.message for each in reasons if each.code == "licensed")
    clause = ruling_of_model(CATALOG, CATALOG.model("llama-4-scout-17b-16e"), EU_REICH).deciding
    assert clause.clause.gist.en in message.en
    assert clause.clause.gist.fr in message.fr


def test_the_same_weights_at_a_provider_are_its_affair(assessed: ValuedCandidates):
    met = BY_CODE["licensed"].met(assessed.estimates, Requirements(licensed=True, organisation=EU_REICH))
    assert met[~assessed.estimates.rows.local].all()


def test_who_trains_on_outputs_has_to_ask_every_provider(assessed: ValuedCandidates):
    trains = EU_REICH.model_copy(update={"trains_on_outputs": True})
    met = BY_CODE["licensed"].met(assessed.estimates, Requirements(licensed=True, organisation=trains))
    assert not met[~assessed.estimates.rows.local].any()


def test_a_licence_required_in_the_eu_counts_as_an_organisation_in_the_eu():
    assert Requirements(eu=True).declared.in_eu is True
    assert Requirements(eu=True, organisation=Organisation(in_eu=False)).declared.in_eu is False
    assert Requirements().declared.in_eu is None


def test_an_eu_operator_is_a_provider_under_eu_law_or_a_machine_of_one_s_own(assessed: ValuedCandidates):
    met = BY_CODE["eu_operator"].met(assessed.estimates, Requirements(eu_operator=True))
    offers = CATALOG.file.offers
    held = {offers[at].provider for at in set(assessed.estimates.rows.offer[met].tolist()) if at >= 0}
    assert held == {each for each in provider_law() if has_eu_operator(each) is YesNo.YES}
    assert met[assessed.estimates.rows.local].all()


def test_nobody_knows_who_rents_a_machine_out(rented: ValuedCandidates):
    requirement = BY_CODE["eu_operator"]
    local = rented.estimates.rows.local
    assert not requirement.met(rented.estimates, Requirements(eu_operator=True))[local].any()
    assert not requirement.stated(rented.estimates)[local].any()


@pytest.mark.parametrize("level", [2, 3, 4])
def test_contracts_let_more_in_and_never_less(assessed: ValuedCandidates, level: int):
    requirement = BY_CODE["privacy_level"]
    today = requirement.met(assessed.estimates, Requirements(privacy_level=level))
    signed = requirement.met(assessed.estimates, Requirements(privacy_level=level, by_contract=True))
    assert np.all(signed[today])
    assert signed.sum() > today.sum()


def test_no_contract_makes_an_offer_a_server_of_one_s_own(assessed: ValuedCandidates):
    met = BY_CODE["privacy_level"].met(assessed.estimates, Requirements(privacy_level=6, by_contract=True))
    assert not met[~assessed.estimates.rows.local].any()


def test_the_reason_says_what_a_contract_would_reach(assessed: ValuedCandidates):
    asked = Requirements(privacy_level=3, served=True)
    found = recommend(assessed, asked, DEFAULT_PRIORITIES)
    offers = CATALOG.file.offers
    row = next(int(r) for r in found.excluded_rows if offers[found.estimates.rows.offer[r]].provider == "anthropic")
    contract = asked.model_copy(update={"by_contract": True})
    assert BY_CODE["privacy_level"].met(found.estimates, contract)[row] == (
        BY_CODE["privacy_level"].reason(next(found.exclusions([row])).candidate, asked)
        != BY_CODE["privacy_level"].reason(next(found.exclusions([row])).candidate, contract)
    )
