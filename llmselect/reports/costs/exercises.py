"""Exercises with answers that are computed: one task on a large and a small model, and two published mistakes."""

from typing import Final, NamedTuple

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.estimates.core.columns import Estimate
from llmselect.reports.costs.efforts import TaskCost, task_costs
from llmselect.reports.costs.offer_bills import OfferBill, OfferBills
from llmselect.units import GB, MTOK

TOKENS_A_DAY: Final = 5_000_000
GPT_5_USD: Final = (1.25, 10.0)
CLAIMED_USD: Final = 168
"""devtk.ai, 2026-02-24: 10 million tokens a day, half in and half out, on GPT-5 at 1.25 and 10 dollars."""
CLAIMED_TOKENS_PER_S: Final = 3500
"""gputracker.dev, 2026-03-19: one stream of Llama 3 8B in 16 bits on an A100 with 80 GB."""
BANDWIDTH_DEVICE: Final = "A100 SXM 80GB"
WEIGHTS_GB: Final = 16.1
DAYS: Final = 30


class Contest(NamedTuple):
    """The same task on a large and on a small model of one maker."""

    large: OfferBill
    small: OfferBill
    large_task: TaskCost
    small_task: TaskCost

    @property
    def times_the_money(self) -> float:
        """How many times as much the large one costs."""
        return self.large_task.usd.likely / self.small_task.usd.likely

    @property
    def times_the_waiting(self) -> Estimate | None:
        """How many times as long the large one takes, with the range of both."""
        a, b = self.large_task.finish_s, self.small_task.finish_s
        return None if a is None or b is None else Estimate(a.low / b.high, a.likely / b.likely, a.high / b.low)


def contest(bills: OfferBills) -> Contest | None:
    """The dearest and the cheapest offer of the one maker between whose models most lies, each at its default effort.

    Current models with a score alone, as the makers themselves serve them.
    """
    rows = np.flatnonzero(bills.at_default & bills.scored & bills.usable & _by_its_maker(bills))
    by_provider: dict[str, list[OfferBill]] = {}
    for row in rows.tolist():
        bill = bills.bill(row)
        by_provider.setdefault(bill.offer.provider, []).append(bill)
    pairs = [(max(each, key=_usd), min(each, key=_usd)) for each in by_provider.values() if len(each) > 1]
    pairs = [(large, small) for large, small in pairs if _usd(small) > 0]
    if not pairs:
        return None
    large, small = max(pairs, key=lambda pair: _usd(pair[0]) / _usd(pair[1]))
    return Contest(large, small, _at(large), _at(small))


def tokens_a_month_usd() -> float:
    """What ten million tokens a day cost on GPT-5: ten times what the guide says."""
    return DAYS * TOKENS_A_DAY / MTOK * sum(GPT_5_USD)


def most_tokens_per_s(catalog: Catalog) -> float:
    """What the bandwidth allows one stream: every token reads all weights once."""
    return catalog.accelerator(BANDWIDTH_DEVICE).bandwidth_gb_per_s * GB / (WEIGHTS_GB * GB)


def _usd(bill: OfferBill) -> float:
    return bill.request.likely if bill.request is not None else 0.0


def _at(bill: OfferBill) -> TaskCost:
    return next(each for each in task_costs(bill) if each.effort is bill.effort)


def _by_its_maker(bills: OfferBills) -> np.ndarray:
    """Offers of providers that make the models they serve, and the current ones of them."""
    makers = {"anthropic", "openai", "google", "mistral"}
    offers = bills.catalog.file.offers
    own = np.array([offer.provider in makers and offer.state.value == "current" for offer in offers])
    return own[bills.costs.rows.offer]
