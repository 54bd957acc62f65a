"""Rows of a source as lines of a board: each read by itself, so that a broken one is lost alone."""

import datetime
import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

from llmselect.hub.http.hub_faults import clean
from llmselect.hub.leaderboards.ranks import ScoreInterval, ranks
from llmselect.hub.leaderboards.snapshot import BoardLine

Row = Mapping[str, Any]
LONGEST_NOTE = 300


def lines(
    rows: Iterable[object], make: Callable[[Row], BoardLine], higher_is_better: bool = True
) -> tuple[BoardLine, ...]:
    """Lines of these rows, ranked, best first; `make` raises ValueError, KeyError or TypeError at a row without use.

    Of several rows of one model under the same settings the first counts.
    """
    first_of_model: dict[tuple[str, str], BoardLine] = {}
    for row in rows:
        if not isinstance(row, Mapping):
            continue
        try:
            line = make(cast("Row", row))
        except (ValueError, KeyError, TypeError):
            continue
        first_of_model.setdefault((line.name, line.settings), line)
    return ranked(first_of_model.values(), higher_is_better)


def ranked(unranked: Iterable[BoardLine], higher_is_better: bool = True) -> tuple[BoardLine, ...]:
    """The same lines with their ranks, best first."""
    sign = -1 if higher_is_better else 1
    ordered = sorted(unranked, key=lambda line: (sign * line.score, line.name))
    places = ranks([ScoreInterval(line.score, line.low, line.high) for line in ordered], higher_is_better)
    return tuple(line.model_copy(update={"rank": rank}) for line, rank in zip(ordered, places, strict=True))


def words(value: object, most: int = LONGEST_NOTE) -> str:
    """Text from outside, fit to be shown; empty for anything else."""
    return clean(value, most) if isinstance(value, str) else ""


def number(value: object) -> float:
    """A finite number; ValueError for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("not a number")
    try:
        found = float(value)
    except OverflowError as fault:  # a whole number with 400 digits
        raise ValueError("not a finite number") from fault
    if not math.isfinite(found):
        raise ValueError("not a finite number")
    return found


def number_or_none(value: object) -> float | None:
    """A finite number, or None."""
    try:
        return number(value)
    except ValueError:
        return None


def count_or_none(value: object) -> int | None:
    """A whole number that is not negative, or None."""
    count = number_or_none(value)
    return int(count) if count is not None and count >= 0 else None


def link_or_none(value: object) -> str | None:
    """An https address without signs that could break out of a page, or None."""
    odd = set(" <>\"'()[]\\`")
    if not isinstance(value, str) or not value.startswith("https://") or len(value) > 500:
        return None
    return value if value.isprintable() and not odd & set(value) else None


def day_or_none(value: object) -> datetime.date | None:
    """A day, however the source writes it, or None; nothing from the future."""
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, str):
        try:
            value = datetime.date.fromisoformat(value[:10])
        except ValueError:
            return None
    if not isinstance(value, datetime.date):
        return None
    return value if datetime.date(2022, 1, 1) <= value <= today() + datetime.timedelta(days=1) else None


def today() -> datetime.date:
    """Today where the app runs, by UTC."""
    return datetime.datetime.now(datetime.UTC).date()
