"""The database of meetings and saved matrices, opened once a process; what is past its day is erased every hour."""

import time

import streamlit as st

from llmselect.workshop.store import erasing, taking_part
from llmselect.workshop.store.database import Database, default_url
from llmselect.workshop.store.taking_part import Pulse

CLEARED_EVERY_S = 3600.0
PULSE_S = 1.0
"""Fifty phones that ask how the meeting stands ask the database once a second together."""


def database() -> Database:
    """The database of this server. Raises WorkshopFault where it does not answer."""
    opened = _opened(default_url())
    _clear_now_and_then(opened)
    return opened


@st.cache_resource(max_entries=4, show_spinner=False)
def _opened(url: str) -> Database:
    return Database(url)


@st.cache_resource(max_entries=4, show_spinner=False)
def _cleared_at(url: str) -> list[float]:
    return [0.0]


@st.cache_data(ttl=PULSE_S, max_entries=512, show_spinner=False)
def _pulse(url: str, meeting: str) -> Pulse | None:
    return taking_part.pulse(_opened(url), meeting)


def pulse(meeting: str) -> Pulse | None:
    """How a meeting stands, a second ago at most; None where it is gone. Raises WorkshopFault."""
    return _pulse(default_url(), meeting)


def _clear_now_and_then(opened: Database) -> None:
    last = _cleared_at(default_url())
    if time.monotonic() - last[0] > CLEARED_EVERY_S or not last[0]:
        last[0] = time.monotonic()
        erasing.erase_expired(opened)
