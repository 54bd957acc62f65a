"""Back to what one had: the settings of before each change, for a button that brings them back."""

import streamlit as st

from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui.core import state

MOST = 20
_LAST, _BEFORE = "undo.last", "undo.before"


def draw_undo(settings: Settings, say: Voice) -> None:
    """Remember a change since the last run; the button stands where there is something to go back to."""
    before: list[Settings] = st.session_state.setdefault(_BEFORE, [])
    last = st.session_state.get(_LAST)
    if last is not None and last != settings and last.language == settings.language:
        before.append(last)
        del before[:-MOST]
    st.session_state[_LAST] = settings
    if before:
        st.button("", key="bar.undo", icon=":material/undo:", type="tertiary", help=say("bar.undo"), on_click=_back)


def _back() -> None:
    """Put the settings of before the last change; a change that no whole run has seen yet counts too."""
    now, last = state.read(), st.session_state.get(_LAST)
    before: list[Settings] = st.session_state[_BEFORE]
    target = last if last is not None and last != now else before.pop()
    st.session_state[_LAST] = target
    state.put(target)
