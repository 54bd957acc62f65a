"""Dated releases of closed models: which of the releases that boards name an entry of the catalog stands for.

A maker of a closed model may call several releases by one name (Claude 3.5 Sonnet of June and of October 2024, Gemini
1.5 Pro 001 and 002). An entry stands for one: the newest that is no preview. The others keep their own names on the
boards, and count for no model.
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import LanguageModel

SAME_RELEASE: Final = datetime.timedelta(days=31)
"""Boards date one release by its announcement, its first day of service or its name."""
PREVIEW: Final = re.compile(r"(?<![a-z])(preview|exp|experimental)(?![a-z])", re.IGNORECASE)
NUMBERED: Final = re.compile(r"[-_ ](0\d\d)(?!\d)")
"""Google's releases: 001, 002."""
FULL_DAY: Final = re.compile(r"(?<!\d)(20[2-3]\d)[-_]?(\d\d)[-_]?(\d\d)(?!\d)")
MONTH_YEAR: Final = re.compile(r"(?<!\d)(\d\d)[-_](20[2-3]\d)(?!\d)")
MONTH_DAY: Final = re.compile(r"(?<=[-_ ])(\d\d)[-_]?(\d\d)(?![\d.])(?!b\b)")
"""`04-17`, `0613`; as year and month where the first part is no month (`2506`)."""


class NamedRelease(NamedTuple):
    """What a board's name says of the release; None where it says nothing."""

    name: str
    day: datetime.date | None
    number: int | None
    preview: bool


def named_release(name: str, near: datetime.date | None) -> NamedRelease:
    """The release that a name tells; a day without a year is the last before a month after `near`, the known day."""
    number = NUMBERED.search(name)
    day = release_day_of(name, near)
    return NamedRelease(name, day, int(number[1]) if number and day is None else None, bool(PREVIEW.search(name)))


def release_day_of(name: str, near: datetime.date | None) -> datetime.date | None:
    """The day in a name; None where there is none."""
    if found := FULL_DAY.search(name):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := MONTH_YEAR.search(name):
        return _day(int(found[2]), int(found[1]), 15)
    for found in MONTH_DAY.finditer(name):
        first, second = int(found[1]), int(found[2])
        if first > 12:
            day = _day(2000 + first, second, 15) if 22 <= first <= 39 else None
        else:
            day = _nearest_before(first, second, near) if near else None
        if day is not None:
            return day
    return None


def counted(names: Collection[str], released: datetime.date | None) -> frozenset[str]:
    """The names that mean the release an entry stands for: those that tell no release, and those of the newest.

    `released`: day of the entry's record. Where every name is a preview, the newest preview counts.
    """
    named = [named_release(name, released) for name in names]
    full = [one for one in named if not one.preview] or named
    newest = max((one.day for one in full if one.day), default=released)
    last = max((one.number for one in full if one.number is not None), default=None)
    return frozenset(one.name for one in named if _is_of(one, newest, last, previews_too=full is named))


def _is_of(one: NamedRelease, newest: datetime.date | None, last: int | None, previews_too: bool) -> bool:
    if one.number is not None and last is not None:
        return one.number == last
    if one.day is not None and newest is not None:
        return abs(newest - one.day) <= SAME_RELEASE
    return previews_too or not one.preview


@lru_cache(maxsize=8)
def older_releases(catalog: Catalog) -> frozenset[tuple[str, str]]:
    """Weights and name of each release, as the catalog's standings call it, for which no entry stands."""
    closed = _closed(catalog)
    return frozenset(
        (weights, name)
        for weights, named in _names(catalog).items()
        if weights in closed
        for name in named - _of_entry(named, closed[weights])
    )


@lru_cache(maxsize=8)
def newest_releases(catalog: Catalog) -> Mapping[str, datetime.date]:
    """By weights of closed models, day of the release they stand for: the newest that standings name, or the record's.

    A model without either has no entry.
    """
    older, named = older_releases(catalog), _names(catalog)
    days: dict[str, datetime.date] = {}
    for weights, model in _closed(catalog).items():
        now = (name for name in named.get(weights, ()) if (weights, name) not in older)
        told = [day for name in now if (day := release_day_of(name, model.release_date))]
        if day := max(told, default=model.release_date):
            days[weights] = day
    return days


@lru_cache(maxsize=8)
def _names(catalog: Catalog) -> Mapping[str, frozenset[str]]:
    """What standings call each weights."""
    weights = {model.id: model.weights for model in catalog.file.models}
    names: dict[str, set[str]] = defaultdict(set)
    for standing in catalog.file.standings:
        names[weights[standing.model]].add(standing.name_in_source)
    return {each: frozenset(named) for each, named in names.items()}


def _of_entry(names: Collection[str], model: LanguageModel) -> frozenset[str]:
    """An entry that is a preview itself has no release beside it."""
    if PREVIEW.search(model.id):
        return frozenset(names)
    return counted(names, model.release_date)


def _closed(catalog: Catalog) -> Mapping[str, LanguageModel]:
    """Entries whose weights nobody publishes: of an open model, each release is an entry of its own."""
    own = (model for model in catalog.file.models if model.weights == model.id)
    return {model.id: model for model in own if model.hub_repo is None}


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _nearest_before(month: int, day: int, near: datetime.date) -> datetime.date | None:
    """That day of the year, the last one before a month after `near`."""
    years = (near.year + 1, near.year, near.year - 1)
    days = (found for year in years if (found := _day(year, month, day)))
    return next((found for found in days if found <= near + SAME_RELEASE), None)
