"""Fit the factors of the speed estimates on the shipped measurements and write them to measured/speed_factors.json.

Every factor is a logarithm with a prior: families lean on their class, classes on what is physically plausible, so that
a chip or an engine with few measurements stays near its kin. Errors count by a loss that grows linearly (pseudo-Huber),
because a tenth of the published rows is off for reasons that no formula sees. Run it again after a change of the
measurements or of the terms:  .venv/bin/python -m scripts.fit_speed
"""

import csv
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.load import load
from llmselect.estimates.measured.load import MEASURED
from llmselect.estimates.measured.records import AVERAGE, DECODE, PREFILL, SCORED, SEVERAL, SingleUserSpeed
from llmselect.estimates.runs import published_runs
from llmselect.estimates.speed.decode import decode_terms, shortest_s
from llmselect.estimates.speed.factors import GROUPS, groups
from llmselect.estimates.speed.prefill import prefill_terms
from llmselect.estimates.speed.terms import Term
from llmselect.units import Bools, Floats, Ints
from scripts.speed_priors import PRIORS

TOLERANCE = 0.06
"""Relative error beyond which the loss grows linearly."""
NOISE = 0.1
"""Relative error of one measurement, against which the priors are weighed."""
ASIDE_WEIGHT = 0.1
"""Weight of crowd averages and of runs on several devices against a scored measurement."""
ENOUGH = 5
"""Rows of one device that count in full; n of them weigh as the square root of n / ENOUGH less."""
HELD = 0.88
"""Share of the measurements on left-out devices that the range shall hold."""
WIDEST_DENSE = 1.6
"""Widest high / low of decode for dense models on graphics cards."""
FEW_DEVICES = (0.6, 1.6)
"""At least this wide where a group has few devices to learn the spread from."""
BORROWED = {"cdna": "nv_hbm", "ap_m6": "ap_m5"}
"""Families without measurements that read memory like another one: HBM stacks, and the generation before."""


@dataclass(slots=True)
class Design:
    """The terms as arrays: seconds of term j in row i times exp of `effects[j] @ logs`."""

    seconds: list[Floats]
    effects: list[Floats]
    names: list[tuple[str, str]]
    mean: Floats
    spread: Floats

    def logs_of_seconds(self, logs: Floats) -> Floats:
        parts = [s * np.exp(a @ logs) for s, a in zip(self.seconds, self.effects, strict=True)]
        return np.log(np.sum(parts, axis=0))

    def rows(self, keep: Bools) -> "Design":
        return Design(
            [s[keep] for s in self.seconds], [a[keep] for a in self.effects], self.names, self.mean, self.spread
        )

    def tables(self, logs: Floats) -> dict[str, dict[str, float]]:
        found: dict[str, dict[str, float]] = {}
        for (table, label), log in zip(self.names, logs, strict=True):
            found.setdefault(table, {})[label] = float(f"{np.exp(log):.4g}")
        return found


def design(terms: Sequence[Term]) -> Design:
    """A parameter for each (table, label) that some row uses, and for each label of a table without neutral mean."""
    position: dict[tuple[str, str], int] = {}
    for term in terms:
        for table, labels, weight in term.effects:
            used = np.bincount(labels.which, None if weight is None else np.abs(weight) > 0, len(labels.names))
            for name, rows in zip(labels.names, used, strict=True):
                if rows or PRIORS[table].mean != 1.0:
                    position.setdefault((table, name), len(position))
    mean = [np.log(PRIORS[table].by_label.get(label, PRIORS[table].mean)) for table, label in position]
    spread = [PRIORS[table].spread for table, _ in position]
    effects = [_matrix(term, position) for term in terms]
    return Design([term.seconds for term in terms], effects, list(position), np.array(mean), np.array(spread))


def _matrix(term: Term, position: dict[tuple[str, str], int]) -> Floats:
    matrix = np.zeros((len(term.seconds), len(position)))
    for table, labels, weight in term.effects:
        column = np.array([position.get((table, name), -1) for name in labels.names])[labels.which]
        rows = np.flatnonzero(column >= 0)
        matrix[rows, column[rows]] += 1.0 if weight is None else weight[rows]
    return matrix


