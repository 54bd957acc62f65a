"""The quantizations of the bundled catalog, and rows to estimate."""

from collections.abc import Callable

import numpy as np
import pytest

from llmselect.catalog.load import load
from llmselect.catalog.quantizations import Quantization
from llmselect.estimates.core.columns import Devices
from llmselect.units import GIB


@pytest.fixture(scope="session")
def quantizations() -> dict[str, Quantization]:
    catalog = load()
    return {name: each for each in catalog.file.quantizations for name in (each.id, *each.aliases)}


@pytest.fixture(scope="session")
def cards() -> Callable[..., Devices]:
    """Equal accelerators for some rows: NaN GiB is the host alone."""

    def build(rows: int, gib: float = 24.0, **changes: object) -> Devices:
        zeros = np.zeros(rows)
        columns: dict[str, object] = {
            "family": ("nv_ada",) * rows,
            "memory_bytes": zeros + gib * GIB,
            "reserved_bytes": zeros,
            "unified": np.zeros(rows, np.bool_),
            "count": np.ones(rows, np.int64),
            "bandwidth": zeros + 1e12,
            "fp16_flops": zeros + 8e13,
            "int8_ops": zeros + 3e14,
            "power_w": zeros + 450,
            "host_memory_bytes": zeros + 64.0 * GIB,
            "host_reserved_bytes": zeros,
            "host_bandwidth": zeros + 6e10,
            "assume_fit": np.zeros(rows, np.bool_),
        }
        return Devices(**(columns | changes))  # type: ignore[arg-type]  # columns by name

    return build
