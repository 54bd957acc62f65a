"""A leaderboard as a table of pages beside its whiskers, and the whole of it as a file."""

import datetime
from collections.abc import Sequence
from functools import partial
from typing import Any
from urllib.parse import quote

import streamlit as st

from llmselect.charts.boards import BoardLegend, BoardMark, whiskers
from llmselect.hub.leaderboards.snapshot import Snapshot
from llmselect.reports.csv_json import csv_of
from llmselect.text import Text, Voice
from llmselect.ui.core import figures, formatting, model_link, tables
from llmselect.ui.core.phone.phone_rows import PhoneRows
from llmselect.ui.leaderboards.board_lines import Listed
from llmselect.ui.leaderboards.board_status import digits, interval, score

OPEN = {True: Text("open weights", "poids ouverts"), False: Text("API only", "par API seulement")}
VERIFIED = {True: Text("✓ verified", "✓ vérifié"), False: Text("not verified", "non vérifié")}

WIDEST_NAME = 340
"""Pixels; longer names stand whole in the picture."""
STYLE = """<style>
@media (max-width: 1000px) {
    .st-key-boards-both [data-testid=stHorizontalBlock] { flex-direction: column }
    .st-key-boards-both [data-testid=stColumn] { width: 100%; flex: 1 1 auto }
}
@media (max-width: 640px) { .st-key-boards-both [data-testid=stColumn]:first-child { order: 2 } }
</style>"""
"""Table and picture share a row only where both have room; on a phone the picture, with whole names, is first."""


def draw_board_table(shown: Snapshot, lines: Sequence[Listed], all_lines: int, say: Voice) -> None:
    """One page of the lines that are left, the first of them as whiskers, and all of them as a file."""
    if not lines:
        st.info(say("boards.nothing"), icon=":material/filter_alt_off:")
        return
    pages = -(-len(lines) // tables.MOST_ROWS)
    at = min(int(st.session_state.get("boards.page") or 1), pages)
    first = (at - 1) * tables.MOST_ROWS
    page = lines[first : first + tables.MOST_ROWS]
    st.caption(
        say(
            "boards.rows",
            first=say.number(first + 1, 0),
            last=say.number(first + len(page), 0),
            n=say.number(len(lines), 0),
            all=say.number(all_lines, 0),
        )
    )
    st.html(STYLE)
    with st.container(key="boards.both"):
        left, right = st.columns([7, 6], gap="medium")
        with left:
            _table(shown, page, say)
        with right:
            alt = say("boards.chart_alt", n=say.number(len(page), 0))
            figures.draw_figure(picture(shown, lines, page, say), "boards.chart", alt)
    _below(shown, lines, pages, say)


def _table(shown: Snapshot, page: Sequence[Listed], say: Voice) -> None:
    """As high as the picture beside it, so that a line and its mark stand side by side."""
    tables.draw_table(
        columns(shown, page, say),
        say("boards.table_alt"),
        say,
        _looks(shown, page, say),
        rows_in_sight=tables.MOST_ROWS,
        on_phone=PhoneRows([_second_line(row, shown, say) for row in page]),
        key="boards.table",
    )


def _second_line(row: Listed, shown: Snapshot, say: Voice) -> str:
    """Of a line on a phone: its interval, whose it is, and with how many it shares its rank."""
    tied = say("boards.shared", n=say.number(row.tied, 0)) if row.tied else ""
    return " · ".join(filter(None, (interval(row, shown.board.unit, say), row.publisher, tied)))


def _below(shown: Snapshot, lines: Sequence[Listed], pages: int, say: Voice) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="boards.below"):
        if pages > 1:
            if st.session_state.get("boards.page", 1) > pages:
                st.session_state["boards.page"] = pages
            st.pagination(pages, max_visible_pages=5, key="boards.page")
        st.download_button(
            say.count(len(lines), "boards.csv_one", "boards.csv"),
            partial(as_csv, shown, lines),
            on_click="ignore",
            icon=":material/download:",
            mime="text/csv",
            key="boards.csv",
            file_name=f"llmselect-{shown.board.id.replace('/', '-')}-{shown.day.isoformat()}.csv",
        )


