"""Made-up columns for speed estimates: one dense model, one chip of each family."""

from dataclasses import replace

import numpy as np

from llmselect.estimates.core.chip_families import CLASS_OF
from llmselect.estimates.core.columns import Devices, Work

FAMILIES = tuple(CLASS_OF)
GB = 1e9


def work(rows: int = len(FAMILIES), **changes: object) -> Work:
    """An 8-billion dense model at about 4.9 bits (Llama 3.1 8B, Q4_K_M)."""
    ordinary = Work(
        file_bytes=np.full(rows, 4.9 * GB),
        read_bytes=np.full(rows, 4.6 * GB),
        kv_read_bytes=np.full(rows, 0.067 * GB),
        layers=np.full(rows, 32.0),
        hidden_size=np.full(rows, 4096.0),
        attention_layers=np.full(rows, 32.0),
        attention_operations=np.full(rows, 4.0 * 4096 * 32 * 512),
        active_parameters=np.full(rows, 7.0e9),
        total_parameters=np.full(rows, 8.03e9),
        mixture=np.zeros(rows, dtype=np.bool_),
        hybrid=np.zeros(rows, dtype=np.bool_),
        gemma=np.zeros(rows, dtype=np.bool_),
        quantization=("Q4_K_M",) * rows,
        engine=("llama.cpp",) * rows,
        depth=np.full(rows, 512.0),
        accelerator_share=np.ones(rows),
        host_layers=np.zeros(rows),
    )
    return replace(ordinary, **changes)


def devices(families: tuple[str, ...] = FAMILIES, **changes: object) -> Devices:
    """One chip of each family, all of 400 GB/s and 50 TFLOPS; processors are their own host."""
    rows = len(families)
    ordinary = Devices(
        family=families,
        memory_bytes=np.array([np.nan if family.startswith("cpu") else 24.0 * 2**30 for family in families]),
        reserved_bytes=np.zeros(rows),
        unified=np.zeros(rows, dtype=np.bool_),
        count=np.ones(rows, dtype=np.int64),
        bandwidth=np.full(rows, 400 * GB),
        fp16_flops=np.full(rows, 50e12),
        int8_ops=np.full(rows, 200e12),
        power_w=np.full(rows, 200.0),
        host_memory_bytes=np.full(rows, 64.0 * 2**30),
        host_reserved_bytes=np.zeros(rows),
        host_bandwidth=np.full(rows, 80 * GB),
        assume_fit=np.zeros(rows, dtype=np.bool_),
    )
    return replace(ordinary, **changes)
