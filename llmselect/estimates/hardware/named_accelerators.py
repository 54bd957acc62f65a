"""Accelerators as people type them and drivers print them: a name of the catalog, and the memory of one."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from llmselect.catalog.accelerators import Accelerator
from llmselect.catalog.catalog import Catalog
from llmselect.errors import BadNumber, NotPossible, UnknownName, nearest
from llmselect.estimates.hardware.accelerator_groups import MOST
from llmselect.machine.chip_names import chip_entries
from llmselect.machine.detect import detect
from llmselect.machine.device_words import SIZE, size_bytes
from llmselect.machine.likeness import nearest_devices
from llmselect.machine.typed_names import same_size, typed_accelerators
from llmselect.units import GIB

NONE: Final = "none"
AUTO: Final = "auto"
MOST_NAMED: Final = 4
MOST_SUGGESTED: Final = 3


COUNTED: Final = re.compile(r"\s*(\d{1,4})\s*[x×*]\s*(?=[a-z0-9])", re.IGNORECASE)
"""`2x3090`, `2 x RTX 3090`, `2×4090`: how many, before the name; no name of the catalog begins so."""


class NamedAccelerator(NamedTuple):
    """What a text means; both None: the host alone."""

    name: str | None = None
    memory_gib: float | None = None
    """Of one, where it was stated; None: the catalog's, or the host's where its memory is shared."""


def accelerator_option(catalog: Catalog, text: str | None, memory_gib: float | None = None) -> NamedAccelerator:
    """As `named_accelerator`; `auto` asks this computer, which is for its owner at a command alone."""
    if text is None or text.casefold() != AUTO:
        return named_accelerator(catalog, text, memory_gib)
    kinds = detect({each.name: each.memory_gib for each in catalog.file.accelerators}).kinds
    return NamedAccelerator(kinds[0].names[0] if kinds and kinds[0].names else None, memory_gib)


def uncounted(text: str | None, count: int) -> tuple[str | None, int]:
    """A text without the number it begins with, and how many are meant; `count`: as stated beside it, 1 by default.

    Raises BadNumber for a number that no machine has, NotPossible where the two contradict each other.
    """
    found = COUNTED.match(text or "")
    if text is None or found is None:
        return text, count
    stated = int(found[1])
    if not 1 <= stated <= MOST:
        raise BadNumber(f"the number of accelerators in {text!r}", stated, f"1 to {MOST}")
    if count not in (1, stated):
        raise NotPossible(f"{text} names {stated} accelerators, and {count} are stated beside it; expected one number")
    return text[found.end() :], stated


def named_accelerator(catalog: Catalog, text: str | None, memory_gib: float | None = None) -> NamedAccelerator:
    """The accelerator that a text means, of that memory; `none` is the host alone.

    Of one card that is sold in several sizes the memory decides, else the size that was sold first is taken; of one
    chip with several numbers of cores the fewest. Raises UnknownName for a text that means no accelerator of the
    catalog, NotPossible where it means several, or a card in a size that the catalog does not have.
    """
    if text is None or text.casefold() == NONE:
        return NamedAccelerator(None, memory_gib)
    names = _meant(catalog, text)
    if not names:
        raise _unknown(catalog, text)
    stated = memory_gib if memory_gib is not None else _stated_gib(text, names, catalog)
    one = _one(catalog, text, _of_memory(catalog, text, names, stated))
    return NamedAccelerator(one, stated)


def _meant(catalog: Catalog, text: str) -> tuple[str, ...]:
    """Every name that the text may mean, whatever the size in it."""
    sizes = {each.name: each.memory_gib for each in catalog.file.accelerators}
    shared = [each.name for each in catalog.file.accelerators if each.unified_memory]
    return typed_accelerators(text, sizes, shared) or typed_accelerators(SIZE.sub(" ", text), sizes)


def _stated_gib(text: str, names: Sequence[str], catalog: Catalog) -> float | None:
    """The size in a text, where it is more than a part of the name: `M4 Max 64GB`, and of a card what no card has."""
    stated = size_bytes(text)
    if stated is None or text.strip().casefold() == names[0].casefold():
        return None
    chips = [catalog.accelerator(name) for name in names]
    own = any(not chip.unified_memory and same_size(chip.memory_gib, stated) for chip in chips)
    return None if own else stated / GIB


def _of_memory(catalog: Catalog, text: str, names: tuple[str, ...], memory_gib: float | None) -> tuple[str, ...]:
    """Those that come in this size; where only a sibling does, the sibling; refused where no card does."""
    if memory_gib is None:
        return names
    right = tuple(name for name in names if _comes_in(catalog.accelerator(name), memory_gib))
    if right:
        return right
    siblings = _meant(catalog, SIZE.sub(" ", names[0])) or names
    right = tuple(name for name in siblings if _comes_in(catalog.accelerator(name), memory_gib))
    if right:
        return right
    if any(catalog.accelerator(name).unified_memory for name in names):
        return names
    sold = ", ".join(f"{name} ({catalog.accelerator(name).memory_gib:g} GiB)" for name in siblings[:MOST_NAMED])
    raise NotPossible(
        f"no {SIZE.sub('', names[0]).strip()} of {memory_gib:g} GiB is in the catalog, and a card of another size has "
        f"another bandwidth; the nearest: {sold}; expected one of these, or a device with its own figures (--device)"
    )


def _comes_in(accelerator: Accelerator, memory_gib: float) -> bool:
    sizes = accelerator.memory_choices_gib or (accelerator.memory_gib,)
    return accelerator.memory_gib is None or any(same_size(gib, memory_gib * GIB) for gib in sizes)


def _one(catalog: Catalog, text: str, names: tuple[str, ...]) -> str:
    """The one that is meant among several of one card or chip; raises NotPossible where they are several cards."""
    if chip_entries(text, names):  # its graphics, where the processor alone has an entry too
        names = tuple(name for name in names if catalog.accelerator(name).unified_memory) or names
    if len(names) == 1:
        return names[0]
    year = min(catalog.accelerator(name).release_year or 0 for name in names)
    first = [name for name in names if (catalog.accelerator(name).release_year or 0) == year]
    if len({_without_size(name) for name in names}) > 1 or len({_without_cores(name) for name in first}) > 1:
        raise NotPossible(f"accelerator {text} may mean {', '.join(names[:MOST_NAMED])}; expected one of them")
    return min(first, key=lambda name: (len(name), name))


def _without_size(name: str) -> str:
    return " ".join(SIZE.sub(" ", _without_cores(name).casefold()).split())


def _without_cores(name: str) -> str:
    return re.sub(r" \d+-core$", "", name)


def _unknown(catalog: Catalog, text: str) -> UnknownName:
    """The names that a text begins, then the nearest by meaning, else by spelling."""
    names = list(catalog.accelerators)
    begun = sorted((name for name in names if text.strip().casefold() in name.casefold()), key=len)
    like = tuple(dict.fromkeys([*begun, *nearest_devices(text, names)])) or nearest(text, names)
    return UnknownName("accelerator", text, names, like[:MOST_SUGGESTED])
