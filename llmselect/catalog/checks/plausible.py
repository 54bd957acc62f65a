"""Numbers that are well-formed and still cannot be right: a price of the wrong unit, a score off its scale."""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from statistics import median
from typing import NamedTuple, cast

from llmselect.catalog.checks.consistency import RecordEntry, Shelf, title_of
from llmselect.catalog.faults import Fault
from llmselect.catalog.models import LanguageModel
from llmselect.catalog.offers import Offer
from llmselect.catalog.prices import known_to_library, library_name, library_names, list_prices
from llmselect.catalog.record import Sourced
from llmselect.catalog.standings import Benchmark, BenchmarkScale, Standing
from llmselect.errors import nearest

APART = 100.0
"""The dearest offer of one model asks some 11 times what the cheapest does; a wrong unit is 1,000 times off."""
TIME_ZONES = datetime.timedelta(days=1)
"""Somewhere it is tomorrow already."""
LOWEST_USD_PER_MTOK = 0.001
"""The cheapest published price is 0.01."""
SCALES = {BenchmarkScale.PERCENT: (-100.0, 100.0), BenchmarkScale.ELO: (300.0, 2500.0)}


class Fact(NamedTuple):
    """A record, or a part of one, that carries a source and a day."""

    path: str
    checked: datetime.date


def implausible(shelf: Shelf, today: datetime.date) -> Iterator[Fault]:
    """Every number that cannot be right, and every price that is copied for nothing."""
    offers = cast("Sequence[tuple[int, Offer]]", shelf.get("offers", ()))
    yield from _prices_off(offers, shelf.get("models", ()), today)
    yield from _references(offers)
    yield from _scores_off(shelf)
    for position, standing in cast("Sequence[tuple[int, Standing]]", shelf.get("standings", ())):
        if standing.date > today + TIME_ZONES:
            path = f"standings.{position}.date ({title_of(standing)})"
            yield Fault(path, f"{standing.date} is after today ({today}); correct the day")
    for path, checked in facts(shelf):
        if checked > today + TIME_ZONES:
            yield Fault(path, f"checked on {checked}, which is after today ({today}); correct the day")


def facts(shelf: Shelf) -> Iterator[Fact]:
    """Every fact with the day it was last compared with its source."""
    for field, entries in shelf.items():
        for position, record in entries:
            if isinstance(record, Sourced | Standing):
                yield Fact(f"{field}.{position} ({title_of(record)})", record.checked)
            for part in ("price", "rental", "purchase"):
                inner = getattr(record, part, None)
                if isinstance(inner, Sourced):
                    yield Fact(f"{field}.{position}.{part} ({title_of(record)})", inner.checked)


def _prices_off(
    offers: Sequence[tuple[int, Offer]], models: Sequence[RecordEntry], today: datetime.date
) -> Iterator[Fault]:
    known = cast("Sequence[tuple[int, LanguageModel]]", models)
    owner = {model.id: model.weights for _, model in known}
    prices = list_prices([offer for _, offer in offers], today)
    for key, column in (("input_usd_per_mtok", prices.input), ("output_usd_per_mtok", prices.output)):
        asked: dict[str, dict[str, float]] = defaultdict(dict)
        for (_, offer), price in zip(offers, column, strict=True):
            if price > 0:  # false for NaN: unknown
                asked[owner.get(offer.model, offer.model)][offer.id] = float(price)
        for position, offer in offers:
            if offer.price is None:
                continue
            price = float(getattr(offer.price, key))
            if reason := _reason(price, offer.id, asked[owner.get(offer.model, offer.model)]):
                yield Fault(f"offers.{position}.price.{key} ({offer.id})", reason)


def _reason(price: float, offer: str, asked: Mapping[str, float]) -> str | None:
    """Why that price of the offer cannot be right, given what each offer of the model asks; None where it can."""
    others = [theirs for name, theirs in asked.items() if name != offer]
    usual = median(others) if others else price
    if price > 0 and not usual / APART <= price <= usual * APART:
        return (
            f"{price:g} is far from the {usual:g} of this model's other offers; prices are dollars per million tokens"
        )
    if 0 < price < LOWEST_USD_PER_MTOK:
        return f"{price:g} is too low for a million tokens; is it per thousand ({price * 1e3:g}) or per token?"
    return None


def _references(offers: Sequence[tuple[int, Offer]]) -> Iterator[Fault]:
    names = library_names()
    folded = {provider: {name.casefold(): name for name in models} for provider, models in names.items()}
    for position, offer in offers:
        path = f"offers.{position}"
        reference, provider = offer.price_reference, library_name(offer.provider)
        if reference is not None and not known_to_library(reference):
            valid = names.get(reference.provider)
            given = reference.provider if valid is None else reference.model
            close = ", ".join(nearest(given, names if valid is None else valid)) or "nothing like it"
            yield Fault(
                f"{path}.price_reference ({offer.id})", f"genai-prices has no `{given}`; the nearest are {close}"
            )
        known = folded.get(provider, {}).get(offer.api_model_id.casefold())
        if offer.price is not None and known is not None:
            yield Fault(
                f"{path}.price ({offer.id})",
                f'genai-prices knows this price; replace it by "price_reference": '
                f'{{"provider": "{provider}", "model": "{known}"}}',
            )


def _scores_off(shelf: Shelf) -> Iterator[Fault]:
    benchmarks = cast("Sequence[tuple[int, Benchmark]]", shelf.get("benchmarks", ()))
    scales = {benchmark.id: benchmark.scale for _, benchmark in benchmarks}
    for position, standing in cast("Sequence[tuple[int, Standing]]", shelf.get("standings", ())):
        if (scale := scales.get(standing.benchmark)) is None:
            continue
        low, high = SCALES[scale]
        if not low <= standing.score <= high:
            yield Fault(
                f"standings.{position}.score ({title_of(standing)})",
                f"{standing.score:g} is outside {low:g} to {high:g}, the {scale} scale of this benchmark",
            )
