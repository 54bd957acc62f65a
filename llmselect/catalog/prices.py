"""Prices of all offers at once: from the installed `genai-prices`, or the offer's own where that library has none."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from importlib.metadata import version
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.offers import Offer, PriceReference
from llmselect.units import Floats, Ints

if TYPE_CHECKING:  # its table of prices takes a tenth of a second to import: not at start-up
    from genai_prices.types import ModelInfo, ModelPrice, TieredPrices

WORKING_HOUR = datetime.time(8, tzinfo=datetime.UTC)
"""Hour at which prices are read, a morning in Europe. The list price of DeepSeek holds then (01:00-04:00 and
06:00-10:00 UTC, https://api-docs.deepseek.com/quick_start/pricing, 2026-11-21); other hours cost half."""
BATCH = {"processing": "batch"}
LIBRARY_NAMES = {"aws-bedrock": "aws", "google-vertex": "google"}
"""What `genai-prices` calls the providers that the catalog names otherwise."""


class TokenPrices(NamedTuple):
    """US dollars per million tokens, one row an offer in the catalog's order; NaN where nothing is published."""

    input: Floats
    output: Floats
    cached_input: Floats
    batch_input: Floats
    batch_output: Floats

    def of(self, offers: Ints) -> "TokenPrices":
        """The prices of these offers, one row each."""
        return TokenPrices(*(column[offers] for column in self))


class PriceList(NamedTuple):
    """Which prices are in use."""

    version: str
    """Of the installed `genai-prices`."""
    checked: datetime.date
    """Day on which the catalog's references were last compared with it."""


class _Tier(NamedTuple):
    row: int
    column: int
    start: int
    usd_per_mtok: float


@dataclass(frozen=True, slots=True)
class _Table:
    base: TokenPrices
    """Prices of the lowest tier."""
    tiers: tuple[_Tier, ...]
    """Dearer prices of the whole request once the prompt is longer than `start`, lowest first."""


def price_list(catalog: Catalog) -> PriceList:
    """The version of the price library, and the day the catalog was compared with it."""
    known = [source.checked for source in catalog.file.sources if source.id == "genai-prices"]
    return PriceList(version("genai-prices"), max(known, default=datetime.date.min))


def offer_prices(catalog: Catalog, prompt_tokens: int, day: datetime.date | None = None) -> TokenPrices:
    """What each offer charges for prompts of that length on that day (default: today)."""
    table = _table(catalog, day or datetime.datetime.now(datetime.UTC).date())
    columns = [column.copy() for column in table.base]
    for tier in table.tiers:
        if prompt_tokens > tier.start:
            columns[tier.column][tier.row] = tier.usd_per_mtok
    return TokenPrices(*columns)


def library_model(reference: PriceReference) -> "ModelInfo | None":
    """The model in the installed library; None where it has none of that name."""
    return _models().get((reference.provider, reference.model))


def price_at(price: "Decimal | TieredPrices | float", prompt_tokens: int) -> float:
    """Dollars per million tokens of a prompt of that length: a dearer tier holds for the whole request."""
    usd, tiers = _tiers(price)
    return max(((start, dearer) for start, dearer in tiers if prompt_tokens > start), default=(0, usd))[1]


def library_name(provider: str) -> str:
    """What `genai-prices` calls a provider of the catalog."""
    return LIBRARY_NAMES.get(provider, provider)


def known_to_library(reference: PriceReference) -> bool:
    """Whether the installed library has that provider and model."""
    return (reference.provider, reference.model) in _models()


def is_deprecated(reference: PriceReference) -> bool:
    """Whether the installed library marks that model as deprecated."""
    model = library_model(reference)
    return model is not None and bool(model.deprecated)


def library_names() -> dict[str, tuple[str, ...]]:
    """Every provider of the library and the ids of the models whose tokens it can price."""
    names: dict[str, list[str]] = {}
    now = datetime.datetime.now(datetime.UTC)
    for (provider, name), model in _models().items():
        if model.get_prices(now).input_mtok is not None:
            names.setdefault(provider, []).append(name)
    return {provider: tuple(models) for provider, models in names.items()}


def list_prices(offers: Sequence[Offer], day: datetime.date) -> TokenPrices:
    """What these offers charge for short prompts on that day."""
    return _table_of(offers, day).base


@lru_cache(maxsize=16)
def _table(catalog: Catalog, day: datetime.date) -> _Table:
    return _table_of(catalog.file.offers, day)


def _table_of(offers: Sequence[Offer], day: datetime.date) -> _Table:
    columns = np.full((len(TokenPrices._fields), len(offers)), np.nan)
    tiers: list[_Tier] = []
    for row, offer in enumerate(offers):
        for column, price in enumerate(_prices(offer, datetime.datetime.combine(day, WORKING_HOUR))):
            if price is not None:
                columns[column, row], dearer = _tiers(price)
                tiers += [_Tier(row, column, start, usd) for start, usd in dearer]
    return _Table(TokenPrices(*columns), tuple(sorted(tiers, key=lambda tier: tier.start)))


def _prices(offer: Offer, moment: datetime.datetime) -> "Iterator[Decimal | TieredPrices | float | None]":
    """The five prices of an offer, in the order of TokenPrices."""
    if (own := offer.price) is not None:
        yield from (own.input_usd_per_mtok, own.output_usd_per_mtok, own.cached_input_usd_per_mtok)
        return
    if (reference := offer.price_reference) is None:
        return
    model = library_model(reference)
    if model is None:
        return
    live = model.get_prices(moment)
    yield from (live.input_mtok, live.output_mtok, live.cache_read_mtok)
    # a cloud that sells at the maker's list price publishes its own batch price, or none
    if library_name(offer.provider) == reference.provider:
        yield from _batch(model, moment, live)


def _batch(
    model: "ModelInfo", moment: datetime.datetime, live: "ModelPrice"
) -> "Iterator[Decimal | TieredPrices | None]":
    batch = model.get_prices(moment, BATCH)
    if batch != live:
        yield from (batch.input_mtok, batch.output_mtok)


def _tiers(price: "Decimal | TieredPrices | float") -> tuple[float, list[tuple[int, float]]]:
    """The base price, and the dearer ones with the prompt length above which they hold."""
    if isinstance(price, (int, float, Decimal)):
        return float(price), []
    return float(price.base), [(tier.start, float(tier.price)) for tier in price.tiers]


@cache
def _models() -> "dict[tuple[str, str], ModelInfo]":
    from genai_prices.data import providers

    return {(provider.id, model.id): model for provider in providers for model in provider.models}
