"""A decision matrix of one's own: candidates, criteria and weights, what follows of them, and how sure that is."""

import streamlit as st

from llmselect.errors import LlmselectError
from llmselect.ui import frame
from llmselect.ui.core import fault_messages
from llmselect.ui.matrix import kept_link, matrix_page, start_view
from llmselect.ui.store import current_case

settings, say = frame.enter()

st.title(say("matrix.title"), anchor=False)
st.caption(say("matrix.lead"))
try:
    kept_link.open_from_address()
    current_case.speak(say)
    case = current_case.current()
    if case is None:
        matrix_page.draw_style(None)
        matrix_page.draw_fault(say)
        start_view.draw_start(settings, say)
    else:
        matrix_page.draw_matrix(settings, say)
except LlmselectError as fault:
    fault_messages.show_fault(fault, say)
