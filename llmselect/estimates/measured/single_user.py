"""Published speeds that the project ships, and the runs that they were measured on."""

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Self

import numpy as np

from llmselect.catalog.accelerators import AcceleratorKind
from llmselect.catalog.catalog import Catalog
from llmselect.catalog.quantizations import Quantization
from llmselect.errors import UnknownName
from llmselect.estimates.architecture.shape_columns import shapes
from llmselect.estimates.core.columns import Devices, Work
from llmselect.estimates.core.engines import Engine
from llmselect.estimates.core.weight_formats import stand_in
from llmselect.estimates.hardware.devices import devices
from llmselect.estimates.runs.run import Runs, weights_and_memory, work_of
from llmselect.estimates.runs.run_estimates import known_architecture
from llmselect.machine.machine import Machine
from llmselect.settings import KvType
from llmselect.units import Bools, Floats

DECODE, PREFILL = "decode", "prefill"
SCORED = "scored"
"""One device, one reader, everything on the device, nothing suspicious: fit for judging estimates."""
AVERAGE = "average"
"""Crowd averages of LocalScore: many hosts, an old build."""
SEVERAL = "several"
"""Split by layer over several equal devices."""
PARTIAL = "partial"
"""Some layers in host memory."""
CACHE_TYPES = {"": KvType.F16, "8.5": KvType.Q8_0, "4.5": KvType.Q4_0}
NEWER_BUILDS = "2024-07"
"""Earlier builds of llama.cpp launch layers more slowly on the same chips: RTX 3090 and 4090 have rows of both."""
HOST_MEMORY_GIB = 64.0
"""None of the sources says how much memory the host had."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """One published speed; `source` is an address in speed_sources.csv."""

    number: int
    """Line of the table, from 1."""
    use: str
    phase: str
    model: str
    quantization: str
    engine: str
    accelerator: str
    count: int
    depth: float
    tokens_per_s: float
    file_bytes: float
    host_gb_per_s: float | None
    cache: KvType
    date: str
    source: int

    @classmethod
    def of(cls, number: int, row: Mapping[str, str]) -> Self:
        return cls(
            number=number,
            use=row["use"],
            phase=row["phase"],
            model=row["model"],
            quantization=row["quantization"],
            engine=row["engine"],
            accelerator=row["accelerator"],
            count=int(row["count"]),
            depth=float(row["depth"]),
            tokens_per_s=float(row["tokens_per_s"]),
            file_bytes=float(row["file_bytes"] or "nan"),
            host_gb_per_s=float(row["host_gb_per_s"]) if row["host_gb_per_s"] else None,
            cache=CACHE_TYPES[row["cache_bits"]],
            date=row["date"],
            source=int(row["source"]),
        )


@cache
def measurements() -> tuple[Measurement, ...]:
    """All rows of measured/speed.csv."""
    return tuple(Measurement.of(number, row) for number, row in enumerate(shipped_rows("speed.csv"), start=1))


@cache
def sources() -> Mapping[int, str]:
    """Address of each source."""
    return {int(row["source"]): row["address"] for row in shipped_rows("speed_sources.csv")}


def of_phase(phase: str, *uses: str) -> tuple[Measurement, ...]:
    return tuple(each for each in measurements() if each.phase == phase and each.use in uses)


def column(rows: Sequence[Measurement], read: Callable[[Measurement], float]) -> Floats:
    return np.array([read(row) for row in rows], dtype=np.float64)


def are(rows: Sequence[Measurement], read: Callable[[Measurement], object], value: object) -> Bools:
    return np.array([read(row) == value for row in rows], dtype=np.bool_)


def runs_of(catalog: Catalog, rows: Sequence[Measurement]) -> Runs:
    """The runs as `estimate` would be asked for them; all are known to have found room, except the partial ones."""
    machines = [_machine(catalog, row) for row in rows]
    quantizations = catalog.file.quantizations
    position = {quantization.id: which for which, quantization in enumerate(quantizations)}
    ones = np.ones(len(rows), dtype=np.int64)
    return Runs(
        shapes=shapes([known_architecture(catalog.model(row.model)) for row in rows]),
        quantizations=quantizations,
        quantization=np.array([position[known_quantization(catalog, row.quantization).id] for row in rows]),
        devices=devices(catalog, machines, np.arange(len(rows))),
        context=np.maximum(column(rows, lambda row: row.depth), 256).astype(np.int64),
        users=ones,
        kv=tuple(row.cache for row in rows),
        prompt_tokens=np.full(len(rows), 512.0),
        output_tokens=np.full(len(rows), 128.0),
        depth=column(rows, lambda row: row.depth),
        engine=tuple(_engine(catalog, row) for row in rows),
        file_bytes=column(rows, lambda row: row.file_bytes),
    )


def work_and_devices(catalog: Catalog, rows: Sequence[Measurement]) -> tuple[Work, Devices]:
    """What the speed estimates see of each measurement."""
    runs = runs_of(catalog, rows)
    return work_of(runs, *weights_and_memory(runs)), runs.devices


def known_quantization(catalog: Catalog, name: str) -> Quantization:
    """The quantization of that name, or the nearest mix to it; raises UnknownName."""
    try:
        return catalog.quantization(name)
    except UnknownName:
        nearest = stand_in(name)
        if nearest is None:
            raise
        return catalog.quantization(nearest)


def _engine(catalog: Catalog, row: Measurement) -> str:
    """Builds of before July 2024 go by a name of their own; of a page that was added to since, nobody knows."""
    early = row.date.rpartition("..")[2] < NEWER_BUILDS and row.engine.startswith("llama.cpp")
    processor = catalog.accelerator(row.accelerator).kind is AcceleratorKind.PROCESSOR
    return Engine.EARLY if early and not processor else row.engine


def _machine(catalog: Catalog, row: Measurement) -> Machine:
    processor = catalog.accelerator(row.accelerator).kind is AcceleratorKind.PROCESSOR
    return Machine(
        accelerator=row.accelerator,
        count=row.count,
        host_memory_gib=1024.0 if row.use != PARTIAL else HOST_MEMORY_GIB,
        host_bandwidth_gb_per_s=row.host_gb_per_s if processor or row.use == PARTIAL else None,
        assume_fit=row.use != PARTIAL,
    )


def shipped_rows(name: str) -> list[dict[str, str]]:
    """Rows of a table in measured/, by column."""
    text = (resources.files("llmselect.estimates") / "measured" / name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))
