"""Widgets that show a field of the settings under a key of their own: it may stand in an open drawer too."""

from typing import Any

import streamlit as st

from llmselect.text import Voice
from llmselect.ui.core import state


def show(part: str, field: str, scale: float = 1.0) -> str:
    """Have the widget of the returned key show a field as it stands now, and change it when it is moved."""
    value = st.session_state.get(state.key(part, field))
    st.session_state[key_of(part, field)] = value if value is None or scale == 1.0 else value * scale
    return key_of(part, field)


def key_of(part: str, field: str) -> str:
    """The widget's key on this page."""
    return f"costs.{part}.{field}"


def changed(part: str, field: str, scale: float = 1.0) -> None:
    """Callback: the settings take what the widget shows; an emptied field keeps what it was."""
    value: Any = st.session_state.get(key_of(part, field))
    if value is not None:
        st.session_state[state.key(part, field)] = value if scale == 1.0 else value / scale


def marks(say: Voice, *, stale: bool = False, apart: bool = False) -> str:
    """What is to know of a price beside its amount: how old it is, and whether its sources agree."""
    return ", ".join(say(words) for words, holds in (("costs.stale", stale), ("costs.disagree", apart)) if holds)


def plain(text: str) -> str:
    """Text for Markdown in which a dollar sign is a dollar sign, and no formula begins."""
    return text.replace("$", "\\$")
