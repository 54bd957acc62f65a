"""The last good copy of each source in the user's cache: small JSON, written whole or not at all, never trusted."""

import datetime
from importlib import resources
from typing import Annotated, Literal

from pydantic import Field

from llmselect.catalog.record import Record
from llmselect.hub.kept_file import read_kept, write_kept
from llmselect.hub.leaderboards.snapshot import BoardTable

FOLDER = "leaderboards"
LARGEST = 16 * 2**20


class Kept(Record):
    """A table and when its source answered; None for copies in the project."""

    read_at: datetime.datetime | None
    table: BoardTable


class CachedSource(Record):
    """The file of one source."""

    version: Literal[1]
    source: str
    kept: Annotated[tuple[Kept, ...], Field(strict=False, max_length=100)]


def load(source: str) -> tuple[Kept, ...]:
    """The last good copy; none where the file is missing, broken, too large, or of another source."""
    body = read_kept(FOLDER, f"{source}.json", LARGEST)
    kept = () if body is None else _read(body, source)
    now = datetime.datetime.now(datetime.UTC)
    return tuple(one for one in kept if one.read_at and one.read_at.tzinfo and one.read_at <= now)


def bundled(source: str) -> tuple[BoardTable, ...]:
    """The dated copy in the project."""
    file = resources.files("llmselect.hub.leaderboards") / "bundled" / f"{source}.json"
    return tuple(one.table for one in _read(file.read_bytes(), source)) if file.is_file() else ()


def save(source: str, kept: tuple[Kept, ...]) -> None:
    """Write the copy in one step; a disk that cannot be written to is left as it is."""
    write_kept(FOLDER, f"{source}.json", encoded(source, kept))


def encoded(source: str, kept: tuple[Kept, ...], indent: int | None = None) -> bytes:
    """The file of a source; what is not known is left out."""
    stored = CachedSource(version=1, source=source, kept=kept)
    return stored.model_dump_json(exclude_defaults=True, indent=indent).encode()


def _read(body: bytes, source: str) -> tuple[Kept, ...]:
    try:
        stored = CachedSource.model_validate_json(body)
    except ValueError:
        return ()
    return stored.kept if stored.source == source else ()
