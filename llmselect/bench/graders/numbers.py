"""Numbers as people write them in English and French, read out of an answer."""

import re
import unicodedata
from typing import Final

SPACES: Final = "\u00a0\u202f\u2009 "
NUMBER: Final = re.compile(
    rf"(?<![\w.,])([-+−]?)\s?(\d{{1,3}}(?:[{SPACES}'’]\d{{3}})+(?!\d)|\d+(?:[.,]\d+)*)(?:[.,](\d+))?(?:[eE]([-+]?\d{{1,3}})(?!\w))?"
)
LONGEST: Final = 40
MOST_SCANNED: Final = 20_000


def read_number(text: str) -> frozenset[float]:
    """The values that a single written number may have: `1,234` is 1234 in English and 1.234 in French."""
    found = NUMBER.search(text)
    return frozenset() if found is None else _values(found)


def last_number(text: str) -> frozenset[float]:
    """The values that the last number of an answer may have, which is where answers give their result."""
    found = [*NUMBER.finditer(_joined(text[-MOST_SCANNED:]))]
    return _values(found[-1]) if found else frozenset()


def _joined(text: str) -> str:
    """Digits of other scripts and widths as plain ones."""
    return "".join(str(unicodedata.digit(sign)) if sign.isdigit() and not sign.isascii() else sign for sign in text)


def _values(found: "re.Match[str]") -> frozenset[float]:
    sign = -1.0 if found[1] in ("-", "−") else 1.0
    digits = re.sub(rf"[{SPACES}'’]", "", found[2])[:LONGEST]
    power = 10.0 ** int(found[4]) if found[4] and abs(int(found[4])) < 300 else 1.0
    if found[3] is not None:
        return frozenset({sign * power * float(f"{re.sub('[.,]', '', digits)}.{found[3][:LONGEST]}")})
    return frozenset(sign * power * value for value in _of_marks(digits))


def _of_marks(digits: str) -> set[float]:
    """Points and commas may part thousands or decimals; where both fit, both values stand."""
    marks = re.findall(r"[.,]", digits)
    parts = re.split(r"[.,]", digits)
    values: set[float] = set()
    grouped = bool(marks) and 1 <= len(parts[0]) <= 3 and all(len(part) == 3 for part in parts[1:])
    if not marks or (grouped and len(set(marks)) == 1):
        values.add(float("".join(parts)))
    if len(marks) == 1:
        values.add(float(".".join(parts)))
    elif len(set(marks)) == 2 and len(set(marks[:-1])) == 1:
        values.add(float(f"{''.join(parts[:-1])}.{parts[-1]}"))
    return values or {float("".join(parts))}
