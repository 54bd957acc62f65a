"""The fitted scale: what the benchmarks and the attributes were found to say, as scripts/fit_quality.py stored it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

import numpy as np

from llmselect.errors import BadFile
from llmselect.estimates.measured.load import stored_scale
from llmselect.estimates.measured.records import StoredGroup, StoredGroups, StoredScale
from llmselect.estimates.quality.attributes import Completion
from llmselect.estimates.quality.evaluators import USES
from llmselect.estimates.quality.features import NAMES
from llmselect.units import Floats

FILE = "quality_scale.json"


@dataclass(frozen=True, slots=True)
class Lines:
    """Benchmark b: value = intercept + slope x (what the model is worth there) + noise; columns over benchmarks."""

    benchmarks: tuple[str, ...]
    evaluators: tuple[str, ...]
    loadings: Floats
    """Rows of benchmarks, columns of uses then evaluators."""
    intercept: Floats
    slope: Floats
    noise: Floats
    """Variance of the value beyond the sampling variance of its questions."""


@dataclass(frozen=True, slots=True)
class Shares:
    """What a group of models (a maker, a line) has in common beyond its attributes."""

    models: Mapping[str, int]
    """Models with standings in each group."""
    shift: Mapping[str, Floats]
    """Abilities by which its models are better."""
    strength: float
    """How many models a group must have for half of its own mean to be believed."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """Abilities expected from attributes alone."""

    coefficients: Floats
    """Rows of features, columns of uses."""
    leverage: Floats
    """Features by features: how far attributes unlike the fitted ones widen the interval."""
    makers: Shares
    lines: Shares


@dataclass(frozen=True, slots=True)
class FittedScale:
    """Everything that turns standings and attributes into values; the same for every catalog until fitted again."""

    origin: str
    lines: Lines
    expectation: Expectation
    covariance: Floats
    """Of the abilities of the uses around the expected ones."""
    evaluator_variance: Floats
    between_boards: Floats
    """By value: variance of what one more board would say around the abilities, as fitted."""
    widen: Floats
    """By value: factor on it that makes the intervals hold left-out scores."""
    middle: Floats
    """By value told: mean over the models with standings."""
    deviation: Floats
    completions: Mapping[str, Completion]


@cache
def fitted() -> FittedScale:
    """The stored scale."""
    return decoded(stored_scale())


def decoded(stored: StoredScale) -> FittedScale:
    """The scale of its file; raises ValueError when it was fitted for other features or uses."""
    if stored.features != NAMES or stored.uses != tuple(str(use) for use in USES):
        raise ValueError(f"{FILE} was fitted for other features or uses: run scripts/fit_quality.py")
    boards = stored.benchmarks.values()
    return FittedScale(
        origin=stored.origin,
        lines=Lines(
            benchmarks=tuple(stored.benchmarks),
            evaluators=stored.evaluators,
            loadings=np.array([board.loadings for board in boards]),
            intercept=np.array([board.intercept for board in boards]),
            slope=np.array([board.slope for board in boards]),
            noise=np.array([board.noise for board in boards]),
        ),
        expectation=Expectation(
            np.array(stored.coefficients),
            np.array(stored.leverage),
            _shares(stored.makers),
            _shares(stored.model_lines),
        ),
        covariance=np.array(stored.covariance),
        evaluator_variance=np.array(stored.evaluator_variance),
        between_boards=np.array(stored.between_boards),
        widen=np.array(stored.widen),
        middle=np.array(stored.middle),
        deviation=np.array(stored.deviation),
        completions={
            model: Completion(known.day, known.day_basis, known.usd_per_mtok)
            for model, known in stored.completions.items()
        },
    )


def encoded(scale: FittedScale) -> dict[str, Any]:
    """The scale as JSON."""
    lines, expected = scale.lines, scale.expectation
    numbers = (lines.loadings, lines.intercept, lines.slope, lines.noise)
    boards = {
        benchmark: {
            "loadings": _rounded(loading),
            "intercept": _rounded(intercept),
            "slope": _rounded(slope),
            "noise": _rounded(noise),
        }
        for benchmark, loading, intercept, slope, noise in zip(lines.benchmarks, *numbers, strict=True)
    }
    return {
        "origin": scale.origin,
        "uses": [str(use) for use in USES],
        "evaluators": list(lines.evaluators),
        "evaluator_variance": _rounded(scale.evaluator_variance),
        "benchmarks": boards,
        "covariance": _rounded(scale.covariance),
        "between_boards": _rounded(scale.between_boards),
        "widen": _rounded(scale.widen),
        "middle": _rounded(scale.middle),
        "deviation": _rounded(scale.deviation),
        "features": list(NAMES),
        "coefficients": _rounded(expected.coefficients),
        "leverage": _rounded(expected.leverage),
        "makers": _groups(expected.makers),
        "model_lines": _groups(expected.lines),
        "completions": {model: _known(known) for model, known in scale.completions.items()},
    }


def write(scale: FittedScale, path: Path) -> None:
    """Store the scale, one benchmark, group or completion a line, so that a change can be read."""
    parts = [f"{json.dumps(key)}: {_written(value)}" for key, value in encoded(scale).items()]
    path.write_text("{" + ",\n ".join(parts) + "}\n", encoding="utf-8")


def _written(value: Any) -> str:
    if not isinstance(value, dict):
        return json.dumps(value)
    named = cast("dict[str, Any]", value)
    return "{\n" + ",\n".join(f"  {json.dumps(name)}: {json.dumps(row)}" for name, row in named.items()) + "\n }"


def _shares(stored: StoredGroups) -> Shares:
    groups = {name: group for name, group in stored.items() if isinstance(group, StoredGroup)}
    strength = stored["strength"]
    if isinstance(strength, StoredGroup):
        raise BadFile(f"{FILE}: strength is a group; expected a number")
    return Shares(
        {name: group.models for name, group in groups.items()},
        {name: np.array(group.shift) for name, group in groups.items()},
        strength,
    )


def _groups(shares: Shares) -> dict[str, Any]:
    groups = {
        name: {"models": shares.models[name], "shift": _rounded(shift)} for name, shift in sorted(shares.shift.items())
    }
    return {"strength": shares.strength, **groups}


def _known(known: Completion) -> dict[str, Any]:
    day = {"day": known.day.isoformat(), "day_basis": known.day_basis} if known.day else {}
    return day | ({"usd_per_mtok": round(known.usd_per_mtok, 4)} if known.usd_per_mtok is not None else {})


def _rounded(numbers: Floats | float | Sequence[float]) -> Any:
    return np.round(np.asarray(numbers, dtype=np.float64), 5).tolist()
