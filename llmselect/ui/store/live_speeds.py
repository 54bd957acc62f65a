"""Speeds of providers for the pages: the best copy at once; the router is asked in the background for everybody."""

import datetime
import threading
from collections.abc import Hashable
from functools import cache

import streamlit as st

from llmselect.catalog.catalog import Catalog
from llmselect.estimates.speed.served_measurements import ServedMeasurements
from llmselect.hub.leaderboards.snapshot import SourceReport
from llmselect.hub.served_speeds.copies import SpeedCopies, read_served_speeds
from llmselect.hub.served_speeds.measurements import measurements_for
from llmselect.hub.served_speeds.snapshot import ATTRIBUTION, NAME, URL, SpeedSnapshot
from llmselect.text import Voice
from llmselect.ui.store.lru_store import LruStore

LOOK_EVERY_S = 1.0
_starting = threading.Lock()
_reader: threading.Thread | None = None
_measured: LruStore[Hashable, ServedMeasurements] = LruStore(4)


@cache
def _copies() -> SpeedCopies:
    return SpeedCopies()


def snapshot() -> SpeedSnapshot:
    """The best copy, without waiting; where it is older than an hour, a live reading starts."""
    _start(by_visitor=False)
    return _copies().snapshot()


def measurements(catalog: Catalog) -> ServedMeasurements:
    """The speeds of the catalog's offers: the same value until another copy is the best, or another day begins."""
    found, today = snapshot(), datetime.datetime.now(datetime.UTC).date()
    key = (catalog.serial, found.state, found.day, found.read_at, today)
    return _measured.get_or_put(key, lambda: measurements_for(catalog, found, today))


def report() -> SourceReport:
    """State and day of the router's list, in the form that the sources of leaderboards have."""
    found = snapshot()
    return SourceReport("router", NAME, URL, ATTRIBUTION, found.state, found.day, found.reason, boards=0)


def refresh() -> bool:
    """Ask the router now, if it may be asked again; False: not yet, or a reading is under way."""
    return _start(by_visitor=True)


def pending() -> bool:
    """Whether a live reading is under way."""
    return _reader is not None and _reader.is_alive()


def version() -> int:
    """Grows whenever the best copy, or the reason why it is not live, has changed."""
    return _copies().version


def redraw_when_read(drawn: int, say: Voice) -> None:
    """Draw the page again once a reading has ended; `drawn`: the version before the page was drawn."""
    if pending() or version() != drawn:
        st.fragment(_look, run_every=LOOK_EVERY_S)(drawn, say)


def _look(drawn: int, say: Voice) -> None:
    if version() != drawn or not pending():
        st.rerun(scope="app")
    st.caption(f":material/sync: {say('served.reading')}")


def _start(by_visitor: bool) -> bool:
    """Start one reader for the whole process; it makes no call of Streamlit, and pages find what it brought."""
    global _reader
    with _starting:
        if pending() or not _copies().due(by_visitor):
            return False
        _reader = threading.Thread(
            target=read_served_speeds, args=(_copies(), by_visitor), name="served speeds", daemon=True
        )
        _reader.start()
        return True
