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
from llmselect.ui.core import excluded, state
from llmselect.ui.core.share import exports

_RANKED, _DRAWN = "below.ranked", "below.drawn"
_DRAWERS = (unproven_list.KEY, excluded.KEY, weight_elicitation.KEY, good_enough_points.KEY, analysis_tabs.KEY)
_EXPORTS = exports.key("choose")
_NOTHING = None
"""What was ranked where no criterion counts or the points contradict each other: nothing stands below."""


def current(settings: Settings) -> Settings:
    """The settings of the last whole run with what may change without one."""
    rented_from = state.read_part("costs", settings.costs).rented_from
    changed = {
        "priorities": state.priorities(),
        "good_enough": good_enough_points.chosen(),
        "spending": state.read_part("spending", settings.spending),
        "costs": settings.costs.model_copy(update={"rented_from": rented_from}),
    }
    return settings.model_copy(update=changed)


def redraw_where_behind(settings: Settings | None, *, whole: bool) -> None:
    """Called where the ranking was drawn, with its settings, None without a ranking.

    Runs the whole page where something is open below, or what stands there appears or goes. A `whole` run draws it
    right after. No browser is asked to call again once the sliders rest: such a call may be lost behind another one.
    """
    ranked = st.session_state[_RANKED] = _situation(settings)
    appears_or_goes = (st.session_state.get(_DRAWN) is _NOTHING) != (ranked is _NOTHING)
    if not whole and _is_behind() and (appears_or_goes or _is_open()):
        st.rerun()


def _is_open() -> bool:
    return any(st.session_state.get(key) for key in (*_DRAWERS, _EXPORTS))


def _is_behind() -> bool:
    """Whether something else stands below than belongs to the ranking as it was last drawn."""
    return st.session_state.get(_DRAWN) != st.session_state.get(_RANKED)


@st.fragment
def draw_below_ranking(assessed: ValuedCandidates, settings: Settings, say: Voice) -> None:
    """The drawers, each with the ranking as the sliders stand now."""
    ranked = st.session_state.get(_RANKED)
    if not _is_behind() and ranked not in (_NOTHING, _situation(current(settings))):
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
    rented = rented_lane_view.rented_ways(found, settings) if st.session_state.get(_EXPORTS) else ()
    exports.draw_exports(found, settings, say, "choose", rented)
    served_speeds_line.draw_served_speeds_line(found, say)
