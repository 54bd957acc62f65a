"""Speeds that a trial measured at a provider: they replace what was estimated of that offer, for this visitor."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from statistics import median
from typing import Final, NamedTuple

import numpy as np

from llmselect.bench.results.latency import measured_replies
from llmselect.bench.trial.record import TrialRecord
from llmselect.catalog.catalog import Catalog
from llmselect.estimates.speed.served_measurements import MeasurementKind, ServedMeasurements

FEWEST_REQUESTS: Final = 3
"""Fewer say more of the moment than of the offer."""


class OfferMeasurement(NamedTuple):
    """Medians of the visitor's own requests to one offer."""

    offer: str
    """Id in the catalog."""
    tokens_per_s: float
    ttft_s: float
    prompt_tokens: float
    requests: int


def offer_measurement(trial: TrialRecord, position: int) -> OfferMeasurement | None:
    """What a contestant's requests say of its offer; None for one that is none, or with fewer than three to tell."""
    offer, replies = trial.plan.contestants[position].offer, measured_replies(trial, position)
    if offer is None or len(replies) < FEWEST_REQUESTS:
        return None
    return OfferMeasurement(
        offer,
        1 / median(reply.tpot_s or 0.0 for reply in replies),
        median(reply.ttft_s or 0.0 for reply in replies),
        median(reply.prompt_tokens or 0 for reply in replies),
        len(replies),
    )


def with_own(measured: ServedMeasurements, catalog: Catalog, own: Iterable[OfferMeasurement]) -> ServedMeasurements:
    """The same measurements, with the visitor's own in place of those of their offers; offers gone are left out."""
    rows = {offer.id: row for row, offer in enumerate(catalog.file.offers)}
    mine = [(rows[each.offer], each) for each in own if each.offer in rows]
    if not mine:
        return measured
    at = np.array([row for row, _ in mine], dtype=np.int64)

    def put(column: np.ndarray, values: Sequence[float]) -> np.ndarray:
        changed = column.copy()
        changed[at] = values
        return changed

    return replace(
        measured,
        tokens_per_s=put(measured.tokens_per_s, [each.tokens_per_s for _, each in mine]),
        ttft_s=put(measured.ttft_s, [each.ttft_s for _, each in mine]),
        age_days=put(measured.age_days, [0.0] * len(mine)),
        prompt_tokens=put(measured.prompt_tokens, [each.prompt_tokens for _, each in mine]),
        kind=put(measured.kind, [MeasurementKind.OWN] * len(mine)),
    )
