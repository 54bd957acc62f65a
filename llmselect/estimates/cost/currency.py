"""Dollars and euros: every price of the catalog is in dollars; a visitor may think in euros, at a dated rate."""

import datetime
from typing import Final

from llmselect.settings import Currency as Currency  # re-exported: its home is the settings
from llmselect.settings import Spending

USD_PER_EUR: Final = 1.1298
"""Reference rate of the European Central Bank (ecb.europa.eu/stats/eurofxref, read in the mirror vane/ecb-fx)."""
RATE_DAY: Final = datetime.date(2026, 10, 1)


def in_usd(amount: float, currency: Currency, usd_per_eur: float = USD_PER_EUR) -> float:
    """An amount of either currency in dollars."""
    return amount * usd_per_eur if currency is Currency.EUR else amount


def from_usd(amount_usd: float, currency: Currency, usd_per_eur: float = USD_PER_EUR) -> float:
    """Dollars in either currency."""
    return amount_usd / usd_per_eur if currency is Currency.EUR else amount_usd


def rate_of(spending: Spending) -> float:
    """Dollars for a euro: what the visitor typed, else the reference rate of RATE_DAY."""
    return spending.usd_per_eur or USD_PER_EUR
