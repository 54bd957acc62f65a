"""Amounts as they are read: in the visitor's currency, with as many digits as they need."""

from dataclasses import dataclass
from typing import Self

from llmselect.estimates.core.columns import Estimate
from llmselect.estimates.cost.currency import Currency, from_usd, rate_of
from llmselect.settings import Spending
from llmselect.text import UNKNOWN, Voice


@dataclass(frozen=True, slots=True)
class Money:
    """Turns dollars into the amounts of one currency, at one rate."""

    currency: Currency
    usd_per_eur: float

    @classmethod
    def of(cls, spending: Spending) -> Self:
        """As the visitor asked."""
        return cls(spending.currency, rate_of(spending))

    def value(self, usd: float) -> float:
        """The number alone."""
        return from_usd(usd, self.currency, self.usd_per_eur)

    def say(self, usd: float, say: Voice) -> str:
        """An amount with its sign: 3.74 €, 2,870 €; small ones with two figures."""
        words = "costs.eur" if self.currency is Currency.EUR else "costs.usd"
        return say(words, amount=self.number(usd, say))

    def known(self, usd: float | None, say: Voice) -> str:
        """The same, or the word for an amount that nobody knows."""
        return say(UNKNOWN) if usd is None else self.say(usd, say)

    def number(self, usd: float, say: Voice) -> str:
        """The same without its sign."""
        value = self.value(usd)
        return say.number(value, digits_of(value))

    def figure(self, usd: float | None) -> float | None:
        """The number for a cell of a table, as far as it is read; None for an amount that nobody knows."""
        return None if usd is None else round(self.value(usd), digits_of(self.value(usd)))

    def between(self, usd: Estimate, say: Voice) -> str:
        """Low to high, with the sign once."""
        words = "costs.between_eur" if self.currency is Currency.EUR else "costs.between_usd"
        return say(words, low=self.number(usd.low, say), high=self.number(usd.high, say))


def rounded(value: float) -> float:
    """With three figures: more would promise what no estimate holds."""
    return float(f"{value:.3g}")


def digits_of(value: float) -> int:
    """Decimals that keep at least two figures, cents up to a hundred, none above."""
    size = abs(value)
    if size >= 100:
        return 0
    if size >= 0.1 or size == 0:
        return 2
    digits = 2
    while size < 0.1 and digits < 8:
        size, digits = size * 10, digits + 1
    return digits
