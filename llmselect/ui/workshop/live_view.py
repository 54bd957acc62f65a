"""A meeting as it stands, read and drawn anew every second, on the desk and on the wall alike."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from llmselect.errors import LlmselectError
from llmselect.text import Voice
from llmselect.ui.core import fault_messages
from llmselect.ui.store import meeting_store
from llmselect.workshop.meeting import HostView, spoken
from llmselect.workshop.store.database import Database

LIVE_S = 1.0
Read = Callable[[Database, str], HostView]


@st.fragment(run_every=LIVE_S)
def draw_live(read: Read, token: str, draw: Callable[[HostView, Voice], None], say: Voice) -> None:
    """Draw the meeting as it is now, with what this token may read of it.

    A database that is away is a sentence, and asked again a second later.
    """
    try:
        view = read(meeting_store.database(), token)
    except LlmselectError as fault:
        fault_messages.show_fault(fault, say)
        return
    draw(replace(view, meeting=spoken(view.meeting, say)), say)
