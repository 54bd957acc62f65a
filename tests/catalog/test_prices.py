"""Prices: the library's own, in the right tier, on the right day, and unknown where nobody publishes one."""

import datetime
import json
import subprocess
import sys

import genai_prices
import numpy as np
import pytest

from llmselect.catalog.load import BUNDLED, load
from llmselect.catalog.prices import offer_prices, price_list

DAY = datetime.date(2026, 11, 21)


@pytest.fixture(scope="module")
def catalog():
    return load(BUNDLED)


@pytest.fixture(scope="module")
def prices_of(catalog):
    rows = {offer.id: row for row, offer in enumerate(catalog.file.offers)}

    def found(offer, prompt_tokens=1000, day=DAY):
        return [float(column[rows[offer]]) for column in offer_prices(catalog, prompt_tokens, day)]

    return found


def test_a_published_price_with_its_cached_and_batch_prices(prices_of):
    # https://developers.openai.com/api/docs/models/gpt-6-sol and /pricing, as genai-prices 0.2.3 records them
    assert prices_of("openai:gpt-6-sol") == [2.0, 10.0, 0.2, 1.0, 5.0]


def test_a_long_prompt_pays_the_dearer_tier_for_the_whole_request(prices_of):
    # https://developers.openai.com/api/docs/models/gpt-6-sol: above 272,000 input tokens, 2 and 1.5 times
    assert prices_of("openai:gpt-6-sol", 272_000)[:2] == [2.0, 10.0]
    assert prices_of("openai:gpt-6-sol", 272_001)[:2] == [4.0, 15.0]


def test_a_price_that_changes_by_the_hour_is_the_list_price_of_a_working_hour(catalog, prices_of):
    # https://api-docs.deepseek.com/quick_start/pricing, as litellm 1.109.1 records it; other hours cost half
    # (https://github.com/pydantic/genai-prices/issues/582)
    assert prices_of("deepseek:deepseek-v4-pro")[:2] == [1.32, 3.96]
    assert catalog.offers["deepseek:deepseek-v4-pro"].price_note is not None


def test_a_price_with_a_starting_day_follows_the_day(prices_of):
    # https://docs.mistral.ai/inference/pricing: the list rates held from 2026-10-20, lower ones since 2026-10-29
    assert prices_of("mistral:mistral-large-4", day=datetime.date(2026, 10, 25))[0] == 1.36
    assert prices_of("mistral:mistral-large-4")[:2] == [0.7, 2.1]


def test_a_stale_alias_is_priced_as_the_model_it_stands_for(prices_of):
    assert prices_of("mistral:mistral-large-latest")[:2] == prices_of("mistral:mistral-large-2512")[:2]


def test_an_own_price_is_used_where_the_library_has_none(catalog, prices_of):
    offer = next(offer for offer in catalog.file.offers if offer.provider == "scaleway")
    assert offer.price_reference is None
    assert prices_of(offer.id)[:2] == [offer.price.input_usd_per_mtok, offer.price.output_usd_per_mtok]


def test_an_unknown_price_stays_unknown(prices_of):
    assert np.isnan(prices_of("cohere:c4ai-aya-vision-8b")).all()


def test_a_cloud_at_the_makers_price_is_given_no_batch_price_of_its_own(prices_of):
    azure, maker = prices_of("azure:gpt-5"), prices_of("openai:gpt-5")
    assert azure[:2] == maker[:2]
    assert np.isnan(azure[3:]).all()


def test_every_reference_gives_the_price_that_the_library_computes(catalog):
    moment = datetime.datetime.combine(DAY, datetime.time(8), datetime.UTC)
    usage = genai_prices.Usage(input_tokens=1000, output_tokens=1000)
    prices = offer_prices(catalog, 1000, DAY)
    wrong, compared = [], 0
    for row, offer in enumerate(catalog.file.offers):
        if (reference := offer.price_reference) is None or np.isnan(prices.output[row]):
            continue
        try:
            theirs = genai_prices.calc_price(
                usage, reference.model, provider_id=reference.provider, genai_request_timestamp=moment
            )
        except LookupError:
            continue  # names that the library lists but matches under another spelling
        if theirs.model.id != reference.model:
            continue
        compared += 1
        ours = (prices.input[row] + prices.output[row]) / 1000
        if not np.isclose(float(theirs.input_price + theirs.output_price), ours):
            wrong.append(offer.id)
    assert wrong == []
    assert compared > 600


def test_most_current_offers_have_a_price(catalog):
    known = np.isfinite(offer_prices(catalog, 1000, DAY).input)
    assert known.mean() > 0.99


def test_the_price_list_says_its_version_and_day(catalog):
    assert price_list(catalog).version == genai_prices.__version__
    assert price_list(catalog).checked == DAY


def test_reading_the_catalog_does_not_import_the_price_library():
    code = "import sys; from llmselect.catalog.load import load; load(); import llmselect.catalog.prices; " + (
        "import json; print(json.dumps([m for m in sys.modules if m.startswith('genai_prices')]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []
