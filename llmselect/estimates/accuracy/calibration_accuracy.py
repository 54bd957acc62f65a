"""What one speed measured on a machine is worth: published devices taken as machines, one row revealed at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.estimates.core.columns import Work
from llmselect.estimates.core.weight_formats import storage
from llmselect.estimates.measured.load import speed_left_out
from llmselect.estimates.measured.records import DECODE, PREFILL, SCORED, SingleUserSpeed
from llmselect.estimates.runs.published_runs import of_phase, work_and_devices
from llmselect.estimates.speed.transfer import transfer_shares
from llmselect.machine.machine import Phase
from llmselect.units import Floats

FEWEST_ROWS = 3
"""A device needs them to reveal one and judge by the others."""


class RunRelation(StrEnum):
    """What the measured run is to the one that is estimated."""

    SAME = "same run, other depth or page"
    KIN = "same storage and mixture kind"
    OTHER = "any other model"


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of measurements of one device: the logarithms of measured / estimated by a fit without the device."""

    revealed: Floats
    judged: Floats
    weights: Floats
    """A device with many rows counts more than one with few, but less than its pairs."""
    devices: int

    def errors(self, share: float) -> Floats:
        """Absolute relative errors once the revealed ratio is applied to this share."""
        return np.expm1(np.abs(self.judged - share * self.revealed))


@dataclass(frozen=True, slots=True)
class CalibrationAccuracy:
    """Errors before and after one measurement is known."""

    phase: str
    relation: str
    devices: int
    pairs: int
    share: float
    """Of the measured ratio's logarithm that is applied."""
    median_error_before: float
    median_error_after: float
    p90_error_before: float
    p90_error_after: float

    def __str__(self) -> str:
        before = f"{100 * self.median_error_before:5.1f} / {100 * self.p90_error_before:5.1f} %"
        after = f"{100 * self.median_error_after:5.1f} / {100 * self.p90_error_after:5.1f} %"
        return (
            f"{self.phase:8}{self.relation:32}{self.devices:4} devices {self.pairs:6} pairs  "
            f"median / p90 before {before}  after {after}"
        )


def table(catalog: Catalog) -> list[CalibrationAccuracy]:
    """Decode, then prefill, by what the measured run is to the other."""
    return [row for phase in (DECODE, PREFILL) for row in _phase(catalog, phase)]


def _phase(catalog: Catalog, phase: str) -> Iterator[CalibrationAccuracy]:
    kin, other = transfer_shares(Phase(phase))
    shares = {RunRelation.SAME: 1.0, RunRelation.KIN: kin.share, RunRelation.OTHER: other.share}
    for relation, found in pairs(catalog, phase).items():
        before, after = found.errors(0.0), found.errors(shares[relation])
        yield CalibrationAccuracy(
            phase=phase,
            relation=relation,
            devices=found.devices,
            pairs=len(found.judged),
            share=shares[relation],
            median_error_before=weighted_quantile(before, found.weights, 0.5),
            median_error_after=weighted_quantile(after, found.weights, 0.5),
            p90_error_before=weighted_quantile(before, found.weights, 0.9),
            p90_error_after=weighted_quantile(after, found.weights, 0.9),
        )


def pairs(catalog: Catalog, phase: str) -> dict[RunRelation, Pairs]:
    """All ordered pairs of scored rows of the same device, by relation."""
    rows = [row for row in of_phase(phase, SCORED) if row.number in speed_left_out()]
    work, _ = work_and_devices(catalog, rows)
    unseen = np.array([speed_left_out()[row.number].without_device for row in rows])
    logs = np.log(np.array([row.tokens_per_s for row in rows]) / unseen)
    first, second, weights = _indices(rows)
    relation = _relations(rows, work)[first, second]
    names = np.array([row.accelerator for row in rows])
    found: dict[RunRelation, Pairs] = {}
    for position, kind in enumerate(RunRelation):
        here = relation == position
        devices = len(np.unique(names[first[here]]))
        found[kind] = Pairs(logs[first[here]], logs[second[here]], weights[here], devices)
    return found


def _indices(rows: Sequence[SingleUserSpeed]) -> tuple[np.ndarray, np.ndarray, Floats]:
    names = np.array([row.accelerator for row in rows])
    first, second = np.nonzero((names[:, None] == names[None, :]) & ~np.eye(len(rows), dtype=np.bool_))
    _, which, count = np.unique(names, return_inverse=True, return_counts=True)
    size = count[which][first]
    enough = size >= FEWEST_ROWS
    return first[enough], second[enough], 1 / ((size - 1) * np.sqrt(size))[enough]


def _relations(rows: Sequence[SingleUserSpeed], work: Work) -> np.ndarray:
    """Positions in Relation for each pair."""

    def equal(values: Sequence[object]) -> np.ndarray:
        words = np.array([str(value) for value in values])
        return words[:, None] == words[None, :]

    same = equal([(row.model, row.quantization, row.engine) for row in rows])
    kin = equal([storage(row.quantization) for row in rows]) & (work.mixture[:, None] == work.mixture[None, :])
    return np.where(same, 0, np.where(kin, 1, 2))


def weighted_quantile(values: Floats, weights: Floats, share: float) -> float:
    """The value below which that share of the weights lies."""
    if not len(values):
        return float("nan")
    order = np.argsort(values)
    total = np.cumsum(weights[order])
    return round(float(values[order][np.searchsorted(total, share * total[-1])]), 4)
