"""One model on one machine, quantization by quantization: the rows of the Memory page and of `estimate`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from llmselect.catalog.architecture import Architecture
from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import LanguageModel
from llmselect.catalog.published import WeightFile
from llmselect.catalog.quantizations import Quantization
from llmselect.estimates.architecture.shape_columns import shapes
from llmselect.estimates.core.candidates import known_architecture, runs
from llmselect.estimates.core.columns import Estimate, Fit
from llmselect.estimates.hardware.accelerator_groups import kinds_of
from llmselect.estimates.memory.memory_use import Memory
from llmselect.estimates.runs.machine_runs import runs_for
from llmselect.estimates.runs.machine_tries import fastest_machines
from llmselect.estimates.runs.run import RunEstimates, estimate
from llmselect.estimates.runs.run_inputs import RunInputs
from llmselect.estimates.runs.thoughts import thinking_of
from llmselect.machine.machine import Machine
from llmselect.settings import Workload
from llmselect.units import Ints


class KindBytes(NamedTuple):
    """All accelerators of one kind together."""

    device_bytes: float
    device_memory_bytes: float
    layers: int


@dataclass(frozen=True, slots=True)
class RunEstimate:
    """What one quantization of a model takes, in bytes, and how fast it runs."""

    quantization: Quantization
    weights_bytes: float
    kv_cache_bytes: float
    compute_buffer_bytes: float
    runtime_bytes: float
    device_bytes: float
    host_bytes: float
    total_bytes: float
    device_memory_bytes: float | None
    """Memory of all accelerators together that a model may take, with the driver contexts that `runtime_bytes` counts;
    None where the host runs the model alone."""
    fit: Fit
    decode_tokens_per_s: Estimate | None
    prefill_tokens_per_s: Estimate | None
    ttft_s: Estimate | None
    finish_s: Estimate | None
    decode_calibration_factor: float = 1.0
    """Factor that users' measurements put on the likely speed; 1 where there are none."""
    prefill_calibration_factor: float = 1.0
    host_layers: int = 0
    """Whole layers that no accelerator holds."""
    wanted_bytes: float = 0.0
    """What the accelerators would hold were everything on them; 0 where the host runs the model alone."""
    kinds: tuple[KindBytes, ...] = ()
    """What each kind of accelerators holds, in the visitor's order; empty where there is one kind."""
    file: WeightFile | None = None
    """The published file whose size is taken; None: the size is computed."""
    tight: bool = False
    """Needs nearly all of the main memory (memory/paging.py)."""

    @property
    def calibrated(self) -> bool:
        """Users' measurements changed a speed of this run."""
        return self.decode_calibration_factor != 1 or self.prefill_calibration_factor != 1

    @property
    def kept_bytes(self) -> tuple[float, float]:
        """Weights and cache on the accelerators (on the host, where it runs the model alone); the rest is `host_bytes`.

        Where all fits, the embedding table alone stays in main memory; else a layer takes its cache along.
        """
        if self.device_memory_bytes is None:
            return self.weights_bytes, self.kv_cache_bytes
        if self.fit is Fit.FULL:
            return self.weights_bytes - self.host_bytes, self.kv_cache_bytes
        left = self.device_bytes - self.compute_buffer_bytes - self.runtime_bytes
        share = max(left, 0.0) / (self.weights_bytes + self.kv_cache_bytes)
        return self.weights_bytes * share, self.kv_cache_bytes * share


def model_run_estimates(
    catalog: Catalog, model: LanguageModel, machine: Machine, workload: Workload, files: Sequence[WeightFile] = ()
) -> tuple[RunEstimate, ...]:
    """Every quantization that people run this model in on such a machine, finest first.

    `files`: those that a repository lists; the size of each takes the place of the computed one of its quantization, of
    several files that of the largest. Raises NotPossible for a model whose shape is not published.
    """
    architecture = known_architecture(model)
    kinds = kinds_of(catalog, machine)
    fitting = [q for q in catalog.file.quantizations if runs(model, q, kinds)]
    chosen = sorted(fitting, key=lambda q: -q.nominal_bits)
    listed = {file.quantization: file for file in sorted(files, key=lambda file: file.size_bytes)}
    trials = [RunRequest(machine, workload, q, listed.get(q.id)) for q in chosen]
    return estimate_trials(catalog, architecture, trials, thinking_of(catalog, model, workload).likely)


