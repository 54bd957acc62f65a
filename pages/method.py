"""How right the estimates are, shown on published measurements; then how each is computed, and from what."""

import streamlit as st

from llmselect.errors import LlmselectError
from llmselect.ui import cached, faults, frame, method, method_formulas, method_points, method_rest

settings, say = frame.enter()

st.title(say("method.title"), anchor=False)
try:
    catalog, judged = cached.catalog(), cached.judged()
    method.lead(judged, say)
    method_points.draw(judged, say)
    method.memory(judged.memory, say)
    method_formulas.draw(say)
    method_rest.draw(catalog, say)
except LlmselectError as fault:
    faults.show(fault, say)
