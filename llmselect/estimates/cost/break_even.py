"""From which volume a machine of one's own is cheaper than an API, and whether it can serve that volume at all."""

import math
from enum import StrEnum
from typing import NamedTuple

from llmselect.estimates.core.columns import Estimate
from llmselect.estimates.cost.hosting import Hosting, MonthlyTerms, monthly_terms
from llmselect.settings import Costs, Spending


class Crossing(StrEnum):
    """How the two bills meet."""

    ALWAYS = "always"
    """The machine is cheaper from the first request."""
    FROM = "from"
    """It is cheaper from some volume on, with machines that serve it."""
    NEVER = "never"
    """Each request costs more than at the API even on machines that are busy in every hour."""
    TOO_SMALL = "too_small"
    """It would be cheaper, but not at a volume that the machines there are can serve."""
    UNKNOWN = "unknown"
    """A price is missing, or the model does not run there."""


class BreakEven(NamedTuple):
    """Where a machine becomes cheaper than an API."""

    crossing: Crossing
    requests_per_month: float | None = None
    machines: int | None = None
    """That serve this volume, without the spare ones."""


class BreakEvens(NamedTuple):
    """In the best, the likely and the worst case for the machine."""

    best: BreakEven
    likely: BreakEven
    worst: BreakEven


def break_evens(way: Hosting, costs: Costs, spending: Spending, api_usd_per_request: Estimate | None) -> BreakEvens:
    """The best case has the cheapest machines against the dearest answers of the API, the worst the reverse."""
    terms = monthly_terms(way, costs, spending)
    if terms is None or api_usd_per_request is None or not math.isfinite(api_usd_per_request.likely):
        unknown = BreakEven(Crossing.UNKNOWN)
        return BreakEvens(unknown, unknown, unknown)
    prices = reversed(api_usd_per_request)
    return BreakEvens(*(break_even(t, p, way.most_machines) for t, p in zip(terms, prices, strict=True)))


def break_even(terms: MonthlyTerms, api_usd_per_request: float, most_machines: int | None = None) -> BreakEven:
    """The smallest volume at which the machines that it takes cost no more than the API.

    With n machines and s spare ones it is (fixed + (n + s) * per_machine) / (API - per_request), and n machines must
    serve it; so n is at least (fixed + s * per_machine) / saving / (requests_per_machine - per_machine / saving).
    """
    saving = api_usd_per_request - terms.per_request
    if saving <= 0:
        return BreakEven(Crossing.NEVER)
    standing = terms.fixed + terms.spare_machines * terms.per_machine
    if standing == 0 and terms.per_machine == 0:
        return BreakEven(Crossing.ALWAYS, 0.0, 1)
    left = terms.requests_per_machine - terms.per_machine / saving
    if left <= 0:
        return BreakEven(Crossing.NEVER)
    machines = max(math.ceil(standing / saving / left - 1e-9), 1)
    if most_machines is not None and machines > most_machines:
        return BreakEven(Crossing.TOO_SMALL)
    return BreakEven(Crossing.FROM, (standing + machines * terms.per_machine) / saving, machines)
