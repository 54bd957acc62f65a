"""Offers of one model whose prices or contexts disagree: more than providers differ, one of them was misread.

A provider may well serve a shorter context than the model takes, or ask three times what another asks. Beyond the
factors below one of the records is wrong, or something about the offer should be said: its note says it then.
"""

import datetime
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from llmselect.catalog.faults import Fault
from llmselect.catalog.models import LanguageModel, Lifecycle
from llmselect.catalog.offers import Offer
from llmselect.catalog.prices import list_prices

PRICE_FACTOR = 4.0
"""Of 576 prices of models with three offers or more (2026-11-28), nine in ten lie within twice the middle of the
others, and 95 in a hundred within 2.8 times."""
CONTEXT_FACTOR = 4.0
"""Short contexts of cheap offers are half or a quarter of the model's."""
BEYOND = 1.1
"""Above what the model takes, roundings aside (131,072 and 128,000 are one context)."""
FEWEST = 3
"""Offers of a model from which on a middle can be told."""


def offers_apart(models: Sequence[LanguageModel], offers: Sequence[Offer], day: datetime.date) -> tuple[Fault, ...]:
    """Current offers far from the others of their weights and without a note on it, in the order of the offers."""
    owner = {model.id: model.weights for model in models}
    takes = {model.id: model.context_tokens for model in models}
    prices = dict(zip((offer.id for offer in offers), list_prices(offers, day).input.tolist(), strict=True))
    groups: dict[str, list[Offer]] = defaultdict(list)
    for offer in offers:
        if offer.state is Lifecycle.CURRENT:
            groups[owner.get(offer.model, offer.model)].append(offer)
    found = [fault for name, group in groups.items() for fault in _apart(group, prices, takes.get(name))]
    order = {f"offers.{offer.id}": place for place, offer in enumerate(offers)}
    return tuple(sorted(found, key=lambda fault: order[fault.path.rpartition(".")[0]]))


def _apart(group: Sequence[Offer], prices: Mapping[str, float], takes: int | None) -> Iterator[Fault]:
    asked = {offer.id: prices[offer.id] for offer in group if prices[offer.id] > 0}  # false for NaN: unknown
    sizes = {offer.id: float(offer.context_tokens) for offer in group if offer.context_tokens}
    for offer in group:
        usual = _usual(asked, offer.id)
        if offer.price_note is None and offer.id in asked and _far(asked[offer.id], usual, PRICE_FACTOR):
            said = (
                f"{asked[offer.id]:g} US dollars for a million input tokens, where others of this model ask {usual:g}"
            )
            yield Fault(f"offers.{offer.id}.price", f"{said}; correct the price or say why in price_note")
        if offer.context_note is None and offer.id in sizes:
            yield from _context(offer, sizes, takes)


def _context(offer: Offer, sizes: Mapping[str, float], takes: int | None) -> Iterator[Fault]:
    size, usual = sizes[offer.id], _usual(sizes, offer.id)
    path = f"offers.{offer.id}.context_tokens"
    if takes is not None and size > takes * BEYOND:
        yield Fault(path, f"{size:,.0f} tokens, and the model takes {takes:,}; correct one or say why in context_note")
    elif _far(size, usual, CONTEXT_FACTOR):
        said = f"{size:,.0f} tokens, where other offers of this model take {usual:,.0f}"
        yield Fault(path, f"{said}; correct it or say why in context_note")


def _usual(values: Mapping[str, float], without: str) -> float:
    """The middle of the other offers; NaN where there are too few."""
    others = [value for name, value in values.items() if name != without]
    return median(others) if len(others) >= FEWEST - 1 else math.nan


def _far(value: float, usual: float, factor: float) -> bool:
    """False where no usual value is known."""
    return value > usual * factor or value * factor < usual
