"""What a machine's row runs on: the visitor's machine and the catalog's figures, as one set of columns."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

import numpy as np

from llmselect.catalog.accelerators import Accelerator, AcceleratorKind
from llmselect.catalog.catalog import Catalog
from llmselect.errors import BadNumber
from llmselect.estimates.core.columns import Devices, Kinds, PlacementRequest
from llmselect.estimates.hardware.accelerator_groups import (
    SHARING,
    AcceleratorGroup,
    carved_out,
    groups_of,
    one_memory,
)
from llmselect.estimates.hardware.processor_rates import processor_flops
from llmselect.estimates.hardware.tensor_rates import low_precision
from llmselect.machine.machine import ChipClass, Machine, PlacementKind, Split
from llmselect.units import GB, GIB, Ints

ORDINARY_HOST = "CPU dual-channel DDR5-5600"
SERVER_HOST = "CPU 8-channel DDR5-4800"
"""Hosts taken where the visitor names none: a current desktop, and the server that data-centre cards stand in."""

ORDINARY_HOST_GIB = 64.0
DESKTOP_GIB = 0.8
"""What a desktop with a browser keeps of the card that draws it; owners' logs of llama.cpp report 0.5 to 1.2 GiB in use
before any model is loaded. Data-centre cards draw none; of unified memory macOS's own share holds (memory_use.py)."""
TERA = 1e12
LEAST = ("memory_bytes", "bandwidth", "fp16_flops", "int8_ops", "fp8_flops", "fp4_flops")
"""What the poorest of several kinds decides for all, where each holds a part of every layer."""


def devices(catalog: Catalog, machines: Sequence[Machine], which: Ints) -> Devices:
    """Columns for rows of which row i runs on `machines[which[i]]`.

    Raises UnknownName for an accelerator that the catalog does not have, NotPossible for a machine that cannot be.
    """
    described = [_kinds(catalog, machine) for machine in machines]
    first = _columns([kinds[0] for kinds in described], which)
    several = np.array([len(kinds) for kinds in described])
    asked = any(m.split is Split.TENSOR or m.host_layers or _expert_layers(m) != 0 for m in machines)
    return replace(
        first,
        one_memory=np.array([one_memory(catalog, machine) for machine in machines], np.bool_)[which],
        placement=_placement(machines, which) if asked else None,
        kinds=_several(described, several, which) if several.max(initial=0) > 1 else None,
    )


def _columns(described: Sequence[Mapping[str, object]], which: Ints) -> Devices:
    column = {name: np.array([one[name] for one in described])[which] for name in described[0] if name != "family"}
    families = [str(one["family"]) for one in described]
    return Devices(family=tuple(families[int(i)] for i in which), **column)  # pyright: ignore[reportArgumentType]


def _several(described: Sequence[Sequence[Mapping[str, object]]], several: Ints, which: Ints) -> Kinds:
    """A row for each kind of each row that has more than one."""
    rows = np.flatnonzero(several[which] > 1)
    many = several[which[rows]]
    start = np.cumsum(several) - several
    within = np.arange(int(many.sum())) - np.repeat(np.cumsum(many) - many, many)
    flat = [kind for kinds in described for kind in kinds]
    return Kinds(np.repeat(rows, many), _columns(flat, np.repeat(start[which[rows]], many) + within))


def _placement(machines: Sequence[Machine], which: Ints) -> PlacementRequest:
    return PlacementRequest(
        tensor=np.array([machine.split is Split.TENSOR for machine in machines])[which],
        host_layers=np.array([float(machine.host_layers or 0) for machine in machines])[which],
        expert_layers=np.array([_expert_layers(machine) for machine in machines])[which],
    )


def _expert_layers(machine: Machine) -> float:
    """Layers whose experts the visitor leaves to the host; NaN: as few as needed."""
    if machine.experts_on_host:
        return np.inf
    if machine.expert_host_layers is not None:
        return float(machine.expert_host_layers)
    return np.nan if machine.placement is PlacementKind.EXPERTS_ON_HOST else 0.0


def reserved_gib(machine: Machine, accelerator: Accelerator | None) -> float:
    """Memory of one accelerator that is not a model's: what the visitor says, else what is usual for its kind."""
    if machine.reserved_gib is not None:
        return machine.reserved_gib
    desktop = accelerator is not None and accelerator.kind is AcceleratorKind.GRAPHICS_CARD
    return DESKTOP_GIB if desktop else 0.0


def memory_of(group: AcceleratorGroup, machine: Machine) -> float:
    """Bytes of one accelerator: as the visitor says, else what the host has (unified memory), else the catalog's."""
    accelerator = group.accelerator
    if group.memory_gib is not None:
        if group.memory_gib <= 0:
            raise BadNumber("memory of the accelerator", group.memory_gib, "more than 0 GiB")
        return group.memory_gib * GIB
    if accelerator.unified_memory and machine.host_memory_gib and machine.custom is None:
        return machine.host_memory_gib * GIB
    return (accelerator.memory_gib or 0.0) * GIB


