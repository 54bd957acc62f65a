"""From log-odds that a quantization loses to the 0-to-100 value of a model.

The value is a scale of the population, so it is never multiplied. A board of percentages has log-odds = intercept +
slope x ability (`posterior.py`); a model that loses L log-odds on the tests of a use therefore stands where one with
L / slope less ability stands, and its points are read there. The slope is the median one of the boards of percentages
of the use whose tests the loss was measured on; Elo boards are left out, because their unit is a difference between
models and not a share of tasks solved.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import LanguageModel
from llmselect.catalog.quantizations import Quantization
from llmselect.catalog.standings import BenchmarkScale, Use
from llmselect.estimates.core.candidates import Candidates
from llmselect.estimates.core.columns import Range
from llmselect.estimates.quality.evaluators import USES, VALUE_OF_USE
from llmselect.estimates.quality.quantization.quantization_loss import (
    log_odds_lost,
    lost_on,
    share_kept,
    task_of,
    weights_lost,
)
from llmselect.estimates.quality.quantization.quantization_methods import NO_QUANTIZATION, stored_models, stored_rows
from llmselect.estimates.quality.quantization.quantization_terms import Stored, Task
from llmselect.estimates.quality.scale import fitted
from llmselect.estimates.quality.table import STEEPNESS
from llmselect.settings import KvType
from llmselect.units import Bools, Floats

USE_OF_TASK: Final = {Task.GENERAL: Use.GENERAL, Task.CODE: Use.CODE, Task.REASONING: Use.REASONING}
LEAST_POINTS, MOST_POINTS = 1e-6, 100 - 1e-6


def with_quantization_loss(points: Range, catalog: Catalog, rows: Candidates, use: Use, kv_type: KvType) -> Range:
    """Points of each candidate at the ability that its quantization and cache leave.

    `points`: of each candidate's model at its effort, shape (rows,). Offers keep them: what a provider stores is not
    known.
    """
    sizes, mixture = model_sizes(catalog)
    stored = stored_rows(catalog, rows.model, rows.quantization)
    fallen = ability_lost(catalog, stored, sizes[rows.model], mixture[rows.model], use, kv_type)
    return points_left(points, _of_runs(fallen, rows), use)


def candidate_loss(catalog: Catalog, rows: Candidates, use: Use, kv_type: KvType) -> Range:
    """Log-odds that each candidate loses on the tasks of a use; 0 for offers."""
    sizes, mixture = model_sizes(catalog)
    stored = stored_rows(catalog, rows.model, rows.quantization)
    return _of_runs(log_odds_lost(stored, sizes[rows.model], mixture[rows.model], use, kv_type), rows)


def quality_kept(
    model: LanguageModel, quantizations: Sequence[Quantization], use: Use, kv_type: KvType = KvType.F16
) -> Range:
    """Share (0 to 1) of an ordinary task score that one model keeps at each of these quantizations."""
    rows = len(quantizations)
    size, mixture = np.full(rows, model.total_parameters or np.nan), np.full(rows, _mixture(model))
    return share_kept(log_odds_lost(stored_models(model, quantizations), size, mixture, use, kv_type), use)


def ability_lost(
    catalog: Catalog, stored: Stored, total_parameters: Floats, mixture: Bools, use: Use, kv_type: KvType = KvType.F16
) -> Range:
    """Ability that each row loses of the value of a use, which may be a mix of abilities (general purposes)."""
    lost = Range(*(np.zeros(len(mixture)) for _ in Range._fields))
    on_general = weights_lost(stored, total_parameters, mixture)
    for ability, weight in VALUE_OF_USE[use].items():
        odds = lost_on(on_general, ability, kv_type)
        step = weight / typical_slope(catalog, ability)
        lost = Range(*(so_far + step * end for so_far, end in zip(lost, odds, strict=True)))
    return lost


def points_left(points: Range, lost: Range, use: Use) -> Range:
    """Points (0 to 100) after losing so much ability.

    What is unsure of the model and what is unsure of the loss are independent: their squares add up.
    """
    step = STEEPNESS / fitted().deviation[USES.index(use)]
    low, likely, high = (np.log(end / (100 - end)) for end in np.clip(points, LEAST_POINTS, MOST_POINTS))
    left = likely - step * lost.likely
    below = np.hypot(likely - low, step * (lost.high - lost.likely))
    above = np.hypot(high - likely, step * (lost.likely - lost.low))
    return Range(*(100 / (1 + np.exp(-odds)) for odds in (left - below, left, left + above)))


@lru_cache(maxsize=16)
def typical_slope(catalog: Catalog, use: Use) -> float:
    """Log-odds for one unit of ability on the boards of the use whose tests the loss was measured on.

    French and documents take the loss of general tests, so they take its slope too: a board that hardly follows the
    ability (faithfulness of summaries) would turn a small loss into a large one. General boards where there is none.
    """
    use = USE_OF_TASK[task_of(use)]
    lines, boards = fitted().lines, catalog.benchmarks
    percentages = [name in boards and boards[name].scale is not BenchmarkScale.ELO for name in lines.benchmarks]
    own = [here and use in boards[name].uses for name, here in zip(lines.benchmarks, percentages, strict=True)]
    if not any(own):
        return 1.0 if use is Use.GENERAL else typical_slope(catalog, Use.GENERAL)
    return float(np.median(lines.slope[np.array(own)]))


@lru_cache(maxsize=16)
def model_sizes(catalog: Catalog) -> tuple[Floats, Bools]:
    """Total parameters of each model (NaN: unknown) and whether it is a mixture of experts."""
    models = catalog.file.models
    sizes = np.array([model.total_parameters or np.nan for model in models], dtype=np.float64)
    return sizes, np.array([_mixture(model) for model in models], dtype=np.bool_)


def _mixture(model: LanguageModel) -> bool:
    if model.architecture is not None:
        return model.architecture.experts is not None
    total, active = model.total_parameters, model.active_parameters
    return total is not None and active is not None and active < total


def _of_runs(lost: Range, rows: Candidates) -> Range:
    """Nothing is charged to offers: the cache that a visitor chose is not theirs."""
    offered = rows.quantization == NO_QUANTIZATION
    return Range(*(np.where(offered, 0.0, end) for end in lost))
