"""Fitting the scale: benchmarks, expectations and spreads together, by expectation and maximization."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from llmselect.catalog.standings import Benchmark
from llmselect.estimates.quality.attributes import Attributes
from llmselect.estimates.quality.disagreement import between_boards
from llmselect.estimates.quality.evaluators import USES, evaluator_of, loadings, value_mix
from llmselect.estimates.quality.features import ONE, YEARS, features
from llmselect.estimates.quality.posterior import (
    UNKNOWN_DAY_YEARS,
    Posterior,
    Prior,
    ScoreMatrix,
    board,
    line_key,
    posterior,
    variance_on,
)
from llmselect.estimates.quality.scale import Expectation, FittedScale, Lines, Shares
from llmselect.estimates.quality.scores import Cell
from llmselect.units import Bools, Floats

ROUNDS = 40
FEWEST_MODELS = 4
"""A line through fewer points is no line."""
FEATURE_STRENGTH, MAKER_STRENGTH, LINE_STRENGTH = 1.0, 5.0, 3.0
"""Models' worth of evidence that each coefficient, maker and line must outweigh (ridge)."""
UNDATED_WEIGHT = 0.15
"""A model of unknown day says little of the coefficients."""
SLOPE_STRENGTH = 4.0
NOISE, NOISE_STRENGTH = 0.15, 4.0
EVALUATOR_VARIANCE, EVALUATOR_STRENGTH = 0.1, 8.0
"""Variance of an evaluator's shared error before any data, and how many models' worth of data that prior weighs."""
SPREAD_STRENGTH = 20.0
LEAST_NOISE = 0.02


@dataclass(frozen=True, slots=True)
class Training:
    """The models with standings, in units in which every benchmark has mean 0 and variance 1."""

    models: tuple[str, ...]
    given: ScoreMatrix
    features: Floats
    """Attributes, then a column a maker, then a column a line."""
    strength: Floats
    dated: Bools
    middle: Floats
    unit: Floats
    makers: tuple[str, ...]
    lines: tuple[str, ...]


class FitState(NamedTuple):
    """The state between two rounds."""

    lines: Lines
    coefficients: Floats
    covariance: Floats
    evaluator_variance: Floats
    after: Posterior


def training(cells: Sequence[Cell], known: Mapping[str, Attributes]) -> tuple[Training, tuple[str, ...]]:
    """The cells of benchmarks with enough models, standardised; and the names of those benchmarks."""
    models_on = Counter(cell.benchmark for cell in cells)
    benchmarks = tuple(sorted(name for name, models in models_on.items() if models >= FEWEST_MODELS))
    used = [cell for cell in cells if cell.benchmark in benchmarks]
    models = tuple(sorted({cell.model for cell in used}))
    raw = board(models, used, benchmarks)
    middle, unit = np.nanmean(raw.value, axis=0), np.maximum(np.nanstd(raw.value, axis=0), 0.3)
    about = [known[model] for model in models]
    makers, lines = tuple(sorted({a.maker for a in about})), tuple(sorted({line_key(a) for a in about}))
    columns = features(about)
    return (
        Training(
            models,
            ScoreMatrix((raw.value - middle) / unit, raw.sampling_variance / unit**2, raw.noise_factor),
            np.hstack([columns, _members([a.maker for a in about], makers), _members([*map(line_key, about)], lines)]),
            _strength(columns.shape[1], len(makers), len(lines)),
            np.array([a.years is not None for a in about]),
            middle,
            unit,
            makers,
            lines,
        ),
        benchmarks,
    )


def _members(groups: Sequence[str], names: Sequence[str]) -> Floats:
    return np.array([[float(group == name) for name in names] for group in groups])


def _strength(columns: int, makers: int, lines: int) -> Floats:
    strength = np.repeat([FEATURE_STRENGTH, MAKER_STRENGTH, LINE_STRENGTH], [columns, makers, lines])
    strength[ONE] = 0.01
    return strength


def fit(train: Training, benchmarks: Sequence[Benchmark]) -> FitState:
    """Alternate between the abilities of the models and everything else, each given the other."""
    now = _start(train, benchmarks)
    for _ in range(ROUNDS):
        before = _before(train, now)
        after = posterior(train.given, before, now.lines, now.evaluator_variance)
        lines = _lines(train.given, now.lines, after)
        coefficients = _coefficients(train, after)
        covariance = _covariance(train, after, coefficients)
        now = FitState(lines, coefficients, covariance, _evaluator_variance(train.given, lines, after), after)
    return now


def _start(train: Training, benchmarks: Sequence[Benchmark]) -> FitState:
    evaluators = tuple(sorted({evaluator_of(benchmark.id) for benchmark in benchmarks}))
    many, uses = len(benchmarks), len(USES)
    lines = Lines(
        tuple(benchmark.id for benchmark in benchmarks),
        evaluators,
        loadings(benchmarks, evaluators),
        np.zeros(many),
        np.ones(many),
        np.full(many, 0.3),
    )
    models, size = len(train.models), uses + len(evaluators)
    nothing = Posterior(np.zeros((models, size)), np.zeros((models, size, size)), np.zeros((models, many, uses)))
    coefficients = np.zeros((train.features.shape[1], uses))
    coefficients[YEARS] = 0.8  # abilities grow with the years, so that the first round starts the right way up
    return FitState(
        lines, coefficients, np.eye(uses) * 0.3 + 0.7, np.full(len(evaluators), EVALUATOR_VARIANCE), nothing
    )


