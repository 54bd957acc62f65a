"""The runs that published speeds of one user were measured on, as the estimates would be asked for them."""

from collections.abc import Callable, Sequence

import numpy as np

from llmselect.catalog.accelerators import AcceleratorKind
from llmselect.catalog.catalog import Catalog
from llmselect.estimates.architecture.shape_columns import shapes
from llmselect.estimates.core.candidates import known_architecture
from llmselect.estimates.core.columns import Devices, Work
from llmselect.estimates.core.engines import Engine
from llmselect.estimates.core.weight_formats import nearest_quantization
from llmselect.estimates.hardware.devices import devices
from llmselect.estimates.measured.load import single_user_speeds
from llmselect.estimates.measured.records import PARTIAL, SingleUserSpeed
from llmselect.estimates.runs.run import Runs, distinct_quantizations, weights_and_memory, work_of
from llmselect.estimates.runs.run_inputs import RunInputs
from llmselect.machine.machine import Machine
from llmselect.units import Bools, Floats

NEWER_BUILDS = "2024-07"
"""Earlier builds of llama.cpp launch layers more slowly on the same chips: RTX 3090 and 4090 have rows of both."""
HOST_MEMORY_GIB = 64.0
"""None of the sources says how much memory the host had."""


def of_phase(phase: str, *uses: str) -> tuple[SingleUserSpeed, ...]:
    """Published speeds of `decode` or `prefill` with one of these uses, in the order of the table."""
    return tuple(speed for speed in single_user_speeds() if speed.phase == phase and speed.use in uses)


def column(speeds: Sequence[SingleUserSpeed], read: Callable[[SingleUserSpeed], float]) -> Floats:
    """One number of each published speed: shape (rows,)."""
    return np.array([read(speed) for speed in speeds], dtype=np.float64)


def are(speeds: Sequence[SingleUserSpeed], read: Callable[[SingleUserSpeed], object], value: object) -> Bools:
    """Whether a field of each published speed has that value: shape (rows,)."""
    return np.array([read(speed) == value for speed in speeds], dtype=np.bool_)


def runs_of(catalog: Catalog, speeds: Sequence[SingleUserSpeed]) -> Runs:
    """One row for each published speed; all are taken to fit, as they ran, except the partial ones.

    Raises UnknownName for a model, quantization or accelerator that the catalog lacks.
    """
    engines = tuple(_engine(catalog, row) for row in speeds)
    return runs_on(catalog, speeds, [_machine(catalog, row) for row in speeds], engines)


def runs_on(
    catalog: Catalog, speeds: Sequence[SingleUserSpeed], machines: Sequence[Machine], engines: tuple[str, ...]
) -> Runs:
    """The same with the machine and the engine of each row."""
    quantizations, which = distinct_quantizations([nearest_quantization(catalog, row.quantization) for row in speeds])
    depth = column(speeds, lambda row: row.depth)
    return Runs.of(
        shapes([known_architecture(catalog.model(row.model)) for row in speeds]),
        quantizations,
        which,
        devices(catalog, machines, np.arange(len(speeds))),
        RunInputs.benchmark(depth, np.maximum(depth, 256), tuple(row.kv_type for row in speeds)),
        engine=engines,
        file_bytes=column(speeds, lambda row: row.file_bytes),
    )


def work_and_devices(catalog: Catalog, speeds: Sequence[SingleUserSpeed]) -> tuple[Work, Devices]:
    """The columns that the speed estimates are computed from, for each published speed."""
    runs = runs_of(catalog, speeds)
    return work_of(runs, *weights_and_memory(runs)), runs.devices


def _engine(catalog: Catalog, speed: SingleUserSpeed) -> str:
    """Builds of before July 2024 have an engine of their own; a page that was added to later has the usual one."""
    early = speed.date.rpartition("..")[2] < NEWER_BUILDS and speed.engine.startswith("llama.cpp")
    processor = catalog.accelerator(speed.accelerator).kind is AcceleratorKind.PROCESSOR
    return Engine.EARLY if early and not processor else speed.engine


def _machine(catalog: Catalog, speed: SingleUserSpeed) -> Machine:
    processor = catalog.accelerator(speed.accelerator).kind is AcceleratorKind.PROCESSOR
    return Machine(
        accelerator=speed.accelerator,
        count=speed.count,
        host_memory_gib=1024.0 if speed.use != PARTIAL else HOST_MEMORY_GIB,
        host_bandwidth_gb_per_s=speed.host_gb_per_s if processor or speed.use == PARTIAL else None,
        assume_fit=speed.use != PARTIAL,
    )
