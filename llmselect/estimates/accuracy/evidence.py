"""How many published facts the estimates rest on, counted from the shipped files; the Method page states them."""

import csv
import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from llmselect.estimates.measured.load import MEASURED
from llmselect.estimates.quality.scale import fitted


@dataclass(frozen=True, slots=True)
class QualityProof:
    """How well the quality scale predicts scores of models that its fit did not see."""

    rank_correlation: float
    """Spearman, models without any score in the fit."""
    intervals_held: float
    """Share of the scores inside their 90 % interval, same models."""
    later_rank_correlation: float
    """Spearman, models released after every model of the fit."""


QUALITY_PROOF: Final = QualityProof(0.80, 0.95, 0.66)
"""Printed by `python -m scripts.prove_quality` on 2026-11-28; docs/quality.md holds the tables."""


@dataclass(frozen=True, slots=True)
class FitSize:
    """What the quality scale was fitted to."""

    standings: int
    models: int
    benchmarks: int


@cache
def quality_fit_size() -> FitSize:
    """From the line that scripts/fit_quality.py stores with the scale; ValueError when that line has another form."""
    origin = fitted().origin
    counts = re.search(r"(\d+) standings of (\d+) models on (\d+) benchmarks", origin)
    if counts is None:
        raise ValueError(f"the origin of the quality scale names no counts: {origin}")
    return FitSize(*map(int, counts.groups()))


@cache
def partial_offload_rows() -> int:
    """Published speeds of runs that are partly in host memory."""
    with (MEASURED / "offload.csv").open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.DictReader(file))


@cache
def memory_models() -> int:
    """Models whose allocations by llama.cpp were measured."""
    return len(json.loads((MEASURED / "memory_configs.json").read_text("utf-8")))
