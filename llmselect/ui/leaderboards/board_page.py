"""The Leaderboards page: one board with its state and intervals, what can be run, and a second board beside it."""

from collections.abc import Sequence

import streamlit as st

from llmselect.catalog.standings import Use
from llmselect.hub.leaderboards.snapshot import Snapshot
from llmselect.settings import Settings
from llmselect.text import Text, Voice
from llmselect.ui.leaderboards import board_comparison, board_filters, board_status, board_table
from llmselect.ui.leaderboards.board_lines import listed, matching_lines
from llmselect.ui.store import cached, live_leaderboards, live_speeds

PARAMETER = "board"
USE, BOARD = "boards.use", "boards.board"
ALL_USES = "all"
ALL = Text("All", "Tous")


def draw_leaderboards(settings: Settings, say: Voice) -> None:
    """Everything below the title; the network is never waited for."""
    snapshots, speeds = live_leaderboards.snapshots(), live_speeds.version()
    seen = live_leaderboards.live_state()
    _body(snapshots, seen, settings, say)
    live_leaderboards.redraw_when_read(seen, say)
    live_speeds.redraw_when_read(speeds, say)


@st.fragment
def _body(snapshots: Sequence[Snapshot], seen: live_leaderboards.LiveState, settings: Settings, say: Voice) -> None:
    """What the controls move; they rerun this alone."""
    if not snapshots:
        st.info(say("boards.none"), icon=":material/cloud_off:")
        board_status.sources(say)
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key="boards.choice"):
        use = _use(say)
        shown = _board(_for_use(snapshots, use), say)
        board_status.refresh(seen, say)
    lines = listed(cached.catalog(), shown)
    board_status.draw_board_status(shown, lines, seen, say)
    if lines:
        left = matching_lines(lines, board_filters.draw_board_filters(settings, say))
        board_table.draw_board_table(shown, left, len(lines), say)
        others = [one for one in snapshots if one.lines and one.board.id != shown.board.id]
        board_comparison.draw_board_comparison(shown, others, say)
    board_status.sources(say)


def _use(say: Voice) -> str:
    chosen = st.segmented_control(
        say("boards.use"),
        [ALL_USES, *Use],
        key=USE,
        required=True,
        default=ALL_USES,
        persist_state="session",
        wrap=True,
        format_func=lambda each: say(ALL if each == ALL_USES else Use(each).label),
    )
    return str(chosen or ALL_USES)


def _for_use(snapshots: Sequence[Snapshot], use: str) -> list[Snapshot]:
    """Boards that speak for a use; all of them where none does."""
    matching = [one for one in snapshots if use == ALL_USES or Use(use) in one.board.uses]
    return matching or list(snapshots)


def _board(snapshots: Sequence[Snapshot], say: Voice) -> Snapshot:
    by_id = {one.board.id: one for one in snapshots}
    linked = st.query_params.get(PARAMETER)
    if st.session_state.get(BOARD) not in by_id:
        st.session_state[BOARD] = linked if linked in by_id else next(iter(by_id))
    chosen = st.selectbox(
        say("boards.board"),
        list(by_id),
        format_func=lambda each: board_status.title(by_id[each].board, say),
        key=BOARD,
        persist_state="session",
        width=430,
        filter_mode="contains",
    )
    _tell_address(chosen or "", snapshots[0].board.id)
    return by_id.get(chosen or "", snapshots[0])


def _tell_address(chosen: str, first: str) -> None:
    """A copied link opens the board that is shown; the first needs no name."""
    if chosen and (chosen != first or PARAMETER in st.query_params):
        st.query_params[PARAMETER] = chosen
