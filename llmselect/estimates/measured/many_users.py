"""Published totals of engines with many readers, and the runs that they were measured on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, Self

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.estimates.architecture.shape_columns import shapes
from llmselect.estimates.core.columns import Devices, Range, Work
from llmselect.estimates.hardware.devices import devices
from llmselect.estimates.measured.single_user import SCORED, known_quantization, shipped_rows
from llmselect.estimates.memory.kv_cache import kv_cache_bytes
from llmselect.estimates.memory.memory_use import context_bytes, usable_bytes
from llmselect.estimates.runs.run import Runs, weights_and_memory, work_of
from llmselect.estimates.runs.run_estimates import known_architecture
from llmselect.estimates.speed.batching import ServingLoad
from llmselect.estimates.speed.decode import decode
from llmselect.estimates.speed.prefill import prefill
from llmselect.machine.machine import Machine, Split
from llmselect.settings import KvType
from llmselect.units import Floats

MOST: Final = "max"
"""In the column of concurrency: as many readers as the engine takes."""
GENERATION: Final = "generation"
"""Prompts were read beforehand: the total is of writing alone (llama-batched-bench, column S_TG)."""
MOST_READERS: Final = 2048
"""Largest batch of TensorRT-LLM unless told otherwise (`max_batch_size`, TensorRT-LLM 1.0 documentation)."""
MEMORY_SHARE: Final = 0.9
"""Of the memory left, what engines give to the cache (`free_gpu_memory_fraction` 0.9, `gpu_memory_utilization` 0.9)."""


@dataclass(frozen=True, slots=True)
class ServingMeasurement:
    """One published total of output tokens a second; `source` is an address in speed_sources.csv."""

    number: int
    """Line of the table, from 1."""
    use: str
    phase: str
    model: str
    quantization: str
    engine: str
    accelerator: str
    count: int
    split: Split
    prompt_tokens: float
    output_tokens: float
    concurrency: float
    """NaN: as many as fit."""
    tokens_per_s: float
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
            split=Split.TENSOR if row["split"] == "tensor" else Split.LAYER,
            prompt_tokens=float(row["prompt_tokens"] or "nan"),
            output_tokens=float(row["output_tokens"] or "nan"),
            concurrency=float("nan") if row["concurrency"] == MOST else float(row["concurrency"]),
            tokens_per_s=float(row["tokens_per_s"]),
            date=row["date"],
            source=int(row["source"]),
        )


@cache
def serving_measurements() -> tuple[ServingMeasurement, ...]:
    """All rows of measured/serving.csv."""
    return tuple(ServingMeasurement.of(number, row) for number, row in enumerate(shipped_rows("serving.csv"), start=1))


def scored() -> tuple[ServingMeasurement, ...]:
    """Rows that say how long prompts and answers were, and that nothing speaks against."""
    return tuple(
        row
        for row in serving_measurements()
        if row.use in (SCORED, GENERATION) and row.prompt_tokens > 0 and row.output_tokens > 0
    )


@dataclass(frozen=True, slots=True, eq=False)
class Served:
    """What the model of the engine sees of each measurement."""

    work: Work
    devices: Devices
    alone: Range
    prefill: Range
    load: ServingLoad
    lanes: Floats


def served(catalog: Catalog, rows: Sequence[ServingMeasurement]) -> Served:
    """Raises UnknownName for a row that names what the catalog lacks."""
    runs = _runs(catalog, rows)
    stored, room = weights_and_memory(runs)
    # What is published as NVFP4 has the size of AWQ, but is multiplied in another kind of numbers.
    work = replace(work_of(runs, stored, room), quantization=tuple(row.quantization for row in rows))
    free = runs.devices.count * (usable_bytes(runs.devices) - context_bytes(runs.devices)) - stored.file_bytes
    each = kv_cache_bytes(runs.shapes, np.ceil(runs.depth).astype(np.int64), runs.users, runs.kv)
    most = np.clip(MEMORY_SHARE * free / each, 1, MOST_READERS)
    told = np.array([row.concurrency for row in rows])
    read = np.where([row.use == GENERATION for row in rows], 0.0, runs.prompt_tokens)
    load = ServingLoad(np.where(np.isnan(told), most, np.minimum(told, most)), read, runs.output_tokens)
    lanes = np.array([float(row.count) if row.split is Split.TENSOR else 1.0 for row in rows])
    one = _as_one(runs.devices, lanes)
    return Served(work, runs.devices, decode(work, one), prefill(work, one), load, lanes)


def _as_one(devices: Devices, lanes: Floats) -> Devices:
    """Devices that share every layer are as one that is so many times as fast; their exchanges are a term apart."""
    return replace(
        devices,
        count=np.where(lanes > 1, 1, devices.count),
        bandwidth=devices.bandwidth * lanes,
        fp16_flops=devices.fp16_flops * lanes,
        int8_ops=devices.int8_ops * lanes,
        power_w=devices.power_w * lanes,
    )


def step_of(rows: Sequence[ServingMeasurement], load: ServingLoad) -> Floats:
    """Seconds between two tokens of one reader that the published total means."""
    return load.users / np.array([row.tokens_per_s for row in rows])


def _runs(catalog: Catalog, rows: Sequence[ServingMeasurement]) -> Runs:
    machines = [
        Machine(accelerator=row.accelerator, count=row.count, host_memory_gib=1024.0, assume_fit=True) for row in rows
    ]
    names = [known_quantization(catalog, row.quantization) for row in rows]
    prompt = np.array([row.prompt_tokens for row in rows])
    output = np.array([row.output_tokens for row in rows])
    return Runs(
        shapes=shapes([known_architecture(catalog.model(row.model)) for row in rows]),
        quantizations=names,
        quantization=np.arange(len(rows)),
        devices=devices(catalog, machines, np.arange(len(rows))),
        context=np.ceil(prompt + output).astype(np.int64),
        users=np.ones(len(rows), dtype=np.int64),
        kv=tuple(_cache(row) for row in rows),
        prompt_tokens=prompt,
        output_tokens=output,
        depth=prompt + output / 2,
        engine=tuple(row.engine for row in rows),
        file_bytes=np.full(len(rows), np.nan),
    )


def _cache(row: ServingMeasurement) -> KvType:
    """NVIDIA's own FP8 and FP4 checkpoints keep an FP8 cache (`kv_cache_quant_algo` in their hf_quant_config.json)."""
    small = row.quantization.upper().endswith(("FP8", "FP4")) and row.engine.startswith("TensorRT")
    return KvType.Q8_0 if small else KvType.F16
