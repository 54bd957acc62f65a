"""What a list price leaves out: other hours, changes that are planned, filling a cache, and other regions."""

import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.offers import Offer
from llmselect.catalog.prices import WORKING_HOUR, library_model, price_at
from llmselect.units import Bools, Floats

if TYPE_CHECKING:  # its table of prices takes a tenth of a second to import: not at start-up
    from genai_prices.types import ModelInfo, ModelPrice

HALF_HOURS: Final = tuple(datetime.time(half // 2, 30 * (half % 2), tzinfo=datetime.UTC) for half in range(48))


class PriceTriple(NamedTuple):
    """US dollars per million tokens; None where nothing is published."""

    input: float | None
    output: float | None
    cached_input: float | None


class OtherHours(NamedTuple):
    """A price that holds at other hours of the day than the one shown."""

    prices: PriceTriple
    hours_per_day: float


class PlannedChange(NamedTuple):
    """A price that a provider has announced."""

    day: datetime.date
    """First day on which it holds."""
    prices: PriceTriple


def other_hours(offer: Offer, prompt_tokens: int, day: datetime.date) -> OtherHours | None:
    """The price that holds for most of the other hours; None where the price is the same all day."""
    model = _model(offer)
    if model is None or not _by_the_hour(model):
        return None
    now = _triple(model.get_prices(datetime.datetime.combine(day, WORKING_HOUR)), prompt_tokens)
    seen = [_triple(model.get_prices(datetime.datetime.combine(day, half)), prompt_tokens) for half in HALF_HOURS]
    others = [prices for prices in seen if prices != now]
    if not others:
        return None
    usual = max(set(others), key=others.count)
    return OtherHours(usual, others.count(usual) / 2)


def planned_changes(offer: Offer, prompt_tokens: int, day: datetime.date) -> tuple[PlannedChange, ...]:
    """Prices that start after `day`, soonest first, without those that change nothing."""
    model = _model(offer)
    if model is None:
        return ()
    before = _triple(model.get_prices(datetime.datetime.combine(day, WORKING_HOUR)), prompt_tokens)
    found: list[PlannedChange] = []
    for start in sorted(start for start in _starts(model) if start > day):
        then = _triple(model.get_prices(datetime.datetime.combine(start, WORKING_HOUR)), prompt_tokens)
        if then != before:
            found.append(PlannedChange(start, then))
        before = then
    return tuple(found)


@lru_cache(maxsize=8)
def change_days(catalog: Catalog, day: datetime.date, until: datetime.date) -> tuple[datetime.date, ...]:
    """First days of all planned changes after `day` and up to `until`, soonest first."""
    models = [model for model in map(_model, catalog.file.offers) if model is not None]
    return tuple(sorted({start for model in models for start in _starts(model) if day < start <= until}))


def cache_write_prices(catalog: Catalog, prompt_tokens: int, day: datetime.date) -> Floats:
    """Dollars per million tokens for filling the cache, a row each offer; NaN where it costs nothing of its own."""
    return _cache_writes(catalog, day, prompt_tokens).copy()


@lru_cache(maxsize=32)
def request_fees(catalog: Catalog, day: datetime.date) -> Floats:
    """Dollars that a provider charges for each request beside its tokens (Perplexity's search), a row each offer."""
    moment = datetime.datetime.combine(day, WORKING_HOUR)
    models = [_model(offer) for offer in catalog.file.offers]
    fees = [None if model is None else _at(model.get_prices(moment), "requests_kcount", 0) for model in models]
    return np.array([0.0 if usd is None else usd / 1000 for usd in fees])


def regional_prices(catalog: Catalog, offer: Offer) -> tuple[Offer, ...]:
    """The other offers of the same model at the same provider: other regions or profiles of one service."""
    return tuple(
        other
        for other in catalog.file.offers
        if other.provider == offer.provider and other.model == offer.model and other.id != offer.id
    )


EU_PROFILE: Final = "eu."
"""How AWS names a profile that stays in the European Union; other names lead elsewhere, or to no fixed place."""


@lru_cache(maxsize=8)
def of_region(catalog: Catalog, *, in_eu: bool) -> Bools:
    """Offers that a visitor of the region would take, shape (offers,).

    Where a provider serves a model in a profile of the European Union and in others, a visitor there takes that one,
    and visitors elsewhere take the others.
    """
    european = {(o.provider, o.model) for o in catalog.file.offers if o.api_model_id.startswith(EU_PROFILE)}
    both = {(o.provider, o.model) for o in catalog.file.offers if not o.api_model_id.startswith(EU_PROFILE)} & european
    return np.array(
        [
            (o.provider, o.model) not in both or o.api_model_id.startswith(EU_PROFILE) == in_eu
            for o in catalog.file.offers
        ],
        dtype=np.bool_,
    )


def _model(offer: Offer) -> "ModelInfo | None":
    return None if offer.price_reference is None else library_model(offer.price_reference)


def _by_the_hour(model: "ModelInfo") -> bool:
    from genai_prices.types import TimeOfDateConstraint

    conditions = model.prices if isinstance(model.prices, list) else []
    return any(isinstance(each.constraint, TimeOfDateConstraint) for each in conditions)


def _starts(model: "ModelInfo") -> set[datetime.date]:
    from genai_prices.types import StartDateConstraint

    conditions = model.prices if isinstance(model.prices, list) else []
    return {each.constraint.start_date for each in conditions if isinstance(each.constraint, StartDateConstraint)}


def _triple(prices: "ModelPrice", prompt_tokens: int) -> PriceTriple:
    return PriceTriple(*(_at(prices, name, prompt_tokens) for name in ("input_mtok", "output_mtok", "cache_read_mtok")))


def _at(prices: "ModelPrice", name: str, prompt_tokens: int) -> float | None:
    price = getattr(prices, name, None)
    return None if price is None else price_at(price, prompt_tokens)


@lru_cache(maxsize=8)
def _cache_writes(catalog: Catalog, day: datetime.date, prompt_tokens: int) -> Floats:
    moment = datetime.datetime.combine(day, WORKING_HOUR)
    models = [_model(offer) for offer in catalog.file.offers]
    written = [
        None if model is None else _at(model.get_prices(moment), "cache_write_mtok", prompt_tokens) for model in models
    ]
    return np.array([np.nan if usd is None else usd for usd in written])