class RunRequest(NamedTuple):
    """One way to run a model, to be estimated."""

    machine: Machine
    workload: Workload
    quantization: Quantization
    file: WeightFile | None = None


def estimate_trials(
    catalog: Catalog,
    architecture: Architecture,
    trials: Sequence[RunRequest],
    thinking_tokens: float = 0.0,
    depth: float | None = None,
) -> tuple[RunEstimate, ...]:
    """One estimate for each trial, estimated together; `thinking_tokens`: thoughts before each answer.

    `depth`: tokens in the cache when decoding is timed; None: what the workload fills.
    """
    if not trials:
        return ()

    def estimated(machines: Sequence[Machine], some: Ints) -> RunEstimates:
        rows: list[int] = some.tolist()
        return _estimated(catalog, architecture, [trials[row] for row in rows], machines, thinking_tokens, depth)

    mixture = shapes((architecture,)).mixture.repeat(len(trials))
    machines = fastest_machines(catalog, [trial.machine for trial in trials], estimated, mixture)
    estimates = estimated(machines, np.arange(len(trials)))
    return tuple(_run_estimate(estimates, row, trial) for row, trial in enumerate(trials))


def _estimated(
    catalog: Catalog,
    architecture: Architecture,
    trials: Sequence[RunRequest],
    on: Sequence[Machine],
    thinking_tokens: float,
    depth: float | None,
) -> RunEstimates:
    """Each trial on the machine beside it, whatever its own says of placement."""
    count = len(trials)
    machines = list(dict.fromkeys(on))
    position = {machine: number for number, machine in enumerate(machines)}
    inputs = RunInputs.of([trial.workload for trial in trials], np.arange(count), np.full(count, thinking_tokens))
    sizes = [np.nan if trial.file is None else float(trial.file.size_bytes) for trial in trials]
    runs = runs_for(
        catalog,
        shapes((architecture,)).take(np.zeros(count, dtype=np.int64)),
        [trial.quantization for trial in trials],
        np.arange(count),
        machines,
        np.array([position[machine] for machine in on]),
        inputs if depth is None else inputs._replace(depth=np.full(count, float(depth)), prompt_depth=None),
        file_bytes=np.array(sizes),
    )
    return estimate(runs)


def _run_estimate(estimates: RunEstimates, row: int, trial: RunRequest) -> RunEstimate:
    room = estimates.memory
    capacity = float(room.device_memory_bytes[row])
    return RunEstimate(
        quantization=trial.quantization,
        weights_bytes=float(room.weights_bytes[row]),
        kv_cache_bytes=float(room.kv_cache_bytes[row]),
        compute_buffer_bytes=float(room.compute_buffer_bytes[row]),
        runtime_bytes=float(room.runtime_bytes[row]),
        device_bytes=float(room.device_bytes[row]),
        host_bytes=float(room.host_bytes[row]),
        total_bytes=float(room.total_bytes[row]),
        device_memory_bytes=None if np.isnan(capacity) else capacity,
        fit=Fit(int(room.fit[row])),
        decode_tokens_per_s=Estimate.at(estimates.decode, row),
        prefill_tokens_per_s=Estimate.at(estimates.prefill, row),
        ttft_s=Estimate.at(estimates.ttft_s, row),
        finish_s=Estimate.at(estimates.finish_s, row),
        decode_calibration_factor=float(estimates.decode_calibration_factor[row]),
        prefill_calibration_factor=float(estimates.prefill_calibration_factor[row]),
        host_layers=0 if np.isnan(capacity) else int(room.host_layers[row]),
        wanted_bytes=0.0 if np.isnan(capacity) else float(room.full_device_bytes[row]),
        kinds=_kinds(room, row),
        tight=bool(room.tight[row]),
        file=trial.file,
    )


def _kinds(room: Memory, row: int) -> tuple[KindBytes, ...]:
    if room.kinds is None:
        return ()
    mine = np.flatnonzero(room.kinds.row == row)
    columns = (room.kinds.device_bytes[mine], room.kinds.device_memory_bytes[mine], room.kinds.layers[mine])
    return tuple(KindBytes(float(held), float(most), int(layers)) for held, most, layers in zip(*columns, strict=True))
