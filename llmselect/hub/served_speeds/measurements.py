"""Speeds that the router measured, as columns over the catalog's offers."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.offers import Offer
from llmselect.estimates.speed.served_measurements import MeasurementKind, MeasurementSource, ServedMeasurements
from llmselect.hub.served_speeds.copies import SpeedCopies, read_served_speeds
from llmselect.hub.served_speeds.snapshot import NAME, URL, ProbedOffer, SpeedSnapshot

ROUTER = "huggingface"
"""The catalog's provider that is the router itself; by default it takes the fastest live provider of a model."""


def measurements_for(
    catalog: Catalog, snapshot: SpeedSnapshot, today: datetime.date | None = None
) -> ServedMeasurements:
    """What the snapshot measured of each offer of the catalog, in its order; NaN where it measured nothing.

    An offer is known by its provider and the repository of its weights. Where a provider sells the same weights under
    several names, the probe speaks for the one that is called like the repository, else for none.
    """
    day = today or datetime.datetime.now(datetime.UTC).date()
    probed = _by_offer(catalog, snapshot.offers)
    found = [probed.get(key) if alone else None for key, alone in _keys(catalog, probed)]
    return ServedMeasurements(
        tokens_per_s=np.array([_number(one and one.tokens_per_s) for one in found]),
        ttft_s=np.array([_number(one and one.ttft_s) for one in found]),
        age_days=np.array([_number(one and (day - one.day).days) for one in found]),
        prompt_tokens=np.full(len(found), np.nan),
        kind=np.full(len(found), MeasurementKind.PROBE, dtype=np.int64),
        source=MeasurementSource(NAME, URL, snapshot.state, snapshot.day, day),
    )


def current_measurements(catalog: Catalog, *, asked: bool = False) -> ServedMeasurements:
    """The best copy at hand, without waiting; `asked`: the router is asked before, as far as it may be.

    For programs that run once; a server keeps one SpeedCopies for all its visitors.
    """
    copies = SpeedCopies()
    return measurements_for(catalog, read_served_speeds(copies, asked) if asked else copies.snapshot())


def _by_offer(catalog: Catalog, offers: Iterable[ProbedOffer]) -> dict[tuple[str, str], ProbedOffer]:
    """By weights and provider; the router itself stands for the fastest."""
    found: dict[tuple[str, str], ProbedOffer] = {}
    for one in offers:
        model = catalog.models_by_name.get(one.repository.casefold())
        if model is None or model.id in catalog.own:
            continue
        found[model.weights, one.provider] = one
        fastest = found.get((model.weights, ROUTER))
        if one.tokens_per_s and (fastest is None or one.tokens_per_s > (fastest.tokens_per_s or 0.0)):
            found[model.weights, ROUTER] = one
    return found


def _keys(catalog: Catalog, probed: dict[tuple[str, str], ProbedOffer]) -> Iterable[tuple[tuple[str, str], bool]]:
    """Weights and provider of each offer, and whether a probe of them speaks for it."""
    keys = [(catalog.models[offer.model].weights, offer.provider) for offer in catalog.file.offers]
    groups: dict[tuple[str, str], list[Offer]] = defaultdict(list)
    for key, offer in zip(keys, catalog.file.offers, strict=True):
        groups[key].append(offer)
    for key, offer in zip(keys, catalog.file.offers, strict=True):
        yield key, len(groups[key]) == 1 or (key in probed and _called_so(offer, probed[key], groups[key]))


def _called_so(offer: Offer, probe: ProbedOffer, group: Sequence[Offer]) -> bool:
    name = probe.repository.casefold().rpartition("/")[2]
    called = [each for each in group if each.api_model_id.casefold().rpartition("/")[2] == name]
    return called == [offer]


def _number(value: float | None) -> float:
    return np.nan if value is None else float(value)
