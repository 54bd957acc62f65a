"""The published measurements of what quantized models lose, as measured/quantization_loss.csv holds them."""

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Final

import numpy as np

from llmselect.estimates.quality.quantization.quantization_terms import METHODS, Method, Stored, Task, terms
from llmselect.units import Floats, Ints

FILE: Final = "quantization_loss.csv"
LEAST_SHARE, MOST_SHARE = 0.005, 0.99
"""Chance-corrected shares beyond are counted as these: at chance nothing more can be lost."""
USUAL_QUESTIONS = 600
"""Questions of a test whose number its source does not give."""
PAIRED = 0.5
"""Of the variance of two independent runs: both models answer the same questions, and mostly alike."""
LEAST_NOISE = 0.01
NOISE_OF_TEXT = 0.003
"""Of a divergence or of the logarithm of a perplexity ratio."""


class Kind(StrEnum):
    """What was measured."""

    TASK = "task"
    """Share of questions answered rightly, in percent."""
    DIVERGENCE = "divergence"
    """Mean Kullback-Leibler divergence of the next token from the 16-bit model's, in nats."""
    PERPLEXITY = "perplexity"
    TOKEN = "token"
    """Next tokens that differ."""


@dataclass(frozen=True, slots=True)
class LossMeasurement:
    """One published pair: a model as released and quantized."""

    role: str
    """fitted, cache (only the key-value cache is quantized), or aside (the note says why)."""
    kind: Kind
    model: str
    total_parameters: float
    mixture: bool
    quantization: str
    method: Method | None
    """None: no weights are quantized, or by a method that nothing is fitted to."""
    block_bits: float
    imatrix: float
    measure: str
    task: Task
    chance: float
    """Share that guessing solves."""
    before: float
    after: float
    questions: int
    date: str
    source: str
    licence: str


@cache
def measurements() -> tuple[LossMeasurement, ...]:
    """Every row of the file, in its order."""
    file = resources.files("llmselect.estimates") / "measured" / FILE
    return tuple(_row(row) for row in csv.DictReader(file.read_text("utf-8").splitlines()))


def of_role(role: str, *kinds: Kind) -> tuple[LossMeasurement, ...]:
    """The rows of a role and of these kinds."""
    return tuple(row for row in measurements() if row.role == role and row.kind in kinds)


def design(rows: Sequence[LossMeasurement]) -> Floats:
    """The terms of each row."""
    tasks = tuple(Task)
    stored = Stored(
        np.array([METHODS.index(row.method or Method.UNKNOWN) for row in rows], dtype=np.int64),
        column(rows, lambda row: row.block_bits),
        column(rows, lambda row: row.imatrix),
    )
    which: Ints = np.array([tasks.index(row.task) for row in rows], dtype=np.int64)
    mixture = np.array([row.mixture for row in rows], dtype=np.bool_)
    return terms(stored, column(rows, lambda row: row.total_parameters), mixture, which)


def lost(rows: Sequence[LossMeasurement]) -> Floats:
    """What each row lost: log-odds of a task, nats of a divergence, the logarithm of a perplexity ratio."""
    return column(rows, _lost)


def noise(rows: Sequence[LossMeasurement]) -> Floats:
    """Standard deviation of `lost` that the number of questions explains."""
    return column(rows, _noise)


def shares(rows: Iterable[LossMeasurement]) -> tuple[Floats, Floats]:
    """Chance-corrected shares before and after, clipped away from 0 and 1."""
    return column(rows, lambda row: _share(row, row.before)), column(rows, lambda row: _share(row, row.after))


def column(rows: Iterable[LossMeasurement], value: Callable[[LossMeasurement], float]) -> Floats:
    """One value of each row."""
    return np.array([value(row) for row in rows], dtype=np.float64)


def _share(row: LossMeasurement, score: float) -> float:
    return min(max((score / 100 - row.chance) / (1 - row.chance), LEAST_SHARE), MOST_SHARE)


def _lost(row: LossMeasurement) -> float:
    if row.kind is Kind.DIVERGENCE:
        return row.after
    if row.kind is Kind.PERPLEXITY:
        return float(np.log(row.after / row.before))
    before, after = _share(row, row.before), _share(row, row.after)
    return float(np.log(before / (1 - before)) - np.log(after / (1 - after)))


def _noise(row: LossMeasurement) -> float:
    if row.kind is not Kind.TASK:
        return NOISE_OF_TEXT
    share, raw = _share(row, row.before), row.before / 100
    error = np.sqrt(PAIRED * raw * (1 - raw) / row.questions) / (1 - row.chance)
    return max(float(error / (share * (1 - share))), LEAST_NOISE)


def _row(row: dict[str, str]) -> LossMeasurement:
    tasks, methods = {str(task) for task in Task}, {str(method) for method in Method}
    return LossMeasurement(
        role=row["role"],
        kind=Kind(row["kind"]),
        model=row["model"],
        total_parameters=float(row["total_billion"]) * 1e9,
        mixture=row["mixture"] == "yes",
        quantization=row["quantization"],
        method=Method(row["method"]) if row["method"] in methods else None,
        block_bits=float(row["block_bits"]),
        imatrix={"yes": 1.0, "no": 0.0}.get(row["imatrix"], np.nan),
        measure=row["measure"],
        task=Task(row["use"]) if row["use"] in tasks else Task.GENERAL,
        chance=float(row["chance"] or 0),
        before=float(row["before"]),
        after=float(row["after"]),
        questions=int(row["questions"] or USUAL_QUESTIONS),
        date=row["date"],
        source=row["source"],
        licence=row["licence"],
    )
