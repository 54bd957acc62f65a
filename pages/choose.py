"""Which ways to run a model suit these priorities, why, and how sure that is."""

import streamlit as st

from llmselect.errors import LlmselectError, NotPossible
from llmselect.scoring.ranking.places import Place
from llmselect.scoring.ranking.recommend import Recommendation, ValuedCandidates, recommend
from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui import frame
from llmselect.ui.choose import (
    analysis_tabs,
    candidate_card,
    good_enough_points,
    live_standings_switch,
    ranking_charts,
    ranking_table,
    served_speeds_line,
    sliders,
    unproven_list,
    user_models_rank,
    weight_elicitation,
)
from llmselect.ui.core import address, excluded, exports, fault_messages, state, tables, view_switch
from llmselect.ui.store import cached, live_speeds

settings, say = frame.enter()


@st.fragment
def ranked_answer(assessed: ValuedCandidates, settings: Settings, say: Voice) -> None:
    """The sliders and all that they move; a moved slider reruns this alone."""
    weights = sliders.draw_sliders(say)
    with st.container(horizontal=True, vertical_alignment="bottom", key="choose.ways"):
        sliders.more(weights, say)
        weight_elicitation.draw_weight_elicitation(assessed, settings.requirements, weights, say)
        good_enough = good_enough_points.draw_good_enough_points(settings, say)
        confidence = ranking_table.ask(say)
    settings = settings.model_copy(update={"priorities": weights, "good_enough": good_enough})
    address.write(settings)
    state.settle()
    if not any(weight.value for weight in weights):
        weight_elicitation.none(say)
        return
    try:
        recommendation = recommend(assessed, settings.requirements, weights, good_enough)
    except NotPossible as fault:  # points out of order, such as a cost that is good enough above the budget
        fault_messages.show_fault(fault, say)
        return
    places = recommendation.places(tables.MOST_ROWS)
    if not places:
        st.info(say("choose.none_left"), icon=":material/filter_alt_off:")
        unproven_list.draw_unproven(recommendation, say)
        excluded.draw_excluded(recommendation, say)
        return
    ranking_table.ranking(recommendation, places, settings, confidence, say)
    unproven_list.draw_unproven(recommendation, say)
    user_models_rank.draw_user_models_rank(recommendation, say)
    live_standings_switch.draw_live_standings(recommendation, settings, say)
    served_speeds_line.draw_served_speeds_line(recommendation, say)
    excluded.draw_excluded(recommendation, say)
    exports.draw_exports(recommendation, settings, say, "choose")
    analysis_tabs.draw_analysis_tabs(recommendation, settings, say)
    leaders(recommendation, places, say)


def leaders(recommendation: Recommendation, places: tuple[Place, ...], say: Voice) -> None:
    """The first few compared, and one of them from nearby."""
    left, right = st.columns([5, 6], gap="large")
    with left:
        st.subheader(say("choose.leaders"), anchor=False)
        ranking_charts.pictures(recommendation, places, say)
    with right:
        st.subheader(say("choose.closer"), anchor=False)
        place = view_switch.draw_view_switch(user_models_rank.beyond(recommendation, places), say)
        candidate_card.card(place, say)


st.title(say("choose.title"), anchor=False)
st.caption(say("choose.lead"))
try:
    drawn = live_speeds.version()
    ranked_answer(cached.assessed(settings), settings, say)
    live_standings_switch.watch(settings, say)
    live_speeds.redraw_when_read(drawn, say)
except LlmselectError as fault:
    fault_messages.show_fault(fault, say)
