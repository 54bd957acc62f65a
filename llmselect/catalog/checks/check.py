"""All that can be said against a catalog: faults to mend, and facts that nobody has looked at for long."""

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, cast, get_args

from pydantic import BaseModel, ValidationError

from llmselect.catalog.catalog import CatalogFile
from llmselect.catalog.checks.consistency import Names, RecordEntry, Shelf, disagreements, shelf_of
from llmselect.catalog.checks.offers_apart import offers_apart
from llmselect.catalog.checks.plausible import facts, implausible
from llmselect.catalog.faults import Fault, faults_of, name_of, raw_of, repeated_keys
from llmselect.catalog.load import content_of
from llmselect.catalog.models import LanguageModel
from llmselect.catalog.offers import Offer
from llmselect.catalog.record import Record

STALE_DAYS = 90


class Stale(NamedTuple):
    """A fact that was last compared with its source long ago."""

    path: str
    checked: datetime.date
    days: int


@dataclass(frozen=True, slots=True)
class CatalogReport:
    """What a check of a catalog found."""

    path: Path
    faults: tuple[Fault, ...]
    stale: tuple[Stale, ...]
    """Oldest first."""
    apart: tuple[Fault, ...]
    """Offers that disagree with the others of their model and do not say why."""
    counts: tuple[tuple[str, int], ...]
    """Records of each list."""

    def lines(self, stale_shown: int) -> list[str]:
        """The report for a terminal: every fault, and the oldest facts."""
        counted = ", ".join(f"{count} {field}" for field, count in self.counts)
        lines = [f"{self.path}: {counted or 'nothing could be read'}"]
        lines += map(str, self.faults)
        lines.append(f"{len(self.faults)} faults" if len(self.faults) != 1 else "1 fault")
        if self.apart:
            lines.append(f"{len(self.apart)} facts of offers stand apart from the other offers of their model:")
            lines += [f"  {one}" for one in self.apart]
        if self.stale:
            lines.append(f"{len(self.stale)} facts not checked for {STALE_DAYS} days:")
            lines += [f"  {one.path}: checked {one.checked}, {one.days} days ago" for one in self.stale[:stale_shown]]
            if (more := len(self.stale) - stale_shown) > 0:
                lines.append(f"  and {more} more")
        return lines


def report(path: Path, today: datetime.date) -> CatalogReport:
    """Check that file; raises BadFile when it cannot be read at all."""
    content = content_of(path)
    malformed: tuple[Fault, ...] = ()
    try:
        shelf, names = shelf_of(CatalogFile.model_validate_json(content, strict=True))
    except ValidationError as error:
        malformed = faults_of(error, content)
        shelf, names = _readable(content)
    repeated = repeated_keys(content) if raw_of(content) is not None else ()
    faults = (*malformed, *repeated, *disagreements(shelf, names), *implausible(shelf, today))
    return CatalogReport(
        path, faults, _stale(shelf, today), _apart(shelf, today), _counts(names if malformed else shelf)
    )


def _stale(shelf: Shelf, today: datetime.date) -> tuple[Stale, ...]:
    ages = [Stale(path, checked, (today - checked).days) for path, checked in facts(shelf)]
    return tuple(sorted((one for one in ages if one.days > STALE_DAYS), key=lambda one: (-one.days, one.path)))


def _apart(shelf: Shelf, today: datetime.date) -> tuple[Fault, ...]:
    models = [entry.record for entry in shelf.get("models", ()) if isinstance(entry.record, LanguageModel)]
    offers = [entry.record for entry in shelf.get("offers", ()) if isinstance(entry.record, Offer)]
    return offers_apart(models, offers, today)


def _counts(lists: Shelf | Names) -> tuple[tuple[str, int], ...]:
    return tuple((field, len(records)) for field, records in lists.items())


def _readable(content: bytes) -> tuple[Shelf, Names]:
    """The records that can be read beside faulty ones, and the names of all."""
    raw = raw_of(content)
    if not isinstance(raw, dict):
        return {}, {}
    lists = cast("dict[str, object]", raw)
    shelf: dict[str, Sequence[RecordEntry]] = {}
    names: dict[str, frozenset[str]] = {}
    for field, info in CatalogFile.model_fields.items():
        records = lists.get(field)
        if not isinstance(records, list):
            continue
        kind = cast("type[Record]", get_args(info.annotation)[0])
        entries = [_entry(kind, *one) for one in enumerate(cast("list[object]", records))]
        shelf[field] = [entry for entry in entries if entry is not None]
        called = map(name_of, cast("list[object]", records))
        names[field] = frozenset(name for name in called if name is not None)
    return shelf, names


def _entry(kind: type[BaseModel], position: int, raw: object) -> RecordEntry | None:
    try:
        return RecordEntry(position, cast("Record", kind.model_validate_json(json.dumps(raw), strict=True)))
    except ValidationError:
        return None
