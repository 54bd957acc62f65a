"""Leaderboards for the pages: the best copies at once, live ones read behind their back, once for all visitors."""

import threading
from functools import cache, lru_cache

from llmselect.catalog.catalog import Catalog
from llmselect.hub.leaderboards.boards import Boards
from llmselect.hub.leaderboards.snapshot import Report, Snapshot
from llmselect.hub.leaderboards.sources import SOURCES
from llmselect.hub.leaderboards.today import with_todays_standings

_starting = threading.Lock()
_reader: threading.Thread | None = None


@cache
def _boards() -> Boards:
    return Boards(SOURCES)


def snapshots() -> tuple[Snapshot, ...]:
    """The best copy of every board, without waiting; where one is older than an hour, a live reading starts."""
    _start(asked=False)
    return _boards().snapshots()


def reports() -> tuple[Report, ...]:
    """How it stands with each source: live, kept, in the project or absent, of which day, and why it is not live."""
    return _boards().reports()


def refresh() -> bool:
    """Read again now, as far as each source may be asked again; False: none may be yet, or a reading is under way."""
    return _start(asked=True)


def pending() -> bool:
    """Whether a live reading is under way."""
    return _reader is not None and _reader.is_alive()


def wait_s() -> float | None:
    """Seconds until `refresh` would ask anything; None: nothing is read live here (offline)."""
    return _boards().wait_s()


def version() -> int:
    """Grows whenever snapshots or reports have changed; draw again when it has."""
    return _boards().version


def todays_catalog(catalog: Catalog) -> Catalog:
    """The catalog with the lines of live and kept boards in place of its own standings; itself where there are none."""
    return _todays(catalog, version())


@lru_cache(maxsize=4)
def _todays(catalog: Catalog, _version: int) -> Catalog:
    return with_todays_standings(catalog, _boards().snapshots())


def _start(asked: bool) -> bool:
    """Start one reader for the whole process; it makes no call of Streamlit, and pages find what it brought."""
    global _reader
    with _starting:
        if pending() or not _boards().due(asked):
            return False
        _reader = threading.Thread(target=_boards().read, args=(asked,), name="leaderboards", daemon=True)
        _reader.start()
        return True
