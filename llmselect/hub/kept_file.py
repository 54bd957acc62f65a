"""Files of last good copies in the user's cache: written whole or not at all, read up to a limit, never trusted."""

import contextlib
import logging
import os
from pathlib import Path

from llmselect.hub.part_files import begin_part

_log = logging.getLogger(__name__)


def cache_folder() -> Path | None:
    """LLMSELECT_CACHE, else XDG_CACHE_HOME/llmselect, else ~/.cache/llmselect; None where there is no home."""
    if given := os.environ.get("LLMSELECT_CACHE", "").strip():
        return Path(given)
    if given := os.environ.get("XDG_CACHE_HOME", "").strip():
        return Path(given) / "llmselect"
    try:
        return Path.home() / ".cache" / "llmselect"
    except RuntimeError:
        return None


def read_kept(folder: str, name: str, most_bytes: int) -> bytes | None:
    """The file's bytes; None where it is missing, cannot be read, or is larger."""
    cache = cache_folder()
    if cache is None:
        return None
    try:
        with (cache / folder / name).open("rb") as file:
            body = file.read(most_bytes + 1)
    except OSError:
        return None
    return body if len(body) <= most_bytes else None


def write_kept(folder: str, name: str, body: bytes) -> None:
    """Write the file in one step; a disk that cannot be written to is left as it is."""
    cache = cache_folder()
    if cache is None:
        return
    try:
        (cache / folder).mkdir(parents=True, exist_ok=True)
        _write_whole(cache / folder / name, body)
    except OSError as fault:
        _log.info("%s/%s: the copy was not kept on disk (%s)", folder, name, fault.strerror)


def _write_whole(path: Path, body: bytes) -> None:
    """Replace the file in one step; raises OSError and leaves nothing behind where that fails."""
    handle, part = begin_part(path)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
        part.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            part.unlink()
        raise
