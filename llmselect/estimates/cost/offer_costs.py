"""What every offer costs at every effort for one volume: a request, a month, a year, with their ranges, as columns."""

import datetime
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.efforts import EFFORTS
from llmselect.catalog.models import Lifecycle
from llmselect.catalog.price_terms.other_prices import cache_write_prices, change_days, request_fees
from llmselect.catalog.prices import offer_prices
from llmselect.estimates.core.candidates import requestable_efforts
from llmselect.estimates.core.columns import Range
from llmselect.estimates.cost.tokens import RequestTokens, request_cost
from llmselect.estimates.cost.volume import DAYS_PER_MONTH, MONTHS_PER_YEAR, Volume
from llmselect.estimates.runs.thoughts import thinking_columns_of
from llmselect.settings import Workload
from llmselect.units import Bools, Ints


class OfferRows(NamedTuple):
    """A row for each effort of each offer; positions in the catalog's lists and in EFFORTS, shape (rows,)."""

    offer: Ints
    model: Ints
    effort: Ints


@dataclass(frozen=True, eq=False)
class OfferCosts:
    """Columns over OfferRows; NaN where no price is published."""

    rows: OfferRows
    request: Range
    """US dollars for one request, thoughts included."""
    month: Range
    year: Range
    thinking_tokens: Range
    usable: Bools
    """Offers that one can count on for a volume: priced, not a free quota, not retired."""

    def __len__(self) -> int:
        return len(self.rows.offer)


@lru_cache(maxsize=8)
def offer_rows(catalog: Catalog) -> OfferRows:
    """Every offer at every effort that a request can ask of its model."""
    positions = {model.id: at for at, model in enumerate(catalog.file.models)}
    rows = [
        (at, positions[offer.model], EFFORTS.index(effort))
        for at, offer in enumerate(catalog.file.offers)
        for effort in requestable_efforts(catalog, catalog.models[offer.model])
    ]
    offer, model, effort = np.array(rows, dtype=np.int64).reshape(-1, 3).T
    return OfferRows(offer, model, effort)


def offer_costs(catalog: Catalog, workload: Workload, volume: Volume, day: datetime.date | None = None) -> OfferCosts:
    """Costs of all offers for a workload at a volume, by the prices of a day (default: today)."""
    rows = offer_rows(catalog)
    thinking = thinking_columns_of(catalog, workload, rows.model, rows.effort)
    output = Range(*(workload.output_tokens + side for side in thinking))
    tokens = RequestTokens(workload.prompt_tokens, output, workload.cached_share, volume.batch_share)
    today = day or datetime.datetime.now(datetime.UTC).date()
    request = _request(catalog, rows, tokens, today)
    return OfferCosts(
        rows=rows,
        request=request,
        month=Range(*(side * volume.requests_per_month for side in request)),
        year=_year(catalog, rows, tokens, volume, today),
        thinking_tokens=thinking,
        usable=_lasting(catalog)[rows.offer] & ~np.isnan(request.likely),
    )


def _request(catalog: Catalog, rows: OfferRows, tokens: RequestTokens, day: datetime.date) -> Range:
    prompt = round(tokens.prompt)
    prices = offer_prices(catalog, prompt, day).of(rows.offer)
    request = request_cost(prices, cache_write_prices(catalog, prompt, day)[rows.offer], tokens)
    fees = request_fees(catalog, day)[rows.offer]
    return Range(*(side + fees for side in request))


def _year(catalog: Catalog, rows: OfferRows, tokens: RequestTokens, volume: Volume, today: datetime.date) -> Range:
    """Twelve months at the volume of each, by the prices that are announced for its first day."""
    starts = [today + datetime.timedelta(days=round(DAYS_PER_MONTH * month)) for month in range(MONTHS_PER_YEAR)]
    changes = (today, *change_days(catalog, today, starts[-1]))
    of_month = np.array([sum(change <= start for change in changes) - 1 for start in starts])
    counts = [float(volume.months[of_month == period].sum()) for period in range(len(changes))]
    periods = [(_request(catalog, rows, tokens, change), n) for change, n in zip(changes, counts, strict=True) if n]
    return Range(*(np.sum([request[side] * n for request, n in periods], axis=0) for side in range(3)))


@lru_cache(maxsize=8)
def _lasting(catalog: Catalog) -> Bools:
    offers = catalog.file.offers
    return np.array([not o.free_quota and o.state is not Lifecycle.RETIRED for o in offers], dtype=np.bool_)
