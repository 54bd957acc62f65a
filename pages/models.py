"""The whole catalog: as a table, as a map, by families, then and now, and a few models side by side."""

import streamlit as st

from llmselect.errors import LlmselectError
from llmselect.overview.model_table import OnMachine, Panorama, on_machine, panorama
from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui import frame
from llmselect.ui.any_model import hub_search
from llmselect.ui.core import fault_messages
from llmselect.ui.models import (
    compare,
    compare_choice,
    family_cards,
    filters,
    lineage_button,
    models_map,
    models_table,
    then_and_now,
)
from llmselect.ui.store import cached

VIEWS = {
    "table": "models.as_table",
    "map": "models.as_map",
    "families": "models.as_families",
    "then": "models.as_then",
    "compare": "models.as_compare",
    "hub": "search.title",
}

settings, say = frame.enter()


@st.fragment
def views(overview: Panorama, here: OnMachine, settings: Settings, say: Voice) -> None:
    """One view of several; a moved filter reruns this alone."""
    key = lineage_button.VIEW
    if key not in st.session_state:
        st.session_state[key] = "compare" if compare_choice.asked() else "table"
    view = st.segmented_control(
        say("choose.view"),
        list(VIEWS),
        format_func=lambda each: say(VIEWS[each]),
        key=key,
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    if view == "compare":
        compare.draw_comparison(overview, settings, say)
        return
    compare_choice.forget()
    if view == "hub":
        hub_search.draw_hub_search(cached.catalog_for(settings), settings, say)
    elif view == "families":
        family_cards.draw_family_cards(overview, say)
    elif view == "then":
        then_and_now.draw_then_and_now(overview, say)
    else:
        shown = filters.draw_model_filters(overview, here, settings, say)
        draw = models_map.draw_models_map if view == "map" else models_table.draw_models_table
        draw(overview, here, shown, say)


st.title(say("models.title"), anchor=False)
st.caption(say("models.lead"))
try:
    overview = panorama(cached.catalog_for(settings))
    views(overview, on_machine(overview, cached.assessed(settings).estimates), settings, say)
except LlmselectError as fault:
    fault_messages.show_fault(fault, say)
