"""How many requests there are: a month, its busiest hour, and a year that grows or shrinks."""

import math
from dataclasses import dataclass
from typing import Final, Self

import numpy as np

from llmselect.errors import BadNumber
from llmselect.settings import Spending, Workload
from llmselect.units import HOURS_PER_MONTH, Floats

DAYS_PER_MONTH: Final = HOURS_PER_MONTH / 24
MONTHS_PER_YEAR: Final = 12
MOST_REQUESTS: Final = 10**10
"""A month; more than one for every human being is a slip of the keyboard."""


@dataclass(frozen=True, slots=True)
class Volume:
    """Requests of a month and how they are spread. Raises BadNumber for what no volume can be."""

    requests_per_month: float
    growth_per_month: float = 0.0
    peak_factor: float = 1.0
    """Requests of the busiest hour in those of an average one."""
    batch_share: float = 0.0

    def __post_init__(self) -> None:
        _within("requests per month", self.requests_per_month, 0, MOST_REQUESTS, exclusive=True)
        _within("growth per month", self.growth_per_month, -0.5, 1)
        _within("the busiest hour", self.peak_factor, 1, 1000)
        _within("the share of batches", self.batch_share, 0, 1)

    @classmethod
    def of(cls, workload: Workload, spending: Spending) -> Self:
        """The volume that the settings describe."""
        batch = (1.0 if workload.batch else 0.0) if spending.batch_share is None else spending.batch_share
        return cls(float(workload.requests_per_month), spending.growth_per_month, spending.peak_factor, batch)

    @property
    def months(self) -> Floats:
        """Requests of each month of a year, (12,)."""
        growth: Floats = (1 + self.growth_per_month) ** np.arange(MONTHS_PER_YEAR, dtype=np.float64)
        return self.requests_per_month * growth

    @property
    def peak_per_hour(self) -> float:
        """Requests of the busiest hour."""
        return self.requests_per_month / HOURS_PER_MONTH * self.peak_factor

    def months_until(self, requests_per_month: float) -> int | None:
        """Months until that volume is reached; 0: it is reached now, None: it never is at this growth."""
        if self.requests_per_month >= requests_per_month:
            return 0
        if self.growth_per_month <= 0:
            return None
        wanted = math.log(requests_per_month / self.requests_per_month) / math.log1p(self.growth_per_month)
        return math.ceil(wanted - 1e-9)


def per_month(requests_per_day: float) -> int:
    """Requests of a mean month, at least one; raises BadNumber for a day that cannot be."""
    _within("requests per day", requests_per_day, 0, MOST_REQUESTS / DAYS_PER_MONTH, exclusive=True)
    return max(round(requests_per_day * DAYS_PER_MONTH), 1)


def _within(what: str, value: float, least: float, most: float, *, exclusive: bool = False) -> None:
    if not least <= value <= most or (exclusive and value == least):
        above = "more than" if exclusive else "from"
        raise BadNumber(
            what, value, f"{above} {least:g} to {most:,.0f}" if most > 1 else f"{above} {least:g} to {most:g}"
        )
