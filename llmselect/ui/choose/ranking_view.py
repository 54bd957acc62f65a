"""The ranking that the sliders move: both lanes and the rented one, or why there is none."""

import streamlit as st

from llmselect.errors import NotPossible
from llmselect.reports.costs.money import Money
from llmselect.scoring.ranking.recommend import Recommendation, ValuedCandidates, recommend
from llmselect.settings import Settings, Weight
from llmselect.text import Voice
from llmselect.ui.choose import (
    good_enough_points,
    lanes_view,
    live_standings_switch,
    user_models_rank,
    weight_elicitation,
)
from llmselect.ui.choose.rented import rented_lane_view
from llmselect.ui.core import fault_messages
from llmselect.ui.store import robustness_cache


def draw_ranking(
    assessed: ValuedCandidates, settings: Settings, weights: tuple[Weight, ...], say: Voice
) -> Recommendation | None:
    """The lanes, or why there are none; the recommendation where there is one, be it empty."""
    if not any(weight.value for weight in weights):
        weight_elicitation.none(say)
        return None
    try:
        found = recommend(assessed, settings.requirements, weights, settings.good_enough)
    except NotPossible as fault:  # points out of order, such as a cost that is good enough above the budget
        fault_messages.show_fault(fault, say)
        good_enough_points.draw_good_enough_points(settings, say)
        return None
    rented = rented_lane_view.rented_ways(found, settings)
    if found:
        situation = robustness_cache.situation(found, settings)
        lanes_view.draw_lanes(found, situation, rented, Money.of(settings.spending), say)
        rented_lane_view.draw_rented_lane(found, settings, rented, say)
        user_models_rank.draw_user_models_rank(found, say)
        live_standings_switch.draw_live_standings(found, settings, say)
    else:
        st.info(say("choose.none_left"), icon=":material/filter_alt_off:")
        if settings.spending.rented:
            rented_lane_view.draw_rented_lane(found, settings, rented, say)
    return found
