"""Files of last good copies in the user's cache: written whole or not at all, read up to a limit, never trusted."""

import contextlib
import os
import tempfile
from pathlib import Path


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
    with contextlib.suppress(OSError):
        (cache / folder).mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=cache / folder, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(body)
            Path(part).replace(cache / folder / name)
        except OSError:
            with contextlib.suppress(OSError):
                Path(part).unlink()
