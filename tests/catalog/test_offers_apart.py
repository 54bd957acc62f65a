"""Offers of one model whose contexts or prices disagree are found unless they say why; every offer can be called."""

import datetime

import pytest

from llmselect.catalog.checks.check import report
from llmselect.catalog.checks.offers_apart import offers_apart
from llmselect.catalog.load import BUNDLED, load
from llmselect.catalog.models import LanguageModel, Lifecycle, YesNo
from llmselect.catalog.offers import FirstCall, Offer, OwnPrice
from llmselect.text import Text

CATALOG = load()
DAY = datetime.date(2026, 11, 28)
WHY = Text("Because.", "Parce que.")


def model(context=1000):
    return LanguageModel(
        id="a", name="A", family="A", publisher="A", context_tokens=context, source="a page", checked=DAY
    )


def offers(prices, contexts):
    return [
        Offer(
            id=f"p{at}:a",
            model="a",
            provider=f"p{at}",
            api_model_id="a",
            context_tokens=context,
            source="a page",
            checked=DAY,
            price=OwnPrice(input_usd_per_mtok=price, output_usd_per_mtok=price, source="a page", checked=DAY),
        )
        for at, (price, context) in enumerate(zip(prices, contexts, strict=True))
    ]


def paths(*given):
    return [fault.path for fault in offers_apart(*given, DAY)]


def test_a_price_and_a_context_far_from_the_others_are_found():
    assert paths([model()], offers([1, 1, 1, 5], [1000] * 4)) == ["offers.p3:a.price"]
    assert paths([model()], offers([1, 1, 1, 0.2], [1000] * 4)) == ["offers.p3:a.price"]
    assert paths([model()], offers([1] * 4, [1000, 1000, 1000, 200])) == ["offers.p3:a.context_tokens"]


def test_more_context_than_the_model_takes_is_found_without_other_offers():
    assert paths([model(200_000)], offers([1], [1_000_000])) == ["offers.p0:a.context_tokens"]


def test_ordinary_differences_are_none():
    assert paths([model()], offers([1, 2, 3], [1000, 500, 1024])) == []
    assert paths([model()], offers([1, 9], [1000, 100])) == [], "of two, nobody knows which is the usual one"


@pytest.mark.parametrize(("note", "left"), [("price_note", "context_tokens"), ("context_note", "price")])
def test_an_offer_that_says_why_is_not_named(note, left):
    given = offers([1, 1, 1, 9], [1000, 1000, 1000, 9000])
    given[3] = given[3].model_copy(update={note: WHY})
    assert paths([model()], given) == [f"offers.p3:a.{left}"]


def test_retired_offers_are_left_in_peace():
    given = offers([1, 1, 1, 9], [1000] * 4)
    given[3] = given[3].model_copy(update={"state": Lifecycle.RETIRED})
    assert paths([model()], given) == []


def test_every_offer_of_the_catalog_that_stands_apart_says_why():
    assert report(BUNDLED, DAY).apart == ()


@pytest.mark.parametrize("provider", CATALOG.file.providers, ids=lambda provider: provider.id)
def test_every_provider_can_be_called(provider):
    assert provider.first_call is not None
    assert provider.key_variable
    assert provider.first_call_source
    assert provider.base_url or provider.first_call in (FirstCall.BEDROCK, FirstCall.VERTEX)


def test_claude_is_called_with_its_own_client_on_other_clouds():
    calls = {
        (one.provider, one.first_call) for one in CATALOG.file.offers if "claude" in one.api_model_id and one.first_call
    }
    assert calls == {("azure", FirstCall.ANTHROPIC), ("google-vertex", FirstCall.VERTEX_ANTHROPIC)}


def test_what_costs_nothing_is_a_free_quota():
    free = [one for one in CATALOG.file.offers if one.free_quota]
    assert free
    assert all(one.price is None or one.price.input_usd_per_mtok == 0 for one in free)


@pytest.mark.parametrize(
    ("offer", "price"),
    [
        ("aws-bedrock:eu.amazon.nova-lite-v1:0", (0.078, 0.312)),  # litellm 1.109.1
        ("aws-bedrock:eu.amazon.nova-micro-v1:0", (0.046, 0.184)),
        ("aws-bedrock:eu.amazon.nova-pro-v1:0", (1.05, 4.2)),
    ],
)
def test_european_profiles_of_nova_have_european_prices(offer, price):
    own = CATALOG.offers[offer].price
    assert own is not None
    assert (own.input_usd_per_mtok, own.output_usd_per_mtok) == price


def test_sonnet_4_5_takes_what_its_maker_says():
    # https://platform.claude.com/docs/en/about-claude/models: 200K tokens
    named = [one for one in CATALOG.file.offers if "sonnet-4-5" in one.id]
    assert {one.context_tokens for one in named} == {200_000}


def test_unknown_training_is_not_no():
    assert {provider.trains_on_data for provider in CATALOG.file.providers} >= {YesNo.NO, YesNo.UNKNOWN}
