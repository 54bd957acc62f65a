"""The wall: what a whole room reads, the way in before the results are open and the results after."""

import streamlit as st

from llmselect.text import Voice
from llmselect.ui.core import formatting
from llmselect.ui.store import meeting_store
from llmselect.ui.workshop import live_view, own_address, qr_code, results_view, workshop_style
from llmselect.workshop import codes
from llmselect.workshop.meeting import HostView, MeetingState
from llmselect.workshop.meeting_rows import round_tally
from llmselect.workshop.store import hosting


def draw_wall(token: str, say: Voice) -> None:
    """The projected view; its token opens nothing else, and what it reads holds no name."""
    hosting.wall_view(meeting_store.database(), token)  # a token of nothing leads back to the entrance
    workshop_style.draw_style(workshop_style.WALL)
    with st.container(key="workshop.wall"):
        live_view.draw_live(hosting.wall_view, token, _draw, say)


def _draw(view: HostView, say: Voice) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="workshop.wall_head"):
        st.title(formatting.escape_markdown(view.meeting.title), anchor=False)
        if view.meeting.practice:
            st.warning(say("workshop.practice_badge"), icon=":material/theater_comedy:")
    if view.meeting.results_shown:
        _results(view, say)
    else:
        _way_in(view, say)


def _way_in(view: HostView, say: Voice) -> None:
    meeting = view.meeting
    finished = sum(ballot.finished for ballot in view.ballots(meeting.round))
    counts = say("workshop.wall_counts", joined=len(view.entries), finished=finished, round=meeting.round)
    if meeting.state is not MeetingState.OPEN:
        st.markdown(f"**{say(meeting.state.label)}** · {counts}")
        return
    link = own_address.invitation(meeting.join_code)
    with st.container(key="workshop.wall_open"):
        with st.container(key="workshop.wall_left"):
            if meeting.short_code is None:
                st.markdown(formatting.escaped(link))
            else:
                st.markdown(formatting.escaped(link.partition("?")[0]))
                with st.container(key="workshop.wall_code"):
                    st.markdown(codes.spaced(meeting.short_code))
            st.markdown(f"**{counts}**")
        with st.container(key="workshop.wall_right"):
            st.image(qr_code.qr_svg(link), width=520, alt=say("workshop.qr_alt"))


def _results(view: HostView, say: Voice) -> None:
    """One screen whatever its size: the heights of its parts are shares of it."""
    count, before = round_tally(view, view.meeting.round), round_tally(view, view.meeting.round - 1)
    if count is None:
        st.markdown(say("workshop.no_ballots"))
        return
    results_view.draw_headline(count, say)
    with st.container(key="workshop.wall_results"):
        with st.container(key="workshop.wall_dots_frame"):
            results_view.draw_dots(count, before, say, "workshop.wall_dots", large=True)
        with st.container(key="workshop.wall_ranking"):
            results_view.draw_large_ranking(count, before, say)
    with st.container(key="workshop.wall_notes"):
        for line in results_view.agreement_sentences(count, say):
            st.markdown(formatting.escape_markdown(line))
        results_view.draw_dots_help(before, say)
