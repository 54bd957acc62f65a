"""How old a price is, and whether those who publish one for the same thing agree."""

import datetime
from functools import lru_cache
from typing import Final, NamedTuple

from llmselect.catalog.accelerators import Accelerator, Rental
from llmselect.catalog.catalog import Catalog
from llmselect.catalog.offers import Offer
from llmselect.catalog.prices import PriceList, price_list

STALE_DAYS: Final = 90
"""A price that was read longer ago is marked."""
AGREEING: Final = 1.25
"""Sources whose highest price is no more than that many times the lowest are said to agree."""


def price_day(catalog: Catalog, offer: Offer) -> datetime.date | None:
    """Day on which the price was last compared with its source; None where there is no price."""
    if offer.price is not None:
        return offer.price.checked
    return _library(catalog).checked if offer.price_reference is not None else None


def price_source(catalog: Catalog, offer: Offer) -> str:
    """Who says the price of an offer; empty where there is none."""
    if offer.price is not None:
        return offer.price.source
    return f"genai-prices {_library(catalog).version}" if offer.price_reference is not None else ""


class PriceReader(NamedTuple):
    """A list of prices that the catalog took offers' own prices from."""

    name: str
    offers: int
    oldest: datetime.date


def price_readers(catalog: Catalog) -> tuple[PriceReader, ...]:
    """Who read the prices that offers have of their own, most first: the first word of each source."""
    days: dict[str, list[datetime.date]] = {}
    for offer in catalog.file.offers:
        if offer.price is not None:
            days.setdefault(offer.price.source.split()[0].strip(",;"), []).append(offer.price.checked)
    readers = (PriceReader(name, len(each), min(each)) for name, each in days.items())
    return tuple(sorted(readers, key=lambda reader: -reader.offers))


@lru_cache(maxsize=4)
def _library(catalog: Catalog) -> PriceList:
    """The price library as the catalog compares with it, kept: reading that library's version takes milliseconds."""
    return price_list(catalog)


def is_stale(day: datetime.date, today: datetime.date) -> bool:
    """Whether a price of that day is older than STALE_DAYS."""
    return (today - day).days > STALE_DAYS


def rentals(accelerator: Accelerator) -> tuple[Rental, ...]:
    """What every source says that renting one costs, the one that is computed with first."""
    first = () if accelerator.rental is None else (accelerator.rental,)
    return (*first, *accelerator.other_rentals)


def rental_range(accelerator: Accelerator) -> tuple[float, float, float] | None:
    """Lowest, likely and highest dollars an hour over all sources; None where no source names a price."""
    known = rentals(accelerator)
    if not known:
        return None
    low = min(rental.low_usd_per_hour or rental.usd_per_hour for rental in known)
    high = max(rental.high_usd_per_hour or rental.usd_per_hour for rental in known)
    return low, known[0].usd_per_hour, high


def sources_disagree(accelerator: Accelerator) -> bool:
    """Whether the sources' own prices for one hour lie further apart than AGREEING."""
    prices = [rental.usd_per_hour for rental in rentals(accelerator)]
    return len(prices) > 1 and max(prices) > AGREEING * min(prices)
