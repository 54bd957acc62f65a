"""Totals of engines with many readers against what is published, also as if each had never been seen."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.estimates.accuracy.points import LEFT_OUT, View
from llmselect.estimates.measured.many_users import ServingMeasurement, scored, served, step_of
from llmselect.estimates.speed.batching import BatchingKind, crowd_of, serving_file, steps_of
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
    rows = scored()
    found = served(catalog, rows)
    measured = np.array([row.tokens_per_s for row in rows])
    steps = steps_of(found.alone, found.prefill, found.work, found.devices, found.load, found.lanes)
    fitted = measured * step_of(rows, found.load) / steps
    crowds = np.array([crowd_of(row.engine).value for row in rows])
    groups = {"all": np.ones(len(rows), dtype=np.bool_)} | {
        crowd.value: crowds == crowd.value for crowd in BatchingKind
    }
    return [_group(name, rows, here, fitted, measured) for name, here in groups.items() if here.any()]


def _group(
    name: str, rows: Sequence[ServingMeasurement], here: Bools, fitted: Floats, measured: Floats
) -> ServingAccuracy:
    chosen = [row for row, inside in zip(rows, here, strict=True) if inside]
    unseen = {view: np.array([left_out()[row.number][view] for row in chosen]) for view in LEFT_OUT}
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


def _inside(rows: Sequence[ServingMeasurement], totals: Floats, measured: Floats) -> float:
    ranges = np.array([_range(row) for row in rows])
    return float(np.mean((totals * ranges[:, 0] <= measured) & (measured <= totals * ranges[:, 1])))


def _range(row: ServingMeasurement) -> Sequence[float]:
    ranges: Mapping[str, Sequence[float]] = serving_file()["ranges"]  # pyright: ignore[reportAssignmentType]
    return ranges[crowd_of(row.engine)]


@cache
def left_out() -> Mapping[int, Mapping[View, float]]:
    """Totals of each scored row by its number, from fits without its kin, written by scripts/fit_serving.py."""
    file = resources.files("llmselect.estimates") / "measured" / "serving_left_out.csv"
    rows = csv.DictReader(file.read_text("utf-8").splitlines())
    return {int(row["number"]): {view: float(row[view]) for view in LEFT_OUT} for row in rows}


def _quantile(values: Floats, share: float) -> float:
    return round(float(np.quantile(values, share)), 4)
