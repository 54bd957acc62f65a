"""Which ways to run a model suit these priorities, why, and how sure that is."""

import streamlit as st

from llmselect.errors import LlmselectError, NotPossible
from llmselect.reports.costs.money import Money
from llmselect.scoring.ranking.recommend import Recommendation, ValuedCandidates, recommend
from llmselect.settings import Settings, Weight
from llmselect.text import Voice
from llmselect.ui import frame
from llmselect.ui.choose import (
    analysis_tabs,
    good_enough_points,
    lanes_view,
    live_standings_switch,
    page_style,
    served_speeds_line,
    sliders,
    sureness,
    unproven_list,
    user_models_rank,
    weight_elicitation,
)
from llmselect.ui.choose.rented import rented_lane_view
from llmselect.ui.core import address, excluded, fault_messages, state
from llmselect.ui.core.share import exports
from llmselect.ui.store import cached, live_speeds, robustness_cache

settings, say = frame.enter()


@st.fragment
def ranked_answer(assessed: ValuedCandidates, settings: Settings, say: Voice) -> None:
    """The sliders and all that they move; a moved slider reruns this alone."""
    with st.container(key="choose.bar"):
        weights = sliders.draw_sliders(assessed.estimates, say)
    below = st.container(horizontal=True, key="choose.below")
    changed = {"priorities": weights, "good_enough": good_enough_points.chosen(), "spending": state.read().spending}
    settings = settings.model_copy(update=changed)
    address.write(settings)
    state.settle()
    with below:
        sliders.more(weights, assessed.estimates, say)
    if not any(weight.value for weight in weights):
        weight_elicitation.none(say)
        return
    try:
        recommendation = recommend(assessed, settings.requirements, weights, settings.good_enough)
    except NotPossible as fault:  # points out of order, such as a cost that is good enough above the budget
        fault_messages.show_fault(fault, say)
        good_enough_points.draw_good_enough_points(settings, say)
        return
    if len(recommendation):
        with below:
            sureness.draw_sureness(recommendation, settings, say)
        situation = robustness_cache.situation(recommendation, settings)
        lanes_view.draw_lanes(recommendation, situation, Money.of(settings.spending), say)
        rented_lane_view.draw_rented_lane(recommendation, settings, say)
        user_models_rank.draw_user_models_rank(recommendation, say)
        live_standings_switch.draw_live_standings(recommendation, settings, say)
    else:
        st.info(say("choose.none_left"), icon=":material/filter_alt_off:")
    unproven_list.draw_unproven(recommendation, say)
    excluded.draw_excluded(recommendation, say)
    if len(recommendation):
        dig_deeper(assessed, recommendation, weights, settings, say)


def dig_deeper(
    assessed: ValuedCandidates,
    recommendation: Recommendation,
    weights: tuple[Weight, ...],
    settings: Settings,
    say: Voice,
) -> None:
    """What stands behind the ranking, other ways to set it, and the way to keep it."""
    st.subheader(say("choose.deeper"), anchor=False)
    analysis_tabs.draw_analysis_tabs(recommendation, settings, say)
    with st.container(horizontal=True, vertical_alignment="bottom", key="choose.ways"):
        weight_elicitation.draw_weight_elicitation(assessed, settings.requirements, weights, say)
        good_enough_points.draw_good_enough_points(settings, say)
        sureness.ask(say)
    exports.draw_exports(recommendation, settings, say, "choose")
    served_speeds_line.draw_served_speeds_line(recommendation, say)


page_style.draw_page_style()
st.title(say("choose.title"), anchor=False)
try:
    drawn = live_speeds.version()
    ranked_answer(cached.assessed(settings), settings, say)
    live_standings_switch.watch(settings, say)
    live_speeds.redraw_when_read(drawn, say)
except LlmselectError as fault:
    fault_messages.show_fault(fault, say)
