"""The mixed model of served speeds: terms, providers and models as normal effects, one linear solution.

Used by scripts/fit_served_speed.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from llmselect.estimates.served_coefficients import (
    ProviderEffect,
    ServedCoefficients,
    ServedQuantity,
    prompt_term,
    term_columns,
)
from llmselect.units import Bools, Floats

VAGUE_SD = 3.0
"""Of a term about which nothing is taken to be known: a factor of twenty."""


@dataclass(frozen=True)
class Sample:
    """Row i is one measured offer; NaN where nothing is known. `probe` is 1 for probes, whose prompts are short."""

    provider: Sequence[str]
    model: Sequence[str]
    active_parameters: Floats
    output_usd_per_mtok: Floats
    prompt_tokens: Floats
    probe: Floats
    values: Floats
    """Tokens a second or seconds."""

    def take(self, chosen: Bools) -> "Sample":
        def words(column: Sequence[str]) -> list[str]:
            return [each for each, here in zip(column, chosen, strict=True) if here]

        numbers = ("active_parameters", "output_usd_per_mtok", "prompt_tokens", "probe", "values")
        columns = {name: getattr(self, name)[chosen] for name in numbers}
        return Sample(words(self.provider), words(self.model), **columns)


class Expected(NamedTuple):
    """Logarithms as the model expects them."""

    mean: Floats
    sd: Floats


def vague(published: ServedCoefficients) -> ServedCoefficients:
    """The same spreads between providers, models and the rest, and nothing known of terms and providers."""
    terms, sds = dict.fromkeys(published.terms, 0.0), dict.fromkeys(published.terms, VAGUE_SD)
    terms["long_prompt"] = published.terms["long_prompt"]  # the rows that may be shipped do not tell their prompts
    sds["long_prompt"] = 0.0
    return replace(published, terms=terms, term_sds=sds, effects={})


def updated(prior: ServedCoefficients, sample: Sample, quantity: ServedQuantity) -> ServedCoefficients:
    """The coefficients after these rows: normal effects with the prior's means and deviations, solved at once."""
    providers = sorted({*prior.effects, *sample.provider})
    design = np.column_stack([_terms(prior, sample, quantity), _members(sample.provider, providers)])
    effects = [prior.effect(provider) for provider in providers]
    mean = np.array([*prior.terms.values(), *(effect.mean for effect in effects)])
    sd = np.array([*prior.term_sds.values(), *(effect.sd for effect in effects)])
    same_model = np.equal.outer(np.array(sample.model), np.array(sample.model))
    noise = prior.model_sd**2 * same_model + prior.rest_sd**2 * np.eye(len(sample.model))
    spread = sd[:, None] ** 2 * design.T
    gain = np.linalg.solve(design @ spread + noise, spread.T).T
    mean = mean + gain @ (np.log(sample.values) - design @ mean)
    left = np.sqrt(np.maximum(sd**2 - np.einsum("ij,ji->i", gain, spread.T), 0.0))
    count = len(prior.terms)
    return replace(
        prior,
        terms=dict(zip(prior.terms, map(float, mean[:count]), strict=True)),
        term_sds=dict(zip(prior.terms, map(float, left[:count]), strict=True)),
        effects={
            name: ProviderEffect(float(mean[count + at]), float(left[count + at])) for at, name in enumerate(providers)
        },
    )


def expected(fit: ServedCoefficients, sample: Sample, quantity: ServedQuantity) -> Expected:
    """What the coefficients say of rows that they never saw."""
    effects = np.array([fit.effect(provider) for provider in sample.provider]).reshape(len(sample.provider), 2)
    mean = _terms(fit, sample, quantity) @ np.array([*fit.terms.values()]) + effects[:, 0]
    return Expected(mean, np.hypot(fit.offer_sd, effects[:, 1]))


def _terms(fit: ServedCoefficients, sample: Sample, quantity: ServedQuantity) -> Floats:
    """One column a term, in the order of the coefficients."""
    columns = term_columns(quantity, sample.active_parameters, sample.output_usd_per_mtok, sample.probe)
    long_prompt = fit.terms["long_prompt"] or 1.0
    added, _ = prompt_term(quantity, long_prompt, sample.prompt_tokens)
    columns["long_prompt"] = np.nan_to_num(added / long_prompt, nan=0.0)
    return np.column_stack([columns[name] for name in fit.terms])


def _members(names: Sequence[str], groups: Sequence[str]) -> Floats:
    return np.equal.outer(np.array(names), np.array(groups)).astype(np.float64)
