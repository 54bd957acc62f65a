"""New, not yet proven: models that only their evidence keeps out of the ranking, with the rank that each would take."""

import streamlit as st

from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.text import Voice
from llmselect.ui.core import formatting, tables

MOST = 10


def draw_unproven(recommendation: Recommendation, say: Voice) -> None:
    """A sentence and a table, or nothing where evidence keeps no model out."""
    places = recommendation.unproven(MOST)
    if not places:
        return
    candidates = [place.candidate for place in places]
    st.subheader(say("unproven.title"), anchor=False)
    st.caption(say("unproven.lead"))
    columns: tables.Columns = {
        say("unproven.rank"): [place.rank for place in places],
        say("table.model"): [formatting.name(candidate, say) for candidate in candidates],
        say("table.score"): [round(place.score) for place in places],
        say("table.how"): [formatting.runtime_label(candidate, say) for candidate in candidates],
        say("table.evidence"): [formatting.evidence(candidate, say) for candidate in candidates],
        say("card.quality"): [formatting.spread(candidate.quality, "", say) for candidate in candidates],
    }
    tables.draw_table(columns, say("unproven.alt"), say, key="choose.unproven")
