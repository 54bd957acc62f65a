"""Every amount of an offer equals a sum by hand from the prices shown, and the price library's own."""

import datetime
from decimal import Decimal

import numpy as np
import pytest
from genai_prices import Usage
from genai_prices.data import providers

from llmselect.catalog.efforts import EFFORTS, Effort
from llmselect.catalog.load import load
from llmselect.catalog.prices import WORKING_HOUR, library_name
from llmselect.estimates.cost.offer_costs import offer_costs
from llmselect.estimates.cost.volume import Volume
from llmselect.settings import Workload

DAY = datetime.date(2026, 11, 29)
SHORT = Workload(prompt_tokens=2000, output_tokens=500, cached_share=0.25, thinking_tokens=0)
LONG = SHORT.model_copy(update={"prompt_tokens": 400_000})
PAPER = Workload(prompt_tokens=1000, output_tokens=300, cached_share=0.5, thinking_tokens=0)


@pytest.fixture(scope="module")
def catalog():
    return load()


def likely(catalog, workload, batch_share=0.0, requests=1000.0):
    """Dollars of one request by id of the offer."""
    costs = offer_costs(catalog, workload, Volume(requests, batch_share=batch_share), DAY)
    offers = catalog.file.offers
    return {offers[at].id: usd for at, usd in zip(costs.rows.offer, costs.request.likely, strict=True)}


def by_the_library(offer, workload, batch=False):
    """What genai-prices itself makes of one request; None for a batch price that it does not have."""
    reference = offer.price_reference
    provider = next(p for p in providers if p.id == reference.provider)
    model = next(m for m in provider.models if m.id == reference.model)
    cached = round(workload.prompt_tokens * workload.cached_share)
    moment = datetime.datetime.combine(DAY, WORKING_HOUR)
    known = model.get_prices(moment).__dict__.get("cache_read_mtok") is not None
    usage = Usage(
        input_tokens=workload.prompt_tokens,
        output_tokens=workload.output_tokens,
        cache_read_tokens=cached if known and not batch else 0,
    )
    context = {"processing": "batch"} if batch else None
    found = model.calc_price(usage, provider, genai_request_timestamp=moment, price_context=context)
    return float(found.total_price)


@pytest.mark.parametrize("workload", [SHORT, LONG], ids=["short", "long"])
def test_every_offer_of_the_library_costs_what_the_library_says(catalog, workload):
    ours = likely(catalog, workload)
    offers = [o for o in catalog.file.offers if o.price_reference and not np.isnan(ours[o.id])]
    assert len(offers) > 600
    for offer in offers:
        assert ours[offer.id] == pytest.approx(by_the_library(offer, workload), rel=1e-9), offer.id


def test_tiers_and_caches_are_among_the_offers_compared(catalog):
    short, no_cache = likely(catalog, SHORT), likely(catalog, SHORT.model_copy(update={"cached_share": 0.0}))
    assert sum(short[name] < no_cache[name] for name in short) > 30
    assert sum(o.price_reference is not None and _has_tiers(o) for o in catalog.file.offers) > 30


def _has_tiers(offer):
    provider = next(p for p in providers if p.id == offer.price_reference.provider)
    model = next((m for m in provider.models if m.id == offer.price_reference.model), None)
    return model is not None and hasattr(model.get_prices(datetime.datetime(2026, 11, 29, 8)).input_mtok, "tiers")


def test_batches_cost_what_the_library_says_where_it_has_a_price_of_the_providers_own(catalog):
    ours, live = likely(catalog, SHORT, batch_share=1.0), likely(catalog, SHORT)
    own = [
        o for o in catalog.file.offers if o.price_reference and library_name(o.provider) == o.price_reference.provider
    ]
    with_price = [o for o in own if ours[o.id] != live[o.id] and not np.isnan(ours[o.id])]
    assert len(with_price) > 30
    for offer in with_price:
        assert ours[offer.id] == pytest.approx(by_the_library(offer, SHORT, batch=True), rel=1e-9), offer.id