def host_of(catalog: Catalog, accelerator: Accelerator | None) -> Accelerator:
    """The processor whose memory a host has, where the visitor does not say."""
    if accelerator is not None and accelerator.kind is AcceleratorKind.PROCESSOR:
        return accelerator
    data_centre = accelerator is not None and accelerator.kind is AcceleratorKind.DATA_CENTRE
    return catalog.accelerator(SERVER_HOST if data_centre else ORDINARY_HOST)


def ordinary_host_gib(accelerator: Accelerator | None, memory_gib: float | None = None) -> float:
    """Memory of a host of which nothing is said: unified memory is the accelerator's own, in a size that it comes in.

    `memory_gib`: what was said of the accelerator's memory; a size that is not sold is a part given to the graphics.
    """
    if accelerator is None or not accelerator.unified_memory:
        return ORDINARY_HOST_GIB
    sold = memory_gib is not None and memory_gib in accelerator.memory_choices_gib
    return (memory_gib if sold else accelerator.memory_gib) or ORDINARY_HOST_GIB


def _half_precision(chip: Accelerator) -> float:
    """16-bit operations a second; chips before 2016 have no such rate and compute at the 32-bit one (Tesla M40)."""
    tflops = chip.fp32_tflops if chip.fp16_tflops is None else chip.fp16_tflops
    return np.nan if tflops is None else tflops * TERA


def _kinds(catalog: Catalog, machine: Machine) -> list[dict[str, object]]:
    """One description for each kind; where every accelerator holds a part of every layer, one for all of them."""
    groups = groups_of(catalog, machine)
    host = host_of(catalog, groups[0].accelerator if groups else None)
    if not groups or groups[0].accelerator.kind is AcceleratorKind.PROCESSOR:
        return [_alone(host, machine)]
    described = [_described(group, machine, host) for group in groups]
    return [_slowest(described)] if machine.split is Split.TENSOR else described


def _slowest(described: Sequence[Mapping[str, object]]) -> dict[str, object]:
    """Equal parts: the least memory and the slowest chip set the pace of all."""
    columns = {name: [cast("float", one[name]) for one in described] for name in LEAST}
    slowest = described[int(np.argmin(columns["bandwidth"]))]
    least = {name: np.min(values) for name, values in columns.items()}
    return {**slowest, **least, "count": sum(cast("int", one["count"]) for one in described)}


def _alone(host: Accelerator, machine: Machine) -> dict[str, object]:
    return _chip(host) | {
        "fp16_flops": processor_flops(host, machine, _half_precision(host)),
        "memory_bytes": np.nan,
        "reserved_bytes": 0.0,
        "unified": False,
        "count": 1,
        "bandwidth": (machine.host_bandwidth_gb_per_s or host.bandwidth_gb_per_s) * GB,
        **_host(host, machine),
    }


def _described(group: AcceleratorGroup, machine: Machine, host: Accelerator) -> dict[str, object]:
    if carved_out(group, machine):
        whole_gib = machine.host_memory_gib + (group.memory_gib or 0.0)
        return _on_chip(group, machine, host) | _host(host, machine.model_copy(update={"host_memory_gib": whole_gib}))
    return _on_chip(group, machine, host)


def _on_chip(group: AcceleratorGroup, machine: Machine, host: Accelerator) -> dict[str, object]:
    return _chip(group.accelerator) | {
        "memory_bytes": memory_of(group, machine),
        "reserved_bytes": reserved_gib(machine, group.accelerator) * GIB,
        "unified": group.accelerator.unified_memory,
        "count": group.count,
        "bandwidth": group.accelerator.bandwidth_gb_per_s * GB,
        **_host(host, machine),
    }


def _chip(chip: Accelerator) -> dict[str, object]:
    small = low_precision(chip)
    return {
        "family": chip.chip_family,
        "fp16_flops": _half_precision(chip),
        "int8_ops": np.nan if chip.int8_tops is None else chip.int8_tops * TERA,
        "fp8_flops": small.fp8_flops,
        "fp4_flops": small.fp4_flops,
        "power_w": np.nan if chip.power_w is None else chip.power_w,
    }


def _host(host: Accelerator, machine: Machine) -> dict[str, object]:
    """The memory of a device typed in is the host's where it is a processor or shares the host's."""
    typed = machine.custom
    own = typed is not None and (typed.unified_memory or typed.maker in (*SHARING, ChipClass.PROCESSOR))
    gib = (machine.memory_gib or typed.memory_gib) if typed is not None and own else machine.host_memory_gib
    return {
        "host_memory_bytes": max(gib - machine.host_reserved_gib, 0.0) * GIB,
        "host_reserved_bytes": machine.host_reserved_gib * GIB,
        "host_bandwidth": (machine.host_bandwidth_gb_per_s or host.bandwidth_gb_per_s) * GB,
        "host_flops": processor_flops(host, machine, _half_precision(host)),
        "assume_fit": machine.assume_fit,
    }
