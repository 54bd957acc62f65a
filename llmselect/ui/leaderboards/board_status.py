"""What a leaderboard says in one sentence, of which day and state it is, and how it stands with every source."""

import datetime
from collections.abc import Sequence

import streamlit as st

from llmselect.hub.leaderboards.snapshot import Board, CopyState, Snapshot, SourceReport, Unit
from llmselect.text import Text, Voice
from llmselect.ui.core import formatting, tables
from llmselect.ui.leaderboards.board_lines import Listed
from llmselect.ui.leaderboards.countdown import draw_countdown
from llmselect.ui.store import live_leaderboards, live_speeds
from llmselect.ui.store.live_leaderboards import LiveState

LOOKS = {
    CopyState.LIVE: ("boards.live", ":material/sensors:", "green"),
    CopyState.CACHED: ("boards.cached", ":material/history:", "orange"),
    CopyState.BUNDLED: ("boards.bundled", ":material/inventory_2:", "gray"),
}
PREFIXES = {"official": Text("Hub: ", "Hub\u00a0: "), "catalog": Text("Catalog: ", "Catalogue\u00a0: ")}

OLD_DAYS = 30
"""A table older than this says its age before anything else."""
DAYS_A_MONTH = 30.44
SEMICOLON = Text("; ", "\u00a0; ")
REMARKS = (
    Text("names of models matched to this catalog by us", "noms de modèles rapprochés de ce catalogue par nos soins"),
    Text("each score by the author that its line names", "chaque score par l’auteur que cite sa ligne"),
    Text("each board names its own source", "chaque classement cite sa source"),
    Text("each benchmark’s own", "celle de chaque banc d’essai"),
    Text("not stated", "non précisée"),
)
"""What mentions and licences say beside names, which stay as they are."""


def credited(mention: str, say: Voice) -> str:
    """A source's mention or licence with its remarks in the visitor's language."""
    for remark in REMARKS:
        mention = mention.replace(remark.en, say(remark))
    return mention.replace("; ", say(SEMICOLON))


def title(board: Board, say: Voice) -> str:
    """A board's name, with its place where the name alone does not tell it, and that an archive is one."""
    archive = f" · {say('boards.archive')}" if board.archived else ""
    return f"{say(PREFIXES.get(board.source, Text('', '')))}{say(board.label)}{archive}"


def draw_board_status(shown: Snapshot, lines: Sequence[Listed], seen: LiveState, say: Voice) -> None:
    """Who leads, a badge for day and state, why it is not live, and whom the numbers come from."""
    st.markdown(sentence(shown, lines, say))
    board = shown.board
    key, icon, colour = LOOKS[shown.state]
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="boards.badge"):
        st.badge(say(key, day=say.day(shown.day)), icon=icon, color=colour)  # pyright: ignore[reportArgumentType]
        if board.archived:
            st.badge(say("boards.archive"), icon=":material/lock_clock:", color="gray")
        st.markdown(f"[{say('boards.source')}]({board.url})")
    parts = [say(shown.reason)] if shown.reason else [say("boards.not_yet")] if _unread(shown, seen) else []
    if board.partial and lines:
        parts.append(say("boards.partial"))
    if board.source in ("official", "openevals"):
        parts.append(say("boards.self_reported"))
    parts.append(say("boards.credit", who=credited(board.attribution, say), licence=credited(board.licence, say)))
    st.caption(formatting.escape_markdown(" ".join(parts)))


def _unread(shown: Snapshot, seen: LiveState) -> bool:
    return shown.state is not CopyState.LIVE and seen.pending


