"""What stands behind the ranking, one question at a time."""

from collections.abc import Callable

import streamlit as st

from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui.choose import other_methods_view, pareto_view, ranking_table, what_would_change, why_not_view
from llmselect.ui.core import debounce
from llmselect.ui.store import robustness_cache

_VIEW, _SEEN = "behind.view", "behind.seen"
HEIGHT = 480
"""Pixels kept free for an answer that is worked out anew, so that what stands below does not jump."""
VIEWS: dict[str, Callable[[Recommendation, Settings, Voice], None]] = {
    "change": what_would_change.draw_what_would_change,
    "why": why_not_view.draw_why_not,
    "pareto": pareto_view.draw_pareto_front,
    "opinions": other_methods_view.draw_other_methods,
    "sure": ranking_table.draw_robustness,
    "table": ranking_table.draw_ranking_table,
}
LABELS = {
    "change": "analysis.change",
    "why": "analysis.why",
    "pareto": "analysis.pareto",
    "opinions": "analysis.opinions",
    "sure": "robustness.figures",
    "table": "analysis.table",
}


@st.fragment
def draw_analysis_tabs(recommendation: Recommendation, settings: Settings, say: Voice) -> None:
    """The questions; only the one that is open is worked out, and only when the priorities rest."""
    view = st.segmented_control(
        say("analysis.view"),
        list(VIEWS),
        format_func=lambda name: say(LABELS[name]),
        key=_VIEW,
        help=say("analysis.lead"),
        persist_state="session",
    )
    situation = robustness_cache.situation(recommendation, settings)
    resting = debounce.unchanged_since_last_run(situation, _SEEN)
    if view is None:
        return
    if not resting:
        st.container(height=HEIGHT, border=False, key="behind.waiting")
        debounce.rerun_when_idle(str(hash(situation)), key="behind.rest")
        return
    with st.container(key=f"behind.{view}"):
        VIEWS[view](recommendation, settings, say)
