"""Numbers as people see and type them in a table: with the marks of their language, or of the other."""

import math
import re
from decimal import Decimal

from llmselect.text import Language, Voice

BLANKS = re.compile(r"[\s\u00a0\u202f'’]")
THOUSANDS = re.compile(r"[-+]?\d{1,3}(,\d{3})+")
"""What English means by commas alone; any other comma without a point is a decimal one."""
FIGURES = 5
MARK = "✎"


def figures(value: float, say: Voice) -> str:
    """Five figures that count, without zeros at the end: 1,234.5 · 12.34 · 0.0123 · 0.5."""
    short = Decimal(f"{value:.{FIGURES}g}").normalize()
    exponent = short.as_tuple().exponent
    return say.number(float(short), max(-exponent, 0) if isinstance(exponent, int) else 0)


def typed_number(text: str, language: Language) -> float | None:
    """The number in the text of a cell, whose mark and original in parentheses are passed over; NaN for what is none.

    None for an empty text, which is unknown.
    """
    words = BLANKS.sub("", text.replace(MARK, "").partition("(")[0]).replace("−", "-")
    if not words:
        return None
    try:
        found = float(_with_point(words, language))
    except ValueError:
        return math.nan
    return found if math.isfinite(found) else math.nan


def _with_point(words: str, language: Language) -> str:
    """The digits with a decimal point alone: of two kinds of marks the last is the decimal one."""
    comma, point = words.rfind(","), words.rfind(".")
    if comma < 0:
        return words
    grouped = THOUSANDS.fullmatch(words) is not None and language is Language.EN
    return words.replace(",", "") if grouped or point > comma else words.replace(".", "").replace(",", ".")