def _before(train: Training, now: FitState) -> Prior:
    trend = now.coefficients[YEARS] * UNKNOWN_DAY_YEARS
    doubt = np.outer(trend, trend) * (~train.dated)[:, None, None]
    return Prior(train.features @ now.coefficients, now.covariance + doubt)


def _lines(given: ScoreMatrix, lines: Lines, after: Posterior) -> Lines:
    """Intercept, slope (shrunk towards 1) and noise of each benchmark, given the abilities and how sure they are."""
    known = ~np.isnan(given.value)
    value = np.where(known, given.value, 0.0)
    worth = after.mean @ lines.loadings.T
    doubt = variance_on(lines.loadings, after.covariance)
    for _ in range(3):
        weight = np.where(known, 1 / (lines.noise * given.noise_factor + given.sampling_variance), 0.0)
        total = weight.sum(axis=0)
        mean_worth, mean_value = (weight * worth).sum(axis=0) / total, (weight * value).sum(axis=0) / total
        across = (weight * (worth - mean_worth) * (value - mean_value)).sum(axis=0)
        along = (weight * ((worth - mean_worth) ** 2 + doubt)).sum(axis=0)
        slope = np.clip((across + SLOPE_STRENGTH) / (along + SLOPE_STRENGTH), 0.15, 4.0)
        intercept = mean_value - slope * mean_worth
        missed = (value - intercept - slope * worth) ** 2 + slope**2 * doubt
        beyond = np.where(known, np.maximum(missed - given.sampling_variance, 0.001 * missed) / given.noise_factor, 0.0)
        noise = (beyond.sum(axis=0) + NOISE_STRENGTH * NOISE) / (known.sum(axis=0) + NOISE_STRENGTH)
        lines = replace(lines, intercept=intercept, slope=slope, noise=np.maximum(noise, LEAST_NOISE))
    return lines


def _coefficients(train: Training, after: Posterior) -> Floats:
    weighted = train.features * _weight(train)[:, None]
    evidence: Floats = weighted.T @ train.features + np.diag(train.strength)
    return np.asarray(np.linalg.solve(evidence, weighted.T @ after.mean[:, : len(USES)]), dtype=np.float64)


def _weight(train: Training) -> Floats:
    return np.where(train.dated, 1.0, UNDATED_WEIGHT)


def _covariance(train: Training, after: Posterior, coefficients: Floats) -> Floats:
    uses = len(USES)
    weight = _weight(train)
    apart = (after.mean[:, :uses] - train.features @ coefficients) * np.sqrt(weight)[:, None]
    inside = (after.covariance[:, :uses, :uses] * weight[:, None, None]).sum(axis=0)
    assumed = np.eye(uses) * 0.05 + 0.1
    return (apart.T @ apart + inside + SPREAD_STRENGTH * assumed) / (weight.sum() + SPREAD_STRENGTH)


def _evaluator_variance(given: ScoreMatrix, lines: Lines, after: Posterior) -> Floats:
    uses = len(USES)
    seen = ((~np.isnan(given.value)) @ (lines.loadings[:, uses:] > 0)) > 0
    variance = np.einsum("mii->mi", after.covariance)[:, uses:]
    squares = ((after.mean[:, uses:] ** 2 + variance) * seen).sum(axis=0)
    return (squares + EVALUATOR_STRENGTH * EVALUATOR_VARIANCE) / (seen.sum(axis=0) + EVALUATOR_STRENGTH)


def scale_of(train: Training, found: FitState, origin: str) -> FittedScale:
    """The fit in the standings' own units, its intervals not yet widened."""
    lines = found.lines
    raw = replace(
        lines,
        intercept=train.middle + train.unit * lines.intercept,
        slope=train.unit * lines.slope,
        noise=train.unit**2 * lines.noise,
    )
    abilities = found.after.mean[:, : len(USES)] @ value_mix().T
    deviation = float(np.sqrt(abilities.var(axis=0).mean()))
    return FittedScale(
        origin=origin,
        lines=raw,
        expectation=_expectation(train, found),
        covariance=found.covariance,
        evaluator_variance=found.evaluator_variance,
        between_boards=between_boards(lines, found.evaluator_variance, deviation),
        widen=np.ones(len(USES)),
        middle=abilities.mean(axis=0),
        deviation=abilities.std(axis=0),
        completions={},
    )


def _expectation(train: Training, found: FitState) -> Expectation:
    columns = train.features.shape[1] - len(train.makers) - len(train.lines)
    weighted = train.features * _weight(train)[:, None]
    evidence: Floats = weighted.T @ train.features + np.diag(train.strength)
    leverage = np.asarray(np.linalg.inv(evidence), dtype=np.float64)[:columns, :columns]
    makers = found.coefficients[columns : columns + len(train.makers)]
    lines = found.coefficients[columns + len(train.makers) :]
    sizes = train.features.sum(axis=0).astype(int)[columns:]
    return Expectation(
        found.coefficients[:columns],
        leverage,
        _shares(train.makers, sizes[: len(train.makers)].tolist(), makers, MAKER_STRENGTH),
        _shares(train.lines, sizes[len(train.makers) :].tolist(), lines, LINE_STRENGTH),
    )


def _shares(names: Sequence[str], models: Sequence[int], shift: Floats, strength: float) -> Shares:
    return Shares(dict(zip(names, models, strict=True)), dict(zip(names, shift, strict=True)), strength)