def fit(plan: Design, measured: Floats, weights: Floats, start: Floats | None = None, steps: int = 60) -> Floats:
    """Logs of the factors with the least loss (Levenberg-Marquardt); `measured`: seconds a token."""
    target = np.log(measured)

    def loss(logs: Floats) -> float:
        error = (plan.logs_of_seconds(logs) - target) / TOLERANCE
        priors = np.sum(((logs - plan.mean) / plan.spread) ** 2)
        return float(np.sum(weights * 2 * (np.sqrt(1 + error**2) - 1)) * (TOLERANCE / NOISE) ** 2 + priors)

    logs = plan.mean.copy() if start is None else start
    least, damping = loss(logs), 1e-3
    for _ in range(steps):
        parts = np.array([s * np.exp(a @ logs) for s, a in zip(plan.seconds, plan.effects, strict=True)])
        shares = parts / parts.sum(axis=0)
        slope = sum(share[:, None] * a for share, a in zip(shares, plan.effects, strict=True))
        error = np.log(parts.sum(axis=0)) - target
        pull = weights / np.sqrt(1 + (error / TOLERANCE) ** 2) / NOISE**2
        curvature = slope.T @ (pull[:, None] * slope) + np.diag(plan.spread**-2)
        gradient = slope.T @ (pull * error) + (logs - plan.mean) / plan.spread**2
        for _ in range(8):
            step = np.linalg.solve(curvature + damping * np.diag(np.diag(curvature)), gradient)
            new = loss(logs - step)
            if new < least:
                break
            damping *= 5
        else:
            return logs
        logs, gained, least, damping = logs - step, least - new, new, max(damping / 5, 1e-7)
        if gained < 1e-5 * least:
            break
    return logs


class Phase(NamedTuple):
    """One of the two speeds: its rows, what they should take by physics, and the fit."""

    name: str
    rows: tuple[SingleUserSpeed, ...]
    plan: Design
    measured: Floats
    weights: Floats
    least: Floats
    group: Ints
    logs: Floats


def fit_phase(catalog: Catalog, name: str) -> Phase:
    """Fit all factors of one phase on all rows but the partial ones."""
    rows = published_runs.of_phase(name, SCORED, AVERAGE, SEVERAL)
    work, devices = published_runs.work_and_devices(catalog, rows)
    plan = design(decode_terms(work, devices) if name == DECODE else prefill_terms(work, devices))
    measured = 1 / published_runs.column(rows, lambda row: row.tokens_per_s)
    least = shortest_s(work, devices) if name == DECODE else np.zeros(len(rows))
    weights = weights_of(rows)
    logs = fit(plan, measured, weights)
    return Phase(name, rows, plan, measured, weights, least, groups(work, devices), logs)


def weights_of(rows: Sequence[SingleUserSpeed]) -> Floats:
    """A device with many rows counts more than one with few, but less than its rows."""
    _, which, count = np.unique([row.accelerator for row in rows], return_inverse=True, return_counts=True)
    scored = published_runs.are(rows, lambda row: row.use, SCORED)
    return np.where(scored, 1.0, ASIDE_WEIGHT) * np.minimum(1, np.sqrt(ENOUGH / count[which]))


def left_out(phase: Phase, kin: Callable[[SingleUserSpeed], str]) -> Floats:
    """Seconds of each scored row, from a fit that never saw its kin (its device, model or page); NaN for the others."""
    scored = published_runs.are(phase.rows, lambda row: row.use, SCORED)
    names = np.array([kin(row) for row in phase.rows])
    found = np.full(len(names), np.nan)
    for name in np.unique(names[scored]):
        away: Bools = names == name
        plan = phase.plan.rows(~away)
        logs = fit(plan, phase.measured[~away], phase.weights[~away], phase.logs, steps=6)
        found[away] = np.exp(phase.plan.rows(away).logs_of_seconds(logs))
    return np.where(scored, np.maximum(found, phase.least), np.nan)


