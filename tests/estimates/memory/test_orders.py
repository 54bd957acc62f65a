"""Orders that hold over the catalog: models x machines x quantizations, thousands of runs at once."""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from llmselect.catalog.accelerators import AcceleratorKind
from llmselect.catalog.load import load
from llmselect.catalog.quantizations import Quantization
from llmselect.estimates.architecture.shape_columns import shapes
from llmselect.estimates.core.columns import Fit
from llmselect.estimates.runs.machine_runs import runs_for
from llmselect.estimates.runs.run import RunEstimates, Runs, estimate, weights_and_memory, work_of
from llmselect.estimates.runs.run_inputs import RunInputs
from llmselect.estimates.speed.multi_device import fastest
from llmselect.machine.machine import ChipClass, Custom, Further, Machine, Split
from llmselect.settings import KvType
from llmselect.units import Floats

CATALOG = load()
MODELS = [model for model in CATALOG.file.models if model.architecture is not None][::5]
SHAPES = shapes([model.architecture for model in MODELS if model.architecture is not None])
DEVICES = [each.name for each in CATALOG.file.accelerators]
CARDS = [each.name for each in CATALOG.file.accelerators if each.kind is not AcceleratorKind.PROCESSOR][::4]
ORDINARY = ("BF16", "Q8_0", "Q4_K_M")
MIXED = ("RTX 3090", "RTX 4090"), ("RTX 3090", "P40"), ("RX 7900 XTX", "RTX 4090"), ("Apple M4 Max 40-core", "RTX 4090")
ODD = (
    Machine(accelerator="RTX 4090", memory_gib=0.5),
    Machine(accelerator="RTX 4090", memory_gib=0.5, count=64, host_memory_gib=4096),
    Machine(accelerator="RTX 4090", host_memory_gib=0),
    Machine(accelerator="RTX 4090", reserved_gib=65536),
    Machine(accelerator="RTX 4090", host_bandwidth_gb_per_s=1e-9, host_layers=5),
    Machine(accelerator="RTX 4090", host_bandwidth_gb_per_s=10_000, host_layers=2000),
    Machine(accelerator=None, host_memory_gib=0),
    Machine(accelerator=None, custom=Custom(name="x", maker=ChipClass.NVIDIA, memory_gib=1e-6, bandwidth_gb_per_s=1)),
    Machine(
        accelerator=None, custom=Custom(name="x", maker=ChipClass.PROCESSOR, memory_gib=2048, bandwidth_gb_per_s=1)
    ),
    Machine(
        accelerator=None, custom=Custom(name="x", maker=ChipClass.APPLE, memory_gib=2048, bandwidth_gb_per_s=50_000)
    ),
)


@cache
def quantizations(names: tuple[str, ...]) -> tuple[Quantization, ...]:
    return tuple(CATALOG.quantization(name) for name in names)


def asked_of(
    machines: Sequence[Machine],
    stored: tuple[str, ...] = ORDINARY,
    context: int = 8192,
    users: int = 1,
    depth: float = 1000.0,
) -> Runs:
    """Every model on every machine in every quantization, in that order."""
    which = np.indices((len(MODELS), len(machines), len(stored))).reshape(3, -1)
    count = which.shape[1]
    asked = RunInputs(
        np.full(count, context),
        np.full(count, users),
        (KvType.F16,) * count,
        np.full(count, 1000.0),
        np.full(count, 300.0),
        np.full(count, depth),
    )
    return runs_for(CATALOG, SHAPES.take(which[0]), quantizations(stored), which[2], machines, which[1], asked)


def estimated(machines: Sequence[Machine], **asked: object) -> RunEstimates:
    return estimate(asked_of(machines, **asked))  # type: ignore[arg-type]  # keywords of asked_of


def never_above(lower: Floats, upper: Floats, by: float = 1e-6) -> bool:
    """Where both are known."""
    known = ~np.isnan(lower) & ~np.isnan(upper)
    assert known.any()
    return bool(np.all(lower[known] <= upper[known] * (1 + by)))


def test_no_device_reads_faster_than_its_memory() -> None:
    runs = asked_of([Machine(accelerator=name, assume_fit=True) for name in DEVICES])
    stored, room = weights_and_memory(runs)
    most = fastest(work_of(runs, stored, room), runs.devices, room.kinds)
    found = estimate(runs)
    assert len(runs) > 50_000
    assert never_above(found.decode.high, most)
    for speed in (found.decode, found.prefill):
        assert never_above(speed.low, speed.likely)
        assert never_above(speed.likely, speed.high)
        assert np.nanmin(speed.low) > 0


