"""What the speed of an offer is estimated from: a middle provider, factors of providers, size, price and prompt length.

Natural logarithms of tokens a second and of seconds to the first token, fitted on published medians and probes of 57
providers (credit in the file). Written by scripts/fit_served_speed.py.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import numpy as np

from llmselect.units import Floats

FOUR_IN_FIVE = 1.2816
"""Standard deviations on either side of the middle that hold 80 % of a normal distribution."""
SIZE_UNIT = 20e9
"""Active parameters at which the size tells nothing."""
PROMPT_UNIT = 1000.0
"""Tokens of the prompts that the middle provider's figures are of."""
LONG_PROMPT = 10_000.0
"""Tokens of the longest prompts that were fitted."""


class ServedQuantity(StrEnum):
    """What is estimated of an offer."""

    DECODE = "decode"
    """Tokens a second once an answer has begun."""
    TTFT = "ttft"
    """Seconds until the first token, thought or answer, arrives."""


class ProviderEffect(NamedTuple):
    """What a provider adds to a logarithm, and how sure that is."""

    mean: float
    sd: float


@dataclass(frozen=True)
class ServedCoefficients:
    """A mixed model of one logarithm: terms, effects of providers, and what neither of them explains."""

    terms: Mapping[str, float]
    term_sds: Mapping[str, float]
    provider_sd: float
    """Between providers: what a provider that nobody measured may differ by."""
    model_sd: float
    """Between models of one size."""
    rest_sd: float
    effects: Mapping[str, ProviderEffect]

    @property
    def offer_sd(self) -> float:
        """Of an offer whose provider is known exactly and whose model was never measured."""
        return float(np.hypot(self.model_sd, self.rest_sd))

    def effect(self, provider: str) -> ProviderEffect:
        """Of a provider; one that was not measured is taken for the middle one."""
        return self.effects.get(provider, ProviderEffect(0.0, self.provider_sd))


@cache
def served_file() -> Mapping[str, Any]:
    """measured/served_providers.json: coefficients, their origin, and how well they held."""
    file = resources.files("llmselect.estimates") / "measured" / "served_providers.json"
    return json.loads(file.read_text("utf-8"))


@cache
def served_coefficients(quantity: ServedQuantity) -> ServedCoefficients:
    """The coefficients in use."""
    return coefficients_of(served_file()["fitted"], quantity)


def coefficients_of(content: Mapping[str, Any], quantity: ServedQuantity) -> ServedCoefficients:
    """The coefficients as the file writes them: terms and effects with their standard deviations."""
    mine = content[quantity]
    terms: Mapping[str, Sequence[float]] = mine["terms"]
    effects: Mapping[str, Mapping[str, Sequence[float]]] = content["providers"]
    return ServedCoefficients(
        terms={name: pair[0] for name, pair in terms.items()},
        term_sds={name: pair[1] for name, pair in terms.items()},
        provider_sd=mine["provider_sd"],
        model_sd=mine["model_sd"],
        rest_sd=mine["rest_sd"],
        effects={name: ProviderEffect(*of[quantity][:2]) for name, of in effects.items()},
    )


def term_columns(
    quantity: ServedQuantity, active_parameters: Floats, output_usd_per_mtok: Floats, probe: Floats
) -> dict[str, Floats]:
    """What each term is multiplied by, prompts apart; what is not known (NaN) multiplies by nothing.

    `probe`: 1 where the figure is a short probe of the Hugging Face router, which counts slower than long answers.
    """
    if quantity is ServedQuantity.DECODE:
        size, known = _logarithm(active_parameters / SIZE_UNIT)
        return {"middle": np.ones(len(size)), "size": size, "size_known": known, "probe": probe}
    price, known = _logarithm(output_usd_per_mtok)
    return {"middle": np.ones(len(price)), "price": price, "price_known": known, "probe": probe}


def prompt_term(quantity: ServedQuantity, long_prompt: float, prompt_tokens: Floats) -> tuple[Floats, Floats]:
    """What a prompt's length adds to the logarithm, and the standard deviation of that beyond what was measured.

    `long_prompt` is what prompts of 10,000 tokens add to those of 1,000. The wait for the first token is taken to be a
    fixed part and one for each token of the prompt, through both measured lengths; beyond the longer one it may as well
    go on growing by the same factor for each tenfold, so both laws lie in the range.
    """
    times = prompt_tokens / PROMPT_UNIT
    tenfold = long_prompt * np.log10(times)
    if quantity is ServedQuantity.DECODE:
        return np.clip(tenfold, min(long_prompt, 0.0), max(long_prompt, 0.0)), np.zeros(len(times))
    factor = np.exp(long_prompt)
    slope = (factor - 1) / (LONG_PROMPT / PROMPT_UNIT - factor)
    added = np.log((1 + slope * times) / (1 + slope))
    return added, np.where(prompt_tokens > LONG_PROMPT, np.abs(added - tenfold) / 2, 0.0)


def _logarithm(values: Floats) -> tuple[Floats, Floats]:
    """Logarithms, 0 where there is no positive value, and whether there is one."""
    known = np.nan_to_num(values, nan=0.0) > 0
    return np.where(known, np.log(np.where(known, values, 1.0)), 0.0), known.astype(np.float64)
