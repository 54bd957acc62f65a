"""A participant's phone: put the criteria in order, move the sliders, see one's own winner, and be done."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from llmselect.errors import LlmselectError
from llmselect.scoring.matrix.decision_case import DecisionCase
from llmselect.scoring.methods.weights import rank_order_centroid
from llmselect.text import Voice
from llmselect.ui.core import fault_messages, formatting
from llmselect.ui.core.live_charts.criterion_style import swatch
from llmselect.ui.store import meeting_store
from llmselect.ui.workshop import ballot, own_address, results_view, workshop_style
from llmselect.workshop.meeting import Meeting, MeetingState, ParticipantView, spoken
from llmselect.workshop.store import taking_part
from llmselect.workshop.store.taking_part import Pulse
from llmselect.workshop.tally import own_order, tally

POLL_S = 3.0
FIRST_FEW = 3
PEOPLE = "workshop.people"


def draw_phone(token: str, say: Voice) -> None:
    """Everything that one participant sees."""
    read = taking_part.participant_view(meeting_store.database(), token)
    meeting = spoken(read.meeting, say)
    view = replace(read, meeting=meeting)
    ballot.load(view)
    marks = "".join(swatch(i, f"workshop-weight-{c.id}") for i, c in enumerate(meeting.case.criteria))
    workshop_style.draw_style(workshop_style.PHONE + marks)
    st.title(formatting.escape_markdown(meeting.title), anchor=False)
    name = formatting.escape_markdown(view.nickname)
    st.caption(say("workshop.you_are", name=name, round=meeting.round, state=say(meeting.state.label)))
    if meeting.practice:
        st.warning(say("workshop.practice_badge"), icon=":material/theater_comedy:")
    if meeting.results_shown:
        _group(token, view, say)
    _weigh(token, view, say)
    _watch(view)
    st.button(say("workshop.leave"), type="tertiary", key="workshop.leave", on_click=own_address.forget)


@st.fragment
def _weigh(token: str, view: ParticipantView, say: Voice) -> None:
    """The ballot; a moved slider reruns this alone and is confirmed here."""
    meeting, case = view.meeting, view.meeting.case
    closed = meeting.state is not MeetingState.OPEN
    ids = [criterion.id for criterion in case.criteria]
    standing = ballot.standing()
    finished = standing is not None and standing.finished
    with st.container(key="workshop.ballot"):
        if not closed:
            _order(token, meeting.round, case, finished, say)
        now = ballot.weights(ids)
        total = sum(now.values())
        for criterion in case.criteria:
            share = now[criterion.id] / total if total else 0.0
            st.slider(
                f"{formatting.escape_markdown(criterion.name)} · {say.percent(share)}",
                0,
                100,
                key=ballot.slider_key(criterion.id),
                disabled=closed,
                on_change=ballot.send,
                args=(token, meeting.round, ids, finished),
            )
        _state(say)
        _own_winner(case, now, say)
        done = say("workshop.change_again" if finished else "workshop.finish")
        st.button(
            done,
            type="secondary" if finished else "primary",
            disabled=closed or total <= 0,
            key="workshop.finish",
            width="stretch",
            icon=":material/check_circle:",
            on_click=ballot.send,
            args=(token, meeting.round, ids, not finished),
        )


def _order(token: str, round: int, case: DecisionCase, finished: bool, say: Voice) -> None:
    """Tap the criteria in order of importance; the last one needs no tap, and the sliders move along."""
    chosen: tuple[str, ...] = st.session_state.get(ballot.ORDER, ())
    names = {criterion.id: criterion.name for criterion in case.criteria}
    if len(chosen) == len(names):
        return
    drawer = st.expander(
        say("workshop.order"), expanded=ballot.standing() is None, icon=":material/format_list_numbered:"
    )
    with drawer:
        st.caption(say("workshop.order_help"))
        if chosen:
            ordered = [f"{place}. {formatting.escape_markdown(names[id])}" for place, id in enumerate(chosen, 1)]
            st.markdown("  \n".join(ordered))
        for id in (id for id in names if id not in chosen):
            st.button(
                formatting.escape_markdown(names[id]),
                key=f"workshop.tap.{id}",
                width="stretch",
                on_click=_tapped,
                args=(id, token, round, list(names), finished),
            )
        if chosen:
            st.button(say("workshop.order_again"), type="tertiary", key="workshop.order_again", on_click=_again)


def _tapped(id: str, token: str, round: int, ids: Sequence[str], finished: bool) -> None:
    chosen = (*st.session_state.get(ballot.ORDER, ()), id)
    left = [each for each in ids if each not in chosen]
    if len(left) == 1:
        chosen = (*chosen, *left)
    st.session_state[ballot.ORDER] = chosen
    if len(chosen) == len(ids):
        shares = rank_order_centroid(len(ids))
        for each, share in zip(chosen, shares, strict=True):
            st.session_state[ballot.slider_key(each)] = round_to_slider(float(share / shares[0]))
        ballot.send(token, round, ids, finished)


def _again() -> None:
    st.session_state[ballot.ORDER] = ()


def round_to_slider(part: float) -> int:
    """A part of the heaviest weight as sliders hold it, never quite 0."""
    return max(round(100 * part), 1)


def _state(say: Voice) -> None:
    """Whether the weights are kept, in one line that is always there."""
    fault = ballot.fault()
    if fault is not None:
        st.warning(fault_messages.sentence(fault, say), icon=":material/sync_problem:")
    elif ballot.standing() is not None:
        st.caption(f":material/cloud_done: {say('workshop.kept')}")
    else:
        st.caption(say("workshop.not_yet"))


def _own_winner(case: DecisionCase, now: dict[str, float], say: Voice) -> None:
    order, scores = own_order(case, now)
    first = formatting.escape_markdown(case.candidates[int(order[0])].name)
    st.markdown(f"**{say('workshop.own_first', name=first, score=say.number(float(scores[order[0]]), 0))}**")
    rest = [
        f"{place}. {formatting.escape_markdown(case.candidates[int(row)].name)} · {say.number(float(scores[row]), 0)}"
        for place, row in enumerate(order[1 : FIRST_FEW + 1], 2)
    ]
    st.caption("  \n".join(rest))


def _group(token: str, view: ParticipantView, say: Voice) -> None:
    """The group's result, once the host shows it, and what this person gives up; nobody else's name or regret."""
    meeting = view.meeting
    count = tally(meeting.case, taking_part.group_ballots(meeting_store.database(), token, meeting.round))
    if count is None:
        return
    with st.container(border=True, key="workshop.group"):
        results_view.draw_headline(count, say)
        mine = view.ballots.get(meeting.round)
        if mine is not None:
            order, scores = own_order(meeting.case, mine.weights)
            regret = max(float(scores[order[0]] - scores[count.winner]), 0.0)
            st.markdown(say("workshop.your_regret", points=say.number(regret, 1)))
        results_view.draw_dots(count, None, say, key="workshop.phone_dots")


def _watch(view: ParticipantView) -> None:
    """Every few seconds: send what waits, and draw anew when the host moved on. Phones do not ask all at once."""
    every = POLL_S + (sum(view.participant.encode()) % 100) / 100

    @st.fragment(run_every=every)
    def look() -> None:
        sent = ballot.send_pending()
        try:
            now = meeting_store.pulse(view.meeting.id)
        except LlmselectError:
            return
        if sent or _moved_on(view.meeting, now):
            st.rerun()

    look()


def _moved_on(drawn: Meeting, now: Pulse | None) -> bool:
    """Whether the meeting is another than the one drawn, or somebody was removed since the last look."""
    people = 0 if now is None else now.people
    before, st.session_state[PEOPLE] = st.session_state.get(PEOPLE, 0), people
    return now is None or people < before or now[:3] != (drawn.state, drawn.round, drawn.results_shown)
