"""Two leaderboards for the models on both: side by side, never averaged."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import streamlit as st

from llmselect.charts.boards import Twice, against
from llmselect.hub.leaderboards.snapshot import Snapshot
from llmselect.text import Voice
from llmselect.ui.core import figures, formatting, tables
from llmselect.ui.leaderboards import board_status
from llmselect.ui.leaderboards.board_lines import Both, Compared, compared, listed
from llmselect.ui.leaderboards.board_status import digits, interval, title
from llmselect.ui.leaderboards.board_table import mark
from llmselect.ui.store import cached

_OTHER = "boards.other"
RANKS = ("boards.rank_across", "boards.rank_up")
INTERVALS = ("boards.interval_across", "boards.interval_up")


def draw_board_comparison(shown: Snapshot, others: Sequence[Snapshot], say: Voice) -> None:
    """A list of the other boards; with one chosen a sentence, the picture and its table."""
    st.subheader(say("boards.two"), anchor=False)
    by_id = {one.board.id: one for one in others}
    if st.session_state.get(_OTHER) not in by_id:
        st.session_state.pop(_OTHER, None)
    chosen = st.selectbox(
        say("boards.with"),
        list(by_id),
        index=None,
        key=_OTHER,
        persist_state="session",
        width=430,
        format_func=lambda each: board_status.title(by_id[each].board, say),
        placeholder=say("boards.which"),
    )
    if chosen is None:
        st.caption(say("boards.two_lead"))
        return
    other, catalog = by_id[chosen], cached.catalog()
    higher = shown.board.higher_is_better, other.board.higher_is_better
    comparison = compared(listed(catalog, shown), listed(catalog, other), higher)
    st.markdown(sentence(comparison, shown, other, say))
    if comparison.models:
        _pictures(comparison, shown, other, say)


def sentence(comparison: Compared, shown: Snapshot, other: Snapshot, say: Voice) -> str:
    """How many models are on both, and how alike the two orders are."""
    n = len(comparison.models)
    names = {
        "first": formatting.escape_markdown(title(shown.board, say)),
        "second": formatting.escape_markdown(title(other.board, say)),
    }
    if not n:
        return say("boards.none_on_both", **names)
    if np.isnan(comparison.correlation):
        return f"{say.count(n, 'boards.on_both_one', 'boards.on_both')} {say('boards.too_few')}"
    how = (
        "boards.alike"
        if comparison.correlation >= 0.8
        else "boards.partly"
        if comparison.correlation >= 0.4
        else "boards.apart"
    )
    rho = say.number(comparison.correlation, 2)
    agreement = say(how, rho=rho.replace("-", "−"), n=say.number(n, 0))
    return f"{say.count(n, 'boards.on_both_one', 'boards.on_both')} {agreement}"


def _pictures(comparison: Compared, shown: Snapshot, other: Snapshot, say: Voice) -> None:
    boards = shown.board, other.board
    titles = title(boards[0], say), title(boards[1], say)
    downward = not boards[0].higher_is_better, not boards[1].higher_is_better
    left, right = st.columns([6, 6], gap="large")
    with left:
        drawn = against(_points(comparison, other.board.higher_is_better), titles, downward, say)
        figures.draw_figure(drawn, "boards.against", say("boards.against_alt", first=titles[0], second=titles[1]))
    with right:
        st.caption(say("boards.best_lines", n=say.number(min(len(comparison.models), tables.MOST_ROWS), 0)))
        columns = _table(comparison.models[: tables.MOST_ROWS], shown, other, say)
        number, ranks = st.column_config.NumberColumn, dict(zip(map(say, RANKS), titles, strict=True))
        looks: dict[str, Any] = {name: number(format="localized", width=130, help=name) for name in titles}
        looks |= {name: number(width=75, help=board) for name, board in ranks.items()}
        looks[say("boards.model")] = st.column_config.TextColumn(width=180, pinned=True)
        alt = say("boards.against_alt", first=titles[0], second=titles[1])
        tables.draw_table(columns, alt, say, looks, key="boards.against_table")


def _points(comparison: Compared, higher: bool) -> list[Twice]:
    """The best on each board are named."""
    best_of = max if higher else min
    best = {id(comparison.models[0]), id(best_of(comparison.models, key=lambda both: both.second.line.score))}
    return [Twice(mark(both.first), mark(both.second), id(both) in best) for both in comparison.models]


def _table(models: Sequence[Both], shown: Snapshot, other: Snapshot, say: Voice) -> tables.Columns:
    columns: tables.Columns = {
        say("boards.model"): [both.first.model.name if both.first.model else both.first.line.name for both in models]
    }
    for at, one in enumerate((shown, other)):
        name, unit = title(one.board, say), one.board.unit
        columns[say(RANKS[at])] = [both[at].line.rank for both in models]
        columns[name] = [round(both[at].line.score, digits(unit)) for both in models]
        spans = [interval(both[at], unit, say) or None for both in models]
        if any(spans):
            columns[say(INTERVALS[at])] = spans
    return columns
