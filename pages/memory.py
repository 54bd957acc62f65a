"""What fits and how fast: the memory that each quantization of any model takes, and the speed it gives."""

import streamlit as st

from llmselect.errors import LlmselectError
from llmselect.estimates.runs.run_estimates import model_run_estimates
from llmselect.ui import frame
from llmselect.ui.any_model import model_source
from llmselect.ui.controls import workload_controls
from llmselect.ui.core import fault_messages, memory_chart
from llmselect.ui.memory import remedies_view, speed_view, user_measurements
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
            memory_chart.by_files(catalog, chosen.published, settings, say)
        else:
            files = chosen.published.files if chosen.published else ()
            estimates = model_run_estimates(catalog, chosen.model, settings.machine, settings.workload, files)
            memory_chart.draw_memory_chart(estimates, chosen.model, settings, say)
            remedies_view.draw_remedies(catalog, chosen.model, estimates, settings, say)
            looked_at = speed_view.draw_speed(catalog, chosen.model, estimates, settings, say)
            user_measurements.draw_user_measurements(catalog, chosen.model, looked_at, settings, say)
except LlmselectError as fault:
    fault_messages.show_fault(fault, say)
