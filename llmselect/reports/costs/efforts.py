"""What one finished task costs at each effort of one offer: tokens thought, money, seconds and quality, in ranges."""

from typing import NamedTuple

import numpy as np

from llmselect.catalog.efforts import Effort
from llmselect.estimates.core.columns import Estimate, Range
from llmselect.estimates.speed.served_speed import catalog_offers, served_speeds
from llmselect.estimates.speed.waits import wait_and_finish_s
from llmselect.reports.costs.offer_bills import OfferBill, OfferBills


class TaskCost(NamedTuple):
    """One answer of one offer at one effort, thoughts included."""

    effort: Effort
    thinking_tokens: Estimate
    usd: Estimate
    finish_s: Estimate | None
    quality: Estimate | None
    times_the_least: float
    """Of the cheapest effort of the same offer."""


def task_costs(bill: OfferBill) -> tuple[TaskCost, ...]:
    """Every effort that a request can ask of this offer, least first; empty where no price is published."""
    bills = bill.bills
    rows = np.flatnonzero(bills.costs.rows.offer == bills.costs.rows.offer[bill.row])
    if np.isnan(bills.costs.request.likely[rows]).any():
        return ()
    finish, least = _finish(bills, rows), float(bills.costs.request.likely[rows].min())
    each = [bills.bill(int(row)) for row in rows]
    return tuple(
        TaskCost(
            one.effort,
            one.thinking_tokens or Estimate(0.0, 0.0, 0.0),
            one.request,
            Estimate.at(finish, at),
            one.quality,
            one.request.likely / least if least else 1.0,
        )
        for at, one in enumerate(each)
        if one.request is not None
    )


def _finish(bills: OfferBills, rows: np.ndarray) -> Range:
    """Seconds of a whole answer, thoughts included."""
    workload, offers = bills.settings.workload, bills.costs.rows.offer[rows]
    speeds = served_speeds(catalog_offers(bills.catalog, workload.prompt_tokens, None))
    ttft, decode = (Range(*(side[offers] for side in column)) for column in (speeds.ttft_s, speeds.decode))
    thinking = Range(*(side[rows] for side in bills.costs.thinking_tokens))
    answer = np.full(len(rows), float(workload.output_tokens))
    return wait_and_finish_s(ttft, decode, thinking, answer, np.full(len(rows), np.nan))[1]
