"""The plainest fit of standings, for comparison: one ability a model, a line a benchmark, nothing else known."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from llmselect.estimates.quality.posterior import board
from llmselect.estimates.quality.scores import Cell

ROUNDS = 40
FEWEST_MODELS = 4
SHRINK = 2.0


def abilities(cells: Sequence[Cell]) -> dict[str, float]:
    """One ability for each model of these cells, by alternating least squares (Spearman 1904, with missing cells)."""
    models_on = Counter(cell.benchmark for cell in cells)
    benchmarks = sorted(name for name, models in models_on.items() if models >= FEWEST_MODELS)
    models = sorted({cell.model for cell in cells if cell.benchmark in benchmarks})
    if not models:
        return {}
    value = board(models, cells, benchmarks).value
    known = ~np.isnan(value)
    z = np.where(known, (value - np.nanmean(value, axis=0)) / np.maximum(np.nanstd(value, axis=0), 1e-9), 0.0)
    many = known.sum(axis=0)
    intercept, slope, noise, ability = np.zeros(len(benchmarks)), np.ones(len(benchmarks)), 0.3, np.zeros(len(models))
    for _ in range(ROUNDS):
        precision = (known * slope**2).sum(axis=1) / noise + 1
        ability = (known * slope * (z - intercept)).sum(axis=1) / noise / precision
        ability = (ability - ability.mean()) / max(float(ability.std()), 1e-9)
        centre = (known * ability[:, None]).sum(axis=0) / many
        apart = known * (ability[:, None] - centre)
        level = z.sum(axis=0) / many
        slope = ((apart * (z - level)).sum(axis=0) + SHRINK) / ((apart**2).sum(axis=0) + SHRINK)
        slope = np.clip(slope, 0.1, 3.0)
        intercept = level - slope * centre
        noise = max(float((known * (z - intercept - ability[:, None] * slope) ** 2).sum() / known.sum()), 0.02)
    return dict(zip(models, ability.tolist(), strict=True))
