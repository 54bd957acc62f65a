"""Words that a person typed: one line, of a decent length, without signs that hide or turn other signs."""

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, Field

HIDING = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}
"""Unicode categories of controls, formats (among them every right-to-left override), private and unassigned signs."""
BLANKS = re.compile(r"[ \t\r\n\f\v]+")
"""One blank stands for any number of them; the narrow ones that French writes before its signs stay."""
MOST_MARKS = 2
"""Combining marks on one letter; more pile up over the lines above."""


def plain_words(text: str, longest: int) -> str:
    """The words in normal form without outer blanks. Raises ValueError for none, too many, or signs that hide."""
    if len(text) > 4 * longest:
        raise ValueError(f"expected at most {longest} characters")
    words = BLANKS.sub(" ", unicodedata.normalize("NFC", text)).strip()
    if not words or len(words) > longest:
        raise ValueError(f"expected 1 to {longest} characters")
    if any(unicodedata.category(sign) in HIDING for sign in words) or _piles(words):
        raise ValueError("expected letters, digits, signs and spaces, without control or direction characters")
    return words


def plain_note(text: str, longest: int) -> str:
    """The same for a remark, which may be empty."""
    return plain_words(text, longest) if text.strip() else ""


def _piles(words: str) -> bool:
    marks = 0
    for sign in words:
        marks = marks + 1 if unicodedata.category(sign) in ("Mn", "Me") else 0
        if marks > MOST_MARKS:
            return True
    return False


LONGEST_NAME, LONGEST_UNIT, LONGEST_NOTE = 60, 40, 300
PlainName = Annotated[str, AfterValidator(lambda text: plain_words(text, LONGEST_NAME))]
PlainUnit = Annotated[str, AfterValidator(lambda text: plain_note(text, LONGEST_UNIT))]
PlainNote = Annotated[str, AfterValidator(lambda text: plain_note(text, LONGEST_NOTE))]
ShortId = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]
