"""What fits and how fast: the memory that each quantization of any model takes, and the speed it gives."""

import streamlit as st

from llmselect.errors import LlmselectError
from llmselect.ui import frame
from llmselect.ui.any_model import model_source
from llmselect.ui.controls import workload_controls
from llmselect.ui.core import fault_messages
from llmselect.ui.memory import files_view, quantizations_view
from llmselect.ui.store import cached

settings, say = frame.enter()

st.title(say("memory.title"), anchor=False)
st.caption(say("memory.lead"))
try:
    catalog = cached.catalog()
    chosen = model_source.draw_model_source(catalog, say)
    if chosen is not None:
        with st.container(horizontal=True, vertical_alignment="bottom", key="memory.sizes"):
            workload_controls.draw_sizes(say)
        if chosen.model.architecture is None:
            files_view.draw_files(catalog, chosen.published, settings, say)
        else:
            quantizations_view.draw_quantizations(catalog, chosen.model, chosen.published, settings, say)
except LlmselectError as fault:
    fault_messages.show_fault(fault, say)
