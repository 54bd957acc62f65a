"""Energy and emissions in the unit that reads best, and their ranges."""

from collections.abc import Callable

from llmselect.estimates.core.columns import Estimate
from llmselect.reports.costs.money import digits_of
from llmselect.text import Voice


def energy_words(kwh: float, say: Voice) -> str:
    """0.04 Wh, 12 kWh."""
    if kwh < 1:
        return say("costs.wh", n=_number(1000 * kwh, say))
    return say("costs.kwh", n=_number(kwh, say))


def mass_words(kg: float, say: Voice) -> str:
    """16 mg, 0.4 g, 12 kg of CO2-equivalent."""
    if kg < 1e-3:
        return say("costs.mg", n=_number(1e6 * kg, say))
    if kg < 1:
        return say("costs.g", n=_number(1000 * kg, say))
    return say("costs.kg", n=_number(kg, say))


def energy_range(kwh: Estimate, say: Voice) -> str:
    """The likely energy, and its range where there is one."""
    return _with_range(kwh, energy_words, say)


def mass_range(kg: Estimate, say: Voice) -> str:
    """The likely mass, and its range where there is one."""
    return _with_range(kg, mass_words, say)


def _with_range(value: Estimate, words: Callable[[float, Voice], str], say: Voice) -> str:
    likely = words(value.likely, say)
    if value.high <= 1.02 * value.low:
        return likely
    return say("how.range", likely=likely, low=words(value.low, say), high=words(value.high, say))


def _number(value: float, say: Voice) -> str:
    return say.number(value, 0 if value >= 10 else 1 if value >= 1 else digits_of(value))
