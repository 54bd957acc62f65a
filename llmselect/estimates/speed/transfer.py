"""Calibrated speeds: how a speed that a user measured on a machine changes the other estimates for that machine."""

from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

import numpy as np

from llmselect.estimates.core.columns import Range, Work
from llmselect.estimates.core.weight_formats import Storage, storage
from llmselect.estimates.measured.load import calibration_file
from llmselect.estimates.measured.records import CalibrationShares
from llmselect.machine.machine import Phase
from llmselect.units import Bools, Floats, Ints

SAME_RUN_SPREAD: Final = 0.06
"""How far the same run strays from day to day: the median between published sources of one device and model."""
NEAR_DEPTH: Final = 1.5
SHALLOW_TOKENS: Final = 256
"""Depths within this factor, once so many tokens are added to both, count as the depth that was measured."""
NEAR_DEPTH_WEIGHT: Final = 100.0
"""How much more a measurement of the same run at nearly the same depth counts than one at another depth."""
WHOLE: Final = 1.0


class TransferShare(NamedTuple):
    """How strongly a measurement transfers to another run: share of its log ratio, and exponent on the range."""

    share: float
    narrowing: float
    """Exponent on low and high over likely."""


@cache
def transfer_shares(phase: Phase) -> tuple[TransferShare, TransferShare]:
    """To a run of the same storage and mixture kind, and to any other; scripts/fit_calibration.py chose them."""
    stored = _stored(phase)
    return TransferShare(*stored.kin), TransferShare(*stored.other)


def other_depth_spread(phase: Phase) -> float:
    """Relative spread of the measured run itself at another depth than the one measured."""
    return _stored(phase).other_depth


def _stored(phase: Phase) -> CalibrationShares:
    return calibration_file().decode if phase is Phase.DECODE else calibration_file().prefill


@dataclass(frozen=True, slots=True)
class CalibrationPoint:
    """One measured speed of one machine, and what was estimated for it."""

    machine: int
    phase: Phase
    quantization: str
    storage: Storage
    mixture: bool
    whole: bool
    """All of the model was on the accelerators, or all on the host."""
    parameters: float
    active_parameters: float
    layers: float
    depth: float
    likely: float
    """Estimated tokens a second."""
    log_ratio: float
    """Logarithm of measured / estimated."""


@dataclass(frozen=True, slots=True, eq=False)
class Calibration:
    """What was measured on the machines of some rows."""

    machine: Ints
    """Which machine each row runs on: shape (rows,)."""
    points: tuple[CalibrationPoint, ...] = ()


class Calibrated(NamedTuple):
    """A speed and its calibration factor; 1 where nothing was measured."""

    speed: Range
    factor: Floats


def calibrated(
    speed: Range, phase: Phase, work: Work, calibration: Calibration | None, most: Floats | None = None
) -> Calibrated:
    """The measured value for the run that was measured; other runs shrunk towards it, as validation supports.

    `most`: upper bound set by the memory bandwidth, for estimates that were not themselves measured; shape (rows,).
    """
    rows = len(work.layers)
    if calibration is None or not calibration.points:
        return Calibrated(speed, np.ones(rows))
    sums = _EvidenceSums.zero(rows)
    for point in calibration.points:
        if point.phase is phase:
            sums.add(point, work, calibration.machine == point.machine)
    return _applied(speed, sums, np.full(rows, np.inf) if most is None else most)


@dataclass(slots=True, eq=False)
class _EvidenceSums:
    """Sums over the measurements: a share s of one ratio is a weight s / (1 - s) against a prior of weight 1."""

    weights: Floats
    logs: Floats
    narrowing: Floats
    same: Bools
    """Rows that were themselves measured."""
    same_logs: Floats
    same_weights: Floats
    same_spread: Floats

    @classmethod
    def zero(cls, rows: int) -> "_EvidenceSums":
        zeros = np.zeros(rows)
        return cls(zeros, zeros.copy(), zeros + 1, zeros > 0, zeros.copy(), zeros.copy(), zeros + np.inf)

    def add(self, point: CalibrationPoint, work: Work, here: Bools) -> None:
        """Add one measurement; `here`: rows that run on its machine."""
        to_kin, to_other = transfer_shares(point.phase)
        alike = here & _alike(point, work)
        share = np.where(alike, to_kin.share, to_other.share)
        weight = np.where(here, share / (1 - share), 0.0)
        self.weights += weight
        self.logs += weight * point.log_ratio
        narrowing = np.where(alike, to_kin.narrowing, to_other.narrowing)
        self.narrowing = np.where(here, np.minimum(self.narrowing, narrowing), self.narrowing)
        same = here & _same_run(point, work)
        near = np.abs(np.log((work.depth + SHALLOW_TOKENS) / (point.depth + SHALLOW_TOKENS))) <= np.log(NEAR_DEPTH)
        same_weight = np.where(near, NEAR_DEPTH_WEIGHT, 1.0) * same
        self.same |= same
        self.same_logs += same_weight * point.log_ratio
        self.same_weights += same_weight
        spread = np.where(near, SAME_RUN_SPREAD, other_depth_spread(point.phase))
        self.same_spread = np.where(same, np.minimum(self.same_spread, spread), self.same_spread)


def _applied(speed: Range, sums: _EvidenceSums, most: Floats) -> Calibrated:
    factor = np.exp(sums.logs / (1 + sums.weights))
    likely = np.minimum(speed.likely * factor, most)
    low = likely * (speed.low / speed.likely) ** sums.narrowing
    high = np.minimum(likely * (speed.high / speed.likely) ** sums.narrowing, most)
    measured = speed.likely * np.exp(sums.same_logs / np.maximum(sums.same_weights, 1e-9))
    spread = np.where(sums.same, sums.same_spread, 0.0)
    result = Range(
        np.where(sums.same, measured * (1 - spread), low),
        np.where(sums.same, measured, likely),
        np.where(sums.same, measured * (1 + spread), high),
    )
    return Calibrated(result, np.where(np.isnan(speed.likely), 1.0, result.likely / speed.likely))


def _alike(point: CalibrationPoint, work: Work) -> Bools:
    stored = {name: storage(name) is point.storage for name in set(work.quantization)}
    same = np.fromiter(map(stored.__getitem__, work.quantization), np.bool_, len(work.quantization))
    whole = (work.accelerator_share <= 0) | (work.accelerator_share >= WHOLE)
    return same & (work.mixture == point.mixture) & (whole == point.whole)


def _same_run(point: CalibrationPoint, work: Work) -> Bools:
    """Models of one shape are equally fast, whatever their weights are."""
    same = np.fromiter((name == point.quantization for name in work.quantization), np.bool_, len(work.quantization))
    same &= (work.total_parameters == point.parameters) & (work.active_parameters == point.active_parameters)
    return same & (work.layers == point.layers)
