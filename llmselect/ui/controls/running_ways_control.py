"""Ways to run as one requirement: own machine, rented machine, API; a way may be switched off."""

import streamlit as st

from llmselect.machine.running_ways import RunningWay
from llmselect.scoring.ranking.requirements import BY_CODE
from llmselect.text import Voice
from llmselect.ui.core import state

CHOICE = "requirements.ways"
OFF, LOCAL, SERVED = (state.key("requirements", field) for field in ("ways_off", "local", "served"))


def draw_running_ways(say: Voice) -> None:
    """Three switches in one row; the last one that is on stays on."""
    st.session_state[CHOICE] = [str(way) for way in RunningWay if way not in ways_off()]
    st.segmented_control(
        say(BY_CODE["ways_off"].label),
        [str(way) for way in RunningWay],
        format_func=lambda way: say(RunningWay(way).label),
        selection_mode="multi",
        key=CHOICE,
        on_change=_changed,
        help=say("need.ways_help"),
    )


def ways_off() -> frozenset[RunningWay]:
    """The ways that the requirements leave out, whichever field says so."""
    answers = st.session_state
    if answers.get(LOCAL):
        return frozenset(RunningWay) - {RunningWay.MACHINE}
    if answers.get(SERVED):
        return frozenset(RunningWay) - {RunningWay.API}
    return frozenset(RunningWay(way) for way in answers.get(OFF) or ())


def _changed() -> None:
    """One way alone is the requirement that older links know; nothing at all is no answer."""
    kept = {RunningWay(way) for way in st.session_state[CHOICE] or ()}
    if not kept:
        return
    st.session_state[LOCAL] = kept == {RunningWay.MACHINE}
    st.session_state[SERVED] = kept == {RunningWay.API}
    alone = len(kept) == 1 and RunningWay.RENTED not in kept
    st.session_state[OFF] = () if alone else tuple(way for way in RunningWay if way not in kept)
