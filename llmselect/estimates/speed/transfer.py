"""Estimates corrected by speeds that were measured on the same machine."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final, NamedTuple, cast

import numpy as np

from llmselect.estimates.core.columns import Range, Work
from llmselect.estimates.core.weight_formats import Storage, storage
from llmselect.machine.machine import Phase
from llmselect.units import Bools, Floats, Ints

SAME_RUN_SPREAD: Final = 0.06
"""How far the same run strays from day to day: the median between published sources of one device and model."""
NEAR_DEPTH: Final = 1.5
SHALLOW_TOKENS: Final = 256
"""Depths within this factor, once so many tokens are added to both, count as the depth that was measured."""
WHOLE: Final = 1.0


class TransferShare(NamedTuple):
    """What a measurement of one run tells of another: which share of its ratio, and what is left of the range."""

    share: float
    narrowing: float
    """Power on low and high over likely."""


@cache
def kinds(phase: Phase) -> tuple[TransferShare, TransferShare]:
    """Of a run of the same storage and mixture kind, and of any other; scripts/fit_own_speed.py chose them."""
    file = resources.files("llmselect.estimates") / "measured" / "own_speed.json"
    found = cast("Mapping[str, Mapping[str, Sequence[float]]]", json.loads(file.read_text("utf-8")))[phase.value]
    return TransferShare(*found["kin"]), TransferShare(*found["other"])


@cache
def other_depth_spread(phase: Phase) -> float:
    """How far the measured run may stray at another depth than the one measured."""
    file = resources.files("llmselect.estimates") / "measured" / "own_speed.json"
    return cast("Mapping[str, Mapping[str, float]]", json.loads(file.read_text("utf-8")))[phase.value]["other_depth"]


@dataclass(frozen=True, slots=True)
class KnownSpeed:
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
class OwnSpeeds:
    """What was measured on the machines of some rows."""

    machine: Ints
    """Which machine each row runs on."""
    known: tuple[KnownSpeed, ...] = ()


class Corrected(NamedTuple):
    """A speed and what it was multiplied by; 1 where nothing was measured."""

    speed: Range
    ratio: Floats


def corrected(speed: Range, phase: Phase, work: Work, own: OwnSpeeds | None, most: Floats | None = None) -> Corrected:
    """The measured value for the run that was measured; the others drawn towards it, as far as validation bears out.

    `most`: what memory can give at all, which no drawn estimate exceeds.
    """
    rows = len(work.layers)
    if own is None or not own.known:
        return Corrected(speed, np.ones(rows))
    pull = _Pull.nothing(rows)
    for one in own.known:
        if one.phase is phase:
            pull.add(one, work, own.machine == one.machine)
    return _applied(speed, pull, phase, np.full(rows, np.inf) if most is None else most)


@dataclass(slots=True, eq=False)
class _Pull:
    """Sums over the measurements: a share s of one ratio is a weight s / (1 - s) against a prior of weight 1."""

    weights: Floats
    logs: Floats
    narrowing: Floats
    same: Bools
    same_logs: Floats
    same_count: Floats
    same_spread: Floats

    @classmethod
    def nothing(cls, rows: int) -> "_Pull":
        zeros = np.zeros(rows)
        return cls(zeros, zeros.copy(), zeros + 1, zeros > 0, zeros.copy(), zeros.copy(), zeros + np.inf)

    def add(self, one: KnownSpeed, work: Work, here: Bools) -> None:
        kin_kind, other_kind = kinds(one.phase)
        alike = here & _alike(one, work)
        kin = np.where(alike, kin_kind.share, other_kind.share)
        weight = np.where(here, kin / (1 - kin), 0.0)
        self.weights += weight
        self.logs += weight * one.log_ratio
        narrowing = np.where(alike, kin_kind.narrowing, other_kind.narrowing)
        self.narrowing = np.where(here, np.minimum(self.narrowing, narrowing), self.narrowing)
        same = here & _same_run(one, work)
        near = np.abs(np.log((work.depth + SHALLOW_TOKENS) / (one.depth + SHALLOW_TOKENS))) <= np.log(NEAR_DEPTH)
        closeness = np.where(near, 100.0, 1.0) * same
        self.same |= same
        self.same_logs += closeness * one.log_ratio
        self.same_count += closeness
        spread = np.where(near, SAME_RUN_SPREAD, other_depth_spread(one.phase))
        self.same_spread = np.where(same, np.minimum(self.same_spread, spread), self.same_spread)


def _applied(speed: Range, pull: _Pull, phase: Phase, most: Floats) -> Corrected:
    drawn = np.exp(pull.logs / (1 + pull.weights))
    likely = np.minimum(speed.likely * drawn, most)
    low = likely * (speed.low / speed.likely) ** pull.narrowing
    high = np.minimum(likely * (speed.high / speed.likely) ** pull.narrowing, most)
    exact = np.exp(pull.same_logs / np.maximum(pull.same_count, 1e-9))
    known = speed.likely * exact
    spread = np.where(pull.same, pull.same_spread, 0.0)
    found = Range(
        np.where(pull.same, known * (1 - spread), low),
        np.where(pull.same, known, likely),
        np.where(pull.same, known * (1 + spread), high),
    )
    return Corrected(found, np.where(np.isnan(speed.likely), 1.0, found.likely / speed.likely))


def _alike(one: KnownSpeed, work: Work) -> Bools:
    stored = {name: storage(name) is one.storage for name in set(work.quantization)}
    same = np.fromiter(map(stored.__getitem__, work.quantization), np.bool_, len(work.quantization))
    whole = (work.accelerator_share <= 0) | (work.accelerator_share >= WHOLE)
    return same & (work.mixture == one.mixture) & (whole == one.whole)


def _same_run(one: KnownSpeed, work: Work) -> Bools:
    """Models of one shape run alike, whatever their weights say."""
    same = np.fromiter((name == one.quantization for name in work.quantization), np.bool_, len(work.quantization))
    same &= (work.total_parameters == one.parameters) & (work.active_parameters == one.active_parameters)
    return same & (work.layers == one.layers)
