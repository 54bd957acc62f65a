"""How far the memory estimates are from what llama.cpp allocates, over the measurements that the project ships."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.configs.read import read
from llmselect.catalog.quantizations import Quantization
from llmselect.estimates.architecture.shape_columns import Shapes, shapes
from llmselect.estimates.core.columns import Devices
from llmselect.estimates.measured.load import memory_configs, memory_measurements
from llmselect.estimates.measured.records import MemoryMeasurement, MemoryQuantity
from llmselect.estimates.memory.compute_buffers import buffers
from llmselect.estimates.memory.kv_cache import KV_TYPES, kv_cache_bytes, kv_codes
from llmselect.estimates.memory.memory_use import memory
from llmselect.estimates.memory.weights import weights
from llmselect.settings import KvType
from llmselect.units import Floats, Ints

ENDLESS: Final = 2.0**60
"""Room enough for anything: what is compared is what is taken."""


@dataclass(frozen=True, slots=True)
class MemoryErrors:
    """Absolute errors of one kind of measurement, in percent of what was measured."""

    kind: str
    rows: int
    median_percent: float
    p90_percent: float
    worst_percent: float
    worst_model: str

    def __str__(self) -> str:
        return (
            f"{self.kind:<24} {self.rows:>5} rows   median {self.median_percent:.3f} %   "
            f"p90 {self.p90_percent:.3f} %   worst {self.worst_percent:.3f} % ({self.worst_model})"
        )


def table(catalog: Catalog) -> tuple[MemoryErrors, ...]:
    """Errors by kind: weights, cache, compute buffers, and totals on the accelerator, beside it, and on the host."""
    measurements = memory_measurements()
    predicted = predictions(measurements, catalog.file.quantizations)
    measured = np.array([float(each.tensor_bytes or each.bytes) for each in measurements])
    errors = 100 * np.abs(predicted / measured - 1)
    kinds = [kind_of(measurement) for measurement in measurements]
    return tuple(
        _summary(kind, errors, np.array([i for i, each in enumerate(kinds) if each == kind]), measurements)
        for kind in dict.fromkeys(kinds)
    )


def measured_shapes(measurements: Sequence[MemoryMeasurement]) -> Shapes:
    """The shape of each measurement's model, read from its config.json."""
    architectures = {name: read(entry.config) for name, entry in memory_configs().items()}
    return shapes([architectures[measurement.model] for measurement in measurements])


def kind_of(measurement: MemoryMeasurement) -> str:
    """What was measured and where it lies, in words: the name of a row of the table."""
    beside = " on the host" if measurement.device == "cpu" else " beside it"
    place = {"vram": " on the accelerator", "ram": beside, None: ""}[measurement.memory]
    return measurement.what.replace("_", " ") + place


def predictions(measurements: Sequence[MemoryMeasurement], quantizations: Sequence[Quantization]) -> Floats:
    """Predicted bytes of each measurement: shape (rows,)."""
    position = {name: i for i, known in enumerate(quantizations) for name in (known.id, *known.aliases)}
    which = np.array([position[each.quantization or quantizations[0].id] for each in measurements], np.int64)
    context = np.array([each.context for each in measurements], np.int64)
    codes = kv_codes([each.kv_type for each in measurements])
    columns = measured_shapes(measurements)
    stored = weights(columns, quantizations, which)
    users = np.ones(len(measurements), np.int64)
    scratch = buffers(columns, context, users, codes != KV_TYPES.index(KvType.F16))
    alone = np.array([each.device == "cpu" for each in measurements])
    taken = memory(columns, stored, _endless(alone), context, users, codes)
    on_card = np.array([each.memory == "vram" for each in measurements])
    by_quantity = {
        MemoryQuantity.WEIGHTS_FILE: stored.file_bytes,
        MemoryQuantity.KV_CACHE: kv_cache_bytes(columns, context, users, codes),
        MemoryQuantity.COMPUTE_BUFFER: np.where(alone, scratch.alone, np.where(on_card, scratch.device, scratch.host)),
        MemoryQuantity.TOTAL: np.where(on_card, taken.device_bytes - taken.runtime_bytes, taken.host_bytes),
    }
    return np.array([by_quantity[each.what][row] for row, each in enumerate(measurements)])


def _endless(alone: np.ndarray) -> Devices:
    """One accelerator with room for anything, or the host alone."""
    nothing = np.zeros(len(alone))
    return Devices(
        family=("nv_ada",) * len(alone),
        memory_bytes=np.where(alone, np.nan, ENDLESS),
        reserved_bytes=nothing,
        unified=np.zeros(len(alone), np.bool_),
        count=np.ones(len(alone), np.int64),
        bandwidth=nothing,
        fp16_flops=nothing,
        int8_ops=nothing,
        power_w=nothing,
        host_memory_bytes=nothing + ENDLESS,
        host_reserved_bytes=nothing,
        host_bandwidth=nothing,
        assume_fit=np.zeros(len(alone), np.bool_),
    )


def _summary(kind: str, errors: Floats, positions: Ints, measurements: Sequence[MemoryMeasurement]) -> MemoryErrors:
    own = errors[positions]
    median, p90 = np.percentile(own, [50, 90])
    worst = measurements[int(positions[np.argmax(own)])].model
    return MemoryErrors(kind, len(own), float(median), float(p90), float(own.max()), worst)
