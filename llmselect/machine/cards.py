"""NVIDIA's cards of this computer, asked from the driver's own library or read under /proc."""

import importlib
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, NamedTuple

from llmselect.machine.host import nvidia_names
from llmselect.machine.typed_names import named_alike
from llmselect.text import Text

UNNAMED = "NVIDIA"
"""A card that does not even give its name."""

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
        cards = tuple(_asked(pynvml, i) for i in range(pynvml.nvmlDeviceGetCount()))
    except pynvml.NVMLError:
        return NO_DRIVER
    finally:
        pynvml.nvmlShutdown()
    return cards or NO_DRIVER


def _asked(pynvml: Any, index: int) -> DetectedCard:
    """One card, as far as its driver answers: chips that share the host's memory report none (GB10, Orin, Thor)."""
    name, memory_bytes = UNNAMED, None
    with suppress(pynvml.NVMLError):
        handle = pynvml.nvmlDeviceGetHandleByIndex(index)
        name = _text(pynvml.nvmlDeviceGetName(handle))
        memory_bytes = float(pynvml.nvmlDeviceGetMemoryInfo(handle).total) or None
    return DetectedCard(name, memory_bytes)


def _text(name: str | bytes) -> str:
    """Older versions of the library answer in bytes."""
    return name.decode("utf-8", "replace") if isinstance(name, bytes) else str(name)


def matching(card: DetectedCard, catalog_gib: Mapping[str, float | None]) -> tuple[str, ...]:
    """Names of the catalog that a driver's name may mean: `NVIDIA GeForce RTX 5060 Ti` does not say which of its sizes.

    Where the driver tells the memory it decides: a card of a size that no entry has is in no entry (an RTX 3060 with
    8 GB has a narrower bus than the one with 12).
    """
    return named_alike(card.name, card.memory_bytes, catalog_gib)
