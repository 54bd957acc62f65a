"""Which ways to run a model suit these priorities, why, and how sure that is."""

import streamlit as st

from llmselect.errors import LlmselectError
from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.scoring.ranking.recommend import ValuedCandidates
from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui import frame
from llmselect.ui.choose import live_standings_switch, page_style, ranking_view, sliders, sureness
from llmselect.ui.choose.deeper import below_ranking
from llmselect.ui.core import address, fault_messages, state
from llmselect.ui.store import cached, live_speeds

settings, say = frame.enter()


@st.fragment
def ranked_answer(assessed: ValuedCandidates, settings: Settings, say: Voice, unread: list[Settings]) -> None:
    """The sliders and all that they move at once; a moved slider reruns this alone, and finds nothing `unread`.

    The bars are sent first, into their place below the sliders: the browser draws what it has after ten milliseconds.
    """
    whole = bool(unread)
    unread.clear()
    bar, below = st.container(key="choose.bar"), st.container(horizontal=True, key="choose.below")
    settings = below_ranking.current(settings)
    weights = CRITERIA.counting(state.priorities(), assessed.estimates)
    with st.container(key="choose.ranking"):
        found = ranking_view.draw_ranking(assessed, settings, weights, say)
    with bar:
        sliders.draw_sliders(weights, say)
    with below:
        sliders.more(weights, assessed.estimates, say)
        if found:
            sureness.draw_sureness(found, settings, say)
    address.write(settings)
    state.settle()
    below_ranking.redraw_where_behind(None if found is None else settings, whole=whole)


page_style.draw_page_style()
st.title(say("choose.title"), anchor=False)
try:
    drawn, assessed = live_speeds.version(), cached.assessed(settings)
    ranked_answer(assessed, settings, say, [settings])
    below_ranking.draw_below_ranking(assessed, settings, say)
    live_standings_switch.watch(settings, say)
    live_speeds.redraw_when_read(drawn, say)
except LlmselectError as fault:
    fault_messages.show_fault(fault, say)
