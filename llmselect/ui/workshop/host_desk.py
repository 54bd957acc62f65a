"""The host's desk: the way in, what may be done, who has finished, and the results while they come in."""

from collections.abc import Callable, Collection
from dataclasses import replace
from functools import partial

import streamlit as st

from llmselect.errors import LlmselectError
from llmselect.text import Voice
from llmselect.ui.core import formatting
from llmselect.ui.core.view_switch import draw_named_list
from llmselect.ui.store import current_case, meeting_store
from llmselect.ui.workshop import (
    live_view,
    meeting_files,
    own_address,
    qr_code,
    results_view,
    workshop_style,
)
from llmselect.workshop import codes
from llmselect.workshop.meeting import HostView, MeetingState, spoken
from llmselect.workshop.meeting_rows import round_tally, shown_names
from llmselect.workshop.store import erasing, hosting
from llmselect.workshop.store.database import Database

Act = Callable[..., None]


def draw_desk(token: str, say: Voice) -> None:
    """Everything that the host sees and does; the wall opens in a window of its own, which a projector shows."""
    read = hosting.host_view(meeting_store.database(), token)
    meeting = spoken(read.meeting, say)
    view = replace(read, meeting=meeting)
    workshop_style.draw_style()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(formatting.escape_markdown(meeting.title), anchor=False)
        st.badge(say(meeting.state.label), color="green" if meeting.state is MeetingState.OPEN else "gray")
        wall = own_address.projected(token, say.language)
        st.link_button(say("workshop.wall"), wall, icon=":material/present_to_all:", key="workshop.wall_on")
        meeting_files.draw_files(view, say)
    if meeting.practice:
        st.warning(say("workshop.practice_badge"), icon=":material/theater_comedy:")
    with st.container(key="workshop.desk"):
        with st.container(key="workshop.left"):
            _way_in(view, say)
            _controls(token, view, say)
        with st.container(key="workshop.right"):
            live_view.draw_live(hosting.host_view, token, partial(_live, {entry.id for entry in view.entries}), say)


def _way_in(view: HostView, say: Voice) -> None:
    """Code, QR code and link, while anybody may come in."""
    meeting = view.meeting
    if meeting.state is not MeetingState.OPEN:
        st.info(say("workshop.nobody_joins"), icon=":material/lock:")
        return
    link = own_address.invitation(meeting.join_code)
    if meeting.short_code is not None:
        st.caption(say("workshop.code_help"))
        with st.container(key="workshop.short_code"):
            st.markdown(codes.spaced(meeting.short_code))
    st.image(qr_code.qr_svg(link), width=220, alt=say("workshop.qr_alt"))
    st.code(link, language=None, wrap_lines=True)


def _controls(token: str, view: HostView, say: Voice) -> None:
    """What may be done in this state; each button is one act of the store, which checks the token again."""
    meeting = view.meeting
    with st.container(key="workshop.controls", gap="small"):
        if meeting.state is MeetingState.OPEN:
            _act("lock", hosting.lock, token, say("workshop.lock"), "lock")
            by_code = meeting.short_code is not None
            label = say("workshop.close_code" if by_code else "workshop.open_code")
            _act("admit", hosting.admit, token, label, "password", by_code=not by_code)
        elif meeting.state is MeetingState.LOCKED:
            _act("reopen", hosting.reopen, token, say("workshop.reopen"), "lock_open")
        shown = meeting.results_shown
        label = say("workshop.hide_results" if shown else "workshop.show_results")
        _act("show", hosting.show_results, token, label, "visibility", primary=not shown, shown=not shown)
        hidden = meeting.names_hidden
        label = say("workshop.show_names" if hidden else "workshop.hide_names")
        _act("names", hosting.hide_names, token, label, "badge", hidden=not hidden)
        if meeting.state is not MeetingState.ENDED:
            _act("round", hosting.next_round, token, say("workshop.next_round", n=meeting.round + 1), "replay")
            _act("end", hosting.end, token, say("workshop.end"), "stop_circle")
        _remove(token, view, say)
        label = say("workshop.erase")
        with st.popover(label, icon=":material/delete:", width="stretch", key="workshop.erase_drawer"):
            st.markdown(say("workshop.erase_help"))
            st.button(say("workshop.erase_now"), type="primary", key="workshop.erase", on_click=_erase, args=(token,))


def _act(name: str, act: Act, token: str, label: str, icon: str, *, primary: bool = False, **more: object) -> None:
    st.button(
        label,
        key=f"workshop.{name}",
        icon=f":material/{icon}:",
        width="stretch",
        type="primary" if primary else "secondary",
        on_click=_done,
        args=(act, token),
        kwargs=more,
    )


def _done(act: Act, token: str, *of: str, **more: object) -> None:
    """One act; a fault is a sentence in the next run."""
    database: Database = meeting_store.database()
    try:
        act(database, token, *of, **more)
    except LlmselectError as fault:
        current_case.keep_fault(fault)


def _remove(token: str, view: HostView, say: Voice) -> None:
    if not view.entries:
        return
    names = shown_names(view)
    label = say("workshop.remove")
    with st.popover(label, icon=":material/person_remove:", width="stretch", key="workshop.remove_drawer"):
        chosen = draw_named_list(say("workshop.remove_who"), dict(names), "workshop.remove_who")
        st.button(
            say("workshop.remove_now"), key="workshop.remove", on_click=_done, args=(hosting.remove, token, chosen)
        )


def _erase(token: str) -> None:
    try:
        erasing.erase_meeting(meeting_store.database(), token)
    except LlmselectError as fault:
        current_case.keep_fault(fault)
        return
    own_address.forget()


def _live(drawn: Collection[str], view: HostView, say: Voice) -> None:
    """Who is there and what they say; the whole desk anew where somebody came or went, whom it can remove."""
    if {entry.id for entry in view.entries} != drawn:
        st.rerun()
    round = view.meeting.round
    _people(view, say)
    count, before = round_tally(view, round), round_tally(view, round - 1)
    if count is None:
        st.info(say("workshop.no_ballots"), icon=":material/hourglass_empty:")
        return
    if not view.meeting.results_shown:
        st.caption(say("workshop.results_closed"))
        return
    results_view.draw_headline(count, say)
    results_view.draw_ranking(count, say, "workshop.bars")
    results_view.draw_dots(count, before, say, "workshop.dots")
    st.markdown(
        "\n".join(f"- {formatting.escape_markdown(line)}" for line in results_view.agreement_sentences(count, say))
    )
    if before is not None:
        results_view.draw_change(count, before, say)
    results_view.draw_table(count, before, say)
    results_view.draw_regrets(count, say)


def _people(view: HostView, say: Voice) -> None:
    """How many are there and have finished, and who."""
    round, names = view.meeting.round, shown_names(view)
    finished = [e for e in view.entries if round in e.ballots and e.ballots[round].finished]
    with st.container(horizontal=True, key="workshop.counts"):
        st.metric(say("workshop.joined"), len(view.entries))
        st.metric(say("workshop.voted"), len(view.ballots(round)))
        st.metric(say("workshop.finished"), len(finished))
        st.metric(say("workshop.round"), round)
    marks = [
        f"{'✓ ' if entry in finished else '… ' if round in entry.ballots else ''}"
        f"{formatting.escape_markdown(names[entry.id])}"
        for entry in view.entries
    ]
    st.caption(" · ".join(marks) or say("workshop.nobody_yet"))
