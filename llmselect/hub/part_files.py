"""Files that are being written beside the one they will replace, and what is left of them where a process was killed.

Their names carry the process that writes them: what a process that is gone left behind is cleared before the next is
begun, and what a living one is writing is never touched.
"""

import contextlib
import os
import re
import tempfile
import time
from pathlib import Path

from llmselect.machine.processes import started_at

SUFFIX = ".new"
OLD_S = 3600.0
"""After so long nobody writes any more, whatever process has the number in the name by now."""


def begin_part(path: Path) -> tuple[int, Path]:
    """An open handle and its file, new and empty in the folder of `path`; leftovers there are cleared first.

    Raises OSError where the folder cannot be written to.
    """
    clear_leftovers(path)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.{os.getpid()}.", suffix=SUFFIX)
    return handle, Path(name)


def clear_leftovers(path: Path) -> None:
    """Remove the unfinished files of `path` whose process is gone, or that are older than an hour."""
    parts = re.compile(rf"\.{re.escape(path.name)}\.(?:(\d+)\.)?[^.]+{re.escape(SUFFIX)}")
    with contextlib.suppress(OSError):
        for file in path.parent.iterdir():
            if (found := parts.fullmatch(file.name)) and _is_left(file, found[1]):
                file.unlink(missing_ok=True)


def _is_left(file: Path, process: str | None) -> bool:
    """A name without a process is of an earlier version; a number may belong to a younger process by now."""
    written = file.stat().st_mtime
    if process is None or time.time() - written > OLD_S:
        return True
    started = started_at(int(process[:9]))
    return started is None or started > written
