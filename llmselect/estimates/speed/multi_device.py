"""Speed on several accelerators: pipelined (each holds some layers) or tensor parallel (each holds a part of all)."""

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any, Final

import numpy as np

from llmselect.estimates.core.columns import Devices, Range, Work
from llmselect.estimates.memory.layer_placement import KindLoad
from llmselect.estimates.speed.decode import shortest_s
from llmselect.estimates.speed.interconnect import (
    BUS_LATENCY_US,
    LINK_LATENCY_US,
    NVLINK_3,
    NVLINK_FAMILIES,
    PCIE_3_X16,
)
from llmselect.estimates.speed.terms import MICRO
from llmselect.units import Floats, Ints

# A model of tensor splits, held against the few published speeds of one reader: vLLM on 2 RTX 3090, 4 RTX 3090, 4 T4
# and 2 and 4 A100, TGI on 1, 2 and 4 A100 (addresses in tests/estimates/speed/test_tensor_split.py).
READING_KEPT: Final = 0.85
"""Share of n times the bandwidth that n accelerators reach: narrower matrices are read less well."""
ARITHMETIC_KEPT: Final = 0.7
"""Share of n times the arithmetic, for prompts."""
EXCHANGES: Final = 2
"""Of each layer: after attention and after the feed-forward block (Megatron-LM, arXiv:1909.08053, section 3)."""
VALUE_BYTES: Final = 2
SPLIT_LOW, SPLIT_HIGH = 0.5, 1.4
"""The range of a tensor split is wider by so much: links and engines differ more than chips do."""

Estimator = Callable[[Work, Devices], Range]


def shared_speed(estimator: Estimator, work: Work, devices: Devices, kinds: KindLoad | None, batch: int) -> Range:
    """Tokens a second of each row, by an estimator that knows equal accelerators one after the other.

    Tensor splits read and compute n times as fast, less what is lost, and exchange results of `batch` tokens at once at
    every layer. Rows of several kinds take the seconds of each kind for its share of the layers.
    """
    split = devices.placement is not None and bool(devices.placement.tensor.any())
    speed = (
        _exchanging(estimator(work, tensor_parallel(devices)), work, devices, batch)
        if split
        else estimator(work, devices)
    )
    if kinds is None or devices.kinds is None:
        return speed
    alike = estimator(taken(work, kinds.row), pipelined(devices, kinds))
    return Range(*(_mean_of(kinds, each, whole) for each, whole in zip(alike, speed, strict=True)))


def tensor_parallel(devices: Devices) -> Devices:
    """Tensor-parallel accelerators as one that is faster, less what is lost."""
    tensor = devices.placed.tensor & ~devices.host_alone
    reading = np.where(tensor, devices.count * READING_KEPT, 1.0)
    computing = np.where(tensor, devices.count * ARITHMETIC_KEPT, 1.0)
    one = tensor & (devices.count == 1)
    reading, computing = np.where(one, 1.0, reading), np.where(one, 1.0, computing)
    return replace(
        devices,
        count=np.where(tensor, 1, devices.count),
        bandwidth=devices.bandwidth * reading,
        fp16_flops=devices.fp16_flops * computing,
        int8_ops=devices.int8_ops * computing,
        fp8_flops=None if devices.fp8_flops is None else devices.fp8_flops * computing,
        fp4_flops=None if devices.fp4_flops is None else devices.fp4_flops * computing,
        power_w=devices.power_w * computing,
    )


def fastest(work: Work, devices: Devices, kinds: KindLoad | None) -> Floats:
    """Upper bound of decode speed set by memory bandwidth: shape (rows,)."""
    at_once = np.where(devices.placed.tensor & ~devices.host_alone, devices.count, 1)
    whole = averaged(devices, kinds)
    return 1 / shortest_s(work, replace(whole, bandwidth=whole.bandwidth * at_once))


def averaged(devices: Devices, kinds: KindLoad | None) -> Devices:
    """The same columns, with the bandwidth and arithmetic that the kinds of a row have between them."""
    if kinds is None or devices.kinds is None:
        return devices
    each = devices.kinds.devices
    return replace(
        devices,
        bandwidth=_mean_of(kinds, each.bandwidth, devices.bandwidth),
        fp16_flops=_mean_of(kinds, each.fp16_flops, devices.fp16_flops),
        int8_ops=_mean_of(kinds, each.int8_ops, devices.int8_ops),
    )


def pipelined(devices: Devices, kinds: KindLoad) -> Devices:
    """Pipeline estimate: each accelerator kind evaluated as if it ran all layers, one row a kind."""
    if devices.kinds is None:
        return devices
    each = devices.kinds.devices
    total = np.bincount(kinds.row, each.count, minlength=len(devices.count)).astype(np.int64)
    return replace(each, count=total[kinds.row])


def taken(work: Work, rows: Ints) -> Work:
    """These rows of the columns."""
    changed = {field.name: _some(getattr(work, field.name), rows) for field in fields(work)}
    return replace(work, **changed)


def _some(column: Floats | tuple[str, ...] | None, rows: Ints) -> Any:
    if column is None:
        return None
    return tuple(column[int(row)] for row in rows) if isinstance(column, tuple) else column[rows]


def _mean_of(kinds: KindLoad, speeds: Floats, whole: Floats) -> Floats:
    """Harmonic mean of the kinds' speeds by layers; where no layer fits, the first kind's speed: shape (rows,)."""
    total = np.bincount(kinds.row, kinds.layers, minlength=len(whole))
    weight = kinds.layers / np.maximum(total, 1)[kinds.row]
    slow = np.bincount(kinds.row, np.where(weight > 0, weight / speeds, 0), minlength=len(whole))
    return np.where(slow > 0, 1 / np.where(slow > 0, slow, 1), np.where(np.isnan(slow), np.nan, whole))


def _exchanging(speed: Range, work: Work, devices: Devices, batch: int) -> Range:
    split = devices.placed.tensor & (devices.count > 1) & ~devices.host_alone
    linked = np.array([family in NVLINK_FAMILIES for family in devices.family], np.bool_)
    waiting = np.where(linked, LINK_LATENCY_US, BUS_LATENCY_US) * MICRO / batch
    sent = 2 * (1 - 1 / devices.count) * VALUE_BYTES * work.hidden_size
    moving = sent / np.where(linked, NVLINK_3.bytes_per_s, PCIE_3_X16.bytes_per_s)
    extra = np.where(split, EXCHANGES * work.layers * (waiting + moving), 0.0)
    low, likely, high = (1 / (1 / each + extra) for each in speed)
    return Range(np.where(split, low * SPLIT_LOW, low), likely, np.where(split, high * SPLIT_HIGH, high))
