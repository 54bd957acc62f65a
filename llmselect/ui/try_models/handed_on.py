"""Where what was measured goes next: pass rates and votes as criteria of Choose and of the decision matrix."""

import streamlit as st

from llmselect.bench.feedback.pass_rate_criterion import pass_rate_criterion
from llmselect.bench.trial.record import TrialRecord
from llmselect.scoring.ranking.own_prompts import rows_tried
from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui.core import rooms
from llmselect.ui.store import cached, into_matrix, visitors_scores


def draw_bring(record: TrialRecord, settings: Settings, say: Voice) -> None:
    """The button that takes all who were graded, also those that the catalog does not know, into the matrix."""
    measured = pass_rate_criterion(record, say)
    if measured is not None:
        into_matrix.draw_bring_measured(measured, settings, say, "try.bring")


def draw_own_scores(settings: Settings, say: Voice) -> None:
    """One sentence and two links, once a trial says something of candidates that are ranked."""
    found = visitors_scores.scores()
    if not found:
        st.caption(say("try.no_own_scores"))
        return
    estimates = cached.assessed(settings).estimates
    if not any(rows_tried(estimates, score).any() for score in found):
        st.caption(say("try.scores_not_ranked"))
        return
    with st.container(border=True, key="try.own_scores"):
        st.markdown(say("try.own_scores"))
        with st.container(horizontal=True, key="try.own_scores_links"):
            st.page_link(rooms.path("choose"), label=say("try.to_choose"), icon=":material/balance:")
            st.page_link(rooms.path("matrix"), label=say("try.to_matrix"), icon=":material/grid_on:")
