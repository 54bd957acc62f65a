"""Where what was measured goes next: pass rates and votes as criteria of Choose and of the decision matrix."""

import streamlit as st

from llmselect.text import Voice
from llmselect.ui.core import rooms
from llmselect.ui.store import visitors_scores


def draw_own_scores(say: Voice) -> None:
    """One sentence and two links, once a trial says something of candidates of the catalog."""
    if not visitors_scores.scores():
        st.caption(say("try.no_own_scores"))
        return
    with st.container(border=True, key="try.own_scores"):
        st.markdown(say("try.own_scores"))
        with st.container(horizontal=True, key="try.own_scores_links"):
            st.page_link(rooms.path("choose"), label=say("try.to_choose"), icon=":material/balance:")
            st.page_link(rooms.path("matrix"), label=say("try.to_matrix"), icon=":material/grid_on:")
