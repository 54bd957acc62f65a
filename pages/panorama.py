"""The whole catalog: as a table, as a map, by families, then and now, and a few models side by side."""

import streamlit as st

from llmselect.errors import LlmselectError
from llmselect.scoring.panorama import OnMachine, Panorama, on_machine, panorama
from llmselect.settings import Settings
from llmselect.ui import (
    cached,
    compare,
    faults,
    frame,
    hub_search,
    panorama_controls,
    panorama_families,
    panorama_map,
    panorama_table,
    then_now,
)
from llmselect.words import Voice

VIEWS = {
    "table": "panorama.as_table",
    "map": "panorama.as_map",
    "families": "panorama.as_families",
    "then": "panorama.as_then",
    "compare": "panorama.as_compare",
    "hub": "search.title",
}

settings, say = frame.enter()


@st.fragment
def views(found: Panorama, here: OnMachine, settings: Settings, say: Voice) -> None:
    """One view of several; a moved filter reruns this alone."""
    key = panorama_families.VIEW
    if key not in st.session_state:
        st.session_state[key] = "compare" if compare.asked() else "table"
    view = st.segmented_control(
        say("choose.view"), list(VIEWS), format_func=lambda each: say(VIEWS[each]), key=key, required=True,
        label_visibility="collapsed", persist_state="session",
    )  # fmt: skip
    if view == "compare":
        compare.draw(found, settings, say)
        return
    compare.forget()
    if view == "hub":
        hub_search.draw(cached.catalog_for(settings), settings, say)
    elif view == "families":
        panorama_families.draw(found, say)
    elif view == "then":
        then_now.draw(found, say)
    else:
        shown = panorama_controls.draw(found, here, settings, say)
        draw = panorama_map.draw if view == "map" else panorama_table.draw
        draw(found, here, shown, say)


st.title(say("panorama.title"), anchor=False)
st.caption(say("panorama.lead"))
try:
    found = panorama(cached.catalog_for(settings))
    views(found, on_machine(found, cached.assessed(settings).estimates), settings, say)
except LlmselectError as fault:
    faults.show(fault, say)