# Dollars per million tokens as they stand on the price list of 2026-11: in, out, read from the cache
ON_PAPER = [
    # 500 * 2 + 500 * 0.2 + 300 * 10 = 1000 + 100 + 3000
    ("openai:gpt-6-sol", "0.0041"),
    # 500 * 0.1 + 500 * 0.01 + 300 * 0.5 = 50 + 5 + 150
    ("openai:gpt-6-luna", "0.000205"),
    # 500 * 10 + 500 * 1 + 300 * 50 = 5000 + 500 + 15000
    ("openai:gpt-6-astra", "0.0205"),
    # 500 * 4 + 500 * 0.2 + 300 * 20 = 2000 + 100 + 6000
    ("anthropic:claude-opus-5-5", "0.0081"),
    # 500 * 2 + 500 * 0.1 + 300 * 10 = 1000 + 50 + 3000
    ("anthropic:claude-sonnet-5-5", "0.00405"),
    # 500 * 0.75 + 500 * 0.075 + 300 * 3.75 = 375 + 37.5 + 1125
    ("google:gemini-3.8-flash", "0.0015375"),
    # 500 * 0.7 + 500 * 0.07 + 300 * 2.1 = 350 + 35 + 630
    ("mistral:mistral-large-4", "0.001015"),
    # 500 * 0.3 + 500 * 0.006 + 300 * 1.2 = 150 + 3 + 360, at the dearer hours
    ("deepseek:deepseek-flash", "0.000513"),
    # nothing is cheaper from its cache: 1000 * 2.5 + 300 * 10 = 2500 + 3000
    ("cohere:command-a-03-2025", "0.0055"),
    # the catalog's own price, without a cache: 1000 * 0.75 + 300 * 2.25 = 750 + 675
    ("scaleway:qwen3-235b-a22b-instruct-2507", "0.001425"),
    # 12 dollars for a thousand requests beside 1000 * 1 + 300 * 1: 12000 + 1000 + 300
    ("perplexity:sonar", "0.0133"),
]


@pytest.mark.parametrize(("offer", "usd"), ON_PAPER)
def test_amounts_worked_out_on_paper(catalog, offer, usd):
    assert likely(catalog, PAPER)[offer] == pytest.approx(float(Decimal(usd)), rel=1e-9)


def test_a_month_and_a_year_are_the_request_times_the_volume(catalog):
    costs = offer_costs(catalog, PAPER, Volume(12_000, growth_per_month=0.1), DAY)
    row = next(r for r, at in enumerate(costs.rows.offer) if catalog.file.offers[at].id == "openai:gpt-6-luna")
    assert costs.month.likely[row] == pytest.approx(0.000205 * 12_000)
    # 12,000 requests that grow by a tenth each month: 12,000 * (1.1^12 - 1) / 0.1 = 256,611.4
    assert costs.year.likely[row] == pytest.approx(0.000205 * 12_000 * (1.1**12 - 1) / 0.1)


def test_a_year_counts_the_price_that_a_provider_has_announced(catalog):
    costs = offer_costs(catalog, PAPER, Volume(1000), DAY)
    row = next(r for r, at in enumerate(costs.rows.offer) if catalog.file.offers[at].id == "google:gemini-3.8-flash")
    assert costs.year.likely[row] > 12.5 * costs.month.likely[row]
    # from 2027-01-01, the second month on: 500 * 1.5 + 500 * 0.15 + 300 * 7.5 = 3075 dollars a million
    later = 500 * 1.5 + 500 * 0.15 + 300 * 7.5
    first_two = costs.year.likely[row] - 10 * later / 1e6 * 1000
    assert first_two == pytest.approx(2 * costs.month.likely[row])


def test_efforts_are_in_the_sum_with_their_ranges(catalog):
    costs = offer_costs(catalog, Workload(), Volume(1000), DAY)
    rows = [r for r, at in enumerate(costs.rows.offer) if catalog.file.offers[at].id == "openai:gpt-6-sol"]
    by_effort = {EFFORTS[int(costs.rows.effort[r])]: r for r in rows}
    low, high = by_effort[Effort.LOW], by_effort[Effort.HIGH]
    assert costs.request.likely[high] > 2 * costs.request.likely[low] > 0
    assert costs.request.low[high] < costs.request.likely[high] < costs.request.high[high]
    assert costs.request.low[by_effort[Effort.OFF]] == costs.request.likely[by_effort[Effort.OFF]]
