"""Energy and emissions in the unit that reads best, and their ranges."""

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


def with_range(kg: Estimate, say: Voice) -> str:
    """The likely value, and the range where there is one."""
    likely = mass_words(kg.likely, say)
    if kg.high <= 1.02 * kg.low:
        return likely
    return say("how.range", likely=likely, low=mass_words(kg.low, say), high=mass_words(kg.high, say))


def _number(value: float, say: Voice) -> str:
    return say.number(value, 0 if value >= 10 else 1 if value >= 1 else digits_of(value))
