"""Which ways to run a model suit these priorities, why, and how sure that is."""

import streamlit as st

from llmselect.errors import LlmselectError, NotPossible
from llmselect.reports.costs.money import Money
from llmselect.scoring.ranking.recommend import ValuedCandidates, recommend
from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui import frame
from llmselect.ui.choose import (
    good_enough_points,
    lanes_view,
    live_standings_switch,
    page_style,
    sliders,
    sureness,
    user_models_rank,
    weight_elicitation,
)
from llmselect.ui.choose.deeper import below_ranking
from llmselect.ui.choose.rented import rented_lane_view
from llmselect.ui.core import address, fault_messages, state
from llmselect.ui.store import cached, live_speeds, robustness_cache

settings, say = frame.enter()


@st.fragment
def ranked_answer(assessed: ValuedCandidates, settings: Settings, say: Voice, unread: list[Settings]) -> None:
    """The sliders and all that they move at once; a moved slider reruns this alone, and finds nothing `unread`."""
    whole = bool(unread)
    unread.clear()
    with st.container(key="choose.bar"):
        weights = sliders.draw_sliders(assessed.estimates, say)
    below = st.container(horizontal=True, key="choose.below")
    settings = below_ranking.current(settings)
    address.write(settings)
    state.settle()
    with below:
        sliders.more(weights, assessed.estimates, say)
    if not any(weight.value for weight in weights):
        weight_elicitation.none(say)
        below_ranking.redraw_where_behind(None, whole=whole)
        return
    try:
        recommendation = recommend(assessed, settings.requirements, weights, settings.good_enough)
    except NotPossible as fault:  # points out of order, such as a cost that is good enough above the budget
        fault_messages.show_fault(fault, say)
        below_ranking.redraw_where_behind(None, whole=whole)
        good_enough_points.draw_good_enough_points(settings, say)
        return
    rented = rented_lane_view.rented_ways(recommendation, settings)
    if len(recommendation):
        with below:
            sureness.draw_sureness(recommendation, settings, say)
        situation = robustness_cache.situation(recommendation, settings)
        lanes_view.draw_lanes(recommendation, situation, rented, Money.of(settings.spending), say)
        rented_lane_view.draw_rented_lane(recommendation, settings, rented, say)
        user_models_rank.draw_user_models_rank(recommendation, say)
        live_standings_switch.draw_live_standings(recommendation, settings, say)
    else:
        st.info(say("choose.none_left"), icon=":material/filter_alt_off:")
        if settings.spending.rented:
            rented_lane_view.draw_rented_lane(recommendation, settings, rented, say)
    below_ranking.redraw_where_behind(settings, whole=whole)


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
