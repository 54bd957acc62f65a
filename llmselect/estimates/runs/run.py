"""Runs on a machine of one's own: memory and speed of many at once, for rankings and for single questions alike."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from llmselect.catalog.quantizations import Quantization
from llmselect.estimates.architecture.shape_columns import Shapes
from llmselect.estimates.core.columns import Devices, Fit, Range, Work
from llmselect.estimates.core.engines import MICRO_BATCH
from llmselect.estimates.memory.kv_cache import attention_operations, kv_read_bytes
from llmselect.estimates.memory.memory_use import Memory, memory
from llmselect.estimates.memory.weights import Weights, weights
from llmselect.estimates.speed.batching import ServingLoad, shared_decode
from llmselect.estimates.speed.decode import decode, finish_s, ttft_s
from llmselect.estimates.speed.multi_device import averaged, fastest, shared_speed
from llmselect.estimates.speed.prefill import prefill
from llmselect.estimates.speed.transfer import OwnSpeeds, corrected
from llmselect.machine.machine import Phase
from llmselect.settings import KvType
from llmselect.units import Bools, Floats, Ints


@dataclass(frozen=True, slots=True)
class Runs:
    """What is run, on what, and how; row i of every column is the same run."""

    shapes: Shapes
    quantizations: Sequence[Quantization]
    quantization: Ints
    """Index into `quantizations`."""
    devices: Devices
    context: Ints
    users: Ints
    kv: tuple[KvType, ...]
    prompt_tokens: Floats
    output_tokens: Floats
    depth: Floats
    """Tokens already in the cache when decoding is timed."""
    engine: tuple[str, ...]
    file_bytes: Floats
    """Real size of the weights' file where it is known; NaN: computed."""
    prompt_depth: Floats | None = None
    """Tokens in the cache that reading a prompt is timed at; None: the same depth."""
    own: OwnSpeeds | None = None
    """Speeds that were measured on the machines of these rows."""

    def __len__(self) -> int:
        return len(self.quantization)


@dataclass(frozen=True, slots=True)
class RunEstimates:
    """Memory in bytes, speeds in tokens a second for one reader, times in seconds; NaN where a run finds no room."""

    weights: Weights
    memory: Memory
    decode: Range
    prefill: Range
    ttft_s: Range
    finish_s: Range
    decode_ratio: Floats
    """What the visitor's own measurements multiplied the likely decode speed by; 1 where there are none."""
    prefill_ratio: Floats

    def __len__(self) -> int:
        return len(self.memory.fit)

    @property
    def corrected(self) -> Bools:
        """Rows that the visitor's own measurements changed."""
        return (self.decode_ratio != 1) | (self.prefill_ratio != 1)


ENGINE_OF_RUNTIME = {"llama.cpp": "llama.cpp", "mlx": "mlx", "vllm": "vllm"}


def engine_of(quantization: Quantization) -> str:
    """The engine whose measured speeds speak for this quantization."""
    return next((ENGINE_OF_RUNTIME[name] for name in quantization.runtimes if name in ENGINE_OF_RUNTIME), "llama.cpp")


def estimate(runs: Runs) -> RunEstimates:
    """Memory and speed of each run."""
    stored, room = weights_and_memory(runs)
    work = work_of(runs, stored, room)
    nowhere = room.fit == Fit.NONE
    early = runs.prompt_depth
    reading = work if early is None else work_of(replace(runs, depth=early), stored, room)
    prompts = shared_speed(prefill, reading, runs.devices, room.kinds, MICRO_BATCH)
    read, prefill_ratio = corrected(_hidden(prompts, nowhere), Phase.PREFILL, reading, runs.own)
    most = fastest(work, runs.devices, room.kinds)
    answers = shared_speed(decode, work, runs.devices, room.kinds, 1)
    answers = answers._replace(high=np.minimum(answers.high, most))
    alone, decode_ratio = corrected(_hidden(answers, nowhere), Phase.DECODE, work, runs.own, most)
    load = ServingLoad(runs.users.astype(np.float64), runs.prompt_tokens, runs.output_tokens)
    generated = shared_decode(alone, read, work, averaged(runs.devices, room.kinds), load)
    return RunEstimates(
        weights=stored,
        memory=room,
        decode=generated,
        prefill=read,
        ttft_s=ttft_s(runs.prompt_tokens, read),
        finish_s=finish_s(runs.prompt_tokens, runs.output_tokens, generated, read),
        decode_ratio=decode_ratio,
        prefill_ratio=prefill_ratio,
    )


def weights_and_memory(runs: Runs) -> tuple[Weights, Memory]:
    """What each run stores, and where it finds room."""
    stored = _resized(weights(runs.shapes, runs.quantizations, runs.quantization), runs.file_bytes)
    return stored, memory(runs.shapes, stored, runs.devices, runs.context, runs.users, runs.kv)


def work_of(runs: Runs, stored: Weights, room: Memory) -> Work:
    """What one token of each run costs to read and to compute."""
    names = [quantization.id for quantization in runs.quantizations]
    shapes = runs.shapes
    cache = kv_read_bytes(shapes, runs.depth, runs.kv)
    on_host = (1 - room.accelerator_share) * stored.read_bytes + room.host_layers / shapes.layers * cache
    return Work(
        file_bytes=stored.file_bytes,
        read_bytes=stored.read_bytes,
        kv_read_bytes=cache,
        layers=shapes.layers,
        hidden_size=shapes.hidden_size,
        attention_layers=shapes.full_attention_layers,
        attention_operations=attention_operations(shapes, runs.depth),
        active_parameters=stored.active_parameters,
        total_parameters=stored.parameters,
        mixture=shapes.mixture,
        hybrid=shapes.hybrid,
        gemma=shapes.gemma,
        quantization=tuple(names[int(which)] for which in runs.quantization),
        engine=runs.engine,
        depth=runs.depth,
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
