"""A machine from a few typed words (`2x3090`, `M3 Pro`, `4060 laptop`, `server H100`), with usual main memory."""

import re
from typing import Final

from llmselect.catalog.accelerators import Accelerator, AcceleratorKind
from llmselect.catalog.catalog import Catalog
from llmselect.errors import NotPossible
from llmselect.estimates.hardware.named_accelerators import NamedAccelerator, named_accelerator
from llmselect.machine.machine import Machine

COUNTED: Final = re.compile(r"^\s*([1-9]\d?)\s*[x×*]\s*(.+)$", re.IGNORECASE)
SURROUNDING: Final = re.compile(r"\b(server|serveur|workstation|station|desktop|pc|with|avec|un|une|a|my|mon)\b", re.I)
"""Words about the computer around the accelerator, which name no device."""
SERVER: Final = re.compile(r"\b(server|serveur)\b", re.I)
HOST_GIB: Final = {
    AcceleratorKind.DATA_CENTRE: 256.0,
    AcceleratorKind.GRAPHICS_CARD: 32.0,
    AcceleratorKind.PROCESSOR: 32.0,
    AcceleratorKind.INTEGRATED: 32.0,
    AcceleratorKind.APPLE: 16.0,
}
LAPTOP_GIB: Final = 16.0
LARGE_CARD_GIB, LARGE_HOST_GIB = 20.0, 64.0
"""Who buys a card of 24 GB has rarely less than twice that beside it."""


def typed_machine(catalog: Catalog, text: str) -> Machine:
    """The machine that the words mean; raises UnknownName or NotPossible with the nearest that are known."""
    counted = COUNTED.match(text)
    count, words = (int(counted[1]), counted[2]) if counted else (1, text)
    named = _named(catalog, words)
    if named.name is None:
        return Machine(accelerator=None, host_memory_gib=LAPTOP_GIB)
    return ordinary_machine(catalog, named.name, count, named.memory_gib)


def _named(catalog: Catalog, words: str) -> NamedAccelerator:
    """The accelerator; in a server the version that is soldered in, where a chip is sold as a card too (H100)."""
    bare = " ".join(SURROUNDING.sub(" ", words).split()) or words
    try:
        return named_accelerator(catalog, bare)
    except NotPossible:
        if SERVER.search(words) is None:
            raise
        return named_accelerator(catalog, f"{bare} SXM")


def ordinary_machine(catalog: Catalog, name: str, count: int = 1, memory_gib: float | None = None) -> Machine:
    """One with this accelerator and the main memory that such a computer usually has; raises UnknownName."""
    accelerator = catalog.accelerator(name)
    own = memory_gib or next(iter(accelerator.memory_choices_gib), accelerator.memory_gib)
    host = own if accelerator.unified_memory and own else _host_gib(accelerator, own)
    sold = own if len(accelerator.memory_choices_gib) > 1 else memory_gib
    return Machine(accelerator=accelerator.name, count=count, memory_gib=sold, host_memory_gib=host)


def _host_gib(accelerator: Accelerator, memory_gib: float | None) -> float:
    if "laptop" in accelerator.name.casefold():
        return LAPTOP_GIB
    if accelerator.kind is AcceleratorKind.GRAPHICS_CARD and (memory_gib or 0) >= LARGE_CARD_GIB:
        return LARGE_HOST_GIB
    return HOST_GIB[accelerator.kind]
