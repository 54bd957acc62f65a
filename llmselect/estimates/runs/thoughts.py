"""Tokens of thought of a candidate: by use, by the effort that is asked for, and by what the visitor said."""

from functools import lru_cache
from typing import Final

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.efforts import EFFORTS, Effort, default_efforts
from llmselect.catalog.models import LanguageModel, Reasoning
from llmselect.catalog.standings import Use
from llmselect.estimates.core.columns import Estimate, Range
from llmselect.estimates.speed.thinking import thinking_tokens
from llmselect.settings import Workload
from llmselect.units import Floats, Ints

NOTHING: Final = Estimate(0.0, 0.0, 0.0)
OFF: Final = EFFORTS.index(Effort.OFF)
THINKING: Final = (Reasoning.OPTIONAL, Reasoning.ALWAYS)


def reasoning_of(catalog: Catalog, model: LanguageModel) -> Reasoning:
    """Whether a model thinks; under a provider's name of which nothing is known, what its weights do."""
    weights = catalog.models.get(model.weights, model)
    return weights.reasoning if model.reasoning is Reasoning.UNKNOWN else model.reasoning


def thinking_of(catalog: Catalog, model: LanguageModel, workload: Workload, effort: Effort | None = None) -> Estimate:
    """Tokens of thought before one answer; without an effort, at what a request gets that names none.

    A model that the catalog does not have thinks where its record says so.
    """
    if model.id not in catalog.models:
        thinks = model.reasoning in THINKING
        effort = effort or (Effort.ON if thinks else Effort.OFF)
        return usual_thoughts(workload, effort, model.id)
    asked = effort or default_efforts(catalog)[model.id].effort
    stated = _stated(workload, asked)
    if stated is not None:
        return stated
    row = list(catalog.models).index(model.id)
    return Estimate(*(float(side[row, EFFORTS.index(asked)]) for side in _grid(catalog, workload.use)))


def usual_thoughts(workload: Workload, effort: Effort, model: str = "") -> Estimate:
    """The same for a model of which nothing is known but its name, or not even that."""
    return _stated(workload, effort) or _usual(workload.use, effort, model, Effort.MEDIUM)


def thinking_columns_of(catalog: Catalog, workload: Workload, model: Ints, effort: Ints) -> Range:
    """The same for candidates: `model` is a position in the catalog, `effort` one in EFFORTS; shape (rows,)."""
    if workload.thinking_tokens is not None:
        tokens: Floats = np.where(effort == OFF, 0.0, float(workload.thinking_tokens))
        return Range(tokens, tokens, tokens)
    return Range(*(side[model, effort] for side in _grid(catalog, workload.use)))


def _stated(workload: Workload, effort: Effort) -> Estimate | None:
    """What the visitor said that every candidate writes which thinks."""
    if workload.thinking_tokens is None:
        return None
    tokens = float(workload.thinking_tokens)
    return NOTHING if effort is Effort.OFF else Estimate(tokens, tokens, tokens)


@lru_cache(maxsize=32)
def _grid(catalog: Catalog, use: Use) -> Range:
    """Tokens of every model of the catalog at every effort: shape (models, efforts).

    Where nobody states whether a model thinks, nothing is the likely count and the usual one the highest.
    """
    defaults = default_efforts(catalog)
    rows: list[list[Estimate]] = []
    for model in catalog.file.models:
        known = defaults[model.id]
        level = known.effort if known.known and known.effort in LEVELS else Effort.MEDIUM
        row = [_usual(use, effort, model.weights, level) for effort in EFFORTS]
        if reasoning_of(catalog, model) is Reasoning.UNKNOWN:
            row[OFF] = Estimate(0.0, 0.0, _usual(use, Effort.ON, model.weights, Effort.MEDIUM).likely)
        rows.append(row)
    return Range(*np.moveaxis(np.array(rows, dtype=np.float64), 2, 0))


LEVELS: Final = (Effort.LOW, Effort.MEDIUM, Effort.HIGH, Effort.XHIGH, Effort.MAX)


@lru_cache(maxsize=20_000)
def _usual(use: Use, effort: Effort, model: str, level: Effort) -> Estimate:
    return thinking_tokens(use, effort.value, model, level.value)
