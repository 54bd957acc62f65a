"""How many bytes of uploaded files the server keeps: little for each visitor, and not much for all of them.

Streamlit's upload endpoint takes any number of files of a session, on every page, and keeps them until the session is
gone. Only JSON files are read here, at once, so that the oldest of a visitor's files make room for the newest.
"""

import threading
from typing import Any, Final

from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

MEGABYTE: Final = 2**20
VISITOR_FILES: Final = 3
"""One for each of the two uploaders of a page, and one that takes the place of another."""
VISITOR_BYTES: Final = 32 * MEGABYTE
ALL_FILES: Final = 100
ALL_BYTES: Final = 64 * MEGABYTE


class UploadBudget:
    """Adds files to a manager and removes the oldest ones beyond the budget; called from any thread."""

    def __init__(self, manager: MemoryUploadedFileManager) -> None:
        self._manager, self._add = manager, manager.add_file
        self._kept: dict[tuple[str, str], int] = {}
        """Bytes by session and file, the oldest first."""
        self._lock = threading.Lock()

    def add_file(self, session_id: str, file: UploadedFileRec) -> None:
        """As the manager's own; a file that is larger than the budget alone is not kept."""
        with self._lock:
            self._forget_gone()
            self._kept.pop((session_id, file.file_id), None)
            self._kept[session_id, file.file_id] = len(file.data)
            self._add(session_id, file)
            self._shrink([key for key in self._kept if key[0] == session_id], VISITOR_FILES, VISITOR_BYTES)
            self._shrink(list(self._kept), ALL_FILES, ALL_BYTES)

    def _forget_gone(self) -> None:
        """Files that the manager no longer has: deleted, or of a session that is gone."""
        gone = [(session, file) for session, file in self._kept if not self._manager.get_files(session, [file])]
        for key in gone:
            del self._kept[key]

    def _shrink(self, keys: list[tuple[str, str]], most_files: int, most_bytes: int) -> None:
        total = sum(self._kept[key] for key in keys)
        for place, key in enumerate(keys):
            if len(keys) - place <= most_files and total <= most_bytes:
                return
            total -= self._kept.pop(key)
            self._manager.remove_file(*key)


def manager_in_use() -> MemoryUploadedFileManager | None:
    """The server's; None where the app runs without one, as in tests."""
    if not runtime.exists():
        return None
    manager: Any = runtime.get_instance().uploaded_file_mgr
    return manager if isinstance(manager, MemoryUploadedFileManager) else None


_installing = threading.Lock()


def enforce_upload_budget() -> None:
    """Hold the server's uploads to the budget from the first run of the app on; may be called in every run."""
    manager = manager_in_use()
    if manager is None or "add_file" in vars(manager):
        return
    with _installing:
        if "add_file" not in vars(manager):  # the endpoint holds this very object, so its method gives way
            vars(manager)["add_file"] = UploadBudget(manager).add_file
