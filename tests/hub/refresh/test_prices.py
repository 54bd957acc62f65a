"""What the price library says of the offers: told where it is read, written where the catalog itself is wrong."""

import datetime
import json

from llmselect.catalog.load import BUNDLED, load
from llmselect.catalog.offers import PriceReference
from llmselect.catalog.prices import list_prices
from llmselect.hub.refresh import prices
from llmselect.hub.refresh.change import ProposalOutcome
from llmselect.hub.refresh.price_copy import read_copy, write_copy

TODAY = datetime.date(2026, 12, 1)


def only(changes):
    assert len(changes) == 1, [str(one) for one in changes]
    return changes[0]


def bundled(**offer):
    """The bundled catalog with one of its offers changed."""
    file = load(BUNDLED).file
    at = next(i for i, one in enumerate(file.offers) if one.id == "mistral:mistral-large-4")
    offers = list(file.offers)
    offers[at] = offers[at].model_copy(update=offer)
    catalog = load(BUNDLED)
    return type(catalog)(file.model_copy(update={"offers": tuple(offers)}))


def compared_on(catalog, day):
    sources = [
        one.model_copy(update={"checked": day}) if one.id == prices.LIBRARY else one for one in catalog.file.sources
    ]
    return type(catalog)(catalog.file.model_copy(update={"sources": tuple(sources)}))


def test_prices_that_changed_since_the_last_comparison_are_told_and_not_copied():
    catalog, before = bundled(), datetime.date(2026, 10, 25)
    offers = [one for one in catalog.file.offers if one.price_reference and one.state.value != "retired"]
    was, now = list_prices(offers, before).output, list_prices(offers, TODAY).output
    moved = {offer.id: (old, new) for offer, old, new in zip(offers, was, now, strict=True) if abs(old - new) > 0}
    assert moved, "the library knows prices that changed in this time"
    found = prices.price_changes(compared_on(catalog, before), TODAY)
    read = [one for one in found if one.verdict is ProposalOutcome.READ]
    assert {one.record: (one.before, one.after) for one in read if one.field == "output_usd_per_mtok"} == moved
    assert all(one.source.startswith("genai-prices ") for one in read)
    written = [one for one in found if one.verdict is ProposalOutcome.WRITE and one.section == "sources"]
    assert (only(written).path, only(written).after) == ("sources.genai-prices.checked", TODAY.isoformat())


def test_nothing_is_told_twice():
    again = compared_on(bundled(), TODAY)
    assert [
        str(one) for one in prices.price_changes(again, TODAY) if one.verdict is not ProposalOutcome.SUGGESTION
    ] == []


def test_prices_of_another_version_are_compared_through_a_file(tmp_path):
    catalog, kept = bundled(), tmp_path / "prices.json"
    write_copy(kept, prices.copy_of(catalog, TODAY))
    content = json.loads(kept.read_text())
    content["prices"]["mistral:mistral-large-4"][1] = 99.0
    content["names"]["mistral"].remove("mistral-large-4")
    kept.write_text(json.dumps(content))
    found = prices.price_changes(catalog, TODAY, read_copy(kept))
    one = only([one for one in found if one.verdict is ProposalOutcome.READ])
    assert (one.field, one.before) == ("output_usd_per_mtok", 99.0)


def test_an_offer_that_vanished_from_the_library_becomes_legacy():
    gone = bundled(price_reference=PriceReference(provider="mistral", model="never-was"))
    found = {
        one.field: (one.before, one.after)
        for one in prices.price_changes(gone, TODAY)
        if one.record == "mistral:mistral-large-4"
    }
    assert found["state"] == ("current", "legacy")
    assert found["price_reference"] == ({"provider": "mistral", "model": "never-was"}, None)


def test_a_price_that_the_library_knows_by_now_gives_way_to_it():
    own = next(one.price for one in load(BUNDLED).file.offers if one.price)
    found = {
        one.field: one.after
        for one in prices.price_changes(bundled(price_reference=None, price=own), TODAY)
        if one.record == "mistral:mistral-large-4"
    }
    assert found == {"price": None, "price_reference": {"provider": "mistral", "model": "mistral-large-4"}}


def test_an_offer_that_the_catalog_lacks_is_suggested():
    file = load(BUNDLED).file
    fewer = tuple(one for one in file.offers if one.id != "openrouter:qwen/qwen3-8b")
    catalog = type(load(BUNDLED))(file.model_copy(update={"offers": fewer}))
    suggested = [
        one.record for one in prices.price_changes(catalog, TODAY) if one.verdict is ProposalOutcome.SUGGESTION
    ]
    assert "openrouter:qwen/qwen3-8b" in suggested
