"""The comparison of the page of costs: like with like, in the visitor's region, and never silently too low."""

import datetime

import numpy as np
import pytest

from llmselect.catalog.load import load
from llmselect.estimates.cost.break_even import Crossing
from llmselect.reports.costs import comparison
from llmselect.reports.costs.comparison import AS_GOOD, SAME, compare, first_model, hostable
from llmselect.reports.costs.efforts import task_costs
from llmselect.reports.costs.exercises import contest, most_tokens_per_s, tokens_a_month_usd
from llmselect.reports.costs.money import Money, digits_of
from llmselect.reports.costs.offer_bills import OfferBills
from llmselect.settings import Currency, Machine, Settings, Spending, Workload
from tests.wording import VOICE

DAY = datetime.date(2026, 11, 29)
SETTINGS = Settings()
OPUS = "anthropic.claude-opus-5-5"


@pytest.fixture(scope="module")
def catalog():
    return load()


def bills_for(catalog, country="FRA", **workload):
    settings = Settings(spending=Spending(country=country), workload=Workload(**workload))
    return OfferBills.of(catalog, settings, DAY)


def of_offer(bills, offer_id):
    at = next(at for at, offer in enumerate(bills.catalog.file.offers) if offer.id == offer_id)
    return bills.bill(int(np.flatnonzero((bills.costs.rows.offer == at) & bills.at_default)[0]))


def test_a_visitor_in_the_eu_pays_the_price_of_the_eu_and_sees_the_others(catalog):
    here = of_offer(bills_for(catalog), f"aws-bedrock:eu.{OPUS}")
    assert here.bills.usable[here.row]
    assert not here.bills.usable[of_offer(here.bills, f"aws-bedrock:global.{OPUS}").row]
    others = {each.offer.api_model_id: each.request.likely for each in here.regions}
    assert others[f"global.{OPUS}"] * 1.1 == pytest.approx(here.request.likely)


def test_a_visitor_elsewhere_does_not_pay_the_price_of_the_eu(catalog):
    there = bills_for(catalog, "USA")
    assert not there.usable[of_offer(there, f"aws-bedrock:eu.{OPUS}").row]
    assert there.usable[of_offer(there, f"aws-bedrock:global.{OPUS}").row]


def test_a_provider_without_regions_serves_everybody(catalog):
    for country in ("FRA", "USA"):
        bills = bills_for(catalog, country)
        assert bills.usable[of_offer(bills, "openai:gpt-6-sol").row]


def test_the_api_that_is_compared_is_at_least_as_good_or_the_same_weights(catalog):
    bills = bills_for(catalog)
    for model in hostable(catalog, SETTINGS.workload)[:40:4]:
        found = compare(bills, model, None)
        if found.api is not None:
            assert found.likeness in (SAME, AS_GOOD)
            assert bills.usable[found.api.row]


def test_nothing_cheaper_of_equal_quality_is_passed_over(catalog):
    bills = bills_for(catalog)
    model = first_model(catalog, SETTINGS.workload)
    found = compare(bills, model, None)
    among = bills.usable & (bills.as_good_as(found.quality.likely) | bills.of_weights(model))
    assert found.api.request.likely == np.nanmin(bills.costs.request.likely[among])


def test_free_quotas_and_retired_offers_are_no_price_for_a_volume(catalog):
    bills = bills_for(catalog)
    offers = [catalog.file.offers[at] for at in bills.costs.rows.offer[bills.usable]]
    assert not any(offer.free_quota or offer.state.value == "retired" for offer in offers)


def test_an_offer_without_a_price_is_not_computable(catalog):
    bills = bills_for(catalog)
    silent = np.flatnonzero(np.isnan(bills.costs.request.likely))
    assert len(silent)
    for row in silent.tolist():
        bill = bills.bill(row)
        assert (bill.request, bill.month, bill.year) == (None, None, None)
        assert not bills.usable[row]


def test_bills_hold_their_likely_value_and_grow_with_the_volume(catalog):
    model = first_model(catalog, SETTINGS.workload)
    small, large = (compare(bills_for(catalog, requests_per_month=n), model, None) for n in (5_000, 500_000))
    for low, high in zip(small.ways, large.ways, strict=True):
        for way in (low, high):
            if way.month is not None:
                assert way.month.low <= way.month.likely <= way.month.high
                assert way.request.likely == pytest.approx(way.month.likely / way.volume.requests_per_month)
        if low.month and high.month:
            assert low.month.likely <= high.month.likely
    assert large.api.month.likely == pytest.approx(100 * small.api.month.likely)


def test_the_break_even_of_a_way_meets_the_bill_of_the_api(catalog):
    found = compare(bills_for(catalog), catalog.models["llama-3.3-70b-instruct"], catalog.models["openai:gpt-6-sol"])
    met = [way for way in found.ways if way.break_even.likely.crossing is Crossing.FROM]
    assert met
    for way in met:
        at = way.break_even.likely.requests_per_month
        bill, machines = way.curve(np.array([at]))
        assert bill[0] == pytest.approx(at * found.api.request.likely, rel=1e-6)
        assert machines[0] <= way.break_even.likely.machines


def test_a_machine_that_cannot_serve_the_volume_has_no_bill(catalog):
    settings = Settings(machine=Machine(accelerator="RTX 4090"), workload=Workload(requests_per_month=10**8))
    found = compare(OfferBills.of(catalog, settings, DAY), catalog.models["llama-3.1-8b-instruct"], None)
    assert not found.ways[0].serves
    assert (found.ways[0].month, found.ways[0].energy) == (None, None)
    assert found.best is not found.ways[0]


@pytest.mark.parametrize("say", VOICE.values(), ids=VOICE)
def test_the_answer_is_a_sentence_for_every_pair(catalog, say):
    bills, money = bills_for(catalog), Money.of(Spending())
    rivals = (None, catalog.models["openai:gpt-6-sol"], catalog.models["anthropic:claude-opus-5-5"])
    for model in hostable(catalog, SETTINGS.workload)[:60:15]:
        for rival in rivals:
            assert comparison.answer(compare(bills, model, rival), money, say).endswith(".")


def test_efforts_of_a_model_that_reasons_cost_more_by_far(catalog):
    tasks = task_costs(of_offer(bills_for(catalog), "openai:gpt-6-sol"))
    assert len(tasks) > 3
    assert min(task.times_the_least for task in tasks) == 1
    assert max(task.times_the_least for task in tasks) > 3
    for task in tasks:
        assert task.usd.low <= task.usd.likely <= task.usd.high


def test_the_exercises_are_worked_out(catalog):
    assert tokens_a_month_usd() == 1687.5
    assert most_tokens_per_s(catalog) == pytest.approx(126.6, abs=0.1)
    pair = contest(bills_for(catalog))
    ratio = pair.large.request.likely / pair.small.request.likely
    assert pair.times_the_money == pytest.approx(ratio)
    assert pair.times_the_money > 20
    assert pair.large.offer.provider == pair.small.offer.provider


def test_amounts_follow_currency_rate_and_language():
    euros, dollars = Money(Currency.EUR, 1.25), Money(Currency.USD, 1.25)
    assert (euros.value(10), dollars.value(10)) == (8, 10)
    assert dollars.say(1234.5, VOICE["en"]) == "$1,234"
    assert euros.say(3.75, VOICE["fr"]).startswith("3,00")


@pytest.mark.parametrize(("value", "digits"), [(0, 2), (1234, 0), (99.5, 2), (0.5, 2), (0.05, 3), (0.00123, 4)])
def test_small_amounts_keep_two_figures(value, digits):
    assert digits_of(value) == digits
