"""Two languages, side by side: a Text holds both, a Voice speaks one, and `messages/` holds the sentences by key."""

import datetime
import math
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple, Self

from llmselect.units import GIB

NARROW_NO_BREAK_SPACE = "\u202f"
NO_BREAK_SPACE = "\u00a0"
FOLDER = Path(__file__).parent / "messages"


class Language(StrEnum):
    """A language of the interface, by its ISO 639-1 code."""

    EN = "en"
    FR = "fr"


class Text(NamedTuple):
    """The same words in both languages; a label lives with the thing it names."""

    en: str
    fr: str


UNKNOWN = Text("unknown", "inconnu")


class Labelled(StrEnum):
    """An id with its label in both languages: `FULL = "full", Text("fits", "tient")`. The value is the id alone."""

    label: Text

    def __new__(cls, value: str, label: Text) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class LabelledInt(IntEnum):
    """The same for ordered ids: `FULL = 2, Text("fits", "tient")`. The value is the number alone."""

    label: Text

    def __new__(cls, value: int, label: Text) -> Self:
        member = int.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


MONTHS = (
    Text("January", "janvier"),
    Text("February", "février"),
    Text("March", "mars"),
    Text("April", "avril"),
    Text("May", "mai"),
    Text("June", "juin"),
    Text("July", "juillet"),
    Text("August", "août"),
    Text("September", "septembre"),
    Text("October", "octobre"),
    Text("November", "novembre"),
    Text("December", "décembre"),
)


@dataclass(frozen=True, slots=True)
class Voice:
    """Says a Text, a message or a number in one language."""

    language: Language

    def __call__(self, words: Text | str, /, **values: object) -> str:
        """Say a Text, or the message of that key in `messages/`, with its blanks filled.

        A Text without values is said as it stands: what filled its blanks before may hold braces of its own.
        """
        text = words if isinstance(words, Text) else messages()[words]
        chosen = text[self.language is Language.FR]
        return chosen if words is text and not values else chosen.format(**values)

    def number(self, value: float, digits: int = 1) -> str:
        """A number with this language's marks: 12,345.7 or 12 345,7."""
        english = f"{value:,.{digits}f}"
        if self.language is Language.EN:
            return english
        return english.translate({ord(","): NARROW_NO_BREAK_SPACE, ord("."): ","})

    def percent(self, share: float, digits: int = 0) -> str:
        """A share between 0 and 1 as a percentage; French puts a space before the sign."""
        space = NARROW_NO_BREAK_SPACE if self.language is Language.FR else ""
        return f"{self.number(100 * share, digits)}{space}%"

    def gib(self, size_bytes: float, digits: int = 1) -> str:
        """A memory size in binary gigabytes: 23.6 GiB, 23,6 Gio."""
        unit = "GiB" if self.language is Language.EN else "Gio"
        return f"{self.number(size_bytes / GIB, digits)}{NO_BREAK_SPACE}{unit}"

    def day(self, day: datetime.date) -> str:
        """A day as people write it: 1 November 2026, 1er novembre 2026."""
        first = "er" if self.language is Language.FR and day.day == 1 else ""
        return f"{day.day}{first} {MONTHS[day.month - 1][self.language is Language.FR]} {day.year}"

    def month(self, day: datetime.date) -> str:
        """The month of a day: November 2026, novembre 2026."""
        return f"{MONTHS[day.month - 1][self.language is Language.FR]} {day.year}"

    def count(self, n: float, one: Text | str, many: Text | str, digits: int = 0) -> str:
        """One or many: French counts all below two as one, zero too; English does not."""
        alone = abs(n) < 2 if self.language is Language.FR else n == 1
        return self(one if alone else many, n=self.number(n, digits))

    def list(self, items: Sequence[str]) -> str:
        """An enumeration inside a sentence: “a, b and c”, « a, b et c »."""
        if len(items) < 2:
            return "".join(items)
        last = "and" if self.language is Language.EN else "et"
        return f"{', '.join(items[:-1])} {last} {items[-1]}"

    @property
    def separators(self) -> str:
        """Decimal and thousands marks, in Plotly's order."""
        return ".," if self.language is Language.EN else "," + NARROW_NO_BREAK_SPACE


Blank = str | int | Callable[[Voice], str]
"""What fills a blank of a sentence: the same in both languages, or said by each Voice in its own."""


def in_both(words: Text | str, /, **values: Blank) -> Text:
    """A Text with its blanks filled in both languages; a callable value is given the Voice that speaks."""

    def say(language: Language) -> str:
        voice = Voice(language)
        return voice(words, **{name: value(voice) if callable(value) else value for name, value in values.items()})

    return Text(say(Language.EN), say(Language.FR))


def number_in_both(value: float | None, digits: int = 0) -> Blank:
    """A number for a blank, with each language's marks; None and NaN become "unknown"."""

    def formatted(voice: Voice) -> str:
        return voice(UNKNOWN) if value is None or math.isnan(value) else voice.number(value, digits)

    return formatted


def capitalized(words: str) -> str:
    """The words with a capital at their start, and the rest as it was."""
    return words[:1].upper() + words[1:]


@cache
def messages() -> dict[str, Text]:
    """Every sentence of the interface and of the command line, as `section.name`; see `read_messages`."""
    return read_messages(FOLDER)


def read_messages(folder: Path) -> dict[str, Text]:
    """Short sentences of `folder/*.toml` and long ones of `folder/prose/<key>.en.md` and `.fr.md`, by key.

    Raises ValueError when two files hold the same key, FileNotFoundError when a long text lacks a language.
    """
    found = dict[str, Text]()
    for key, text in (*_sentences(folder), *_prose(folder / "prose")):
        if key in found:
            raise ValueError(f"the message {key} is in two files of {folder.name}/; expected once")
        found[key] = text
    return found


def _sentences(folder: Path) -> Iterator[tuple[str, Text]]:
    for file in sorted(folder.glob("*.toml")):
        for section, sentences in tomllib.loads(file.read_text("utf-8")).items():
            for name, both in sentences.items():
                yield f"{section}.{name}", Text(**both)


def _prose(folder: Path) -> Iterator[tuple[str, Text]]:
    for file in sorted(folder.glob("*.en.md")):
        key = file.name.removesuffix(".en.md")
        yield key, Text(*((folder / f"{key}.{language}.md").read_text("utf-8").strip() for language in Language))
