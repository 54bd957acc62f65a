"""Memory that a model takes on a machine, and how much of it fits on the accelerators."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.estimates.architecture.shape_columns import Shapes
from llmselect.estimates.core.columns import Devices, Fit
from llmselect.estimates.hardware.accelerator_groups import groups_of
from llmselect.estimates.hardware.devices import devices
from llmselect.estimates.memory.compute_buffers import Buffers, buffers
from llmselect.estimates.memory.engine_copies import expert_copy_bytes, may_pipeline, pipelined, with_expert_copies
from llmselect.estimates.memory.kv_cache import KV_TYPES, kv_cache_bytes, kv_codes
from llmselect.estimates.memory.layer_placement import (
    KindLoad,
    LayerLoad,
    Placement,
    dealt_to_kinds,
    dealt_to_one_kind,
)
from llmselect.estimates.memory.paging import nearly_full
from llmselect.estimates.memory.weights import Weights
from llmselect.machine.machine import Further, Machine
from llmselect.settings import KvType
from llmselect.units import GB, GIB, Bools, Floats, Ints

BLACKWELL_CONTEXT_BYTES: Final = 0.75 * GB
CONTEXT_BYTES: Final = 0.45 * GB
"""What a CUDA context takes on each card before any tensor: 0.45 GB on Ada, 0.75 GB on Blackwell. Other cards with
memory of their own are taken like Ada, the lower of the two; in unified memory no such context was measured."""
SMALL_APPLE_BYTES: Final = 36 * GIB
SMALL_APPLE_SHARE: Final = 2 / 3
LARGE_APPLE_SHARE: Final = 3 / 4
"""Share of unified memory that macOS lets the GPU use by default (Metal's recommendedMaxWorkingSetSize): two thirds
up to 36 GiB, three quarters above (https://github.com/ggml-org/llama.cpp/issues/1870, https://stencel.io/posts,
read 2026-11-21). Recent systems report more, 0.74 of 16 GiB and 0.84 of 128 GiB: the lower share is taken."""


@dataclass(frozen=True, slots=True, eq=False)
class Memory:
    """Columns, in bytes where no other unit is named: what each row takes and where it lies."""

    weights_bytes: Floats
    kv_cache_bytes: Floats
    compute_buffer_bytes: Floats
    """Scratch memory, on all accelerators and on the host."""
    runtime_bytes: Floats
    """Contexts of the accelerators' drivers; 0 on the host alone."""
    device_bytes: Floats
    """All that lies on the accelerators, runtime included; where the fit is partial, the part that lies there."""
    host_bytes: Floats
    """All that lies in host memory."""
    total_bytes: Floats
    fit: Ints
    """Values of Fit."""
    device_layers: Floats
    host_layers: Floats
    expert_host_layers: Floats
    """Layers of the accelerators whose routed experts lie in host memory."""
    head_on_host: Bools
    """Rows whose output head alone found no room beside the layers, which are all on the accelerators."""
    accelerator_share: Floats
    """Share of the weights that are read for a token which lies on the accelerators: 1 full, 0 host alone."""
    left_bytes: Floats
    """Stored weights that no accelerator holds, the input embedding aside."""
    full_device_bytes: Floats
    """What all accelerators together would hold were everything on them; NaN on the host alone."""
    device_memory_bytes: Floats
    """Memory of all accelerators together that a model may take, driver contexts included; NaN on the host alone."""
    tight: Bools
    """Rows that need nearly all of the main memory (memory/paging.py)."""
    kinds: KindLoad | None = None
    """What each kind holds, of the rows that have several."""


def memory(
    shapes: Shapes, weights: Weights, devices: Devices, context: Ints, users: Ints, kv: Sequence[KvType] | Ints
) -> Memory:
    """Memory of each row for `users` conversations of `context` tokens each.

    An untied input embedding stays in host memory, a tied one is held twice. Several accelerators share the layers;
    each has a runtime context and a compute buffer of its own. The host's memory is taken whole.
    """
    codes = kv if isinstance(kv, np.ndarray) else kv_codes(kv)
    cache = kv_cache_bytes(shapes, context, users, codes)
    scratch = buffers(shapes, context, users, codes != KV_TYPES.index(KvType.F16))
    alone, layers, asked = devices.host_alone, shapes.layers, devices.placed
    copies = cache_copies(shapes, devices)
    expert_layers = _expert_layers_on_host(
        weights, scratch, (weights.layer_bytes + cache * copies / layers), devices, layers
    )
    scratch = with_expert_copies(scratch, weights, expert_layers)
    moved = weights.expert_bytes * expert_layers / np.maximum(weights.expert_layers, 1)
    layer = weights.layer_bytes + (cache * copies - moved) / layers
    scratch, dealt = _with_pipeline(
        scratch, LayerLoad(layers, layer, weights.head_bytes, scratch.device, asked.host_layers), devices, moved
    )
    share = dealt.layers / layers
    left = _left(weights, dealt, layers, share * moved)
    host = weights.embedding_bytes + left + (1 - share) * cache + _host_buffer(scratch, dealt, moved)
    host += np.where(dealt.full, weights.tied_bytes, 0)
    host += np.where(alone, shapes.column(shapes.table.held_twice) * weights.tied_bytes, 0)
    whole = (dealt.full & (moved == 0)) | alone
    possible = devices.assume_fit | _host_has_room(devices, dealt, host)
    computing = dealt.used > 0
    return Memory(
        weights_bytes=weights.file_bytes,
        kv_cache_bytes=cache * (1 - share + share * copies),
        compute_buffer_bytes=dealt.used * scratch.device + np.where(computing, scratch.host, scratch.alone),
        runtime_bytes=dealt.runtime,
        device_bytes=dealt.device_bytes,
        host_bytes=host,
        total_bytes=dealt.device_bytes + host,
        fit=np.where(possible, np.where(whole, Fit.FULL, Fit.PARTIAL), Fit.NONE).astype(np.int64),
        device_layers=dealt.layers,
        host_layers=layers - dealt.layers,
        expert_host_layers=share * expert_layers,
        head_on_host=~dealt.full & ~alone & (dealt.layers == layers),
        accelerator_share=np.where(
            dealt.layers > 0, 1 - _read_on_host(weights, dealt, layers, moved) / weights.read_bytes, 0.0
        ),
        left_bytes=left,
        full_device_bytes=np.where(alone, np.nan, dealt.full_bytes),
        device_memory_bytes=np.where(alone, np.nan, dealt.device_memory_bytes),
        tight=nearly_full(devices, host, possible),
        kinds=dealt.kinds,
    )


def _expert_layers_on_host(
    weights: Weights, scratch: Buffers, layer: Floats, devices: Devices, layers: Floats
) -> Floats:
    """Layers whose experts lie on the host: as asked, or as few as leave room for all the rest on the accelerators.

    `layer`: bytes of one layer with its cache. Of rows with several kinds of accelerators all, where none is asked for.
    """
    count, most = devices.count, weights.expert_layers
    room = np.nan_to_num(usable_bytes(devices) - context_bytes(devices) - scratch.device)
    largest, last = np.ceil(layers / count), np.floor(layers / count)
    missing = np.maximum(largest * layer, last * layer + weights.head_bytes) - room
    missing += np.where(missing > 0, expert_copy_bytes(weights), 0)  # a layer's experts are copied for prompts
    freed = largest * weights.expert_bytes / layers / np.maximum(most, 1)
    needed = np.ceil(np.maximum(missing, 0) / np.maximum(freed, 1))
    if devices.kinds is not None:
        needed[np.unique(devices.kinds.row)] = np.inf
    asked = devices.placed.expert_layers
    return np.where(devices.host_alone, 0.0, np.minimum(np.where(np.isnan(asked), needed, asked), most))


def cache_copies(shapes: Shapes, devices: Devices) -> Floats:
    """How often accelerators that share every layer hold the cache together: by whole KV heads, at least one each.

    Latent attention has one row for all heads, which each of them needs (vLLM replicates it too). 1 elsewhere.
    """
    t = shapes.table
    kept = np.where(t.full_layers > 0, t.full_kv_heads, t.kv_heads)
    heads = shapes.column(np.where(t.kv_rank > 0, 1, kept))
    copies = np.where(heads > 0, np.ceil(heads / devices.count) * devices.count / np.maximum(heads, 1), 1.0)
    return np.where(devices.placed.tensor & ~devices.host_alone, copies, 1.0)


def _dealt(load: LayerLoad, devices: Devices) -> Placement:
    room = np.where(devices.host_alone, 0.0, usable_bytes(devices))
    runtime = np.where(devices.host_alone, 0.0, context_bytes(devices))
    alike = dealt_to_one_kind(load, devices, room, runtime)
    if devices.kinds is None:
        return alike
    each = devices.kinds.devices
    return dealt_to_kinds(alike, load, devices.kinds, usable_bytes(each), context_bytes(each))


def _with_pipeline(scratch: Buffers, load: LayerLoad, devices: Devices, moved: Floats) -> tuple[Buffers, Placement]:
    """Scratch and placement as a pipeline of several accelerators, where all layers still fit so; else without."""
    dealt, may = _dealt(load, devices), may_pipeline(devices)
    if not may.any():
        return scratch, dealt
    wide = pipelined(scratch, may)
    rows = may & _dealt(load._replace(scratch=wide.device), devices).full & (moved == 0)
    scratch = pipelined(scratch, rows)
    return scratch, _dealt(load._replace(scratch=scratch.device), devices)


def _left(weights: Weights, dealt: Placement, layers: Floats, moved: Floats) -> Floats:
    """Weights that the accelerators do not hold: whole layers, experts of the others, and the head with some."""
    return (layers - dealt.layers) * weights.layer_bytes + moved + np.where(dealt.full, 0, weights.head_bytes)


def _read_on_host(weights: Weights, dealt: Placement, layers: Floats, moved: Floats) -> Floats:
    """Of the weights read for a token, what lies in host memory."""
    used = weights.expert_bytes - (weights.file_bytes - weights.embedding_bytes - weights.read_bytes)
    layer = (weights.read_bytes - weights.head_bytes) / layers
    experts = dealt.layers * used / layers * moved / np.maximum(weights.expert_bytes, 1)
    return (layers - dealt.layers) * layer + experts + np.where(dealt.full, 0, weights.head_bytes)


def usable_bytes(devices: Devices) -> Floats:
    """Memory of one accelerator that a model may take; NaN on the host alone."""
    apple = np.array([family.startswith("ap_") for family in devices.family], np.bool_)
    share = np.where(devices.memory_bytes <= SMALL_APPLE_BYTES, SMALL_APPLE_SHARE, LARGE_APPLE_SHARE)
    return np.maximum(np.where(apple, share, 1.0) * devices.memory_bytes - devices.reserved_bytes, 0)


def context_bytes(devices: Devices) -> Floats:
    """What the driver takes on one accelerator before any tensor."""
    blackwell = np.array(["blackwell" in family for family in devices.family], np.bool_)
    return np.where(devices.unified, 0.0, np.where(blackwell, BLACKWELL_CONTEXT_BYTES, CONTEXT_BYTES))


def _host_buffer(scratch: Buffers, dealt: Placement, moved: Floats) -> Floats:
    return np.where(dealt.full & (moved == 0), scratch.host, scratch.alone)


def _host_has_room(devices: Devices, dealt: Placement, host: Floats) -> Bools:
    """Unified memory holds both, that of each of several machines its part."""
    unified = dealt.shared_room > 0
    return np.where(unified, dealt.shared_bytes + host <= dealt.shared_room, host <= devices.host_memory_bytes)


def room_for_model_bytes(catalog: Catalog, machine: Machine) -> float:
    """Memory left for a model on all accelerators together once driver contexts are taken off; the host's own where it
    runs models alone.

    Raises UnknownName for an accelerator that the catalog lacks, NotPossible for a machine that contradicts itself.
    """
    if not groups_of(catalog, machine):
        return machine.host_memory_gib * GIB
    alone = machine.model_copy(update={"further": (), "measured": ()})
    kinds = [alone, *(_of_kind(machine, further) for further in machine.further)]
    found = devices(catalog, kinds, np.arange(len(kinds)))
    room = found.count * np.maximum(usable_bytes(found) - context_bytes(found), 0)
    whole = np.where(found.host_alone, found.host_memory_bytes, room)
    return float(whole.sum())


def _of_kind(machine: Machine, further: Further) -> Machine:
    """The same machine with this kind of accelerator alone."""
    return Machine(
        accelerator=further.accelerator,
        count=further.count,
        memory_gib=further.memory_gib,
        host_memory_gib=machine.host_memory_gib,
        reserved_gib=machine.reserved_gib,
        host_reserved_gib=machine.host_reserved_gib,
    )
