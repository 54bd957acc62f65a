"""What the requirements excluded, and why; drawn only when somebody opens it."""

import streamlit as st

from llmselect.reports.story import not_stated
from llmselect.scoring.ranking.places import Exclusion
from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.scoring.ranking.requirements import BY_CODE
from llmselect.scoring.robustness.exclusion_remedies import exclusion_remedy
from llmselect.text import Voice
from llmselect.ui.core import formatting, tables


def draw_excluded(recommendation: Recommendation, say: Voice, label: str | None = None) -> None:
    """A closed list of the excluded models: its label says how many there are once it is open."""
    drawer = st.expander(
        label or say("excluded.title"), icon=":material/block:", on_change="rerun", key="choose.excluded"
    )
    if drawer.open:
        with drawer:
            _list(recommendation, say)


def _list(recommendation: Recommendation, say: Voice) -> None:
    rows = recommendation.excluded_models
    st.markdown(say.count(len(rows), "excluded.one", "excluded.many"))
    if not len(rows):
        return
    st.caption(say("excluded.by_reason", reasons=_by_reason(recommendation, say)))
    if recommendation.not_stated:
        st.caption(say("excluded.not_stated", what=not_stated(recommendation, say)))
    page = (
        st.pagination(-(-len(rows) // tables.MOST_ROWS), key="choose.excluded_page")
        if len(rows) > tables.MOST_ROWS
        else 1
    )
    start = (page - 1) * tables.MOST_ROWS
    shown = tuple(recommendation.exclusions(int(row) for row in rows[start : start + tables.MOST_ROWS]))
    tables.draw_table(
        {
            say("table.model"): [exclusion.candidate.model.name for exclusion in shown],
            say("table.how"): [formatting.runtime_label(exclusion.candidate, say) for exclusion in shown],
            say("excluded.reason"): [
                " ".join(say(reason.message) for reason in exclusion.reasons) for exclusion in shown
            ],
            say("excluded.fix"): [_fixes(exclusion, say) for exclusion in shown],
        },
        say("excluded.alt"),
        say,
        {say("excluded.reason"): st.column_config.TextColumn(width=420)},
        key="choose.excluded_table",
    )


def _by_reason(recommendation: Recommendation, say: Voice) -> str:
    """How many ways to run a model fail each requirement."""
    counts = {code: int((~met).sum()) for code, met in recommendation.met.items()}
    most_first = sorted((item for item in counts.items() if item[1]), key=lambda item: -item[1])
    return ", ".join(f"{say(BY_CODE[code].label)} {say.number(count, 0)}" for code, count in most_first)


def _fixes(exclusion: Exclusion, say: Voice) -> str:
    remedies = (exclusion_remedy(exclusion.candidate, reason.code) for reason in exclusion.reasons)
    return " ".join(dict.fromkeys(say(sentence) for sentence in remedies if sentence)) or "–"
