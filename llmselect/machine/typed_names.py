"""Devices by the names that people type and tools print, as names of the catalog: one place for both."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from llmselect.machine.chip_names import chip_entries
from llmselect.machine.device_words import device_words, size_bytes
from llmselect.machine.host import processors_like
from llmselect.units import GIB

SAME_SIZE_SHARE = 0.1
"""Drivers report a few hundred megabytes less than the box says: sizes this close are the same size."""
SERIES_WORDS: Final = (
    "rtx gtx rx arc quadro mi pro ai ada blackwell pcie sxm nvl jetson agx core i3 i5 i7 i9 xeon platinum ryzen 5 7 9 "
    "epyc threadripper"
)
SERIES: Final = frozenset(SERIES_WORDS.split())
"""Words that people leave out: a name that lacks them is no other device. Without `Ti`, `XT` or `Laptop` it is one."""
LISTED: Final = re.compile(r"\[([^\[\]]*/[^\[\]]*)\][^\[\]]*$")
GRAPHICS_CORES: Final = re.compile(r"\d+core")


def typed_accelerators(
    text: str, catalog_gib: Mapping[str, float | None], shared: Collection[str] = ()
) -> tuple[str, ...]:
    """Names of the catalog that a text may mean: `4090`, `rtx4090`, `NVIDIA GeForce RTX 4060 Laptop GPU`, `M2`.

    `catalog_gib`: GiB by name; `shared`: names whose memory is the computer's, sold in several sizes. Several where
    the text does not tell devices apart, the likeliest first; () where it means none, or a size that none comes in.
    """
    exact = tuple(name for name in catalog_gib if name.casefold() == text.strip().casefold())
    return exact or named_alike(text, size_bytes(text), catalog_gib, shared)


def named_alike(
    name: str, memory_bytes: float | None, catalog_gib: Mapping[str, float | None], shared: Collection[str] = ()
) -> tuple[str, ...]:
    """Names of the catalog that a driver's name may mean, among them only those of the memory stated, if any is."""
    chip = chip_entries(name, catalog_gib)
    found = (_by_words(name, catalog_gib) or _listed(name, catalog_gib)) if chip is None else chip
    found = found or (processors_like(name, catalog_gib) if chip is None else ())
    return of_size(found, memory_bytes, catalog_gib, shared)


def of_size(
    names: Sequence[str], memory_bytes: float | None, catalog_gib: Mapping[str, float | None], shared: Collection[str]
) -> tuple[str, ...]:
    """Those with that memory: a card of another size is another card, with another bus (RTX 3060 12GB and 8GB)."""
    if memory_bytes is None:
        return tuple(names)
    return tuple(
        name
        for name in names
        if name in shared or catalog_gib[name] is None or same_size(catalog_gib[name], memory_bytes)
    )


def same_size(gib: float | None, memory_bytes: float | None) -> bool:
    """Whether a size on a box, in GiB, is what a driver reports in bytes."""
    if gib is None or memory_bytes is None:
        return False
    return abs(gib - memory_bytes / GIB) <= SAME_SIZE_SHARE * gib


def _by_words(name: str, catalog_gib: Mapping[str, float | None]) -> tuple[str, ...]:
    """Entries of the same words, else those that say no more than a series, the fewest words more first."""
    words = device_words(name)
    if not words:
        return ()
    same = tuple(entry for entry in catalog_gib if _bare(entry) == words)
    if same or not re.search(r"\d", " ".join(words)):
        return same
    more = [
        (len(extra), entry)
        for entry in catalog_gib
        if words <= device_words(entry) and (extra := _bare(entry) - words) <= SERIES | _core_counts(extra)
    ]
    fewest = min((extra for extra, _ in more), default=None)
    return tuple(entry for extra, entry in more if extra == fewest)


def _listed(name: str, catalog_gib: Mapping[str, float | None]) -> tuple[str, ...]:
    """Entries for the boards of one chip as `lspci` lists them: `Navi 31 [Radeon RX 7900 XT/7900 XTX/7900M]`."""
    boards = LISTED.search(name)
    each = boards[1].split("/") if boards else []
    found = (entry for board in each for entry in _by_words(board, catalog_gib))
    return tuple(dict.fromkeys(found))


def _core_counts(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if GRAPHICS_CORES.fullmatch(word))


def _bare(entry: str) -> frozenset[str]:
    """The words of an entry without what its brackets explain."""
    return device_words(re.sub(r"\([^)]*\)", " ", entry))
