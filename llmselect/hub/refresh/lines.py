"""Writing proposals into a catalog as it stands: the lines of their records alone, every other byte as it was."""

import datetime
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final, cast

from llmselect.catalog.models import LanguageModel
from llmselect.catalog.offers import Offer
from llmselect.catalog.standings import DataSource
from llmselect.errors import BadFile
from llmselect.hub.refresh.change import Change

KINDS: Final = {"models": LanguageModel, "offers": Offer, "sources": DataSource}
"""Lists that a refresh may change; their fields tell the order of the keys."""
LAST: Final = ("source", "checked")
SECTION = re.compile(rb'^"(\w+)": \[$')
CITED = re.compile(r"^(.+) on (\d{4}-\d\d-\d\d) \(([\w., ]+)\)$")
"""How a refresh names itself in the source of a record: who, which day, which facts."""


def edited(content: bytes, changes: Iterable[Change], today: datetime.date) -> bytes:
    """The content with those facts changed, each with its source and day; raises BadFile where a record has no line."""
    proposals = _by_record(changes)
    lines = content.split(b"\n")
    section = ""
    for position, line in enumerate(lines):
        if heading := SECTION.match(line.rstrip(b"\r")):
            section = heading[1].decode()
        elif section in KINDS and (record := _record(line)) is not None:
            name = record.get("id")
            if isinstance(name, str) and (proposed := proposals.pop((section, name), None)):
                lines[position] = _line(line, _changed(record, section, proposed, today))
    if proposals:
        section, name = next(iter(proposals))
        raise BadFile(f"{section}.{name} has no line of its own in the catalog; expected one record a line")
    return b"\n".join(lines)


def _by_record(changes: Iterable[Change]) -> dict[tuple[str, str], list[Change]]:
    by_record: dict[tuple[str, str], list[Change]] = defaultdict(list)
    for change in changes:
        by_record[change.section, change.record].append(change)
    return dict(by_record)


def _record(line: bytes) -> dict[str, object] | None:
    """The record of a line; None where the line holds none."""
    try:
        value: object = json.loads(line.rstrip(b"\r,"))
    except ValueError:
        return None
    return cast("dict[str, object]", value) if isinstance(value, dict) else None


def _line(before: bytes, record: Mapping[str, object]) -> bytes:
    """In the file's own format, with the end that the line had."""
    end = before[len(before.rstrip(b"\r,")) :]
    return json.dumps(record, ensure_ascii=False, allow_nan=False).encode() + end


def _changed(
    record: dict[str, object], section: str, changes: list[Change], today: datetime.date
) -> Mapping[str, object]:
    kept = list(record)
    for change in changes:
        *into, key = change.field.split(".")
        part = record
        for step in into:
            part = cast("dict[str, object]", part[step])
        if change.after is None:
            part.pop(key, None)
        else:
            part[key] = change.after
    record["checked"] = today.isoformat()
    if section != "sources":
        record["source"] = _source(str(record["source"]), changes, today)
    return _ordered(record, kept, section)


def _source(before: str, changes: list[Change], today: datetime.date) -> str:
    """What was read elsewhere as it stands; of earlier refreshes, what this one did not read again."""
    fresh = [change.field for change in changes]
    parts: list[str] = []
    for part in before.split("; "):
        cited = CITED.match(part)
        if cited is None:
            parts.append(part)
        elif kept := [field for field in cited[3].split(", ") if field not in fresh]:
            parts.append(f"{cited[1]} on {cited[2]} ({', '.join(kept)})")
    for origin in dict.fromkeys(change.origin for change in changes):
        fields = ", ".join(dict.fromkeys(change.field for change in changes if change.origin == origin))
        parts.append(f"{origin} on {today} ({fields})")
    return "; ".join(parts)


def _ordered(record: Mapping[str, object], kept: list[str], section: str) -> Mapping[str, object]:
    """New keys stand where the record's kind has them; those that were there keep their order."""
    order = [name for name in KINDS[section].model_fields if name not in LAST] + list(LAST)
    names = [name for name in kept if name in record]
    for name in record:
        if name not in names:
            after = (at for at, other in enumerate(names) if order.index(other) > order.index(name))
            names.insert(next(after, len(names)), name)
    return {name: record[name] for name in names}
