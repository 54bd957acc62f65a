"""Abilities of models given their standings and what is expected of them: linear and Gaussian, in closed form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from llmselect.estimates.quality.attributes import Attributes
from llmselect.estimates.quality.evaluators import USES
from llmselect.estimates.quality.features import YEARS, features
from llmselect.estimates.quality.scale import Expectation, FittedScale, Lines, Shares
from llmselect.estimates.quality.scores import Cell
from llmselect.units import Floats

SELF_REPORTED_NOISE = 3.0
"""A score that the maker published itself has three times the noise of an independent one."""
UNKNOWN_DAY_YEARS = 1.0
"""Standard deviation of the day of a model whose day nobody knows."""


class ScoreMatrix(NamedTuple):
    """Cells as a matrix: a row a model, a column a benchmark of the scale; NaN where there is none."""

    value: Floats
    sampling_variance: Floats
    noise_factor: Floats


class Prior(NamedTuple):
    """What is expected of each model before its standings: mean and covariance of its abilities."""

    mean: Floats
    covariance: Floats


@dataclass(frozen=True, slots=True)
class Posterior:
    """A row a model; abilities of the uses, then the shared error of each evaluator."""

    mean: Floats
    covariance: Floats
    pull: Floats
    """Models by benchmarks by uses: by how much each standing moved the abilities; they add up to the whole move."""


def board(models: Sequence[str], cells: Sequence[Cell], benchmarks: Sequence[str]) -> ScoreMatrix:
    """The cells of these models on these benchmarks."""
    rows = {model: row for row, model in enumerate(models)}
    columns = {benchmark: column for column, benchmark in enumerate(benchmarks)}
    value = np.full((len(rows), len(columns)), np.nan)
    sampling_variance, factor = np.zeros_like(value), np.ones_like(value)
    for cell in cells:
        if cell.model in rows and cell.benchmark in columns:
            at = rows[cell.model], columns[cell.benchmark]
            value[at], sampling_variance[at] = cell.value, cell.sampling_variance
            factor[at] = SELF_REPORTED_NOISE if cell.standing.self_reported else 1.0
    return ScoreMatrix(value, sampling_variance, factor)


def prior(known: Sequence[Attributes], scale: FittedScale) -> Prior:
    """What is expected of models with these attributes; wider for strangers (new maker, new line, unknown day)."""
    expected = scale.expectation
    columns = features(known)
    makers = [model.maker for model in known]
    lines = [line_key(model) for model in known]
    mean = columns @ expected.coefficients + _shift(makers, expected.makers) + _shift(lines, expected.lines)
    return Prior(mean, prior_covariance(known, columns, scale.covariance, expected))


def prior_covariance(known: Sequence[Attributes], columns: Floats, covariance: Floats, expected: Expectation) -> Floats:
    """Covariance of the abilities around the expected ones, a matrix a model."""
    stranger = np.einsum("mi,ij,mj->m", columns, expected.leverage, columns)
    stranger += _doubt([model.maker for model in known], expected.makers)
    stranger += _doubt([line_key(model) for model in known], expected.lines)
    trend = expected.coefficients[YEARS] * UNKNOWN_DAY_YEARS
    undated = np.array([model.years is None for model in known], dtype=float)
    return covariance * (1 + stranger)[:, None, None] + np.outer(trend, trend) * undated[:, None, None]


def line_key(known: Attributes) -> str:
    """Lines of two makers are two lines, whatever their words."""
    return f"{known.maker} / {known.line}"


def posterior(given: ScoreMatrix, before: Prior, lines: Lines, evaluator_variance: Floats) -> Posterior:
    """Combine standings with expectations: Bayes' rule for a linear Gaussian model (a factor model with testlets).

    Bradlow, Wainer and Wang (1999), "A Bayesian random effects model for testlets", gives benchmarks of one evaluator
    an error in common, so that eleven boards of votes do not count as eleven opinions.
    """
    known = ~np.isnan(given.value)
    weight = np.where(known, 1 / (lines.noise * given.noise_factor + given.sampling_variance), 0.0)
    steep = lines.loadings * lines.slope[:, None]
    start = np.hstack([before.mean, np.zeros((len(before.mean), len(evaluator_variance)))])
    precision = _precision(before.covariance, evaluator_variance)
    told = (weight @ _squares(steep)).reshape(len(weight), *[steep.shape[1]] * 2)
    covariance = np.asarray(np.linalg.inv(precision + told), dtype=np.float64)
    surprise = np.where(known, given.value - lines.intercept - start @ steep.T, 0.0)
    gain = np.einsum("mui,bi->mbu", covariance[:, : len(USES)], steep)
    pull = gain * (weight * surprise)[:, :, None]
    mean = start + np.einsum("mij,mj->mi", covariance, (weight * surprise) @ steep)
    return Posterior(mean, covariance, pull)


def _squares(steep: Floats) -> Floats:
    """Outer product of each row with itself, flat: sums over benchmarks become one matrix product."""
    return (steep[:, :, None] * steep[:, None, :]).reshape(len(steep), -1)


def variance_on(loadings: Floats, covariance: Floats) -> Floats:
    """Variance of what each model is worth on each benchmark; shape (models, benchmarks)."""
    return covariance.reshape(len(covariance), -1) @ _squares(loadings).T


def _precision(covariance: Floats, evaluator_variance: Floats) -> Floats:
    uses = covariance.shape[1]
    whole = np.zeros((len(covariance), uses + len(evaluator_variance), uses + len(evaluator_variance)))
    whole[:, :uses, :uses] = np.linalg.inv(covariance)
    whole[:, uses:, uses:] = np.diag(1 / evaluator_variance)
    return whole


def _shift(groups: Sequence[str], shares: Shares) -> Floats:
    nothing = np.zeros(len(USES))
    return np.array([shares.shift.get(group, nothing) for group in groups]).reshape(-1, len(USES))


def _doubt(groups: Sequence[str], shares: Shares) -> Floats:
    return np.array([1 / (shares.strength + sparse_count(group, shares.models)) for group in groups])


def sparse_count(group: str, models: Mapping[str, int]) -> int:
    """Models of a group; none of a group that was never seen."""
    return models.get(group, 0)
