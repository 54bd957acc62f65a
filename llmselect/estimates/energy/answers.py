"""Energy and emissions of answers: of offers as columns, and of a machine of one's own by its power."""

from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.estimates.core.columns import Estimate, Range
from llmselect.estimates.cost.hosting import Hosting, HostingKind
from llmselect.estimates.cost.offer_costs import OfferCosts
from llmselect.estimates.energy.countries import countries, country
from llmselect.estimates.energy.method import GPU_KG, LIFE_S, SERVER_GPUS, SERVER_KG, answer_energy
from llmselect.estimates.energy.served_sizes import ANY_OVERHEAD, of_rows, overheads, sizes_of_models, zone_of
from llmselect.settings import RentedHours, Settings, Workload
from llmselect.units import HOURS_PER_MONTH, Floats

AT_HOME: Final = (1.0, 1.0)
"""What cools a room at home is not counted."""


@dataclass(frozen=True, eq=False)
class OfferEnergy:
    """Columns over the rows of OfferCosts; NaN where nobody knows or supposes the size of the model."""

    kwh: Range
    """Of one answer."""
    kg: Range
    """Kilograms of CO2-equivalent of one answer, making the servers included, on the grid that is supposed."""


class OwnEnergy(NamedTuple):
    """Of a month on machines of one's own."""

    kwh: Estimate
    kg: Estimate
    making_counted: bool
    """Whether the making of the machines is counted: known for accelerators of data centres alone."""


def offer_energy(catalog: Catalog, costs: OfferCosts, workload: Workload, zone: str | None = None) -> OfferEnergy:
    """Of one answer of each row; `zone`: a grid for all, None: that of each provider as EcoLogits supposes it."""
    size = of_rows(sizes_of_models(catalog), costs.rows.model)
    tokens = Range(*(workload.output_tokens + side for side in costs.thinking_tokens))
    low, high = (side[costs.rows.offer] for side in overheads(catalog))
    use = answer_energy(size, tokens, (low, high))
    grid = _grids(catalog, zone)[costs.rows.offer]
    kg = Range(*(kwh * grid + made for kwh, made in zip(use.kwh, use.making_kg, strict=True)))
    return OfferEnergy(use.kwh, kg)


def own_energy(
    way: Hosting, settings: Settings, requests_per_month: float, machines: Estimate, *, data_centre: bool
) -> OwnEnergy | None:
    """Of a month's requests by the power of the accelerators while they compute; None where it cannot be told.

    The high end of machines that are rented around the clock counts their full power in every hour: nobody says how
    much less they take when idle.
    """
    if way.capacity is None:
        return None
    rented = way.kind is HostingKind.RENTED
    overhead = ANY_OVERHEAD if rented else AT_HOME
    hours = [requests_per_month / way.capacity.requests_per_hour[2 - side] for side in range(3)]
    if rented and settings.costs.rented_hours is RentedHours.ALWAYS:
        hours[2] = max(hours[2], machines.high * HOURS_PER_MONTH)
    factors = (overhead[0], sum(overhead) / 2, overhead[1])
    kwh = Estimate(*(w / 1000 * h * f for w, h, f in zip(way.watts, hours, factors, strict=True)))
    grid = country(settings.spending.country).kg_per_kwh
    made = [h * 3600 * way.machine.count * (GPU_KG + SERVER_KG / SERVER_GPUS) / LIFE_S for h in hours]
    made = made if data_centre else [0.0, 0.0, 0.0]
    return OwnEnergy(kwh, Estimate(*(k * grid + m for k, m in zip(kwh, made, strict=True))), data_centre)


def _grids(catalog: Catalog, zone: str | None) -> Floats:
    known = countries()
    return np.array([known[zone or zone_of(offer.provider)].kg_per_kwh for offer in catalog.file.offers])
