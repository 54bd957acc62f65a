"""Machines that clouds rent by the hour: the usual accelerators, one to eight of them."""

import re
from typing import Final

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.price_terms.price_days import rentals
from llmselect.errors import UnknownName
from llmselect.machine.machine import Machine, Split

USUAL: Final = ("L4", "L40S", "A100 SXM 80GB", "H100 SXM 80GB", "H200 SXM", "MI300X")
"""What clouds rent by the hour for language models, smallest first."""
COUNTS: Final = (1, 2, 4, 8)
_COUNTED: Final = re.compile(r"(?:([1-8])x )?(.+)")
HOST_GIB: Final = 32.0
"""Main memory for each accelerator: the least that the machines read come with (an L4 of Seeweb: SkyPilot catalog v8,
seeweb at 004a1aef, read on 2026-11-29)."""


def rented_machine(catalog: Catalog, name: str) -> Machine:
    """The machine of `L4` or `4x H100 SXM 80GB`; raises UnknownName for an accelerator that the catalog lacks.

    Several share every layer, as engines of servers do.
    """
    found = _COUNTED.fullmatch(name)
    if found is None:
        raise UnknownName("machine", name, usual_names(catalog))
    count, accelerator = int(found[1] or 1), catalog.accelerator(found[2]).name
    split = Split.TENSOR if count > 1 else Split.LAYER
    return Machine(accelerator=accelerator, count=count, split=split, host_memory_gib=HOST_GIB * count)


def usual_names(catalog: Catalog) -> tuple[str, ...]:
    """Machines to choose from: each usual accelerator that some source names a rent of, one to eight."""
    known = [name for name in USUAL if rentals(catalog.accelerator(name))]
    return tuple(name if count == 1 else f"{count}x {name}" for name in known for count in COUNTS)
