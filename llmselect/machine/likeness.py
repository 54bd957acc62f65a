"""Devices like one that the catalog lacks, by meaning: the maker, the series, the number before the letters."""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from llmselect.machine.device_words import device_words

SERIES_OF: Final = (
    (
        "nvidia",
        r"\b(?:nvidia|geforce|rtx|gtx|quadro|tesla|titan|jetson|orin|thor|gb10)\b|\b[abhlptvm]\d{1,3}0{0,2}s?\b",
    ),
    ("amd", r"\b(?:amd|radeon|rx|instinct|ryzen|epyc|threadripper|vega)\b|\bmi\d{2,3}x?\b"),
    ("apple", r"\b(?:apple|macbook|imac)\b|\bm\d (?:pro|max|ultra)\b"),
    ("intel", r"\b(?:intel|arc|core|xeon|iris|ultra)\b|\bi[3579]-\d"),
)
NUMBER: Final = re.compile(r"\d{2,5}")


class Traits(NamedTuple):
    """What a name says of a device."""

    makers: frozenset[str]
    words: frozenset[str]
    numbers: frozenset[int]


def traits(name: str) -> Traits:
    """The makers, telling words and model numbers of a name."""
    plain, words = name.casefold(), device_words(name)
    makers = frozenset(maker for maker, pattern in SERIES_OF if re.search(pattern, plain))
    numbers = frozenset(int(found[0]) for word in words if (found := NUMBER.search(word)))
    return Traits(makers, words, numbers)


def nearest_devices(given: str, names: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """The names most like the given one, best first; () where no maker, word or number is shared."""
    asked = traits(given)
    scored = [(_distance(asked, traits(name)), name) for name in names]
    alike = [(distance, name) for distance, name in scored if distance is not None]
    return tuple(name for _, name in sorted(alike)[:most])


def _distance(asked: Traits, other: Traits) -> tuple[float, ...] | None:
    """Smaller is nearer: another number, another maker, fewer words of the series shared, more words apart."""
    shared = asked.words & other.words
    maker = bool(asked.makers & other.makers)
    same_number = bool(asked.numbers & other.numbers)
    if not same_number and not (maker and asked.numbers and shared):
        return None
    other_maker = bool(asked.makers and other.makers) and not maker
    apart = min((abs(a - b) for a in asked.numbers for b in other.numbers), default=10**6)
    return (other_maker, not same_number, -len(shared), apart, len(asked.words ^ other.words))