def sentence(shown: Snapshot, lines: Sequence[Listed], say: Voice) -> str:
    """The leading model, and those whose intervals overlap with its own."""
    if not lines:
        return say("boards.no_lines")
    first = lines[0]
    says = say(
        "boards.leads_interval" if first.line.low is not None and first.line.high is not None else "boards.leads",
        model=formatting.escape_markdown(first.line.name),
        score=score(first.line.score, shown.board.unit, say),
        interval=interval(first, shown.board.unit, say),
        all=say.number(len(lines), 0),
    )
    if age := age_in_words(shown.day, datetime.date.today(), say):
        says = f"{say('boards.aged', age=age, day=say.day(shown.day))} {says}"
    if not first.tied:
        return f"{says} {say('boards.alone')}"
    return f"{says} {say.count(first.tied, 'boards.tied_one', 'boards.tied')}"


def age_in_words(day: datetime.date, today: datetime.date, say: Voice) -> str:
    """How old a table is; empty up to OLD_DAYS."""
    days = (today - day).days
    if days <= OLD_DAYS:
        return ""
    if days < 60:
        return say("boards.days", n=say.number(days, 0))
    months = round(days / DAYS_A_MONTH)
    if months < 24:
        return say("boards.months", n=say.number(months, 0))
    return say("boards.years", n=say.number(months // 12, 0))


def digits(unit: Unit) -> int:
    return 0 if unit is Unit.RATING else 1 if unit is Unit.PERCENT else 3


def score(value: float, unit: Unit, say: Voice) -> str:
    """A score with its sign: 1,492 or 87.8 %."""
    return say.percent(value / 100, 1) if unit is Unit.PERCENT else say.number(value, digits(unit))


def interval(row: Listed, unit: Unit, say: Voice) -> str:
    """The published 95 % interval, empty where there is none."""
    low, high = row.line.low, row.line.high
    if low is None or high is None:
        return ""
    return f"{say.number(low, digits(unit))}–{say.number(high, digits(unit))}"


def refresh(seen: LiveState, say: Voice) -> None:
    """Read again now, or why that cannot be asked for yet."""
    why = _why_not(seen, say)
    st.button(
        say("boards.refresh"),
        key="boards.refresh",
        icon=":material/refresh:",
        disabled=why is not None,
        help=why,
        on_click=_read_again,
    )
    if why is not None and seen.wait_s and not seen.pending:
        draw_countdown(seen.wait_s, say)
    elif why is not None and not seen.pending:
        st.caption(why)


def _read_again() -> None:
    live_leaderboards.refresh()
    live_speeds.refresh()


def _why_not(seen: LiveState, say: Voice) -> str | None:
    if seen.pending:
        return say("boards.reading")
    if seen.wait_s is None:
        return say("boards.switched_off")
    if seen.wait_s > 0:
        return say("boards.wait", seconds=say.number(seen.wait_s, 0))
    return None


def sources(say: Voice) -> None:
    """Every source with its state, its day and the reason; last that of the providers' speeds, which has no board."""
    with st.expander(say("boards.sources"), icon=":material/hub:", key="boards.sources"):
        reports = (*live_leaderboards.reports(), live_speeds.report())
        columns: tables.Columns = {
            say("boards.source"): [_source_name(one, say) for one in reports],
            say("boards.state"): [say(one.state.label) if one.state else say("boards.absent") for one in reports],
            say("boards.day"): [one.day for one in reports],
            say("boards.count"): [one.boards or None for one in reports],
            say("boards.why"): [say(one.reason) if one.reason else "–" for one in reports],
            say("boards.address"): [one.url for one in reports],
            say("boards.attribution"): [credited(one.attribution, say) for one in reports],
        }
        looks = {
            say("boards.day"): st.column_config.DateColumn(format="localized"),
            say("boards.address"): st.column_config.LinkColumn(display_text=r"https://([^/]+)"),
            say("boards.why"): st.column_config.TextColumn(width=420),
        }
        tables.draw_table(columns, say("boards.sources_alt"), say, looks, key="boards.sources_table")


def _source_name(one: SourceReport, say: Voice) -> str:
    return say(one.name) if one.boards else say("served.of_providers", source=say(one.name))
