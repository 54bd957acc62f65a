"""What the speeds that visitors measured say of their machines, against what was estimated for the same runs."""

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
from llmselect.estimates.core.weight_formats import stand_in, storage
from llmselect.estimates.hardware.devices import devices
from llmselect.estimates.runs.run import Runs, engine_of, estimate, weights_and_memory, work_of
from llmselect.estimates.speed.transfer import KnownSpeed, OwnSpeeds
from llmselect.machine.machine import Machine, OwnSpeed, Phase
from llmselect.settings import KvType
from llmselect.units import Ints

IMPLAUSIBLE = 30.0
"""A speed so many times off the estimate is a slip of the pen, or of another machine: nothing published is."""


def own_speeds(catalog: Catalog, machines: Sequence[Machine], which: Ints) -> OwnSpeeds | None:
    """The measurements of these machines, `which[i]` being that of row i; None where nothing was measured.

    Raises UnknownName for a model or a quantization that the catalog lacks, NotPossible for a model of unknown shape.
    """
    measured = [number for number, machine in enumerate(machines) if machine.measured]
    if not measured:
        return None
    known = _known(catalog, tuple(machines[number] for number in measured))
    return OwnSpeeds(which, tuple(replace(one, machine=measured[one.machine]) for one in known))


@lru_cache(maxsize=16)
def _known(catalog: Catalog, machines: tuple[Machine, ...]) -> tuple[KnownSpeed, ...]:
    """Each measurement beside its estimate, machine by machine, estimated together."""
    measured = [(number, own) for number, machine in enumerate(machines) for own in machine.measured]
    runs = _runs(catalog, machines, [own for _, own in measured], np.array([number for number, _ in measured]))
    found, work = estimate(runs), work_of(runs, *weights_and_memory(runs))
    speeds = {Phase.DECODE: found.decode.likely, Phase.PREFILL: found.prefill.likely}
    return tuple(
        KnownSpeed(
            machine=number,
            phase=own.phase,
            quantization=work.quantization[row],
            storage=storage(work.quantization[row]),
            mixture=bool(work.mixture[row]),
            whole=bool(work.accelerator_share[row] in (0.0, 1.0)),
            parameters=float(work.total_parameters[row]),
            active_parameters=float(work.active_parameters[row]),
            layers=float(work.layers[row]),
            depth=float(own.depth_tokens),
            likely=float(np.nan_to_num(speeds[own.phase][row], nan=own.tokens_per_s)),
            log_ratio=_log_ratio(own, float(speeds[own.phase][row])),
        )
        for row, (number, own) in enumerate(measured)
    )


def _log_ratio(own: OwnSpeed, likely: float) -> float:
    """0 where the chip's figures allow no estimate: then there is nothing to correct."""
    if np.isnan(likely):
        return 0.0
    most = np.log(IMPLAUSIBLE)
    return float(np.clip(np.log(own.tokens_per_s / likely), -most, most))


def check_names(catalog: Catalog, machine: Machine) -> None:
    """For the doors: raises what `own_speeds` raises, without estimating anything."""
    for own in machine.measured:
        _architecture(catalog, own)
        _quantization(catalog, own)


def check_measured(catalog: Catalog, machine: Machine) -> None:
    """For the doors: raises what `own_speeds` raises, and BadNumber for a speed that cannot be one of this machine."""
    fault = measured_faults(catalog, (machine,))[0]
    if fault is not None:
        raise fault


def measured_faults(catalog: Catalog, machines: Sequence[Machine]) -> list[BadNumber | None]:
    """For each machine, what is wrong with its first speed that cannot be one of it."""
    faults: list[BadNumber | None] = [None] * len(machines)
    measured = [number for number, machine in enumerate(machines) if machine.measured]
    speeds = iter(own for number in measured for own in machines[number].measured)
    for known in _known(catalog, tuple(machines[number] for number in measured)) if measured else ():
        own, number = next(speeds), measured[known.machine]
        if not 1 / IMPLAUSIBLE < own.tokens_per_s / known.likely < IMPLAUSIBLE:
            given = f"the {own.phase} speed measured for {own.model}"
            least, most = known.likely / IMPLAUSIBLE, known.likely * IMPLAUSIBLE
            expected = f"{least:.3g} to {most:.3g} tokens/s, within {IMPLAUSIBLE:.0f} times the estimate here"
            faults[number] = faults[number] or BadNumber(given, own.tokens_per_s, expected)
    return faults


def _runs(catalog: Catalog, machines: Sequence[Machine], measured: Sequence[OwnSpeed], which: Ints) -> Runs:
    """Where the estimate says that a measured run finds no room, the machine is taken as large enough: it ran."""
    found = [_quantization(catalog, own) for own in measured]
    distinct = {quantization.id: quantization for quantization in found}
    position = {name: row for row, name in enumerate(distinct)}
    count = len(measured)
    depth = np.array([float(own.depth_tokens) for own in measured])
    runs = Runs(
        shapes=shapes([_architecture(catalog, own) for own in measured]),
        quantizations=tuple(distinct.values()),
        quantization=np.array([position[quantization.id] for quantization in found]),
        devices=devices(catalog, machines, which),
        context=np.maximum(depth, 1).astype(np.int64),
        users=np.ones(count, dtype=np.int64),
        kv=(KvType.F16,) * count,
        prompt_tokens=np.full(count, 512.0),
        output_tokens=np.full(count, 128.0),
        depth=depth,
        engine=tuple(engine_of(quantization) for quantization in found),
        file_bytes=np.full(count, np.nan),
    )
    _, room = weights_and_memory(runs)
    return replace(runs, devices=replace(runs.devices, assume_fit=runs.devices.assume_fit | (room.fit == Fit.NONE)))


def _architecture(catalog: Catalog, own: OwnSpeed) -> Architecture:
    try:
        model = catalog.model(own.model)
    except UnknownName:
        raise UnknownName("model of a measured speed", own.model, catalog.models) from None
    if model.architecture is None:
        raise NotPossible(f"a speed was measured for {model.id}, whose shape is not published: it cannot be compared")
    return model.architecture


def _quantization(catalog: Catalog, own: OwnSpeed) -> Quantization:
    base = stand_in(own.quantization)
    try:
        return catalog.quantization(own.quantization)
    except UnknownName:
        if base is not None:
            return catalog.quantization(base)
        raise UnknownName("quantization of a measured speed", own.quantization, catalog.quantizations) from None
