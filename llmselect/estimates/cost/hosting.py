"""Ways to host a model oneself and what each costs a month: rented by the hour, bought, or the machine one has."""

from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from llmselect.estimates.core.columns import Estimate, Range
from llmselect.estimates.cost.capacity import Capacity
from llmselect.estimates.cost.currency import USD_PER_EUR
from llmselect.machine.machine import Machine
from llmselect.settings import Costs, RentedHours, Spending
from llmselect.text import Labelled, Text
from llmselect.units import HOURS_PER_MONTH, Floats

OVERHEAD: Final = Estimate(1.3, 1.4, 1.5)
"""Storage, traffic and management on top of the price of a rented accelerator: 30 to 50 % more
(https://www.mercatus-ai.com/blog/cloud-gpu-pricing, May 2026)."""
PERSON_HOUR_USD: Final = 33.5 * USD_PER_EUR
"""Mean hourly labour cost of the European Union in 2024: 33.5 euros (Eurostat, lc_lci_lev, published 2025-03-28;
https://openstats.eu/en/news/eu-hourly-labour-costs-ranged-from-11-to-55-in-2024-af1d78, read on 2026-11-29), in dollars
at the dated rate of `currency`."""


class HostingKind(Labelled):
    """How a machine is come by."""

    MINE = "mine", Text("the machine you have", "la machine que vous avez")
    BOUGHT = "bought", Text("bought", "achetée")
    RENTED = "rented", Text("rented by the hour", "louée à l’heure")


@dataclass(frozen=True, slots=True)
class Hosting:
    """One machine for one model, and what one such machine costs."""

    kind: HostingKind
    machine: Machine
    capacity: Capacity | None
    """None: no quantization of four bits or more lies wholly on it."""
    usd: Estimate | None
    """Rented: an hour of one machine; bought: its price; None: not known. The machine one has costs nothing more."""
    watts: Estimate
    """Of all its accelerators while they compute."""

    @property
    def most_machines(self) -> int | None:
        """Of the machine one has there is one; of the others as many as needed."""
        return 1 if self.kind is HostingKind.MINE else None


class MonthlyTerms(NamedTuple):
    """The bill of a month in US dollars: fixed + machines * per_machine + requests * per_request."""

    fixed: float
    per_machine: float
    per_request: float
    requests_per_machine: float
    """Requests a month that one machine serves, its busiest hour included."""
    spare_machines: int


SIDES: Final = (0, 1, 2)


def monthly_terms(
    way: Hosting, costs: Costs, spending: Spending
) -> tuple[MonthlyTerms, MonthlyTerms, MonthlyTerms] | None:
    """Cheapest, likely and dearest terms; None where the machine cannot run the model or its price is not known."""
    if way.capacity is None or (way.usd is None and way.kind is not HostingKind.MINE):
        return None
    low, likely, high = (_terms(way, way.capacity, costs, spending, side) for side in SIDES)
    return low, likely, high


def _terms(way: Hosting, capacity: Capacity, costs: Costs, spending: Spending, side: int) -> MonthlyTerms:
    """One side: the cheapest has the fastest machines, the lowest prices and the least power."""
    hourly = capacity.requests_per_hour[2 - side]
    usd = way.usd[side] if way.usd is not None else 0.0
    electricity = way.watts[side] / 1000 * costs.electricity_usd_per_kwh / hourly
    per_machine, per_request = 0.0, electricity
    if way.kind is HostingKind.BOUGHT:
        per_machine = usd / costs.amortisation_months
    elif way.kind is HostingKind.RENTED:
        paid = usd * OVERHEAD[side]
        always = costs.rented_hours is RentedHours.ALWAYS
        per_machine, per_request = (paid * HOURS_PER_MONTH, 0.0) if always else (0.0, paid / hourly)
    fixed = 0.0 if way.kind is HostingKind.MINE else people_usd_per_month(spending)
    served = hourly * HOURS_PER_MONTH / spending.peak_factor
    return MonthlyTerms(fixed, per_machine, per_request, served, spending.spare_machines)


def people_usd_per_month(spending: Spending) -> float:
    """What those who look after the machines cost."""
    hour = PERSON_HOUR_USD if spending.usd_per_person_hour is None else spending.usd_per_person_hour
    return spending.people_hours_per_month * hour


def machines_needed(terms: MonthlyTerms, requests_per_month: Floats) -> Floats:
    """Machines that serve the busiest hour, at least one, without the spare ones; shape of the volumes."""
    return np.maximum(np.ceil(requests_per_month / terms.requests_per_machine - 1e-9), 1.0)


def usd_per_month(terms: MonthlyTerms, requests_per_month: Floats, most_machines: int | None = None) -> Floats:
    """The bill at each volume; NaN where more machines are needed than there are."""
    machines = machines_needed(terms, requests_per_month)
    bill = terms.fixed + (machines + terms.spare_machines) * terms.per_machine + requests_per_month * terms.per_request
    return bill if most_machines is None else np.where(machines > most_machines, np.nan, bill)


def hosting_usd(way: Hosting, costs: Costs, spending: Spending, requests_per_month: Floats) -> Range:
    """Low, likely and high bill at each volume; NaN where it is not known or cannot be served."""
    terms = monthly_terms(way, costs, spending)
    if terms is None:
        return Range.unknown(len(requests_per_month))
    return Range(*(usd_per_month(each, requests_per_month, way.most_machines) for each in terms))
