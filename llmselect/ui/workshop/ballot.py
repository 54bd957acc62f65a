"""A participant's weights on their way to the database: kept in the session until they are confirmed there."""

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from llmselect.errors import LlmselectError
from llmselect.ui.store import meeting_store
from llmselect.workshop.faults import WorkshopFault
from llmselect.workshop.meeting import Ballot, ParticipantView
from llmselect.workshop.store import taking_part

_PENDING, _STANDING, _FAULT, _LOADED = (
    "workshop.pending",
    "workshop.standing",
    "workshop.ballot_fault",
    "workshop.loaded",
)
ORDER = "workshop.order"
START = 50
"""Where every slider stands before somebody moves it: nobody is led by another's weights."""


class PendingBallot(NamedTuple):
    """A change that was not confirmed yet."""

    token: str
    round: int
    weights: dict[str, float]
    finished: bool
    change: int


def slider_key(criterion: str) -> str:
    """Key of a criterion's slider on the phone."""
    return f"workshop.weight.{criterion}"


def load(view: ParticipantView) -> None:
    """Put the ballot that stands into the sliders, once a round: a reload finds it again.

    A new round begins with the weights of the last one.
    """
    meeting = view.meeting
    now = (view.participant, meeting.round)
    if st.session_state.get(_LOADED) == now:
        return
    standing = view.ballots.get(meeting.round)
    latest = standing or (view.ballots[max(view.ballots)] if view.ballots else None)
    st.session_state[_LOADED], st.session_state[_STANDING] = now, standing
    st.session_state[ORDER] = ()
    st.session_state.pop(_PENDING, None)
    for criterion in meeting.case.criteria:
        value = latest.weights.get(criterion.id, START) if latest else START
        st.session_state[slider_key(criterion.id)] = round(value)


def standing() -> Ballot | None:
    """The ballot that the database has confirmed; None before the first."""
    return st.session_state.get(_STANDING)


def pending() -> bool:
    """Whether a change still waits to be confirmed."""
    return _PENDING in st.session_state


def fault() -> LlmselectError | None:
    """Why the last change was not confirmed; None where it was."""
    return st.session_state.get(_FAULT)


def weights(criteria: Sequence[str]) -> dict[str, float]:
    """The weights as the sliders stand."""
    return {id: float(st.session_state.get(slider_key(id), START)) for id in criteria}


def send(token: str, round: int, criteria: Sequence[str], finished: bool) -> None:
    """Have these weights kept; what cannot be kept at this moment is tried again by `send_pending`."""
    change = taking_part.next_change(standing())
    st.session_state[_PENDING] = PendingBallot(token, round, weights(criteria), finished, change)
    send_pending()


def send_pending() -> bool:
    """Try what waits once more; whether it is confirmed now."""
    waiting: PendingBallot | None = st.session_state.get(_PENDING)
    if waiting is None:
        return False
    try:
        found = taking_part.cast(meeting_store.database(), *waiting)
    except WorkshopFault as fault:
        st.session_state[_FAULT] = fault
        if not fault.passing:
            st.session_state.pop(_PENDING, None)
        return False
    st.session_state[_STANDING] = found
    st.session_state.pop(_PENDING, None)
    st.session_state.pop(_FAULT, None)
    return True
