"""Uploads take little memory whatever is sent: a budget for each visitor and one for all, the oldest files go first."""

import threading
import tomllib
from pathlib import Path

import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.testing.v1 import AppTest

from llmselect.ui.store import upload_budget
from llmselect.ui.store.upload_budget import ALL_BYTES, ALL_FILES, MEGABYTE, VISITOR_BYTES, VISITOR_FILES

HOUSE = Path(__file__).parents[3]

SETTINGS = tomllib.loads((HOUSE / ".streamlit/config.toml").read_text("utf-8"))["server"]


@pytest.fixture
def manager(monkeypatch):
    """The server's store of files, held to the budget as app.py does it."""
    one = MemoryUploadedFileManager("/_stcore/upload_file")
    monkeypatch.setattr(upload_budget, "manager_in_use", lambda: one)
    upload_budget.enforce_upload_budget()
    return one


def put(manager, session, name, size_bytes=MEGABYTE):
    manager.add_file(session, UploadedFileRec(str(name), "config.json", "application/json", b"x" * size_bytes))


def kept(manager):
    return {
        session: [len(file.data) for file in files.values()] for session, files in manager.file_storage.items() if files
    }


def test_a_visitor_keeps_the_newest_files_alone(manager):
    for name in range(50):
        put(manager, "a", name)
    assert list(manager.file_storage["a"]) == [str(name) for name in range(50 - VISITOR_FILES, 50)]


def test_a_visitor_has_no_more_bytes_than_the_budget(manager):
    for name in range(10):
        put(manager, "a", name, 4 * MEGABYTE)
        assert sum(kept(manager)["a"]) <= VISITOR_BYTES
    assert manager.get_files("a", ["9"])


def test_two_hundred_files_of_many_sessions_stay_within_the_budget_of_all(manager):
    def visitor(session):
        for name in range(10):
            put(manager, session, name, 4 * MEGABYTE)

    visitors = [threading.Thread(target=visitor, args=(str(each),)) for each in range(20)]
    for each in visitors:
        each.start()
    for each in visitors:
        each.join()
    sizes = [size for files in kept(manager).values() for size in files]
    assert sum(sizes) <= ALL_BYTES
    assert len(sizes) <= ALL_FILES


def test_many_empty_files_are_bounded_too(manager):
    for session in range(3 * ALL_FILES):
        put(manager, str(session), "one", 0)
    assert sum(len(files) for files in kept(manager).values()) <= ALL_FILES


def test_files_of_a_session_that_is_gone_take_no_room(manager):
    for session in range(ALL_BYTES // (4 * MEGABYTE)):
        put(manager, str(session), "one", 4 * MEGABYTE)
        manager.remove_session_files(str(session))
    put(manager, "last", "a", 4 * MEGABYTE)
    put(manager, "last", "b", 4 * MEGABYTE)
    assert kept(manager) == {"last": [4 * MEGABYTE] * 2}


def test_the_budget_is_laid_over_a_manager_once(manager):
    before = vars(manager)["add_file"]
    upload_budget.enforce_upload_budget()
    assert vars(manager)["add_file"] is before


def test_the_app_enforces_the_budget(monkeypatch):
    manager = MemoryUploadedFileManager("/_stcore/upload_file")
    monkeypatch.setattr(upload_budget, "manager_in_use", lambda: manager)
    AppTest.from_file(HOUSE / "app.py", default_timeout=60).run()
    assert "add_file" in vars(manager)


def test_one_upload_is_small_and_a_closed_session_is_soon_dropped():
    assert SETTINGS["maxUploadSize"] * MEGABYTE <= VISITOR_BYTES // 2
    assert SETTINGS["disconnectedSessionTTL"] <= 120
