"""How right the estimates are, shown on published measurements; then how each is computed, and from what."""

import streamlit as st

from llmselect.errors import LlmselectError
from llmselect.ui import frame
from llmselect.ui.core import fault_messages
from llmselect.ui.method import accuracy_view, formulas, method_page, scorecard_view, served_accuracy_view
from llmselect.ui.store import cached

settings, say = frame.enter()

st.title(say("method.title"), anchor=False)
try:
    catalog, judged = cached.catalog(), cached.judged()
    method_page.lead(judged, say)
    accuracy_view.draw_accuracy(judged, say)
    method_page.memory(judged.memory, say)
    served_accuracy_view.draw_served_accuracy(judged.served, say)
    scorecard_view.draw_scorecard(catalog, say)
    formulas.draw_formulas(say)
    method_page.draw_method_end(catalog, say)
except LlmselectError as fault:
    fault_messages.show_fault(fault, say)
