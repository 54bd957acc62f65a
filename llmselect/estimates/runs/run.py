"""Runs on a machine of one's own: memory and speed of many at once, for rankings and for single questions alike."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from llmselect.catalog.quantizations import Quantization
from llmselect.estimates.architecture.shape_columns import Shapes
from llmselect.estimates.core.columns import Devices, Fit, Range, Work
from llmselect.estimates.core.engines import MICRO_BATCH, Engine, engine, splits
from llmselect.estimates.memory.kv_cache import attention_operations, kv_read_bytes
from llmselect.estimates.memory.memory_use import Memory, memory
from llmselect.estimates.memory.paging import paged
from llmselect.estimates.memory.weights import Weights, weights
from llmselect.estimates.runs.run_inputs import RunInputs
from llmselect.estimates.speed.batching import ServingLoad, shared_decode
from llmselect.estimates.speed.decode import decode, finish_s, ttft_s
from llmselect.estimates.speed.multi_device import averaged, fastest, shared_speed
from llmselect.estimates.speed.prefill import prefill
from llmselect.estimates.speed.transfer import Calibration, calibrated
from llmselect.machine.machine import Phase
from llmselect.units import Bools, Floats, Ints


@dataclass(frozen=True, slots=True)
class Runs:
    """What is run, on what, and how; row i of every column is the same run."""

    shapes: Shapes
    quantizations: Sequence[Quantization]
    quantization: Ints
    """Index into `quantizations`."""
    devices: Devices
    inputs: RunInputs
    engine: tuple[str, ...]
    file_bytes: Floats
    """Real size of the weights' file where it is known; NaN: computed."""
    calibration: Calibration | None = None
    """Speeds that users measured on the machines of these rows."""
    stored: Weights | None = None
    """Weights of these rows where they were computed before; they depend on no machine."""

    @classmethod
    def of(
        cls,
        shapes: Shapes,
        quantizations: Sequence[Quantization],
        quantization: Ints,
        devices: Devices,
        inputs: RunInputs,
        *,
        engine: tuple[str, ...] | None = None,
        file_bytes: Floats | None = None,
        calibration: Calibration | None = None,
    ) -> Self:
        """Runs with the usual engine of each quantization and the computed file size where neither is given."""
        usual = [engine_of(each) for each in quantizations]
        return cls(
            shapes,
            quantizations,
            quantization,
            devices,
            inputs,
            engine=tuple(usual[int(which)] for which in quantization) if engine is None else engine,
            file_bytes=np.full(len(quantization), np.nan) if file_bytes is None else file_bytes,
            calibration=calibration,
        )

    def __len__(self) -> int:
        return len(self.quantization)

    def at_prompt_depth(self) -> Self:
        """The same runs with as many tokens in the cache as when the prompt is read."""
        if self.inputs.prompt_depth is None:
            return self
        return replace(self, inputs=self.inputs._replace(depth=self.inputs.prompt_depth))


@dataclass(frozen=True, slots=True)
class RunEstimates:
    """Memory in bytes, speeds in tokens a second for one reader, times in seconds; NaN where a run finds no room."""

    weights: Weights
    memory: Memory
    decode: Range
    prefill: Range
    ttft_s: Range
    finish_s: Range
    decode_calibration_factor: Floats
    """Factor that users' measurements put on the likely decode speed; 1 where there are none."""
    prefill_calibration_factor: Floats

    def __len__(self) -> int:
        return len(self.memory.fit)

    @property
    def calibrated(self) -> Bools:
        """Rows whose speeds users' measurements changed."""
        return (self.decode_calibration_factor != 1) | (self.prefill_calibration_factor != 1)


ENGINE_OF_RUNTIME = {"llama.cpp": "llama.cpp", "mlx": "mlx", "vllm": "vllm"}


def engine_of(quantization: Quantization) -> str:
    """The engine that people usually run this quantization with; its measured speeds are taken."""
    return next((ENGINE_OF_RUNTIME[name] for name in quantization.runtimes if name in ENGINE_OF_RUNTIME), "llama.cpp")


def distinct_quantizations(quantizations: Sequence[Quantization]) -> tuple[tuple[Quantization, ...], Ints]:
    """The different ones of a quantization for each row, and the index of each row's among them: shape (rows,)."""
    distinct = {quantization.id: quantization for quantization in quantizations}
    position = {name: index for index, name in enumerate(distinct)}
    return tuple(distinct.values()), np.array([position[each.id] for each in quantizations], dtype=np.int64)


