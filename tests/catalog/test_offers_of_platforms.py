"""Platforms that serve what others made: each is there, priced as its package says, privacy as far as it was read."""

import datetime

import pytest

from llmselect.catalog.load import load
from llmselect.catalog.models import Lifecycle, YesNo
from llmselect.catalog.prices import is_deprecated, list_prices

CATALOG = load()
DAY = datetime.date(2026, 11, 29)
PLATFORMS = ("cerebras", "databricks", "fireworks", "oci", "sambanova", "snowflake", "wandb", "watsonx")


def served(provider):
    return [one for one in CATALOG.file.offers if one.provider == provider]


@pytest.mark.parametrize(
    ("provider", "fewest"),
    [
        ("cerebras", 2),
        ("databricks", 50),
        ("fireworks", 15),
        ("oci", 15),
        ("sambanova", 6),
        ("snowflake", 9),
        ("wandb", 20),
        ("watsonx", 5),
    ],
)
def test_a_platform_serves_models_that_can_be_chosen_today(provider, fewest):
    current = [one for one in served(provider) if one.state is Lifecycle.CURRENT]
    assert len(current) >= fewest
    assert [one.id for one in current if one.price is None and one.price_reference is None] == []


@pytest.mark.parametrize("provider", PLATFORMS)
def test_a_current_offer_has_a_price_and_a_deprecated_reference_is_none(provider):
    current = [one for one in served(provider) if one.state is Lifecycle.CURRENT]
    prices = list_prices(current, DAY)
    assert all(prices.input > 0)
    assert all(prices.output >= prices.input)
    assert [one.id for one in current if one.price_reference and is_deprecated(one.price_reference)] == []


@pytest.mark.parametrize(
    ("offer", "price"),
    [
        ("databricks:databricks-glm-5-3", (1.4, 4.4)),  # genai-prices 0.2.3
        ("databricks:databricks-claude-opus-5-5", (4, 20)),  # litellm 1.110.2, as the next ones
        ("databricks:databricks-gpt-5-5-pro", (30, 180)),  # a rate in DBU turned into dollars leaves no crumbs
        ("oci:cohere.command-r-08-2024", (0.15, 0.15)),
        ("sambanova:gpt-oss-120b", (0.22, 0.59)),
        ("snowflake:llama3.3-70b", (0.72, 0.72)),
        ("wandb:zai-org/GLM-5.3", (0.75, 3)),
        ("watsonx:openai/gpt-oss-120b", (0.159, 0.636)),
        ("fireworks:accounts/fireworks/models/glm-5p3", (1.4, 4.4)),  # genai-prices 0.2.3
        ("azure:FW-GLM-5.3", (1.75, 5.5)),
        ("google:gemini-4-hydrogen", (1.5, 7.5)),
    ],
)
def test_an_offer_is_priced_as_its_package_says(offer, price):
    prices = list_prices([CATALOG.offers[offer]], DAY)
    assert (float(prices.input[0]), float(prices.output[0])) == pytest.approx(price)


def test_a_price_is_carried_with_its_package_and_its_day():
    own = [one.price for name in PLATFORMS for one in served(name) if one.price is not None]
    assert own
    assert all(price.source and price.checked <= DAY for price in own)


@pytest.mark.parametrize("provider", ["databricks", "oci", "sambanova", "snowflake", "wandb"])
def test_a_platform_whose_terms_were_not_read_whole_is_below_the_standard(provider):
    known = CATALOG.providers[provider]
    assert known.privacy_level == 1
    assert known.best_privacy_level == 2


def test_storage_that_a_platform_denies_is_no_statement_on_training():
    assert CATALOG.providers["oci"].retention_days == 0
    assert CATALOG.providers["oci"].trains_on_data is YesNo.UNKNOWN


def test_a_model_that_a_platform_no_longer_serves_is_not_offered_as_current():
    # inference-docs.cerebras.ai, docs.fireworks.ai/changelog.md, via litellm 1.110.2
    ended = ("cerebras:llama-3.3-70b", "fireworks:accounts/fireworks/models/glm-5p2")
    assert {CATALOG.offers[name].state for name in ended} == {Lifecycle.RETIRED}
    # docs.snowflake.com/release-notes/bcr-bundles/un-bundled/bcr-june-model-deprecations
    assert not {"snowflake:deepseek-r1", "snowflake:llama3.1-405b"} & set(CATALOG.offers)


def test_a_model_that_a_third_company_helps_to_serve_is_not_as_private_as_its_platform():
    shared = [one for one in CATALOG.file.offers if one.id.startswith("azure:FW-")]
    assert len(shared) == 19
    assert {one.privacy_level for one in shared} == {CATALOG.providers["azure"].privacy_level - 1}
    assert all(one.privacy_evidence for one in shared)
