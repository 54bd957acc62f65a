"""NVIDIA's cards of this computer, asked from the driver's own library or read under /proc."""

import importlib
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from llmselect.machine.host import nvidia_names
from llmselect.text import Text
from llmselect.units import GIB

SAME_SIZE_SHARE = 0.1
"""Drivers report a few hundred megabytes less than the box says: sizes this close are the same size."""

NOISE = re.compile(r"nvidia|tesla|geforce|gpu|graphics|generation|hbm\d*e?|\d+gb")
"""Words of a driver's name that do not tell one catalog entry from another."""

NO_LIBRARY = Text(
    "NVIDIA’s library is not installed here, so graphics cards cannot be detected.",
    "La bibliothèque de NVIDIA n’est pas installée ici : les cartes graphiques ne peuvent pas être détectées.",
)
NO_DRIVER = Text(
    "No NVIDIA driver responds here. Cards by other manufacturers cannot be detected: choose yours in the list.",
    "Aucun pilote NVIDIA ne répond ici. Les cartes d’autres fabricants ne peuvent pas être "
    "détectées : choisissez la vôtre dans la liste.",
)


class DetectedCard(NamedTuple):
    """One graphics card as its driver describes it."""

    name: str
    memory_bytes: float | None


def nvidia_cards() -> tuple[DetectedCard, ...] | Text:
    """The NVIDIA cards here, or why they cannot be told."""
    by_library = _from_library()
    listed = tuple(DetectedCard(name, None) for name in nvidia_names()) if isinstance(by_library, Text) else ()
    return listed or by_library


def _from_library() -> tuple[DetectedCard, ...] | Text:
    try:
        pynvml: Any = importlib.import_module("pynvml")  # has no types of its own
    except ImportError:
        return NO_LIBRARY
    try:
        pynvml.nvmlInit()
    except pynvml.NVMLError:
        return NO_DRIVER
    try:
        handles = [pynvml.nvmlDeviceGetHandleByIndex(i) for i in range(pynvml.nvmlDeviceGetCount())]
        cards = tuple(
            DetectedCard(str(pynvml.nvmlDeviceGetName(handle)), float(pynvml.nvmlDeviceGetMemoryInfo(handle).total))
            for handle in handles
        )
    except pynvml.NVMLError:
        return NO_DRIVER
    finally:
        pynvml.nvmlShutdown()
    return cards or NO_DRIVER


def matching(card: DetectedCard, catalog_gib: Mapping[str, float | None]) -> tuple[str, ...]:
    """Names of the catalog that a driver's name may mean: `NVIDIA H100 80GB HBM3` does not say which of its boards.

    Among entries of the same name the memory decides where it can; where no entry has that size, the name alone does
    (an RTX 3060 with 8 GB is still an RTX 3060). Entries that say more than the driver are taken at the same size only.
    """
    words = _words(card.name)
    same = [name for name in catalog_gib if _words(name) == words]
    longer = [name for name in catalog_gib if words and _words(name) > words]
    right_size = [name for name in same or longer if same_size(catalog_gib[name], card.memory_bytes)]
    return tuple(right_size or same)


def same_size(gib: float | None, memory_bytes: float | None) -> bool:
    """Whether a size on a box, in GiB, is what a driver reports in bytes."""
    if gib is None or memory_bytes is None:
        return False
    return abs(gib - memory_bytes / GIB) <= SAME_SIZE_SHARE * gib


def _words(name: str) -> frozenset[str]:
    """The words that tell cards apart: no maker, no size; `SXM4` and `SXM2` are both SXM."""
    words = re.sub(r"[-()]", " ", name.casefold()).split()
    return frozenset(re.sub(r"^sxm\d$", "sxm", word) for word in words if not NOISE.fullmatch(word))
