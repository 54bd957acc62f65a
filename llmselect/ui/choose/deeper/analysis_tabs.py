"""What stands behind the ranking, one question at a time."""

from collections.abc import Callable

import streamlit as st

from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui.choose.deeper import (
    other_methods_view,
    pareto_view,
    ranking_table,
    what_would_change,
    why_not_view,
)

KEY = "behind.view"
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


def draw_analysis_tabs(recommendation: Recommendation, settings: Settings, say: Voice) -> None:
    """The questions; only the one that is open is worked out."""
    view = st.segmented_control(
        say("analysis.view"),
        list(VIEWS),
        format_func=lambda name: say(LABELS[name]),
        key=KEY,
        help=say("analysis.lead"),
        persist_state="session",
    )
    if view is not None:
        with st.container(key=f"behind.{view}"):
            VIEWS[view](recommendation, settings, say)
