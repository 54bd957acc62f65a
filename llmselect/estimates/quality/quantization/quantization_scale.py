"""The fitted loss of quantizations, as scripts/fit_quantization_loss.py stored it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

import numpy as np

from llmselect.estimates.core.columns import Estimate
from llmselect.estimates.quality.quantization.quantization_terms import NAMES, Task
from llmselect.units import Floats

FILE: Final = "quantization_loss.json"


@dataclass(frozen=True, slots=True)
class FittedLoss:
    """Everything that turns a way to store weights into the log-odds that it loses."""

    coefficients: Floats
    """Of the terms, in the order of NAMES."""
    low_factor: float
    """On the likely loss, to the low end."""
    from_bits: Floats
    high_factors: Floats
    """On the likely loss, to the high end, from so many bits on; fewer bits never have the smaller one."""
    wider_without_imatrix: float
    """On the high factor below 3 bits, where no importance matrix is known."""
    cache_4_bit: Mapping[Task, Estimate]
    """Log-odds that a 4-bit key-value cache loses."""
    model_left_out: Mapping[str, Mapping[str, float]]
    """Errors on models that the fit never saw, in points of share kept, by group of rows."""
    source_left_out: Mapping[str, Mapping[str, float]]
    origin: Mapping[str, str | int]
    sources: Mapping[str, int]
    """Rows by address."""


@cache
def fitted_loss() -> FittedLoss:
    """The stored fit; ValueError when it was made for other terms."""
    file = resources.files("llmselect.estimates") / "measured" / FILE
    stored: Mapping[str, Any] = json.loads(file.read_text("utf-8"))
    sizes: Mapping[str, float] = stored["coefficients"]
    if not set(NAMES) <= set(sizes):
        raise ValueError(f"{FILE} was fitted for other terms: run scripts/fit_quantization_loss.py")
    return FittedLoss(
        coefficients=np.array([sizes[name] for name in NAMES]),
        low_factor=stored["low_factor"],
        from_bits=np.array([row["from_bits"] for row in stored["high_factors"]]),
        high_factors=np.array([row["factor"] for row in stored["high_factors"]]),
        wider_without_imatrix=stored["wider_without_imatrix"],
        cache_4_bit={Task(name): Estimate(**ends) for name, ends in stored["cache_4_bit"].items()},
        model_left_out=stored["model_left_out"],
        source_left_out=stored["source_left_out"],
        origin=stored["origin"],
        sources=stored["sources"],
    )
