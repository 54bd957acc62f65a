"""What answers cost on a machine of one's own: by the hour, by the month, or only the electricity."""

from collections.abc import Sequence

import numpy as np

from llmselect.estimates.core.columns import Estimate, Range
from llmselect.estimates.hardware.accelerator_groups import AcceleratorGroup
from llmselect.settings import Costs, Ownership, RentedHours, Workload
from llmselect.units import HOURS_PER_MONTH, Floats


def busy_hours_per_month(finish_s: Floats, workload: Workload) -> Floats:
    """Hours the machine computes in a month: answers one after the other, or as many at once as there are users."""
    return workload.requests_per_month * finish_s / workload.users / 3600


def machine_usd_per_month(
    busy_hours: Floats, watts: Estimate, groups: Sequence[AcceleratorGroup], costs: Costs
) -> Range:
    """Monthly cost of the visitor's machine, a row each; NaN where a price is not known.

    Electricity counts the power of what computes while it computes; idling and cooling are not in it. A single row's
    time is taken as likely: its own range is in its speed.
    """
    if costs.ownership is Ownership.RENTED:
        hourly = costs.rental_usd_per_hour or _rental(groups)
        paid = np.full_like(busy_hours, HOURS_PER_MONTH)
        if costs.rented_hours is RentedHours.BY_VOLUME:
            paid = np.minimum(busy_hours, HOURS_PER_MONTH)
        month = paid * (np.nan if hourly is None else hourly)
        return Range(month, month.copy(), month.copy())
    per_watt = np.minimum(busy_hours, HOURS_PER_MONTH) / 1000 * costs.electricity_usd_per_kwh
    bought = 0.0
    if costs.ownership is Ownership.BOUGHT:
        price = costs.purchase_usd or _purchase(groups)
        bought = price / costs.amortisation_months if price is not None else np.nan
    return Range(*(per_watt * side + bought for side in watts))


def _rental(groups: Sequence[AcceleratorGroup]) -> float | None:
    rents = [group.accelerator.rental for group in groups]
    return _sum([None if rent is None else rent.usd_per_hour for rent in rents], groups)


def _purchase(groups: Sequence[AcceleratorGroup]) -> float | None:
    prices = [group.accelerator.purchase for group in groups]
    return _sum([None if price is None else (price.low_usd + price.high_usd) / 2 for price in prices], groups)


def _sum(values: Sequence[float | None], groups: Sequence[AcceleratorGroup]) -> float | None:
    """Of all accelerators; unknown where one is, or where there is none."""
    known = [value * group.count for value, group in zip(values, groups, strict=True) if value is not None]
    return sum(known) if known and len(known) == len(groups) else None
