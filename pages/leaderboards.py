"""Where models stand today: leaderboards with intervals, ties, and the day and state of every source."""

import streamlit as st

from llmselect.errors import LlmselectError
from llmselect.ui import frame
from llmselect.ui.core import fault_messages
from llmselect.ui.leaderboards import board_page

settings, say = frame.enter()

st.title(say("boards.title"), anchor=False)
st.caption(say("boards.lead"))
try:
    board_page.draw_leaderboards(settings, say)
except LlmselectError as fault:
    fault_messages.show_fault(fault, say)
