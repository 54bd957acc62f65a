"""Where models stand today: leaderboards with intervals, ties, and the day and state of every source."""

import streamlit as st

from llmselect.errors import LlmselectError
from llmselect.ui import faults, frame, leaderboards

settings, say = frame.enter()

st.title(say("boards.title"), anchor=False)
st.caption(say("boards.lead"))
try:
    leaderboards.draw(settings, say)
except LlmselectError as fault:
    faults.show(fault, say)
