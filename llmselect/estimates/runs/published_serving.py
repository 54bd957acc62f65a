"""The runs that published totals of several simultaneous users were measured on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.estimates.architecture.shape_columns import shapes
from llmselect.estimates.core.candidates import known_architecture
from llmselect.estimates.core.columns import Devices, Range, Work
from llmselect.estimates.core.weight_formats import nearest_quantization
from llmselect.estimates.hardware.devices import devices
from llmselect.estimates.measured.load import many_user_speeds
from llmselect.estimates.measured.records import GENERATION, SCORED, ManyUserSpeed
from llmselect.estimates.memory.kv_cache import kv_cache_bytes
from llmselect.estimates.memory.memory_use import context_bytes, usable_bytes
from llmselect.estimates.runs.run import Runs, distinct_quantizations, weights_and_memory, work_of
from llmselect.estimates.runs.run_inputs import RunInputs
from llmselect.estimates.speed.batching import ServingLoad
from llmselect.estimates.speed.decode import decode
from llmselect.estimates.speed.prefill import prefill
from llmselect.machine.machine import Machine, Split
from llmselect.settings import KvType
from llmselect.units import Floats

MOST_USERS: Final = 2048
"""Default largest batch of TensorRT-LLM (`max_batch_size`, TensorRT-LLM 1.0 documentation)."""
MEMORY_SHARE: Final = 0.9
"""Of the memory left, what engines give to the cache (`free_gpu_memory_fraction` 0.9, `gpu_memory_utilization` 0.9)."""


def scored() -> tuple[ManyUserSpeed, ...]:
    """Totals that state the lengths of prompts and answers, and that nothing makes suspicious."""
    return tuple(
        speed
        for speed in many_user_speeds()
        if speed.use in (SCORED, GENERATION) and speed.prompt_tokens > 0 and speed.output_tokens > 0
    )


@dataclass(frozen=True, slots=True, eq=False)
class ServedRuns:
    """What the model of batching is computed from: one row for each published total."""

    work: Work
    devices: Devices
    alone: Range
    """Decode speed of one user alone."""
    prefill: Range
    load: ServingLoad
    tensor_parallel_width: Floats


def served_runs(catalog: Catalog, speeds: Sequence[ManyUserSpeed]) -> ServedRuns:
    """Raises UnknownName for a row that names what the catalog lacks."""
    runs = _runs(catalog, speeds)
    stored, room = weights_and_memory(runs)
    # What is published as NVFP4 has the size of AWQ, but is multiplied in another kind of numbers.
    work = replace(work_of(runs, stored, room), quantization=tuple(row.quantization for row in speeds))
    width = np.array([float(row.count) if row.split is Split.TENSOR else 1.0 for row in speeds])
    combined = _combined(runs.devices, width)
    load = _load(speeds, runs, stored.file_bytes)
    return ServedRuns(work, runs.devices, decode(work, combined), prefill(work, combined), load, width)


def _load(speeds: Sequence[ManyUserSpeed], runs: Runs, file_bytes: Floats) -> ServingLoad:
    """As many users as were told, but no more than the caches of which fit beside the weights."""
    inputs = runs.inputs
    free = runs.devices.count * (usable_bytes(runs.devices) - context_bytes(runs.devices)) - file_bytes
    each = kv_cache_bytes(runs.shapes, np.ceil(inputs.depth).astype(np.int64), inputs.users, inputs.kv)
    most = np.clip(MEMORY_SHARE * free / each, 1, MOST_USERS)
    published = np.array([row.concurrency for row in speeds])
    users = np.where(np.isnan(published), most, np.minimum(published, most))
    prompt_tokens = np.where([row.use == GENERATION for row in speeds], 0.0, inputs.prompt_tokens)
    return ServingLoad(users, prompt_tokens, inputs.output_tokens)


def _combined(devices: Devices, width: Floats) -> Devices:
    """Tensor-parallel devices as one that is `width` times as fast; what they exchange is a term of its own."""
    return replace(
        devices,
        count=np.where(width > 1, 1, devices.count),
        bandwidth=devices.bandwidth * width,
        fp16_flops=devices.fp16_flops * width,
        int8_ops=devices.int8_ops * width,
        power_w=devices.power_w * width,
    )


def published_step_s(speeds: Sequence[ManyUserSpeed], load: ServingLoad) -> Floats:
    """Seconds between two tokens of one user that follow from the published total."""
    return load.users / np.array([row.tokens_per_s for row in speeds])


def _runs(catalog: Catalog, speeds: Sequence[ManyUserSpeed]) -> Runs:
    machines = [
        Machine(accelerator=row.accelerator, count=row.count, host_memory_gib=1024.0, assume_fit=True) for row in speeds
    ]
    quantizations, which = distinct_quantizations([nearest_quantization(catalog, row.quantization) for row in speeds])
    prompt = np.array([row.prompt_tokens for row in speeds])
    output = np.array([row.output_tokens for row in speeds])
    return Runs.of(
        shapes([known_architecture(catalog.model(row.model)) for row in speeds]),
        quantizations,
        which,
        devices(catalog, machines, np.arange(len(speeds))),
        RunInputs(
            context=np.ceil(prompt + output).astype(np.int64),
            users=np.ones(len(speeds), dtype=np.int64),
            kv=tuple(_kv_type(row) for row in speeds),
            prompt_tokens=prompt,
            output_tokens=output,
            depth=prompt + output / 2,
        ),
        engine=tuple(row.engine for row in speeds),
    )


def _kv_type(speed: ManyUserSpeed) -> KvType:
    """NVIDIA's own FP8 and FP4 checkpoints keep an FP8 cache (`kv_cache_quant_algo` in their hf_quant_config.json)."""
    small = speed.quantization.upper().endswith(("FP8", "FP4")) and speed.engine.startswith("TensorRT")
    return KvType.Q8_0 if small else KvType.F16