def test_fewer_bits_never_cost_more_than_their_unpacking_was_measured_to() -> None:
    """Two P100 read Qwen3.6 27B at 11.6 tokens/s from 17.6 GB (K-quants), three at 10.1 from 35.3 GB (8 bits)."""
    names = tuple(q.id for q in CATALOG.file.quantizations if "llama.cpp" in q.runtimes and not q.native_families)
    found = estimated([Machine(accelerator=name, assume_fit=True) for name in DEVICES], stored=names)
    speed, size = (each.reshape(-1, len(names)) for each in (found.decode.likely, found.weights.file_bytes))
    # the experts of gpt-oss stay in their maker's four bits whatever the file is called: BF16 has no more bits there
    named = np.repeat([model.native_quantization != "MXFP4" for model in MODELS], len(DEVICES))
    for one in range(len(names)):
        for other in range(len(names)):
            smaller = named & (size[:, other] < 0.98 * size[:, one])
            assert np.all(speed[smaller, other] > speed[smaller, one] / 1.5), (names[one], names[other])
            half = size[:, other] < 0.5 * size[:, one]
            assert np.all(speed[half, other] > speed[half, one]), (names[one], names[other])


@pytest.mark.parametrize("split", Split)
@pytest.mark.parametrize("key", ["context", "depth", "users"])
def test_more_to_do_is_never_faster(key: str, split: Split) -> None:
    """On one device; several read a longer prompt faster, as each works on a batch of it."""
    machines = [Machine(accelerator=name, split=split) for name in (None, *CARDS)]
    machines += [Machine(accelerator="RTX 4090", experts_on_host=True), Machine(accelerator="RTX 4090", host_layers=9)]
    steps = {
        "context": (1, 4096, 32768, 131_072, 10_000_000),
        "users": (1, 2, 3, 8, 64, 1024),
        "depth": (0, 99, 9e3, 1e5),
    }
    ordinary = {"context": 131_072 if key == "depth" else 8192, "depth": 0.0}
    rows = [estimated(machines, stored=("Q4_K_M",), **(ordinary | {key: step})) for step in steps[key]]
    for less, more in pairwise(rows):
        for name in ("decode", "prefill"):
            before, after = getattr(less, name), getattr(more, name)
            both = ~np.isnan(after.likely)
            for side in ("low", "likely", "high"):
                assert never_above(getattr(after, side)[both], getattr(before, side)[both], 1e-3), (name, side)
        assert np.all(more.memory.fit <= less.memory.fit)


@pytest.mark.parametrize("split", Split)
def test_mixed_devices_are_between_their_slowest_and_their_fastest(split: Split) -> None:
    mixed = [Machine(accelerator=a, further=(Further(accelerator=b),), split=split) for a, b in MIXED]
    first, second = (
        [Machine(accelerator=pair[i], count=2, split=split, assume_fit=True) for pair in MIXED] for i in (0, 1)
    )
    found, one, other = estimated(mixed), estimated(first), estimated(second)
    full = found.memory.fit == Fit.FULL
    for name in ("decode", "prefill"):
        speed, a, b = (getattr(each, name).likely for each in (found, one, other))
        assert never_above(speed, np.fmax(a, b), 0.01)
        assert never_above(np.fmin(a, b)[full], speed[full], 0.01)


def test_experts_in_main_memory_never_speed_up_what_fits() -> None:
    here, there = (
        estimated([Machine(accelerator=name, host_memory_gib=2048, experts_on_host=moved) for name in CARDS])
        for moved in (False, True)
    )
    fits = here.memory.fit == Fit.FULL
    assert never_above(there.decode.high[fits], here.decode.high[fits])
    assert never_above(there.memory.device_bytes[fits], here.memory.device_bytes[fits])


@pytest.mark.parametrize("layers", [1, 7, 30, 2000])
def test_layers_on_the_host_never_add_speed(layers: int) -> None:
    here, there = (
        estimated([Machine(accelerator=name, host_memory_gib=2048, host_layers=left) for name in CARDS])
        for left in (None, layers)
    )
    assert never_above(there.decode.likely, here.decode.likely)
    assert never_above(there.decode.high, here.decode.high)


@pytest.mark.parametrize("users", [1, 1024])
@pytest.mark.parametrize("context", [1, 10_000_000])
def test_odd_machines_and_questions_have_sound_answers(context: int, users: int) -> None:
    with np.errstate(divide="raise", invalid="raise", over="raise"):
        found = estimated(ODD, context=context, users=users, depth=float(context))
    room = found.memory
    parts = (room.device_bytes, room.host_bytes, room.kv_cache_bytes, room.runtime_bytes, room.compute_buffer_bytes)
    assert all(np.all(part >= 0) and np.all(np.isfinite(part)) for part in parts)
    held = (room.fit > Fit.NONE) & ~np.isnan(room.device_memory_bytes)
    assert np.all(room.device_bytes[held] <= room.device_memory_bytes[held] * (1 + 1e-9))
    assert np.all(np.isnan(found.decode.likely[room.fit == Fit.NONE]))
