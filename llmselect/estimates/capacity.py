"""What a machine can hold at all, whatever the model."""

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.estimates.devices import devices
from llmselect.estimates.groups import groups_of
from llmselect.estimates.memory import context_bytes, usable_bytes
from llmselect.machine.machine import Further, Machine
from llmselect.units import GIB


def capacity_bytes(catalog: Catalog, machine: Machine) -> float:
    """Memory that all accelerators together have left for a model, the host's own where it runs models alone.

    Raises what `groups_of` raises.
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
    )
