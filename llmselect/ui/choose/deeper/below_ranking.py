"""What stands below the ranking, drawn apart from it: while its drawers are closed, a moved slider does not redraw it.

Drawing the drawers with every move took the browser a fifth of the time until the bars were seen.
"""

from collections.abc import Hashable

import streamlit as st

from llmselect.errors import NotPossible
from llmselect.scoring.ranking.recommend import Recommendation, ValuedCandidates, recommend
from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui.choose import (
    good_enough_points,
    lanes_view,
    served_speeds_line,
    sureness,
    unproven_list,
    weight_elicitation,
)
from llmselect.ui.choose.deeper import analysis_tabs
from llmselect.ui.choose.rented import rented_lane_view
from llmselect.ui.core import debounce, excluded, state
from llmselect.ui.core.share import exports

_RANKED, _DRAWN = "below.ranked", "below.drawn"
_DRAWERS = (unproven_list.KEY, excluded.KEY, weight_elicitation.KEY, good_enough_points.KEY, analysis_tabs.KEY)
_NOTHING = None
"""What was ranked where no criterion counts or the points contradict each other: nothing stands below."""


def current(settings: Settings) -> Settings:
    """The settings of the last whole run with what may change without one."""
    now = state.read()
    changed = {
        "priorities": state.priorities(),
        "good_enough": good_enough_points.chosen(),
        "spending": now.spending,
        "costs": settings.costs.model_copy(update={"rented_from": now.costs.rented_from}),
    }
    return settings.model_copy(update=changed)


def follow_whole_run() -> None:
    """A whole run draws all of this anew; nothing is to be caught up with."""
    st.session_state.pop(_DRAWN, None)


def redraw_when_idle(settings: Settings | None) -> None:
    """Called where the ranking was drawn, with its settings, None without a ranking.

    What is open below is drawn anew once the sliders rest, and so is the page where what stands below appears or goes.
    """
    ranked = st.session_state[_RANKED] = _situation(settings)
    if _DRAWN not in st.session_state or (drawn := st.session_state[_DRAWN]) == ranked:
        return
    if (drawn is _NOTHING) != (ranked is _NOTHING):
        st.rerun()
    if any(st.session_state.get(key) for key in (*_DRAWERS, exports.key("choose"))):
        debounce.rerun_page_when_idle(str(hash(ranked)), key="below.rest")


@st.fragment
def draw_below_ranking(assessed: ValuedCandidates, settings: Settings, say: Voice) -> None:
    """The drawers, each with the ranking as the sliders stand now."""
    ranked = st.session_state.get(_RANKED)
    if _DRAWN in st.session_state and ranked not in (_NOTHING, _situation(current(settings))):
        st.rerun()  # a button or a field below changed what the ranking shows
    st.session_state[_DRAWN] = ranked
    if ranked is _NOTHING:
        return
    settings = current(settings)
    try:
        found = recommend(assessed, settings.requirements, settings.priorities, settings.good_enough)
    except NotPossible:
        return
    unproven_list.draw_unproven(found, say)
    excluded.draw_excluded(found, say)
    if len(found):
        _dig_deeper(assessed, found, settings, say)


def _situation(settings: Settings | None) -> Hashable:
    if settings is None:
        return _NOTHING
    return settings, sureness.conviction(), st.session_state.get(lanes_view.CHOSEN)


def _dig_deeper(assessed: ValuedCandidates, found: Recommendation, settings: Settings, say: Voice) -> None:
    """What stands behind the ranking, other ways to set it, and the way to keep it."""
    st.subheader(say("choose.deeper"), anchor=False)
    analysis_tabs.draw_analysis_tabs(found, settings, say)
    with st.container(horizontal=True, vertical_alignment="bottom", key="choose.ways"):
        weight_elicitation.draw_weight_elicitation(assessed, settings.requirements, settings.priorities, say)
        good_enough_points.draw_good_enough_points(settings, say)
        sureness.ask(say)
    exports.draw_exports(found, settings, say, "choose", rented_lane_view.rented_ways(found, settings))
    served_speeds_line.draw_served_speeds_line(found, say)
