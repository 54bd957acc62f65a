"""Live data that arrive after the page: a look every second while a reading is under way, and no timer after it."""

from typing import NamedTuple

import streamlit as st

from llmselect.ui import live
from llmselect.words import Voice

LOOK_EVERY_S = 1.0
LONGEST_WAIT_S = 600.0
"""A pause longer than this ends unseen: whoever still reads the page then will have moved something."""


class Seen(NamedTuple):
    """How it stood with the live readings when the page was drawn."""

    version: int
    pending: bool
    wait_s: float | None
    """Until a refresh may ask again; 0: now, None: never (everything is switched off)."""

    def same_as(self, other: "Seen") -> bool:
        """Whether the page would look the same."""
        return self[:2] == other[:2] and bool(self.wait_s) is bool(other.wait_s)


def now() -> Seen:
    """How it stands now."""
    return Seen(live.version(), live.pending(), live.wait_s())


def watch(drawn: Seen, say: Voice, *, pauses: bool = True) -> None:
    """Say that live data are being read, and draw the page again when they are there or when a pause is over.

    The calls of the browser end with the run that no longer asks for them. `pauses`: also for the end of a pause.
    """
    every = _look_after(drawn, pauses)
    if every is not None:
        st.fragment(_look, run_every=every)(drawn, say)


def _look_after(drawn: Seen, pauses: bool) -> float | None:
    if drawn.pending:
        return LOOK_EVERY_S
    waits = pauses and drawn.wait_s is not None and 0 < drawn.wait_s <= LONGEST_WAIT_S
    return drawn.wait_s + LOOK_EVERY_S if waits and drawn.wait_s else None


def _look(drawn: Seen, say: Voice) -> None:
    if not now().same_as(drawn):
        st.rerun(scope="app")
    if drawn.pending:
        st.caption(f":material/sync: {say('boards.reading')}")
