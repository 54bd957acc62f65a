"""Totals of engines with many readers against what is published, also as if each had never been seen."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.estimates.accuracy.points import LEFT_OUT, View
from llmselect.estimates.measured.load import serving_factors, serving_left_out
from llmselect.estimates.measured.records import ManyUserSpeed
from llmselect.estimates.runs.published_serving import published_step_s, scored, served_runs
from llmselect.estimates.speed.batching import BatchingKind, batching_kind_of, step_s
from llmselect.units import Bools, Floats


@dataclass(frozen=True, slots=True)
class ServingAccuracy:
    """Absolute relative errors of the total tokens a second; shares between 0 and 1."""

    group: str
    rows: int
    models: int
    devices: int
    median_error: float
    p90_error: float
    inside_range: float
    median_error_without_device: float
    p90_error_without_device: float
    median_error_without_model: float
    p90_error_without_model: float
    median_error_without_source: float
    p90_error_without_source: float
    inside_range_without_model: float

    def __str__(self) -> str:
        pairs = (
            (self.median_error, self.p90_error),
            (self.median_error_without_device, self.p90_error_without_device),
            (self.median_error_without_model, self.p90_error_without_model),
            (self.median_error_without_source, self.p90_error_without_source),
        )
        seen, device, model, page = (f"{100 * median:5.1f} / {100 * p90:5.1f} %" for median, p90 in pairs)
        return (
            f"{self.group:10}{self.rows:4} rows, {self.models} models, {self.devices} devices  median / p90 {seen}"
            f"  device left out {device}  model left out {model}  page left out {page}"
            f"  inside the range {self.inside_range:4.0%}, left out {self.inside_range_without_model:4.0%}"
        )


def table(catalog: Catalog) -> list[ServingAccuracy]:
    """All scored totals, then by the kind of engine."""
    speeds = scored()
    runs = served_runs(catalog, speeds)
    measured = np.array([speed.tokens_per_s for speed in speeds])
    estimated_s = step_s(runs.alone, runs.prefill, runs.work, runs.devices, runs.load, runs.tensor_parallel_width)
    fitted = measured * published_step_s(speeds, runs.load) / estimated_s
    kinds = np.array([batching_kind_of(speed.engine).value for speed in speeds])
    groups = {"all": np.ones(len(speeds), dtype=np.bool_)} | {kind.value: kinds == kind.value for kind in BatchingKind}
    return [_group(name, speeds, here, fitted, measured) for name, here in groups.items() if here.any()]


def _group(name: str, rows: Sequence[ManyUserSpeed], here: Bools, fitted: Floats, measured: Floats) -> ServingAccuracy:
    chosen = [row for row, inside in zip(rows, here, strict=True) if inside]
    unseen = {
        view: np.array([float(getattr(serving_left_out()[row.number], view)) for row in chosen]) for view in LEFT_OUT
    }
    errors = {view: np.abs(total / measured[here] - 1) for view, total in unseen.items()}
    seen = np.abs(fitted[here] / measured[here] - 1)
    return ServingAccuracy(
        group=name,
        rows=len(chosen),
        models=len({row.model for row in chosen}),
        devices=len({row.accelerator for row in chosen}),
        median_error=_quantile(seen, 0.5),
        p90_error=_quantile(seen, 0.9),
        inside_range=_inside(chosen, fitted[here], measured[here]),
        median_error_without_device=_quantile(errors[View.WITHOUT_DEVICE], 0.5),
        p90_error_without_device=_quantile(errors[View.WITHOUT_DEVICE], 0.9),
        median_error_without_model=_quantile(errors[View.WITHOUT_MODEL], 0.5),
        p90_error_without_model=_quantile(errors[View.WITHOUT_MODEL], 0.9),
        median_error_without_source=_quantile(errors[View.WITHOUT_SOURCE], 0.5),
        p90_error_without_source=_quantile(errors[View.WITHOUT_SOURCE], 0.9),
        inside_range_without_model=_inside(chosen, unseen[View.WITHOUT_MODEL], measured[here]),
    )


def _inside(rows: Sequence[ManyUserSpeed], totals: Floats, measured: Floats) -> float:
    ranges = np.array([_range(row) for row in rows])
    return float(np.mean((totals * ranges[:, 0] <= measured) & (measured <= totals * ranges[:, 1])))


def _range(row: ManyUserSpeed) -> Sequence[float]:
    return serving_factors().ranges[batching_kind_of(row.engine)]


def _quantile(values: Floats, share: float) -> float:
    return round(float(np.quantile(values, share)), 4)
