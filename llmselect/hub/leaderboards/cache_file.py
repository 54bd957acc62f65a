"""The last good copy of each source in the user's cache: small JSON, written whole or not at all, never trusted."""

import contextlib
import datetime
import logging
import os
import tempfile
from importlib import resources
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from llmselect.catalog.record import Record
from llmselect.hub.leaderboards.snapshot import BoardTable

FOLDER = "leaderboards"
LARGEST = 16 * 2**20
_log = logging.getLogger(__name__)


class Kept(Record):
    """A table and when its source answered; None for copies in the project."""

    read_at: datetime.datetime | None
    table: BoardTable


class CachedSource(Record):
    """The file of one source."""

    version: Literal[1]
    source: str
    kept: Annotated[tuple[Kept, ...], Field(strict=False, max_length=100)]


def cache_folder() -> Path | None:
    """LLMSELECT_CACHE, else XDG_CACHE_HOME/llmselect, else ~/.cache/llmselect; None where there is no home."""
    if folder := os.environ.get("LLMSELECT_CACHE", "").strip():
        return Path(folder)
    if folder := os.environ.get("XDG_CACHE_HOME", "").strip():
        return Path(folder) / "llmselect"
    try:
        return Path.home() / ".cache" / "llmselect"
    except RuntimeError:
        return None


def load(source: str) -> tuple[Kept, ...]:
    """The last good copy; none where the file is missing, broken, too large, or of another source."""
    folder = cache_folder()
    if folder is None:
        return ()
    try:
        with (folder / FOLDER / f"{source}.json").open("rb") as file:
            body = file.read(LARGEST + 1)
    except OSError:
        return ()
    kept = _read(body, source) if len(body) <= LARGEST else ()
    now = datetime.datetime.now(datetime.UTC)
    return tuple(copy for copy in kept if copy.read_at and copy.read_at.tzinfo and copy.read_at <= now)


def bundled(source: str) -> tuple[BoardTable, ...]:
    """The dated copy in the project."""
    file = resources.files("llmselect.hub.leaderboards") / "bundled" / f"{source}.json"
    return tuple(copy.table for copy in _read(file.read_bytes(), source)) if file.is_file() else ()


def save(source: str, kept: tuple[Kept, ...]) -> None:
    """Write the copy in one step; a disk that cannot be written to is left as it is."""
    folder = cache_folder()
    if folder is None:
        return
    body = encoded(source, kept)
    try:
        (folder / FOLDER).mkdir(parents=True, exist_ok=True)
        _write_whole(folder / FOLDER / f"{source}.json", body)
    except OSError as fault:
        _log.info("%s: the copy was not kept on disk (%s)", source, fault.strerror)


def _write_whole(path: Path, body: bytes) -> None:
    """Replace the file in one step; raises OSError and leaves nothing behind where that fails."""
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
        Path(name).replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


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
