"""Which layers lie on which accelerators: dealt out by what each can hold, or every layer in equal parts."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from llmselect.estimates.core.columns import Devices, Kinds
from llmselect.units import Bools, Floats, Ints


class LayerLoad(NamedTuple):
    """What is to be placed: columns, in bytes where no other unit is named."""

    layers: Floats
    layer: Floats
    """One layer on average, with its cache."""
    head: Floats
    scratch: Floats
    """Scratch memory on each accelerator that computes."""
    host_layers: Floats
    """Layers that stay on the host whatever the room."""

    def of(self, rows: Ints) -> "LayerLoad":
        """These rows of every column."""
        return LayerLoad(*(column[rows] for column in self))


class KindLoad(NamedTuple):
    """What each kind of accelerators holds, as rows of `Kinds`."""

    row: Ints
    layers: Floats
    device_bytes: Floats
    device_memory_bytes: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Placement:
    """Columns: what lies on the accelerators of each row together."""

    full: Bools
    """All layers and the head."""
    layers: Floats
    used: Floats
    """Accelerators that compute."""
    runtime: Floats
    """Contexts of their drivers."""
    device_bytes: Floats
    full_bytes: Floats
    """What they would hold were everything on them."""
    device_memory_bytes: Floats
    shared_bytes: Floats
    """Of `device_bytes`, what lies in the host's own memory."""
    shared_room: Floats
    """Memory of the hosts whose accelerators share it; 0: none does."""
    kinds: KindLoad | None = None


def dealt_to_one_kind(load: LayerLoad, devices: Devices, room: Floats, runtime: Floats) -> Placement:
    """Equal accelerators take equally many layers, the last ones the head; with a tensor split, parts of all."""
    count, tensor = devices.count, devices.placed.tensor
    overhead = runtime + load.scratch
    most = np.where(tensor, (load.layers * load.layer + load.head) / count, np.ceil(load.layers / count) * load.layer)
    last = np.where(tensor, 0, np.floor(load.layers / count) * load.layer + load.head)
    holds = devices.assume_fit | (overhead + np.maximum(most, last) <= room)
    full = holds & (load.host_layers == 0) & ~devices.host_alone
    free = np.maximum(room - overhead, 0)
    fitting = np.where(tensor, np.floor(free * count / load.layer), np.floor(free / load.layer) * count)
    fitting = np.where(devices.assume_fit, np.inf, fitting)
    layers = np.where(full, load.layers, np.minimum(fitting, np.maximum(load.layers - load.host_layers, 0)))
    layers = np.where(devices.host_alone, 0.0, layers)
    used = np.where(layers > 0, count, 0).astype(np.float64)
    device = used * overhead + layers * load.layer + np.where(full, load.head, 0)
    unified = devices.unified & ~devices.host_alone
    return Placement(
        full=full,
        layers=layers,
        used=used,
        runtime=used * runtime,
        device_bytes=device,
        full_bytes=count * overhead + load.layers * load.layer + load.head,
        device_memory_bytes=count * room,
        shared_bytes=np.where(unified, device, 0),
        shared_room=np.where(
            unified, count * np.fmax(devices.memory_bytes - devices.host_reserved_bytes, devices.host_memory_bytes), 0
        ),
    )


def dealt_to_kinds(alike: Placement, load: LayerLoad, kinds: Kinds, room: Floats, runtime: Floats) -> Placement:
    """The same, with the rows of several kinds dealt out as llama.cpp does: in proportion to what each can hold.

    `room` and `runtime` are those of each kind. The head lies where it costs the fewest layers.
    """
    devices, count = kinds.devices, kinds.devices.count.astype(np.float64)
    rows, start, place = np.unique(kinds.row, return_index=True, return_inverse=True)
    mine, whole = load.of(kinds.row), load.of(rows)
    overhead = runtime + mine.scratch
    free = np.maximum(room - overhead, 0)
    each = np.floor(free / mine.layer)
    lost = np.where(free >= mine.head, each - np.floor((free - mine.head) / mine.layer), np.inf)
    lost = np.where(devices.assume_fit, 0, lost)
    most = np.where(devices.assume_fit, np.inf, count * each)
    least_lost = np.minimum.reduceat(lost, start)
    full = (np.add.reduceat(most, start) - least_lost >= whole.layers) & (whole.host_layers == 0)
    first = np.arange(len(place)) - start[place]
    with_head = _first_of(lost == least_lost[place], place, len(rows)) & full[place]
    most = most - np.where(with_head, lost, 0)
    wanted = np.where(full, whole.layers, np.maximum(whole.layers - whole.host_layers, 0))
    share = np.where(devices.assume_fit, room, free) * count
    layers = _in_proportion(wanted, most, share, place, first)
    used = np.where((layers > 0) | with_head, count, 0.0)
    held = used * overhead + layers * mine.layer + np.where(with_head, mine.head, 0)
    shared_room = count * np.fmax(devices.memory_bytes - devices.host_reserved_bytes, devices.host_memory_bytes)

    def over(column: Floats, ordinary: Floats) -> Floats:
        changed = ordinary.copy()
        changed[rows] = np.add.reduceat(column, start)
        return changed

    filled = alike.full.copy()
    filled[rows] = full
    return Placement(
        full=filled,
        layers=over(layers, alike.layers),
        used=over(used, alike.used),
        runtime=over(used * runtime, alike.runtime),
        device_bytes=over(held, alike.device_bytes),
        full_bytes=over(count * overhead + _once(first, mine), alike.full_bytes),
        device_memory_bytes=over(count * room, alike.device_memory_bytes),
        shared_bytes=over(held * devices.unified, alike.shared_bytes),
        shared_room=over(shared_room * devices.unified, alike.shared_room),
        kinds=KindLoad(kinds.row, layers, held, count * room),
    )


def _once(first: Ints, mine: LayerLoad) -> Floats:
    """Model bytes, attributed once per row: to its first kind."""
    return np.where(first == 0, mine.layers * mine.layer + mine.head, 0)


def _first_of(chosen: Bools, place: Ints, rows: int) -> Bools:
    """Of the chosen ones, the first of each row."""
    first = np.full(rows, len(chosen))
    np.minimum.at(first, place[chosen], np.flatnonzero(chosen))
    return np.arange(len(chosen)) == first[place]


def _in_proportion(wanted: Floats, most: Floats, share: Floats, place: Ints, first: Ints) -> Floats:
    """Whole layers for each kind: by its share, at most `most`; the remainder goes to the first kinds with room."""
    total = np.maximum(np.bincount(place, share), 1)
    steps = range(int(first.max(initial=-1)) + 1)
    dealt, edge = np.zeros(len(wanted)), np.zeros(len(wanted))
    layers = np.zeros(len(place))
    for here in (np.flatnonzero(first == step) for step in steps):
        row = place[here]
        edge[row] += share[here]
        until = np.round(wanted[row] * edge[row] / total[row])
        layers[here] = np.minimum(until - dealt[row], most[here])
        dealt[row] = until
    left = wanted - np.bincount(place, layers)
    for here in (np.flatnonzero(first == step) for step in steps):
        more = np.minimum(left[place[here]], most[here] - layers[here])
        layers[here] += more
        left[place[here]] -= more
    return layers
