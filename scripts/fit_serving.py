"""Fit the factors of several readers on one engine to measured/serving.csv and write measured/serving_factors.json.

As scripts/fit_speed.py: logarithms with priors, few of them, because few models, devices and engines are published. Run
it again after a change of the measurements or of the single-reader estimates: .venv/bin/python -m scripts.fit_serving
"""

import csv
import json
from collections.abc import Callable, Sequence

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.load import load
from llmselect.estimates.measured.load import MEASURED
from llmselect.estimates.measured.records import ManyUserSpeed
from llmselect.estimates.runs.published_serving import published_step_s, scored, served_runs
from llmselect.estimates.speed.batching import BatchingKind, batching_kind_of, serving_terms
from llmselect.units import Floats
from scripts.fit_speed import Design, design, fit, shortest_range
from scripts.speed_priors import PRIORS, Prior

LOOSE_NOISE = 2.0
"""A published total says how well somebody set up a server, too: it weighs as a quarter of a single-reader row."""
HELD = 0.88
LEAST_RANGE = (0.5, 1.6)
"""At least this wide: no setting of a server is known."""
PRIORS |= {
    "experts": Prior(1.0, 0.3),
    "cache": Prior(1.2, 0.5),
    "arithmetic": Prior(1.8, 0.5, {"slots": 1.0}),
    "arithmetic_kind": Prior(spread=0.5),
    "arithmetic_chip": Prior(spread=0.4),
    "prompt": Prior(spread=0.3),
    "attention": Prior(3.0, 0.7),
    "exchange": Prior(1.5, 0.8),
    "reader": Prior(4.0, 1.0, {"slots": 20.0}),
}


def plan_of(catalog: Catalog, rows: Sequence[ManyUserSpeed]) -> tuple[Design, Floats]:
    """The terms of the rows, and the seconds between two tokens that their totals mean."""
    runs = served_runs(catalog, rows)
    terms = serving_terms(runs.alone, runs.prefill, runs.work, runs.devices, runs.load, runs.tensor_parallel_width)
    return design(terms), published_step_s(rows, runs.load)


def weights_of(rows: Sequence[ManyUserSpeed]) -> Floats:
    """Rows of one model on one device with one engine are one setting of a server, however many lengths it tried."""
    settings = [f"{row.model} {row.accelerator} {row.count} {row.engine}" for row in rows]
    _, which, count = np.unique(settings, return_inverse=True, return_counts=True)
    return 1 / LOOSE_NOISE / np.sqrt(count[which])


def left_out(
    plan: Design,
    steps: Floats,
    weights: Floats,
    rows: Sequence[ManyUserSpeed],
    kin: Callable[[ManyUserSpeed], str],
    start: Floats,
) -> Floats:
    """Seconds of each row from a fit that never saw its kin."""
    names = np.array([kin(row) for row in rows])
    found = np.full(len(rows), np.nan)
    for name in np.unique(names):
        away = names == name
        logs = fit(plan.rows(~away), steps[~away], weights[~away], start) if not away.all() else plan.mean
        found[away] = np.exp(plan.rows(away).logs_of_seconds(logs))
    return found


def ranges(rows: Sequence[ManyUserSpeed], unseen: Sequence[Floats], steps: Floats) -> dict[str, list[float]]:
    """For each kind of engine, low and high that hold most totals whose model, or device, or page was left out."""
    kinds = np.array([batching_kind_of(row.engine) for row in rows])
    found: dict[str, list[float]] = {}
    for kind in BatchingKind:
        here = kinds == kind
        ratios = np.concatenate([seconds[here] / steps[here] for seconds in unseen])
        low, high = shortest_range(ratios, np.inf) if len(ratios) else LEAST_RANGE
        found[kind] = [round(min(low, LEAST_RANGE[0]), 3), round(max(high, LEAST_RANGE[1]), 3)]
    return found


def main() -> None:
    catalog, rows = load(), scored()
    plan, steps = plan_of(catalog, rows)
    weights = weights_of(rows)
    logs = fit(plan, steps, weights)
    kins = {
        "without_device": lambda row: row.accelerator,
        "without_model": lambda row: row.model,
        "without_source": lambda row: str(row.source),
    }
    unseen = {name: left_out(plan, steps, weights, rows, kin, logs) for name, kin in kins.items()}
    content = {
        "origin": {
            "rows": len(rows),
            "newest_row": max(row.date for row in rows),
            "measurements": "serving.csv, with the addresses of speed_sources.csv",
            "written_by": "scripts/fit_serving.py",
        },
        "ranges": ranges(rows, list(unseen.values()), steps),
        "factors": plan.tables(logs),
    }
    (MEASURED / "serving_factors.json").write_text(json.dumps(content, indent=1) + "\n", "utf-8")
    with open(MEASURED / "serving_left_out.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("number", *unseen))
        for row, *seconds in zip(rows, *unseen.values(), strict=True):
            total = row.tokens_per_s * steps[rows.index(row)]
            writer.writerow((row.number, *(f"{total / second:.4g}" for second in seconds)))


if __name__ == "__main__":
    main()