def columns(shown: Snapshot, rows: Sequence[Listed], say: Voice) -> tables.Columns:
    """Cells of these lines; None is unknown. Columns of which the board says nothing are left out."""
    unit, day = shown.board.unit, shown.day
    lines = [row.line for row in rows]
    found: tables.Columns = {
        say("table.rank"): [line.rank for line in lines],
        say("boards.model"): [line.name for line in lines],
        _score(shown, say): [round(line.score, digits(unit)) for line in lines],
        say("boards.interval"): [interval(row, unit, say) or None for row in rows],
        say("boards.page"): [_address(row) for row in rows],
        say("boards.same_rank"): [row.tied for row in rows],
        say("boards.publisher"): [row.publisher or None for row in rows],
        say("boards.votes"): [line.votes for line in lines],
        say("boards.settings"): [line.settings or None for line in lines],
        say("boards.verified"): [None if line.verified is None else say(VERIFIED[line.verified]) for line in lines],
        say("boards.open"): [None if row.open is None else say(OPEN[row.open]) for row in rows],
        say("boards.size"): [_billions(row) for row in rows],
        say("boards.licence"): [row.licence or None for row in rows],
        say("boards.day"): [line.day or day for line in lines],
        say("boards.from"): [line.link or shown.board.url for line in lines],
    }
    told = {say("boards.interval"), say("boards.votes"), say("boards.settings"), say("boards.verified")}
    return {name: cells for name, cells in found.items() if name not in told or any(c is not None for c in cells)}


def _score(shown: Snapshot, say: Voice) -> str:
    return say("boards.score", unit=say(shown.board.unit.label))


def _billions(row: Listed) -> float | None:
    if row.parameters is None:
        return None
    size = row.parameters / 1e9
    return round(size, formatting.digits_for(size))


def _address(row: Listed) -> str | None:
    """The model's page with the visitor's settings; the part after # is what the cell shows."""
    if row.model is None:
        return None
    return f"{model_link.page_address(row.model)}#{quote(row.model.name)}"


def _looks(shown: Snapshot, page: Sequence[Listed], say: Voice) -> dict[str, Any]:
    longest = max(len(row.line.name) for row in page)
    number, link = st.column_config.NumberColumn, st.column_config.LinkColumn
    return {
        say("table.rank"): number(width=50, pinned=True, help=say("boards.rank_help")),
        say("boards.model"): st.column_config.TextColumn(width=min(max(24 + 7 * longest, 140), WIDEST_NAME)),
        _score(shown, say): number(format="localized", width=90),
        say("boards.same_rank"): number(help=say("boards.same_rank_help")),
        say("boards.page"): link(display_text=r"#(.+)$", width=170, help=say("boards.page_help")),
        say("boards.votes"): number(format="localized"),
        say("boards.day"): st.column_config.DateColumn(format="localized"),
        say("boards.from"): link(display_text=r"https://([^/]+)"),
    }


def picture(shown: Snapshot, lines: Sequence[Listed], page: Sequence[Listed], say: Voice) -> Any:
    """The lines of a page as whiskers; a line of its own where a share of the first rank begins."""
    marks = [_numbered(row, shown, say) for row in page]
    lows = [row.line.low for row in lines if row.line.low is not None]
    reach = max(lows) if lows and any(m.leads for m in marks) and shown.board.higher_is_better else None
    words = BoardLegend(say("boards.leading"), say("boards.behind"), say("boards.reach"))
    return whiskers(marks, reach, _score(shown, say), words, say)


def mark(row: Listed) -> BoardMark:
    """A line as a point."""
    line = row.line
    return BoardMark(line.name, line.score, line.low, line.high, line.rank == 1)


def _numbered(row: Listed, shown: Snapshot, say: Voice) -> BoardMark:
    """With its rank and score in words; an equals sign after the rank says that it is shared."""
    rank = f"{row.line.rank}{'=' if row.tied else ''}"
    return mark(row)._replace(name=f"{rank}  {row.line.name} · {score(row.line.score, shown.board.unit, say)}")


def as_csv(shown: Snapshot, lines: Sequence[Listed]) -> bytes:
    """All lines that are left; unknown cells empty."""
    told = [_csv_line(shown, row) for row in lines]
    return csv_of(told, list(told[0]) if told else ["board"])


def _csv_line(shown: Snapshot, row: Listed) -> dict[str, object]:
    line, board = row.line, shown.board
    return {
        "board": board.id,
        "rank": line.rank,
        "model": line.name,
        "model_id": row.model.id if row.model else None,
        "score": line.score,
        "low": line.low,
        "high": line.high,
        "unit": board.unit,
        "votes": line.votes,
        "settings": line.settings or None,
        "verified": line.verified,
        "pull_request": line.pull_request,
        "publisher": row.publisher or None,
        "open": row.open,
        "parameters": row.parameters,
        "licence": row.licence or None,
        "day": (line.day or shown.day).isoformat(),
        "state": shown.state,
        "source": line.link or board.url,
        "attribution": board.attribution,
        "data_licence": board.licence,
        "downloaded": datetime.date.today().isoformat(),
    }
