"""Leaderboards for the pages: the best copies at once, while live ones are read in the background for all visitors."""

import threading
from functools import cache, lru_cache
from typing import NamedTuple

import streamlit as st

from llmselect.catalog.catalog import Catalog
from llmselect.hub.leaderboards.boards import Boards
from llmselect.hub.leaderboards.catalog_join import with_todays_standings
from llmselect.hub.leaderboards.snapshot import Snapshot, SourceReport
from llmselect.hub.leaderboards.sources import SOURCES
from llmselect.text import Voice

_starting = threading.Lock()
_reader: threading.Thread | None = None


@cache
def _boards() -> Boards:
    return Boards(SOURCES)


def snapshots() -> tuple[Snapshot, ...]:
    """The best copy of every board, without waiting; where one is older than an hour, a live reading starts."""
    _start(by_visitor=False)
    return _boards().snapshots()


def reports() -> tuple[SourceReport, ...]:
    """How it stands with each source: live, kept, in the project or absent, of which day, and why it is not live."""
    return _boards().reports()


def refresh() -> bool:
    """Read again now, as far as each source may be asked again; False: none may be yet, or a reading is under way."""
    return _start(by_visitor=True)


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


def _start(by_visitor: bool) -> bool:
    """Start one reader for the whole process; it makes no call of Streamlit, and pages find what it brought."""
    global _reader
    with _starting:
        if pending() or not _boards().due(by_visitor):
            return False
        _reader = threading.Thread(target=_boards().read, args=(by_visitor,), name="leaderboards", daemon=True)
        _reader.start()
        return True


LOOK_EVERY_S = 1.0
LONGEST_WAIT_S = 600.0
"""The page does not wait for the end of a longer pause: by then the visitor's next action has redrawn it."""


class LiveState(NamedTuple):
    """How it stood with the live readings when the page was drawn."""

    version: int
    pending: bool
    wait_s: float | None
    """Until a refresh may ask again; 0: now, None: never (everything is switched off)."""

    def same_as(self, other: "LiveState") -> bool:
        """Whether the page would look the same."""
        return self[:2] == other[:2] and bool(self.wait_s) is bool(other.wait_s)


def live_state() -> LiveState:
    """How it stands now."""
    return LiveState(version(), pending(), wait_s())


def redraw_when_read(drawn: LiveState, say: Voice, *, pauses: bool = True) -> None:
    """Say that live data are being read, and draw the page again when they are there or when a pause is over.

    The calls of the browser end with the run that no longer asks for them. `pauses`: also for the end of a pause.
    """
    every = _look_after(drawn, pauses)
    if every is not None:
        st.fragment(_look, run_every=every)(drawn, say)


def _look_after(drawn: LiveState, pauses: bool) -> float | None:
    if drawn.pending:
        return LOOK_EVERY_S
    waits = pauses and drawn.wait_s is not None and 0 < drawn.wait_s <= LONGEST_WAIT_S
    return drawn.wait_s + LOOK_EVERY_S if waits and drawn.wait_s else None


def _look(drawn: LiveState, say: Voice) -> None:
    if not live_state().same_as(drawn):
        st.rerun(scope="app")
    if drawn.pending:
        st.caption(f":material/sync: {say('boards.reading')}")
