"""Calibrates a machine: speeds that users measured on it, each beside the estimate for the same run."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from llmselect.catalog.architecture import Architecture
from llmselect.catalog.catalog import Catalog
from llmselect.catalog.quantizations import Quantization
from llmselect.errors import BadNumber, NotPossible, UnknownName
from llmselect.estimates.architecture.shape_columns import shapes
from llmselect.estimates.core.columns import Fit
from llmselect.estimates.core.weight_formats import nearest_quantization, storage
from llmselect.estimates.hardware.devices import devices
from llmselect.estimates.runs.run import Runs, distinct_quantizations, estimate, weights_and_memory, work_of
from llmselect.estimates.runs.run_inputs import RunInputs
from llmselect.estimates.speed.transfer import Calibration, CalibrationPoint
from llmselect.machine.machine import Machine, Phase, UserMeasurement
from llmselect.settings import KvType
from llmselect.units import Ints

IMPLAUSIBLE = 30.0
"""A speed so many times off the estimate is a typing error or of another machine: no published speed is."""


def calibration_of(catalog: Catalog, machines: Sequence[Machine], which: Ints) -> Calibration | None:
    """The measurements of these machines, `which[i]` being that of row i; None where nothing was measured.

    Raises UnknownName for a model or a quantization that the catalog lacks, NotPossible for a model of unknown shape.
    """
    measured = [index for index, machine in enumerate(machines) if machine.measured]
    if not measured:
        return None
    points = _points(catalog, tuple(machines[index] for index in measured))
    return Calibration(which, tuple(replace(point, machine=measured[point.machine]) for point in points))


@lru_cache(maxsize=16)
def _points(catalog: Catalog, machines: tuple[Machine, ...]) -> tuple[CalibrationPoint, ...]:
    """Each measurement beside its estimate, machine by machine, estimated together."""
    pairs = [(index, measurement) for index, machine in enumerate(machines) for measurement in machine.measured]
    runs = _runs(catalog, machines, [measurement for _, measurement in pairs], np.array([index for index, _ in pairs]))
    estimates, work = estimate(runs), work_of(runs, *weights_and_memory(runs))
    speeds = {Phase.DECODE: estimates.decode.likely, Phase.PREFILL: estimates.prefill.likely}
    return tuple(
        CalibrationPoint(
            machine=index,
            phase=measurement.phase,
            quantization=work.quantization[row],
            storage=storage(work.quantization[row]),
            mixture=bool(work.mixture[row]),
            whole=bool(work.accelerator_share[row] in (0.0, 1.0)),
            parameters=float(work.total_parameters[row]),
            active_parameters=float(work.active_parameters[row]),
            layers=float(work.layers[row]),
            depth=float(measurement.depth_tokens),
            likely=float(np.nan_to_num(speeds[measurement.phase][row], nan=measurement.tokens_per_s)),
            log_ratio=_log_ratio(measurement, float(speeds[measurement.phase][row])),
        )
        for row, (index, measurement) in enumerate(pairs)
    )


def _log_ratio(measurement: UserMeasurement, likely: float) -> float:
    """0 where the chip's figures allow no estimate: then there is nothing to calibrate."""
    if np.isnan(likely):
        return 0.0
    most = np.log(IMPLAUSIBLE)
    return float(np.clip(np.log(measurement.tokens_per_s / likely), -most, most))


def check_names(catalog: Catalog, machine: Machine) -> None:
    """Checks input: raises what `calibration_of` raises, without estimating anything."""
    for measurement in machine.measured:
        _architecture(catalog, measurement)
        _quantization(catalog, measurement)


def check_measured(catalog: Catalog, machine: Machine) -> None:
    """Checks input: raises what `calibration_of` raises, and BadNumber for a speed that this machine cannot have."""
    fault = measured_faults(catalog, (machine,))[0]
    if fault is not None:
        raise fault


def measured_faults(catalog: Catalog, machines: Sequence[Machine]) -> list[BadNumber | None]:
    """For each machine, what is wrong with its first implausible speed; None where all are plausible."""
    faults: list[BadNumber | None] = [None] * len(machines)
    measured = [index for index, machine in enumerate(machines) if machine.measured]
    measurements = iter(measurement for index in measured for measurement in machines[index].measured)
    for point in _points(catalog, tuple(machines[index] for index in measured)) if measured else ():
        measurement, index = next(measurements), measured[point.machine]
        if not 1 / IMPLAUSIBLE < measurement.tokens_per_s / point.likely < IMPLAUSIBLE:
            name = f"the {measurement.phase} speed measured for {measurement.model}"
            least, most = point.likely / IMPLAUSIBLE, point.likely * IMPLAUSIBLE
            expected = f"{least:.3g} to {most:.3g} tokens/s, within {IMPLAUSIBLE:.0f} times the estimate here"
            faults[index] = faults[index] or BadNumber(name, measurement.tokens_per_s, expected)
    return faults


def plausible_speeds(
    catalog: Catalog, machine: Machine, speeds: Sequence[UserMeasurement]
) -> tuple[UserMeasurement, ...]:
    """Those of these speeds that this machine can have, each held to its own estimate."""
    alone = [machine.model_copy(update={"measured": (each,)}) for each in speeds]
    faults = measured_faults(catalog, alone)
    return tuple(each for each, fault in zip(speeds, faults, strict=True) if fault is None)


def _runs(catalog: Catalog, machines: Sequence[Machine], measurements: Sequence[UserMeasurement], which: Ints) -> Runs:
    """Where a measured run should not fit by the estimate, the machine is taken as large enough: it did run."""
    quantizations, index = distinct_quantizations([_quantization(catalog, each) for each in measurements])
    depth = np.array([float(measurement.depth_tokens) for measurement in measurements])
    runs = Runs.of(
        shapes([_architecture(catalog, measurement) for measurement in measurements]),
        quantizations,
        index,
        devices(catalog, machines, which),
        RunInputs.benchmark(depth, np.maximum(depth, 1), (KvType.F16,) * len(measurements)),
    )
    _, room = weights_and_memory(runs)
    return replace(runs, devices=replace(runs.devices, assume_fit=runs.devices.assume_fit | (room.fit == Fit.NONE)))


def _architecture(catalog: Catalog, measurement: UserMeasurement) -> Architecture:
    try:
        model = catalog.model(measurement.model)
    except UnknownName:
        raise UnknownName("model of a measured speed", measurement.model, catalog.models) from None
    if model.architecture is None:
        raise NotPossible(f"a speed was measured for {model.id}, whose shape is not published: it cannot be compared")
    return model.architecture


def _quantization(catalog: Catalog, measurement: UserMeasurement) -> Quantization:
    try:
        return nearest_quantization(catalog, measurement.quantization)
    except UnknownName:
        raise UnknownName("quantization of a measured speed", measurement.quantization, catalog.quantizations) from None
