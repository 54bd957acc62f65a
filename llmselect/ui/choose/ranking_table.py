"""The ranking as a table, with its robustness: drawn at once without, and again with it once the priorities rest."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import streamlit as st

from llmselect.reports import story
from llmselect.reports.story import Confidence
from llmselect.scoring.ranking.places import Place
from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.scoring.robustness.degenerate import DegenerateCase, RobustnessLevel
from llmselect.scoring.robustness.draws import ConfidenceInWeights
from llmselect.scoring.robustness.smaa_run import RobustnessShares
from llmselect.settings import Settings
from llmselect.text import Voice, capitalized
from llmselect.ui.choose import ranking_charts, robustness_table
from llmselect.ui.choose.ranking_columns import ranking_columns
from llmselect.ui.core import debounce, formatting, tables
from llmselect.ui.store import robustness_cache

PARAMETER = "c"
_CONVICTION = "choose.conviction"
_SEEN = "sure.seen"
MARKS = {
    RobustnessLevel.ROBUST: ":material/verified:",
    RobustnessLevel.DEPENDS: ":material/tune:",
    RobustnessLevel.TOO_CLOSE: ":material/balance:",
}


def ask(say: Voice) -> ConfidenceInWeights:
    """How sure the visitor is of the priorities; in the address too, so that a link shows the same figures."""
    if _CONVICTION not in st.session_state:
        named = st.query_params.get(PARAMETER, "")
        st.session_state[_CONVICTION] = (
            named if named in tuple(ConfidenceInWeights) else str(ConfidenceInWeights.FAIRLY)
        )
    chosen = st.segmented_control(
        say("robustness.conviction"),
        [str(confidence) for confidence in ConfidenceInWeights],
        key=_CONVICTION,
        format_func=lambda name: say(ConfidenceInWeights(name).label),
        wrap=True,
        required=True,
        persist_state="session",
        help=say("robustness.conviction_help"),
    )
    confidence = ConfidenceInWeights(chosen or ConfidenceInWeights.FAIRLY)
    if confidence is ConfidenceInWeights.FAIRLY:
        st.query_params.pop(PARAMETER, None)
    elif st.query_params.get(PARAMETER) != confidence:
        st.query_params[PARAMETER] = str(confidence)
    return confidence


@st.fragment
def ranking(
    found: Recommendation, places: tuple[Place, ...], settings: Settings, confidence: ConfidenceInWeights, say: Voice
) -> None:
    """The summary, the table, and their robustness; without it while the priorities are being moved."""
    situation = robustness_cache.situation(found, settings)
    resting = debounce.unchanged_since_last_run(situation, _SEEN)
    sure = (
        robustness_cache.compute_robustness(found, settings, confidence)
        if resting
        else robustness_cache.cached_robustness(found, settings, confidence)
    )
    ranking_charts.summary(found, places, say)
    with st.container(key="sure.headline"):
        if sure is None:
            st.caption(say("robustness.counting"))
        else:
            confidence_text = story.confidence(found, sure)
            st.markdown(headline(confidence_text, say))
            if confidence_text.change is not None:
                st.markdown(formatting.escape_markdown(say(confidence_text.change)))
    _table(found, places, sure, say)
    if isinstance(sure, RobustnessShares):
        robustness_table.draw_robustness_table(found, places, sure, say)
    if sure is None:
        debounce.rerun_when_idle(str(hash(situation)), key="sure.rest")


def headline(confidence: Confidence, say: Voice) -> str:
    """The verdict and the sentences of `reports.story`, as Home and the memo have them."""
    sentences = [formatting.escape_markdown(say(sentence)) for sentence in confidence.sentences]
    if confidence.verdict is None:
        return " ".join(sentences)
    return " ".join([f"{MARKS[confidence.verdict]} **{capitalized(say(confidence.verdict.value))}.**", *sentences])


def ranks(recommendation: Recommendation, places: Sequence[Place]) -> list[str]:
    """Ranks that carry ties: all that nobody can tell from the first are first, and equal scores share a rank."""
    level = [round(place.score, 9) for place in places]
    shown = list[str]()
    for score, place in zip(level, places, strict=True):
        rank = recommendation.rank_shown(place.rank)
        same = level.count(score) > 1 and not rank.endswith("=")
        shown.append(f"{places[level.index(score)].rank}=" if same else rank)
    return shown


def _table(
    found: Recommendation, places: tuple[Place, ...], sure: RobustnessShares | DegenerateCase | None, say: Voice
) -> None:
    """The ranking with two more columns, empty until they are counted: nothing moves when they fill."""
    columns, config = ranking_columns(places, say)
    rank, score = say("table.rank"), say("table.score")
    first, three = say("robustness.first"), say("robustness.first_three")
    widened: tables.Columns = {}
    for heading, cells in columns.items():
        widened[heading] = ranks(found, places) if heading == rank else cells
        if heading == score:
            widened[first] = _shares(places, sure, "first")
            widened[three] = _shares(places, sure, "first_three")
    config[rank] = st.column_config.TextColumn(width=50, help=say("robustness.rank_help"))
    kind = st.column_config.TextColumn if sure is None else st.column_config.NumberColumn
    shown: dict[str, Any] = {"width": 90} if sure is None else {"width": 90, "format": "percent"}
    config[first] = kind(help=say("robustness.first_help"), **shown)
    config[three] = kind(help=say("robustness.first_three_help"), **shown)
    tables.draw_table(widened, say("choose.table_alt", n=tables.MOST_ROWS), say, config, key="choose.table")


def _shares(places: Sequence[Place], sure: RobustnessShares | DegenerateCase | None, field: str) -> list[Any]:
    if sure is None:
        return ["…"] * len(places)
    if isinstance(sure, DegenerateCase):
        return [None] * len(places)
    column = getattr(sure, field)
    return [None if np.isnan(share := column[place.rank - 1]) else round(float(share), 2) for place in places]
