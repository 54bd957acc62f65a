"""What of an accelerator's memory is no model's, and where that figure comes from."""

from typing import Final, NamedTuple

from llmselect.catalog.accelerators import AcceleratorKind
from llmselect.catalog.catalog import Catalog
from llmselect.estimates.hardware.accelerator_groups import groups_of
from llmselect.estimates.hardware.devices import reserved_gib
from llmselect.machine.machine import Machine
from llmselect.text import Text

STATED: Final = Text("as stated", "comme indiqué")
DESKTOP: Final = Text(
    "what a desktop with a browser usually keeps of the card that draws it",
    "ce qu’un bureau avec un navigateur garde d’ordinaire sur la carte qui l’affiche",
)
NO_DESKTOP: Final = Text("it draws no desktop", "il n’affiche aucun bureau")
SHARED: Final = Text("the system’s own share counts apart", "la part du système est comptée à part")


class KeptBack(NamedTuple):
    """Of each accelerator of the first kind."""

    gib: float
    source: Text


def kept_back(catalog: Catalog, machine: Machine) -> KeptBack | None:
    """The figure that the estimates take; None where the host runs models alone."""
    groups = groups_of(catalog, machine)
    if not groups or groups[0].accelerator.kind is AcceleratorKind.PROCESSOR:
        return None
    accelerator = groups[0].accelerator
    gib = reserved_gib(machine, accelerator)
    if machine.reserved_gib is not None:
        return KeptBack(gib, STATED)
    if accelerator.unified_memory:
        return KeptBack(gib, DESKTOP if gib else SHARED)
    return KeptBack(gib, DESKTOP if gib else NO_DESKTOP)
