"""What would change the winner: the smallest change of one weight, who wins at which weight, another workload."""

import numpy as np
import streamlit as st

from llmselect.charts.tornado import TornadoLine, tornado
from llmselect.reports import story
from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.scoring.robustness.workload_changes import DIRECTIONS, WorkloadChange, find_workload_changes
from llmselect.settings import Settings
from llmselect.text import Language, Voice
from llmselect.ui.core import figures, formatting, tables

_ASKED = "tipping.asked"
TRIED = {
    "context": "change.context",
    "users": "change.users",
    "requests": "change.requests",
    "count": "change.count",
    "ram": "change.ram",
}
"""What is said while a direction of `workload_changes.DIRECTIONS` is tried."""


def _workload_changes(found: Recommendation, settings: Settings, say: Voice) -> None:
    """A button that starts the search; then, while these settings stand, its results."""
    settings = settings.model_copy(update={"language": Language.EN})
    asked = st.session_state.get(_ASKED) == settings
    st.markdown(f"**{say('change.situation')}**")
    if not asked:
        st.caption(say("change.situation_lead", tries=sum(len(direction.factors) for direction in DIRECTIONS)))
        st.button(say("change.search"), icon=":material/search:", key="tipping.search", on_click=_ask, args=(settings,))
        return
    st.markdown("\n".join(f"- {sentence}" for sentence in _searched(found, settings, say)))


def _ask(settings: Settings) -> None:
    st.session_state[_ASKED] = settings


def _forget() -> None:
    st.session_state.pop(_ASKED, None)


def _most_tried() -> dict[str, str]:
    """The largest factor tried in each direction, by the blank of the sentence; both parts of a machine share one."""
    most = {direction.name: f"{max(direction.factors):g}" for direction in DIRECTIONS}
    return {"machine": most["count"], **most}


def _searched(found: Recommendation, settings: Settings, say: Voice) -> list[str]:
    """A sentence for each direction in which something tips; a bar and a button to stop while they are tried."""
    progress, stop = st.empty(), st.empty()
    stop.button(say("change.stop"), icon=":material/stop_circle:", key="tipping.stop", on_click=_forget)
    sentences = list[str]()
    for step, direction in enumerate(DIRECTIONS):
        progress.progress(step / len(DIRECTIONS), text=say("change.searching", what=say(TRIED[direction.name])))
        tipped = _workload_change(found.estimates.facts_version, found, settings, direction.name)
        if tipped is not None:
            sentences.append(formatting.escape_markdown(say(tipped.sentence)))
    progress.empty()
    stop.empty()
    return sentences or [say("change.nothing_changes", **_most_tried())]


@st.cache_resource(max_entries=200, show_spinner=False)
def _workload_change(
    version: tuple[int, int, int], _found: Recommendation, settings: Settings, direction: str
) -> WorkloadChange | None:
    """The first value in one direction at which another model comes first; kept, so that a redrawn page is quick."""
    winner = _found.places(1)[0].candidate
    tried = tuple(d for d in DIRECTIONS if d.name == direction)
    return next(find_workload_changes(_found.catalog, settings, winner, tried), None)


SHORTEST = 0.0005
"""Stretches shorter than this share cannot be drawn: a weight of exactly 100 %, where ties are broken."""


def draw_what_would_change(found: Recommendation, settings: Settings, say: Voice) -> None:
    """One sentence, the picture with its table, and the search over workloads and machines."""
    if len(found) < 2:
        st.caption(say("change.alone"))
        return
    st.markdown(formatting.escape_markdown(say(story.smallest_change(found))))
    lines = _lines(found, say)
    left, right = st.columns([6, 5], gap="large")
    with left:
        st.caption(say("change.tornado_says"))
        figures.draw_figure(tornado(lines, say("change.now"), say), "change.chart", say("change.alt"))
    with right:
        tables.draw_table(_table(lines, say), say("change.table_alt"), say, _config(say), key="change.table")
    _workload_changes(found, settings, say)


def _lines(found: Recommendation, say: Voice) -> list[TornadoLine]:
    """The criteria that have weight; stretches of one model's candidates are one."""
    lines, robustness = list[TornadoLine](), found.robustness
    for j in np.flatnonzero(robustness.shares > 0):
        pieces = list[tuple[float, float, str]]()
        for stretch in (s for s in robustness.tornado(int(j)) if s.end - s.start >= SHORTEST):
            winner = found.model_name(robustness.position_of(stretch.candidate))
            start = pieces.pop()[0] if pieces and pieces[-1][2] == winner else stretch.start
            pieces.append((start, stretch.end, winner))
        lines.append(TornadoLine(say(CRITERIA[j].label), float(robustness.shares[j]), tuple(pieces)))
    return lines


def _table(lines: list[TornadoLine], say: Voice) -> tables.Columns:
    rows = [(line, piece) for line in lines for piece in line.stretches][: tables.MOST_ROWS]
    return {
        say("table.criterion"): [line.name for line, _ in rows],
        say("change.from"): [round(start, 3) for _, (start, _, _) in rows],
        say("change.to"): [round(end, 3) for _, (_, end, _) in rows],
        say("change.winner"): [winner for _, (_, _, winner) in rows],
        say("change.here"): [say("change.yes") if s <= line.now <= e else "" for line, (s, e, _) in rows],
    }


def _config(say: Voice) -> dict[str, object]:
    percent = st.column_config.NumberColumn(format="percent", width=70)
    return {say("change.from"): percent, say("change.to"): percent, say("change.here"): _narrow()}


def _narrow() -> object:
    return st.column_config.TextColumn(width=60)
