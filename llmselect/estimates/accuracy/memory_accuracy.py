"""How far the memory estimates are from what llama.cpp allocates, over the measurements that the project ships."""

import csv
import gzip
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from llmselect.catalog.architecture import Architecture
from llmselect.catalog.catalog import Catalog
from llmselect.catalog.configs.read import read
from llmselect.catalog.quantizations import Quantization
from llmselect.estimates.architecture.shape_columns import Shapes, shapes
from llmselect.estimates.core.columns import Devices
from llmselect.estimates.memory.compute_buffers import buffers
from llmselect.estimates.memory.kv_cache import KV_TYPES, kv_cache_bytes, kv_codes
from llmselect.estimates.memory.memory_use import memory
from llmselect.estimates.memory.weights import weights
from llmselect.settings import KvType
from llmselect.units import Floats, Ints

MEASURED: Final = Path(__file__).parents[1] / "measured"
Row = dict[str, str]
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
    rows = measurements()
    predicted = predictions(rows, catalog.file.quantizations)
    real = np.array([float(row["tensor_bytes"] or row["bytes"]) for row in rows])
    errors = 100 * np.abs(predicted / real - 1)
    kinds = [kind_of(row) for row in rows]
    return tuple(
        _summary(kind, errors, np.array([i for i, each in enumerate(kinds) if each == kind]), rows)
        for kind in dict.fromkeys(kinds)
    )


def measurements() -> list[Row]:
    """The shipped measurements; columns are described in `measured/README.md`."""
    with gzip.open(MEASURED / "memory.csv.gz", "rt", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def measured_shapes(rows: list[Row]) -> Shapes:
    """The shape of each row's model, read from its config.json."""
    configs = json.loads((MEASURED / "memory_configs.json").read_text("utf-8"))
    of: dict[str, Architecture] = {name: read(entry["config"]) for name, entry in configs.items()}
    return shapes([of[row["model"]] for row in rows])


def kind_of(row: Row) -> str:
    place = {"vram": " on the accelerator", "ram": " on the host" if row["device"] == "cpu" else " beside it"}
    return row["what"].replace("_", " ") + place.get(row["memory"], "")


def predictions(rows: list[Row], quantizations: tuple[Quantization, ...]) -> Floats:
    """Predicted bytes of each row."""
    position = {name: i for i, known in enumerate(quantizations) for name in (known.id, *known.aliases)}
    which = np.array([position[row["quantization"] or quantizations[0].id] for row in rows], np.int64)
    context = np.array([int(row["context"] or 1) for row in rows], np.int64)
    codes = kv_codes([KvType(row["kv_type"] or "f16") for row in rows])
    of = measured_shapes(rows)
    stored = weights(of, quantizations, which)
    users = np.ones(len(rows), np.int64)
    scratch = buffers(of, context, users, codes != KV_TYPES.index(KvType.F16))
    alone = np.array([row["device"] == "cpu" for row in rows])
    taken = memory(of, stored, _endless(alone), context, users, codes)
    on_card = np.array([row["memory"] == "vram" for row in rows])
    total = np.where(on_card, taken.device_bytes - taken.runtime_bytes, taken.host_bytes)
    by_kind = {
        "weights_file": stored.file_bytes,
        "kv_cache": kv_cache_bytes(of, context, users, codes),
        "compute_buffer": np.where(alone, scratch.alone, np.where(on_card, scratch.device, scratch.host)),
        "total": total,
    }
    return np.array([by_kind[row["what"]][i] for i, row in enumerate(rows)])


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
        host_bandwidth=nothing,
        assume_fit=np.zeros(len(alone), np.bool_),
    )


def _summary(kind: str, errors: Floats, positions: Ints, rows: list[Row]) -> MemoryErrors:
    own = errors[positions]
    median, p90 = np.percentile(own, [50, 90])
    worst = rows[int(positions[np.argmax(own)])]["model"]
    return MemoryErrors(kind, len(own), float(median), float(p90), float(own.max()), worst)
