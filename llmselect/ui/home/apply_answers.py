"""From the assistant to Choose: the answers become the settings, and what they replace can be brought back."""

import streamlit as st

from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui.core import rooms, state

_BEFORE = "assistant.before"
PARTS = {
    "machine": "side.machine",
    "workload": "side.workload",
    "requirements": "side.requirements",
    "priorities": "assistant.priorities",
}


def draw_apply_button(settings: Settings, say: Voice) -> None:
    """The button, and a sentence on what it replaces of what the visitor had set."""
    now = state.read()
    with st.container(horizontal=True, key="assistant.take_row"):
        if st.button(say("assistant.take"), type="primary", icon=":material/balance:", key="assistant.take"):
            _remember(now, settings)
            state.ask(settings)
            st.switch_page(rooms.path("choose"))
        if st.button(say("assistant.straight"), type="tertiary", key="home.start"):
            st.switch_page(rooms.path("choose"))
        if st.session_state.get(_BEFORE) is not None:
            words, icon = say("assistant.back"), ":material/undo:"
            st.button(words, icon=icon, type="tertiary", key="assistant.back", on_click=_bring_back)
    lost = replaced(now, settings)
    if lost:
        st.caption(say("assistant.replaces", parts=", ".join(say(PARTS[part]).lower() for part in lost)))
    elif not _differing(now, settings):
        st.caption(say("assistant.same"))


def replaced(now: Settings, new: Settings) -> list[str]:
    """Parts that the visitor had set, and that the new settings change."""
    return [part for part in _differing(now, new) if part in _differing(now, Settings())]


def _differing(one: Settings, other: Settings) -> list[str]:
    return [part for part in PARTS if _part(one, part) != _part(other, part)]


def _part(settings: Settings, part: str) -> object:
    """A part as it counts: a weight of nothing is no weight."""
    if part == "priorities":
        return {weight.criterion: weight.value for weight in settings.priorities if weight.value}
    return getattr(settings, part)


def _remember(now: Settings, new: Settings) -> None:
    if replaced(now, new):
        st.session_state[_BEFORE] = now


def _bring_back() -> None:
    state.ask(st.session_state.pop(_BEFORE))
