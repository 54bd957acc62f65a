"""Five facts of a model beside its counterpart of another year: size, memory at 4 bits, quality, price, context."""

from typing import NamedTuple

import numpy as np

from llmselect.catalog.models import LanguageModel, Lifecycle
from llmselect.catalog.standings import Use
from llmselect.estimates.quality.evidence import Evidence, evidence
from llmselect.overview.model_table import Panorama


class PairFacts(NamedTuple):
    """One row of a pair; None is unknown."""

    row: int
    """Of the panorama."""
    model: LanguageModel
    memory_bytes: float | None
    """At the usual 4-bit quantization, with the cache of an ordinary chat."""
    quality: tuple[float, float, float]
    """Low, likely and high of 100 at the use of the pair."""
    evidence: Evidence
    price_usd: tuple[float, float] | None
    """Per million tokens, in and out."""
    on_sale: bool
    """Whether the price is of an offer that stands; else it is the last one known."""
    current_offers: int
    legacy_offers: int
    """Offers that may be gone."""


def pair_facts(found: Panorama, row: int, use: Use) -> PairFacts:
    """What a row of the panorama shows beside its counterpart."""
    memory = float(found.room.total_bytes[row])
    offers = [found.catalog.file.offers[i].state for i in found.offers_of(row)]
    priced = found.offer(row) is not None
    return PairFacts(
        row=row,
        model=found.models[row],
        memory_bytes=None if np.isnan(memory) else memory,
        quality=found.quality(use).row(row),
        evidence=Evidence(int(evidence(found.catalog, use)[found.rows[row]])),
        price_usd=(float(found.input_usd[row]), float(found.output_usd[row])) if priced else found.prices_of(row),
        on_sale=priced and Lifecycle.CURRENT in offers,
        current_offers=offers.count(Lifecycle.CURRENT),
        legacy_offers=offers.count(Lifecycle.LEGACY),
    )
