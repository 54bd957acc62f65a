"""New, not yet proven: a folded lane of models that only their evidence keeps out, with the rank each would take."""

import streamlit as st

from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.text import Voice
from llmselect.ui.choose import lanes_view
from llmselect.ui.core import formatting, tables

MOST = 6
KEY = "choose.unproven_lane"


def draw_unproven(recommendation: Recommendation, say: Voice) -> None:
    """A closed lane whose bars and table are drawn when it is open; nothing where evidence keeps no model out."""
    count = len(recommendation.unproven_rows)
    if not count:
        return
    label = say("unproven.title_n", n=say.number(count, 0))
    drawer = st.expander(label, icon=":material/new_releases:", on_change="rerun", key=KEY)
    if drawer.open:
        with drawer:
            _lane(recommendation, say)


def _lane(recommendation: Recommendation, say: Voice) -> None:
    places = recommendation.unproven(MOST)
    st.caption(say("unproven.lead"))
    lanes_view.draw_bars(recommendation, places, say, "lanes.unproven")
    candidates = [place.candidate for place in places]
    columns: tables.Columns = {
        say("unproven.rank"): [place.rank for place in places],
        say("table.model"): [formatting.name(candidate, say) for candidate in candidates],
        say("table.score"): [round(place.score) for place in places],
        say("table.how"): [formatting.runtime_label(candidate, say) for candidate in candidates],
        say("table.evidence"): [formatting.evidence(candidate, say) for candidate in candidates],
        say("card.quality"): [formatting.spread(candidate.quality, "", say) for candidate in candidates],
    }
    tables.draw_table(columns, say("unproven.alt"), say, key="choose.unproven")
