"""Differences between the price library and the offers of the catalog: changed prices, removed and new offers."""

import datetime
import math
from collections.abc import Iterator, Sequence
from importlib.metadata import version

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import Lifecycle
from llmselect.catalog.offers import Offer, PriceReference
from llmselect.catalog.prices import (
    TokenPrices,
    is_deprecated,
    known_to_library,
    library_name,
    library_names,
    list_prices,
)
from llmselect.hub.refresh.change import Change, ProposalOutcome
from llmselect.hub.refresh.price_copy import PriceCopy

LIBRARY = "genai-prices"
UNIT = "US dollars per million tokens"
COLUMNS = tuple(f"{name}_usd_per_mtok" for name in TokenPrices._fields)


def price_changes(catalog: Catalog, today: datetime.date, before: PriceCopy | None = None) -> list[Change]:
    """Against the prices of the day the catalog was last compared, or those that were kept of another version."""
    origin = f"{LIBRARY} {version(LIBRARY)}"
    changes: list[Change] = []
    offers = [offer for offer in catalog.file.offers if offer.state is not Lifecycle.RETIRED]
    for offer in offers:
        changes += _offer(offer, origin)
    changes += _moved(offers, _kept(offers, catalog, before), today, origin)
    changes += _new(catalog, before.names if before else None, origin)
    return [*changes, *_library(catalog, changes, origin, today)]


def copy_of(catalog: Catalog, today: datetime.date) -> PriceCopy:
    """Prices and names of the installed library, to be compared with those of another version."""
    offers = [offer for offer in catalog.file.offers if offer.price_reference]
    priced = zip(offers, zip(*list_prices(offers, today), strict=True), strict=True)
    prices = {offer.id: tuple(None if math.isnan(price) else float(price) for price in row) for offer, row in priced}
    names = {provider: tuple(sorted(models)) for provider, models in library_names().items()}
    return PriceCopy(version=version(LIBRARY), prices=prices, names=names)


def _offer(offer: Offer, origin: str) -> Iterator[Change]:
    """Whether the library still has, or by now has, the offer."""
    reference = offer.price_reference
    if reference is not None and not known_to_library(reference):
        where, named = f"{reference.provider}/{reference.model}", reference.model_dump()
        why = "the library has no such model any more; its price is unknown"
        yield Change("offers", offer.id, "price_reference", named, None, origin, where, why=why)
        yield from _legacy(offer, origin, where, "it vanished from the library")
    elif reference is not None and library_name(offer.provider) == reference.provider and is_deprecated(reference):
        yield from _legacy(offer, origin, f"{reference.provider}/{reference.model}", "deprecated in the library")
    elif offer.price is not None and (listed := _known(offer)):
        where, own = f"{listed.provider}/{listed.model}", offer.price.model_dump(mode="json", exclude_none=True)
        now = list_prices([offer.model_copy(update={"price": None, "price_reference": listed})], datetime.date.today())
        why = f"the library knows it: {float(now.input[0]):g} in, {float(now.output[0]):g} out, {UNIT}"
        yield Change("offers", offer.id, "price", own, None, origin, where, why=why)
        yield Change("offers", offer.id, "price_reference", None, listed.model_dump(), origin, where)


def _legacy(offer: Offer, origin: str, where: str, why: str) -> Iterator[Change]:
    if offer.state is Lifecycle.CURRENT:
        yield Change("offers", offer.id, "state", offer.state.value, Lifecycle.LEGACY.value, origin, where, why=why)


def _known(offer: Offer) -> PriceReference | None:
    """The library's name of an offer that the catalog prices by itself."""
    provider = library_name(offer.provider)
    wanted = offer.api_model_id.casefold()
    found = next((name for name in library_names().get(provider, ()) if name.casefold() == wanted), None)
    return PriceReference(provider=provider, model=found) if found else None


def _kept(offers: Sequence[Offer], catalog: Catalog, before: PriceCopy | None) -> list[tuple[float | None, ...]]:
    """The five prices of each offer as they were."""
    if before is not None:
        nothing = (None,) * len(COLUMNS)
        return [before.prices.get(offer.id, nothing) for offer in offers]
    compared = next((source.checked for source in catalog.file.sources if source.id == LIBRARY), None)
    if compared is None:
        return []
    return [tuple(map(float, row)) for row in zip(*list_prices(offers, compared), strict=True)]


def _moved(
    offers: Sequence[Offer], kept: Sequence[tuple[float | None, ...]], today: datetime.date, origin: str
) -> Iterator[Change]:
    """Prices that are in use already: the catalog names the library's model and copies no price."""
    now = zip(*list_prices(offers, today), strict=True)
    for offer, was, row in zip(offers, kept, now, strict=bool(kept)):
        if (reference := offer.price_reference) is None or not known_to_library(reference):
            continue
        for column, old, new in zip(COLUMNS, was, map(float, row), strict=True):
            before = None if old is None or math.isnan(old) else old
            if before is not None and before != new:
                after = None if math.isnan(new) else new
                where = f"{reference.provider}/{reference.model}"
                why = f"{UNIT}; read from the library, not copied"
                yield Change("offers", offer.id, column, before, after, origin, where, ProposalOutcome.READ, why)


def _new(catalog: Catalog, names: dict[str, tuple[str, ...]] | None, origin: str) -> Iterator[Change]:
    """Models of the catalog's providers that no offer has: new in the library, or models that the catalog has."""
    references = (offer.price_reference for offer in catalog.file.offers)
    taken = {(one.provider, _folded(one.model)) for one in references if one}
    taken |= {(library_name(one.provider), _folded(one.api_model_id)) for one in catalog.file.offers}
    called = {library_name(provider): provider for provider in catalog.providers}
    open_models = {_folded(model.hub_repo) for model in catalog.file.models if model.hub_repo}
    for provider, models in library_names().items():
        for model in models if provider in called else ():
            new = _folded(model) in open_models if names is None else model not in names.get(provider, ())
            deprecated = is_deprecated(PriceReference(provider=provider, model=model))
            if new and (provider, _folded(model)) not in taken and not deprecated:
                reference = {"provider": provider, "model": model}
                why = "no offer of the catalog has it"
                record = f"{called[provider]}:{model}"
                where = f"{provider}/{model}"
                yield Change(
                    "offers", record, "price_reference", None, reference, origin, where, ProposalOutcome.SUGGESTION, why
                )


def _folded(name: str) -> str:
    """The name itself, without owner, variant and punctuation."""
    return "".join(sign for sign in name.rpartition("/")[2].partition(":")[0].casefold() if sign.isalnum())


def _library(catalog: Catalog, changes: Sequence[Change], origin: str, today: datetime.date) -> Iterator[Change]:
    """The record of the library itself: its version, and the day of the comparison where it told anything new."""
    library = next((record for record in catalog.file.sources if record.id == LIBRARY), None)
    if library is None:
        return
    if library.name != origin:
        yield Change("sources", LIBRARY, "name", library.name, origin, origin, "the installed version")
    elif library.checked < today and any(
        record.verdict in (ProposalOutcome.WRITE, ProposalOutcome.READ) for record in changes
    ):
        day, now = library.checked.isoformat(), today.isoformat()
        yield Change("sources", LIBRARY, "checked", day, now, origin, "the installed version", why="compared again")
