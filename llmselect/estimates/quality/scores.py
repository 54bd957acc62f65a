"""The standings as numbers that can be added: one for each model and benchmark, on a scale without ends."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from statistics import median

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import Reasoning
from llmselect.catalog.releases.dated_releases import older_releases
from llmselect.catalog.standings import Benchmark, BenchmarkScale, Standing

LEAST_SHARE, MOST_SHARE = 0.01, 0.985
"""Shares beyond are counted as these: a benchmark that nobody or everybody solves no longer tells models apart."""
QUESTIONS = 150
"""Questions of a benchmark, for the chance in one score: near 0 and 100 % the same chance is more log-odds."""
GUESSED_SHARE = {"epoch-gpqa-diamond": 0.25}
"""Share that guessing solves, where the published score counts it (GPQA Diamond: four choices)."""
ELO_STEP = 100.0
FEWEST_SHARED = 5
"""Models on an older and a newer board by which its drift can be told."""
WITHOUT_THOUGHT = ("open-llm-",)
"""Benchmarks that read off the likelihood of each answer: a model that always thinks first was not measured as it runs
(Open LLM Leaderboard v2 puts QwQ-32B, 2025, below Qwen2.5-1.5B)."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one benchmark says of one model."""

    model: str
    """Id of the weights: the open model behind a provider's name, the model behind another name of it."""
    benchmark: str
    value: float
    """Log-odds of the share solved, or hundreds of Elo."""
    sampling_variance: float
    """Variance of the value that a limited number of questions explains."""
    standing: Standing


def cells(catalog: Catalog) -> tuple[Cell, ...]:
    """One cell for each model and benchmark, that of the best variant: boards list a model as people run it."""
    return best_of(lines(catalog))


def lines(catalog: Catalog) -> Iterator[Cell]:
    """Every line that measures a model as it runs, of any variant, and of the release that its entry stands for."""
    weights = {model.id: model.weights for model in catalog.file.models}
    thinkers = {weights[model.id] for model in catalog.file.models if model.reasoning is Reasoning.ALWAYS}
    older = older_releases(catalog)
    fair = (
        standing
        for standing in catalog.file.standings
        if (weights[standing.model], standing.name_in_source) not in older
        and not (standing.benchmark.startswith(WITHOUT_THOUGHT) and weights[standing.model] in thinkers)
    )
    return _all(fair, catalog.benchmarks, weights)


def current_lines(catalog: Catalog) -> tuple[Cell, ...]:
    """The lines of a catalog whose standings may be newer than the fitted scale, without what its boards drifted.

    An Elo says how models differ: each day's board fixes its own zero. Where newer lines replaced older ones, the
    median difference of the models on both is taken off the newer ones; percentages stay as they are.
    """
    found = tuple(lines(catalog))
    if catalog.before is None:
        return found
    older = {(cell.model, cell.benchmark): cell.value for cell in cells(catalog.before)}
    known = {id(standing) for standing in catalog.before.file.standings}
    newer = [cell for cell in found if id(cell.standing) not in known]
    drift = _drifts(best_of(newer), older, catalog.benchmarks)
    moved = {id(cell) for cell in newer}
    return tuple(
        replace(cell, value=cell.value - drift.get(cell.benchmark, 0.0)) if id(cell) in moved else cell
        for cell in found
    )


def _drifts(
    newer: Iterable[Cell], older: Mapping[tuple[str, str], float], benchmarks: Mapping[str, Benchmark]
) -> dict[str, float]:
    """Median difference on each Elo board of the models that were on it before."""
    differences: dict[str, list[float]] = defaultdict(list)
    for cell in newer:
        before = older.get((cell.model, cell.benchmark))
        if before is not None and benchmarks[cell.benchmark].scale is BenchmarkScale.ELO:
            differences[cell.benchmark].append(cell.value - before)
    return {name: median(found) for name, found in differences.items() if len(found) >= FEWEST_SHARED}


def best_of(lines: Iterable[Cell]) -> tuple[Cell, ...]:
    """The best line of each model and benchmark, in a fixed order."""
    best: dict[tuple[str, str], Cell] = {}
    for line in lines:
        key = line.model, line.benchmark
        if key not in best or line.value > best[key].value:
            best[key] = line
    return tuple(best[key] for key in sorted(best))


def _all(
    standings: Iterable[Standing], benchmarks: Mapping[str, Benchmark], weights: Mapping[str, str]
) -> Iterator[Cell]:
    for standing in standings:
        value, sampling_variance = logit_score(standing.score, benchmarks[standing.benchmark])
        yield Cell(weights[standing.model], standing.benchmark, value, sampling_variance, standing)


def logit_score(score: float, benchmark: Benchmark) -> tuple[float, float]:
    """Score on an unbounded scale (log-odds, or Elo as it is) and its sampling variance.

    The last points are the hardest; log-odds make equal steps of ability equal (Rasch 1960).
    """
    if benchmark.scale is BenchmarkScale.ELO:
        return score / ELO_STEP, 0.0
    guessed = GUESSED_SHARE.get(benchmark.id, 0.0)
    share = min(max((score / 100 - guessed) / (1 - guessed), LEAST_SHARE), MOST_SHARE)
    return math.log(share / (1 - share)), 1 / (QUESTIONS * share * (1 - share))
