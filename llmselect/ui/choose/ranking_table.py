"""How sure the ranking is: it is drawn at once without, and once more with it when the priorities rest."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import streamlit as st

from llmselect.scoring.ranking.places import Place
from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.scoring.robustness.degenerate import DegenerateCase
from llmselect.scoring.robustness.draws import Conviction
from llmselect.scoring.robustness.robustness import Robustness
from llmselect.scoring.robustness.smaa_run import Sureness
from llmselect.settings import Settings
from llmselect.text import Voice, capitalized
from llmselect.ui.choose import ranking_charts, robustness_table, what_would_change
from llmselect.ui.choose.ranking_columns import ranking_columns
from llmselect.ui.core import debounce, formatting, place_name, tables
from llmselect.ui.store import robustness_cache

PARAMETER = "c"
_CONVICTION = "choose.conviction"
_SEEN = "sure.seen"
MOST_NAMED = 5
MARKS = {"ROBUST": ":material/verified:", "DEPENDS": ":material/tune:", "TOO_CLOSE": ":material/balance:"}


def ask(say: Voice) -> Conviction:
    """How sure the visitor is of the priorities; in the address too, so that a link shows the same figures."""
    if _CONVICTION not in st.session_state:
        named = st.query_params.get(PARAMETER, "")
        st.session_state[_CONVICTION] = named if named in tuple(Conviction) else str(Conviction.FAIRLY)
    chosen = st.segmented_control(
        say("robustness.conviction"),
        [str(conviction) for conviction in Conviction],
        key=_CONVICTION,
        format_func=lambda name: say(Conviction(name).label),
        wrap=True,
        required=True,
        persist_state="session",
        help=say("robustness.conviction_help"),
    )
    conviction = Conviction(chosen or Conviction.FAIRLY)
    if conviction is Conviction.FAIRLY:
        st.query_params.pop(PARAMETER, None)
    elif st.query_params.get(PARAMETER) != conviction:
        st.query_params[PARAMETER] = str(conviction)
    return conviction


@st.fragment
def ranking(
    found: Recommendation, places: tuple[Place, ...], settings: Settings, conviction: Conviction, say: Voice
) -> None:
    """The summary, the table, and their sureness; without it while the priorities are being moved."""
    situation = robustness_cache.situation(found, settings)
    resting = debounce.unchanged_since_last_run(situation, _SEEN)
    sure = (
        robustness_cache.compute_robustness(found, settings, conviction)
        if resting
        else robustness_cache.cached_robustness(found, settings, conviction)
    )
    ranking_charts.summary(found, places, say)
    with st.container(key="sure.headline"):
        if sure is None:
            st.caption(say("robustness.counting"))
        else:
            st.markdown(headline(found, sure, say))
            if len(found) > 1:
                st.markdown(formatting.escape_markdown(what_would_change.flip_sentence(Robustness(found), say)))
    _table(places, sure, say)
    if isinstance(sure, Sureness):
        robustness_table.draw_robustness_table(found, places, sure, say)
    if sure is None:
        debounce.rerun_when_idle(str(hash(situation)), key="sure.rest")


def headline(found: Recommendation, sure: Sureness | DegenerateCase, say: Voice) -> str:
    """The verdict, how often the first is first, whom it does not clearly beat, and who is not counted."""
    if isinstance(sure, DegenerateCase):
        return say("robustness.none_counted") if sure is DegenerateCase.NONE_LEFT else _remark(sure, say)
    if sure.remark is DegenerateCase.ONE_LEFT:
        return _remark(sure.remark, say)
    mark = MARKS[sure.verdict.name]
    parts = [f"{mark} **{capitalized(say(sure.verdict.value))}.**", *_about_leader(found, sure, say)]
    parts += _about_ties(found, sure, say)
    if sure.remark is not None:
        parts.append(_remark(sure.remark, say))
    if left_out := int(np.isnan(sure.first).sum()):
        parts.append(say.count(left_out, "robustness.one_not_counted", "robustness.many_not_counted"))
    return " ".join(parts)


def _remark(remark: DegenerateCase, say: Voice) -> str:
    return f"{say(remark.sentence)} {say(remark.way_out)}"


def _about_leader(found: Recommendation, sure: Sureness, say: Voice) -> list[str]:
    """The first of those counted, by name where the ranking's own first is not among them."""
    if sure.leader == 0:
        return [say(sure.sentence)]
    return [
        say("robustness.other_leader", model=formatting.escape_markdown(place_name.at(found, sure.leader))),
        say(sure.sentence),
    ]


def _about_ties(found: Recommendation, sure: Sureness, say: Voice) -> list[str]:
    tied = [int(position) for position in np.flatnonzero(sure.tied) if position != sure.leader]
    if not tied:
        return [say("robustness.no_tie")] if len(sure.first) > 1 else []
    named = [formatting.escape_markdown(place_name.at(found, position)) for position in tied[:MOST_NAMED]]
    if len(tied) <= MOST_NAMED:
        return [say("robustness.tied", names=say.list(named))]
    more = say("robustness.and_more", n=len(tied) - MOST_NAMED)
    return [say("robustness.tied", names=", ".join(named) + more)]


def ranks(places: Sequence[Place], sure: Sureness | DegenerateCase | None) -> list[str]:
    """Ranks that carry ties: all that the first does not clearly beat are first, and equal scores share a rank."""
    tied = sure.tied if isinstance(sure, Sureness) else np.zeros(0, dtype=np.bool_)
    level = [round(place.score, 9) for place in places]
    shown = list[str]()
    for i, place in enumerate(places):
        position = place.rank - 1
        if position < len(tied) and tied[position] and tied.sum() > 1:
            shown.append("1=")
        elif level.count(level[i]) > 1:
            shown.append(f"{places[level.index(level[i])].rank}=")
        else:
            shown.append(str(place.rank))
    return shown


def _table(places: tuple[Place, ...], sure: Sureness | DegenerateCase | None, say: Voice) -> None:
    """The ranking with two more columns, empty until they are counted: nothing moves when they fill."""
    columns, config = ranking_columns(places, say)
    rank, score = say("table.rank"), say("table.score")
    first, three = say("robustness.first"), say("robustness.first_three")
    widened: tables.Columns = {}
    for heading, cells in columns.items():
        widened[heading] = ranks(places, sure) if heading == rank else cells
        if heading == score:
            widened[first] = _shares(places, sure, "first")
            widened[three] = _shares(places, sure, "first_three")
    config[rank] = st.column_config.TextColumn(width=50, help=say("robustness.rank_help"))
    kind = st.column_config.TextColumn if sure is None else st.column_config.NumberColumn
    shown: dict[str, Any] = {"width": 90} if sure is None else {"width": 90, "format": "percent"}
    config[first] = kind(help=say("robustness.first_help"), **shown)
    config[three] = kind(help=say("robustness.first_three_help"), **shown)
    tables.draw_table(widened, say("choose.table_alt", n=tables.MOST_ROWS), say, config, key="choose.table")


def _shares(places: Sequence[Place], sure: Sureness | DegenerateCase | None, field: str) -> list[Any]:
    if sure is None:
        return ["…"] * len(places)
    if isinstance(sure, DegenerateCase):
        return [None] * len(places)
    column = getattr(sure, field)
    return [None if np.isnan(share := column[place.rank - 1]) else round(float(share), 2) for place in places]