def estimate(runs: Runs) -> RunEstimates:
    """Memory and speed of each run."""
    stored, room = weights_and_memory(runs)
    inputs, nowhere = runs.inputs, room.fit == Fit.NONE
    decoding = work_of(runs, stored, room)
    reading = decoding if inputs.prompt_depth is None else work_of(runs.at_prompt_depth(), stored, room)
    reading = replace(reading, prompt_tokens=inputs.prompt_tokens)
    prompts = shared_speed(prefill, reading, runs.devices, room.kinds, MICRO_BATCH)
    read, prefill_factor = calibrated(
        paged(_hidden(prompts, nowhere), room.tight), Phase.PREFILL, reading, runs.calibration
    )
    most = fastest(decoding, runs.devices, room.kinds)
    answers = shared_speed(decode, decoding, runs.devices, room.kinds, 1)
    answers = answers._replace(high=np.minimum(answers.high, most))
    alone, decode_factor = calibrated(
        paged(_hidden(answers, nowhere), room.tight), Phase.DECODE, decoding, runs.calibration, most
    )
    load = ServingLoad(inputs.users.astype(np.float64), inputs.prompt_tokens, inputs.output_tokens)
    generated = shared_decode(alone, read, decoding, averaged(runs.devices, room.kinds), load)
    return RunEstimates(
        weights=stored,
        memory=room,
        decode=generated,
        prefill=read,
        ttft_s=ttft_s(inputs.prompt_tokens, read),
        finish_s=finish_s(inputs.prompt_tokens, inputs.output_tokens, generated, read),
        decode_calibration_factor=decode_factor,
        prefill_calibration_factor=prefill_factor,
    )


def weights_and_memory(runs: Runs) -> tuple[Weights, Memory]:
    """What each run stores, and where it finds room."""
    computed = runs.stored or weights(runs.shapes, runs.quantizations, runs.quantization)
    stored = _resized(computed, runs.file_bytes)
    inputs = runs.inputs
    room = memory(runs.shapes, stored, runs.devices, inputs.context, inputs.users, inputs.kv)
    return stored, _whole_or_nowhere(runs, room)


def _whole_or_nowhere(runs: Runs, room: Memory) -> Memory:
    """The same, with what would lie in main memory although no program can leave it there as not fitting."""
    able = np.array([splits(each) for each in runs.quantizations], dtype=np.bool_)[runs.quantization]
    serving = {name for name in set(runs.engine) if engine(name) is Engine.SERVER}
    able &= ~np.array([name in serving for name in runs.engine], dtype=np.bool_)
    if runs.devices.one_memory is not None:
        able &= ~runs.devices.one_memory
    on_host = (room.fit == Fit.PARTIAL) | (room.device_layers == 0)
    refused = on_host & ~able & ~runs.devices.assume_fit
    if not refused.any():
        return room
    device = np.where(refused & ~np.isnan(room.full_device_bytes), room.full_device_bytes, room.device_bytes)
    fit = np.where(refused, Fit.NONE, room.fit).astype(np.int64)
    return replace(room, fit=fit, device_bytes=device, host_bytes=np.maximum(room.total_bytes - device, 0.0))


def work_of(runs: Runs, stored: Weights, room: Memory) -> Work:
    """What one token of each run costs to read and to compute."""
    names = [quantization.id for quantization in runs.quantizations]
    shapes, depth = runs.shapes, runs.inputs.depth
    cache = kv_read_bytes(shapes, depth, runs.inputs.kv)
    on_host = (1 - room.accelerator_share) * stored.read_bytes + room.host_layers / shapes.layers * cache
    return Work(
        file_bytes=stored.file_bytes,
        read_bytes=stored.read_bytes,
        kv_read_bytes=cache,
        layers=shapes.layers,
        hidden_size=shapes.hidden_size,
        attention_layers=shapes.full_attention_layers,
        attention_operations=attention_operations(shapes, depth),
        active_parameters=stored.active_parameters,
        total_parameters=stored.parameters,
        mixture=shapes.mixture,
        hybrid=shapes.hybrid,
        gemma=shapes.gemma,
        quantization=tuple(names[int(which)] for which in runs.quantization),
        engine=runs.engine,
        depth=depth,
        accelerator_share=1 - on_host / (stored.read_bytes + cache),
        host_layers=room.host_layers + room.expert_host_layers,
        left_bytes=room.left_bytes,
    )


def _resized(stored: Weights, file_bytes: Floats) -> Weights:
    """The same weights in a file of the size given: every part grows or shrinks alike."""
    scale = np.where(np.isnan(file_bytes), 1.0, file_bytes / stored.file_bytes)
    parts = ("file_bytes", "embedding_bytes", "head_bytes", "tied_bytes", "expert_bytes", "read_bytes", "layer_bytes")
    return replace(stored, **{part: getattr(stored, part) * scale for part in parts})


def _hidden(speed: Range, rows: np.ndarray) -> Range:
    return Range(*(np.where(rows, np.nan, column) for column in speed))