def ranges(phase: Phase, *unseen: Floats) -> dict[str, list[float]]:
    """For each group, low and high over the likely speed that hold most of what each way of leaving out never saw."""
    found: dict[str, list[float]] = {}
    for position, group in enumerate(GROUPS):
        here = ~np.isnan(unseen[0]) & (phase.group == position)
        widest = WIDEST_DENSE if phase.name == DECODE and group == "dense" else np.inf
        held = [shortest_range(seconds[here] / phase.measured[here], widest) for seconds in unseen]
        low, high = min(low for low, _ in held), max(high for _, high in held)
        if group in ("integrated", "processor"):
            low, high = min(low, FEW_DEVICES[0]), max(high, FEW_DEVICES[1])
        outwards = 0.0 if np.isfinite(widest) else 0.0005  # so that it holds the measurement it was drawn at
        found[group] = [round(low - outwards, 3), round(high + outwards, 3)]
    return found


def shortest_range(ratios: Floats, widest: float) -> tuple[float, float]:
    """The narrowest (low, high) around 1 that holds HELD of the ratios, or as many as one of the widest can."""
    lows = np.unique(np.minimum(ratios, 1.0))
    best, chosen = np.inf, (float(lows[0]), float(max(ratios.max(), 1.0)))
    for low in lows:
        above = np.sort(np.maximum(ratios[ratios >= low], 1.0))
        need = int(np.ceil(HELD * len(ratios)))
        if len(above) >= need and above[need - 1] / low < best:
            best, chosen = above[need - 1] / low, (float(low), float(above[need - 1]))
    if best <= widest:
        return chosen
    held = [np.mean((ratios >= low) & (ratios <= low * widest)) for low in lows]
    low = float(lows[int(np.argmax(held))])
    return low, low * widest


def main() -> None:
    catalog = load()
    phases = [fit_phase(catalog, DECODE), fit_phase(catalog, PREFILL)]
    without_device = [left_out(phase, lambda row: row.accelerator) for phase in phases]
    without_model = [left_out(phase, lambda row: row.model) for phase in phases]
    without_source = [left_out(phase, lambda row: str(row.source)) for phase in phases]
    content = {
        "origin": _origin([row for phase in phases for row in phase.rows]),
        # Builds differ more in reading prompts than in generating, so that range has to hold for unseen pages too.
        "ranges": {
            phase.name: ranges(phase, *(unseen[:1] if phase.name == DECODE else unseen))
            for phase, *unseen in zip(phases, without_device, without_source, strict=True)
        },
        "measured_families": {phase.name: _families(catalog, phase) for phase in phases},
        **{phase.name: _tables(phase) for phase in phases},
    }
    (MEASURED / "speed_factors.json").write_text(json.dumps(content, indent=1) + "\n", "utf-8")
    with open(MEASURED / "speed_left_out.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("number", "without_device", "without_model", "without_source"))
        for phase, *kin in zip(phases, without_device, without_model, without_source, strict=True):
            for row, *seconds in zip(phase.rows, *kin, strict=True):
                if row.use == SCORED:
                    writer.writerow((row.number, *(f"{1 / second:.4g}" for second in seconds)))


def _origin(rows: Sequence[SingleUserSpeed]) -> dict[str, object]:
    return {
        "rows": len(rows),
        "scored_rows": sum(row.use == SCORED for row in rows),
        "newest_row": max(row.date for row in rows),
        "measurements": "speed.csv, with the addresses of speed_sources.csv",
        "written_by": "scripts/fit_speed.py",
    }


def _families(catalog: Catalog, phase: Phase) -> list[str]:
    return sorted({catalog.accelerator(row.accelerator).chip_family for row in phase.rows})


def _tables(phase: Phase) -> dict[str, dict[str, float]]:
    tables = phase.plan.tables(phase.logs)
    for table in ("read_family", "layer_family"):
        for family, kin in BORROWED.items() if phase.name == DECODE else ():
            tables[table][family] = tables[table][kin]
    return tables


if __name__ == "__main__":
    main()
