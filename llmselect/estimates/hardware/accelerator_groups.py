"""The accelerators that a machine has, by kind: of the catalog, or typed in by hand."""

import datetime
from dataclasses import dataclass

from llmselect.catalog.accelerators import Accelerator, AcceleratorKind
from llmselect.catalog.catalog import Catalog
from llmselect.errors import BadNumber, NotPossible
from llmselect.estimates.core.chip_families import OF_CLASS
from llmselect.machine.machine import ChipClass, Custom, Machine

KINDS = {
    ChipClass.NVIDIA: AcceleratorKind.GRAPHICS_CARD,
    ChipClass.AMD: AcceleratorKind.GRAPHICS_CARD,
    ChipClass.INTEL: AcceleratorKind.GRAPHICS_CARD,
    ChipClass.APPLE: AcceleratorKind.APPLE,
    ChipClass.INTEGRATED: AcceleratorKind.INTEGRATED,
    ChipClass.PROCESSOR: AcceleratorKind.PROCESSOR,
}
SHARING = (ChipClass.APPLE, ChipClass.INTEGRATED)
"""Chips whose memory is the host's, whatever was ticked."""
MOST = 64


@dataclass(frozen=True, slots=True)
class AcceleratorGroup:
    """Equal accelerators."""

    accelerator: Accelerator
    count: int
    memory_gib: float | None
    """Of one, where it is not what the accelerator says."""


def groups_of(catalog: Catalog, machine: Machine) -> tuple[AcceleratorGroup, ...]:
    """The accelerators of a machine in the visitor's order, a processor alone; empty where only a host is named.

    Raises UnknownName for a name that the catalog does not have, NotPossible for what contradicts itself.
    """
    first = accelerator_of(catalog, machine)
    if first is None:
        if machine.further:
            given = machine.further[0].accelerator
            raise NotPossible(
                f"{given} is named as a further accelerator, but there is no first for it to stand beside"
            )
        return ()
    further = [AcceleratorGroup(catalog.accelerator(f.accelerator), f.count, f.memory_gib) for f in machine.further]
    groups = (AcceleratorGroup(first, machine.count, machine.memory_gib), *further)
    for processor in (
        group.accelerator.name for group in groups if group.accelerator.kind is AcceleratorKind.PROCESSOR
    ):
        if further:
            raise NotPossible(f"{processor} is a processor; expected accelerators alone where several kinds are named")
    together = sum(group.count for group in groups)
    if together > MOST:
        raise BadNumber("the number of accelerators together", together, f"at most {MOST}")
    return groups


def accelerator_of(catalog: Catalog, machine: Machine) -> Accelerator | None:
    """The first accelerator: the catalog's, or the one typed in; None for the host alone."""
    if machine.custom is None:
        return catalog.accelerator(machine.accelerator) if machine.accelerator else None
    if machine.accelerator:
        raise NotPossible(
            f"both {machine.accelerator} and {machine.custom.name}, typed in by hand, are named as the first "
            "accelerator; expected one of the two"
        )
    return _typed_in(machine.custom)


def kinds_of(catalog: Catalog, machine: Machine) -> frozenset[AcceleratorKind]:
    """Which kinds of accelerators a runtime must know to use the whole machine; none: the host alone."""
    return frozenset(group.accelerator.kind for group in groups_of(catalog, machine))


def carved_out(group: AcceleratorGroup, machine: Machine) -> bool:
    """Whether the graphics has a part of the memory for itself: the system's is what the firmware left of the whole.

    96 beside 32 GiB on a chip sold with 128 are 128; the same size told twice is one memory told twice.
    """
    whole, own = group.accelerator.memory_gib, group.memory_gib
    if not group.accelerator.unified_memory or machine.custom is not None or whole is None or own is None:
        return False
    return own != machine.host_memory_gib and own + machine.host_memory_gib <= whole


def one_memory(catalog: Catalog, machine: Machine) -> bool:
    """Whether there is no other memory to go to, and the visitor has not asked for a split.

    What unified memory keeps back, it keeps for the system: layers beside the model's share would push it out to disk.
    Where the firmware gave the graphics a part of it, the rest is another memory.
    """
    asked = machine.host_layers or machine.experts_on_host or machine.placement
    if asked or machine.expert_host_layers is not None:
        return False
    groups = groups_of(catalog, machine)
    return bool(groups) and all(group.accelerator.unified_memory and not carved_out(group, machine) for group in groups)


def _typed_in(custom: Custom) -> Accelerator:
    """Power, price and release are not known; the chip is taken for any of its class."""
    return Accelerator.model_construct(
        name=custom.name,
        vendor=custom.maker.value,
        kind=KINDS[custom.maker],
        chip_family=OF_CLASS[custom.maker],
        memory_gib=custom.memory_gib,
        bandwidth_gb_per_s=custom.bandwidth_gb_per_s,
        fp16_tflops=custom.fp16_tflops,
        int8_tops=custom.int8_tops,
        unified_memory=custom.unified_memory or custom.maker in SHARING,
        source="typed in by hand",
        checked=datetime.date.min,
    )
