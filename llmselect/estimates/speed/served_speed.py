"""How fast a provider answers: from a measurement of the offer, from its provider, or from the model's size alone.

Ranges hold four in five offers (10 to 90 %). Method and errors: measured/served_providers.json, docs/accuracy.md.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final, NamedTuple

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.prices import offer_prices
from llmselect.estimates.core.columns import Range
from llmselect.estimates.measured.served_rows import active_parameters
from llmselect.estimates.speed.served_coefficients import (
    FOUR_IN_FIVE,
    ServedQuantity,
    prompt_term,
    served_coefficients,
    served_file,
    term_columns,
)
from llmselect.estimates.speed.served_measurements import (
    PROBE_TTFT_SD,
    MeasurementKind,
    ServedMeasurements,
    age_sd,
)
from llmselect.text import Text
from llmselect.units import Floats, Ints

NARROWEST: Final = float(np.log(1.4)) / FOUR_IN_FIVE
"""What one offer differs by within a day."""


class SpeedBasis(IntEnum):
    """What the speed of an offer is known from."""

    SIZE = 0
    PROVIDER = 1
    MEASURED = 2

    @property
    def label(self) -> Text:
        return BASES[self]


BASES: Final = {
    SpeedBasis.SIZE: Text("from the model's size alone", "d’après la seule taille du modèle"),
    SpeedBasis.PROVIDER: Text("from its provider's other models", "d’après les autres modèles du fournisseur"),
    SpeedBasis.MEASURED: Text("measured", "mesuré"),
}


@dataclass(frozen=True, slots=True)
class ServedOffers:
    """Row i is one offer, asked with a prompt of so many tokens."""

    provider: tuple[str, ...]
    """Catalog id."""
    active_parameters: Floats
    """NaN: not published."""
    output_usd_per_mtok: Floats
    prompt_tokens: Floats
    measured: ServedMeasurements


class ServedSpeeds(NamedTuple):
    """What is estimated of each offer."""

    decode: Range
    """Tokens a second for one reader, thoughts and answer alike."""
    ttft_s: Range
    """Seconds to the first token, be it of a thought."""
    basis: Ints
    """SpeedBasis of each row."""


def catalog_offers(catalog: Catalog, prompt_tokens: int, measured: ServedMeasurements | None = None) -> ServedOffers:
    """All offers of the catalog, in its order, each asked with such a prompt."""
    offers = catalog.file.offers
    return ServedOffers(
        provider=tuple(offer.provider for offer in offers),
        active_parameters=np.array([active_parameters(catalog, catalog.models[offer.model]) for offer in offers]),
        output_usd_per_mtok=offer_prices(catalog, prompt_tokens).output,
        prompt_tokens=np.full(len(offers), float(prompt_tokens)),
        measured=measured or ServedMeasurements.none(len(offers)),
    )


def served_speeds(offers: ServedOffers) -> ServedSpeeds:
    """Speed and first wait of every offer, the estimate and its measurement weighed by how sure each is.

    An old measurement fades into the estimate; while it still weighs most, the basis is MEASURED.
    """
    seen = offers.measured
    age = age_sd(seen.age_days)
    longer = np.where(seen.kind == MeasurementKind.PROBE, np.log(served_file()["probe_to_long_answer"]), 0.0)
    decode, weight = _combined(_expected(offers, ServedQuantity.DECODE), seen.tokens_per_s, longer, age)
    wait = _expected(offers, ServedQuantity.TTFT)
    ttft, _ = _combined(
        wait,
        seen.ttft_s,
        _longer_prompt(offers),
        np.hypot(age, np.where(seen.kind == MeasurementKind.OWN, 0.0, PROBE_TTFT_SD)),
    )
    effects = served_coefficients(ServedQuantity.DECODE).effects
    known = np.array([provider in effects for provider in offers.provider], dtype=np.bool_)
    basis = np.where(known, SpeedBasis.PROVIDER, SpeedBasis.SIZE)
    return ServedSpeeds(decode, ttft, np.where(weight >= 0.5, SpeedBasis.MEASURED, basis).astype(np.int64))


def _expected(offers: ServedOffers, quantity: ServedQuantity) -> tuple[Floats, Floats]:
    """Mean and standard deviation of the logarithm without a measurement."""
    fit = served_coefficients(quantity)
    rows = len(offers.provider)
    columns = term_columns(quantity, offers.active_parameters, offers.output_usd_per_mtok, np.zeros(rows))
    prompt, prompt_sd = prompt_term(quantity, fit.terms["long_prompt"], offers.prompt_tokens)
    effects = np.array([fit.effect(provider) for provider in offers.provider]).reshape(rows, 2)
    mean = sum((fit.terms[name] * column for name, column in columns.items()), prompt + effects[:, 0])
    return mean, np.sqrt(fit.offer_sd**2 + effects[:, 1] ** 2 + prompt_sd**2)


def _longer_prompt(offers: ServedOffers) -> Floats:
    """What the prompt asked adds to the logarithm of a wait that was measured with another prompt."""
    terms = served_coefficients(ServedQuantity.TTFT).terms
    asked, _ = prompt_term(ServedQuantity.TTFT, terms["long_prompt"], offers.prompt_tokens)
    timed, _ = prompt_term(ServedQuantity.TTFT, terms["long_prompt"], offers.measured.prompt_tokens)
    return asked - np.where(np.isnan(timed), terms["probe"], timed)


def _combined(
    expected: tuple[Floats, Floats], measured: Floats, shift: Floats, measured_sd: Floats
) -> tuple[Range, Floats]:
    """Estimate and measurement weighed by their precisions, and the weight of the measurement."""
    mean, sd = expected
    known = np.nan_to_num(measured, nan=0.0) > 0
    told = np.log(np.where(known, measured, 1.0)) + shift
    weight = np.where(known, sd**2 / (sd**2 + measured_sd**2), 0.0)
    middle = mean + weight * (told - mean)
    left = np.maximum(sd * np.sqrt(1 - weight), NARROWEST)
    return Range(*(np.exp(middle + side * FOUR_IN_FIVE * left) for side in (-1, 0, 1))), weight
