"""What can go wrong, as one tree; every message says what was given, what is expected, and the nearest valid.

LlmselectError
├── UnknownName          a model, accelerator, quantization, use, criterion... that does not exist
├── BadNumber            negative, absurd, or beyond what the thing allows
├── BadFile              a file that cannot be read as what it should be
│   ├── FileFault        tasks or a trial, said in both languages (bench/file_faults.py)
│   ├── BadCatalog       a catalog with faults, each with its path
│   └── BadConfig        a config.json that does not describe a model
├── NotPossible          well-formed, but nothing can answer it
│   └── ServerFault      a server of this computer that cannot be measured (bench/faults.py)
└── HubFault             the Hub or a repository cannot be read, with its kind (hub/http/hub_faults.py)
"""

import difflib
import heapq
import reprlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from pydantic import ValidationError

LONGEST = 60
"""Characters of what was given that a message repeats."""
LONGEST_NAME = 120
"""No name is longer; what is longer was meant as something else."""
FEW = 12
"""So many names a message lists whole where none is like the one given."""
COMPARED = 24
OUTLINE = reprlib.Repr()
OUTLINE.maxlevel, OUTLINE.maxdict, OUTLINE.maxlist, OUTLINE.maxtuple = 3, 6, 16, 16


class LlmselectError(Exception):
    """Anything a person can mend; `code` is stable and for programs, the text is for people."""

    code = "error"


class UnknownName(LlmselectError):
    """A name that the catalog or the program does not know."""

    code = "unknown_name"

    def __init__(self, kind: str, given: str, valid: Iterable[str], like: Sequence[str] | None = None) -> None:
        """`like`: the valid names nearest in meaning; None: the nearest in spelling."""
        self.kind, self.given = kind, given
        names = list(valid)
        self.nearest = nearest(given, names) if like is None else tuple(like)
        super().__init__(f"unknown {kind} {shortened(given)}{self._hint(names)}")

    def _hint(self, names: Sequence[str]) -> str:
        if self.nearest:
            return f"; the nearest are {', '.join(self.nearest)}"
        if len(names) <= FEW:
            return f"; expected one of {', '.join(names)}" if names else ""
        return f"; nothing has a like name, and {len(names)} are known, such as {', '.join(names[:2])}"


class BadNumber(LlmselectError):
    """A number outside what is possible."""

    code = "bad_number"

    def __init__(self, name: str, given: object, expected: str) -> None:
        super().__init__(f"{name} is {shortened(given)}; expected {expected}")


class BadFile(LlmselectError):
    """A file that cannot be used."""

    code = "bad_file"


class BadCatalog(BadFile):
    """A catalog with faults; `faults` holds one sentence each, beginning with its path."""

    code = "bad_catalog"

    def __init__(self, name: str, faults: tuple[str, ...]) -> None:
        self.faults = faults
        super().__init__(f"{name} has {len(faults)} fault(s): " + "; ".join(faults[:3]))


class BadConfig(BadFile):
    """A config.json from which no architecture can be read."""

    code = "bad_config"


class NotPossible(LlmselectError):
    """A well-formed question that has no answer here."""

    code = "not_possible"


def first_fault(fault: ValidationError, whole: str = "the file") -> str:
    """The first thing that strict reading found wrong, as “where: what”; `whole`: where no field of it is named."""
    first = fault.errors(include_url=False, include_input=False)[0]
    what = first["msg"]
    return f"{'.'.join(map(str, first['loc'])) or whole}: {what[:1].lower()}{what[1:]}"


def shortened(value: object) -> str:
    """The repr of a value, cut to LONGEST characters; costs no more than the part that is shown."""
    match value:
        case str() | bytes():
            text = repr(value[: LONGEST + 1])
        case int() if value.bit_length() > 10 * LONGEST:  # Python refuses to write more than 4,300 digits
            text = f"a number of about {value.bit_length() * 3 // 10} digits"
        case list() | dict() | tuple() | set():
            text = OUTLINE.repr(value)  # pyright: ignore[reportUnknownArgumentType] - whatever it holds
        case _:
            text = repr(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def nearest(typed: str, valid: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """The valid names closest to the given one, best first: containing it, or spelled alike."""
    names = tuple(valid)
    folded = typed.casefold()
    if not folded or len(folded) > LONGEST_NAME:
        return ()
    inside = [name for name in names if folded in name.casefold()]
    alike = difflib.get_close_matches(folded, _with_most_pairs(folded, names), n=most, cutoff=0.5)
    spelled = [name for close in alike for name in names if name.casefold() == close]
    return tuple(dict.fromkeys([*sorted(inside, key=len), *spelled]))[:most]


def _with_most_pairs(folded: str, names: tuple[str, ...]) -> list[str]:
    """The names that share the most pairs of letters with it: comparing all of them in full takes 12 ms."""
    pairs = _pairs(folded)
    shared = [(2 * len(pairs & each) / (len(pairs) + len(each) or 1), name) for name, each in _all_pairs(names)]
    return [name for _, name in heapq.nlargest(COMPARED, shared)]


@lru_cache(maxsize=16)
def _all_pairs(names: tuple[str, ...]) -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((folded, _pairs(folded)) for folded in dict.fromkeys(name.casefold() for name in names))


def _pairs(text: str) -> frozenset[str]:
    return frozenset(map("".join, pairwise(text)))
