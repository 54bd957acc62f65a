"""The scorecard of answers: what is accepted in thirty situations, our answer, and whether it holds."""

from collections.abc import Sequence

import streamlit as st

from llmselect.catalog.catalog import Catalog
from llmselect.reports.scorecard import row_words
from llmselect.reports.scorecard.answers import ScorecardAnswer, kept_answers
from llmselect.reports.scorecard.situations import ScorecardRow, scorecard_rows
from llmselect.text import Voice
from llmselect.ui.core import tables

Pairs = Sequence[tuple[ScorecardRow, ScorecardAnswer]]


def draw_scorecard(catalog: Catalog, say: Voice) -> None:
    """One sentence with how many hold, then the guides' rows and our own; the answers are kept in a file."""
    st.header(say("method.scorecard"), anchor="scorecard")
    answers = kept_answers()
    pairs = list(zip(scorecard_rows(), answers.rows, strict=True))
    figures = {"held": answers.held, "equal": answers.equal, "rows": len(pairs), "day": say.day(answers.catalog_day)}
    st.markdown(say("method.scorecard_says", **figures))
    guides = [pair for pair in pairs if pair[0].guide is not None]
    own = [pair for pair in pairs if pair[0].guide is None]
    _table(guides, "method.scorecard_guides", catalog, say)
    _table(own, "method.scorecard_own", catalog, say)


def _table(pairs: Pairs, title: str, catalog: Catalog, say: Voice) -> None:
    words = say(title, held=sum(answer.holds for _, answer in pairs), rows=len(pairs))
    with st.expander(words, icon=":material/fact_check:", key=title):
        link = st.column_config.LinkColumn(display_text=r"https?://(?:www\.)?([^/]+)")
        config: dict[str, object] = {say("method.scorecard_link"): link}
        tables.draw_table(scorecard_columns(pairs, catalog, say), words, say, config, key=f"{title}_table")


def scorecard_columns(pairs: Pairs, catalog: Catalog, say: Voice) -> tables.Columns:
    """Name and cells of each column; a guide's title, day and link, or the reason of our own judgement."""
    columns: tables.Columns = {
        say("method.scorecard_situation"): [row_words.situation_words(row, catalog, say) for row, _ in pairs],
        say("method.scorecard_holds"): [row_words.verdict_words(answer, say) for _, answer in pairs],
        say("method.scorecard_answer"): [row_words.answer_words(answer.first, say) for _, answer in pairs],
        say("method.scorecard_accepted"): [row_words.accepted_words(row.accepts, catalog, say) for row, _ in pairs],
        say("method.scorecard_priorities"): [row_words.priority_words(row, say) for row, _ in pairs],
    }
    guides = [row.guide for row, _ in pairs if row.guide is not None]
    if guides:
        columns[say("method.scorecard_guide")] = [guide.title for guide in guides]
        columns[say("method.scorecard_published")] = [guide.day for guide in guides]
        columns[say("method.scorecard_link")] = [guide.url for guide in guides]
    else:
        columns[say("method.scorecard_reason")] = [say(row.reason) for row, _ in pairs if row.reason is not None]
    return columns
