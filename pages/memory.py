"""What fits and how fast: the memory that each quantization of any model takes, and the speed it gives."""

import streamlit as st

from llmselect.errors import LlmselectError
from llmselect.estimates.bars import memory_bars
from llmselect.ui import bars, cached, faults, fitting, frame, model_source, own_speeds, speed_view, workload_controls

settings, say = frame.enter()

st.title(say("memory.title"), anchor=False)
st.caption(say("memory.lead"))
try:
    catalog = cached.catalog()
    chosen = model_source.draw(catalog, say)
    if chosen is not None:
        with st.container(horizontal=True, vertical_alignment="bottom", key="memory.sizes"):
            workload_controls.draw_sizes(say)
        if chosen.model.architecture is None:
            bars.by_files(catalog, chosen.published, settings, say)
        else:
            files = chosen.published.files if chosen.published else ()
            found = memory_bars(catalog, chosen.model, settings.machine, settings.workload, files)
            bars.draw(found, chosen.model, settings, say)
            fitting.draw(catalog, chosen.model, found, settings, say)
            looked_at = speed_view.draw(catalog, chosen.model, found, settings, say)
            own_speeds.draw(catalog, chosen.model, looked_at, settings, say)
except LlmselectError as fault:
    faults.show(fault, say)
