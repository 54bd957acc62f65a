"""A cell of a table in words, as the table itself shows it in that language."""

import datetime
import re
from collections.abc import Mapping
from html import escape
from typing import Any
from urllib.parse import unquote

from llmselect.text import NARROW_NO_BREAK_SPACE, Language, Voice

PRINTED = re.compile(r"%(\+?)\.(\d)f(.*)")
"""A format as C prints it: sign, decimals, what follows."""


def cell_in_words(cell: Any, look: Any, say: Voice) -> str:
    """HTML of a cell as the table shows it in this language; None is unknown."""
    settings: Mapping[str, Any] = look["type_config"] if look else {}
    if cell is None or cell == "":
        return escape(say("how.unknown"))
    if isinstance(cell, datetime.date):
        return say.day(cell)
    if isinstance(cell, str):
        return _link(cell, settings) if settings.get("type") == "link" else escape(cell)
    return _number(cell, settings.get("format"), say) if isinstance(cell, int | float) else escape(str(cell))


def _link(address: str, settings: Mapping[str, Any]) -> str:
    """An address by the part that the column shows of it; a page of our own opens in its place, another beside it."""
    shown = re.search(settings.get("display_text") or "(.*)", address)
    target = "_blank" if "://" in address else "_self"
    return f'<a href="{escape(address)}" target="{target}">{escape(unquote(shown[1]) if shown else address)}</a>'


def _number(value: float, kind: str | None, say: Voice) -> str:
    """A number in the formats that tables use; three decimals at most."""
    if kind == "percent":
        return say.percent(value, min(_decimals(100 * value), 3))
    if kind == "dollar":
        return say("how.dollars", amount=say.number(value, 2))
    printed = PRINTED.fullmatch(kind or "")
    if printed is None:
        return say.number(value, _decimals(value))
    plus = "+" if printed[1] and value >= 0 else ""
    space = NARROW_NO_BREAK_SPACE if say.language is Language.FR else ""
    return plus + say.number(value, int(printed[2])) + re.sub(" ?%%", f"{space}%", printed[3])


def _decimals(value: float) -> int:
    return len(f"{value:.3f}".rstrip("0").partition(".")[2])
