"""A switch for one requirement on the page itself: a second view on what the drawer above the pages holds."""

import streamlit as st

from llmselect.ui.core import state


def draw_requirement_switch(field: str, label: str) -> None:
    """The switch shows the requirement as it stands; its key is its own, since the drawer may be open too."""
    key = f"privacy.switch.{field}"
    st.session_state[key] = bool(st.session_state.get(state.key("requirements", field)))
    st.toggle(label, key=key, on_change=_changed, args=(field, key))


def _changed(field: str, key: str) -> None:
    st.session_state[state.key("requirements", field)] = bool(st.session_state.get(key))
