"""Debounce: the browser asks for one rerun a moment after the visitor's last change."""

from collections.abc import Hashable
from typing import Any

import streamlit as st

QUIET_MS = 300
"""Longer than the pause between two presses of an arrow key, shorter than a look at the result."""

# A timer of Streamlit (run_every) would go on calling, and a wait in the script would keep a thread.
_CALL = """
export default function ({ data, setTriggerValue }) {
    const timer = setTimeout(() => setTriggerValue("rested", data.of), data.after)
    return () => clearTimeout(timer)
}
"""
_streamlit: Any = st  # its components are found at run time only
_rested = _streamlit.components.v2.component("llmselect_rest", js=_CALL)


def unchanged_since_last_run(situation: Hashable, key: str) -> bool:
    """Whether the run before this one had the same situation: nobody is moving anything now."""
    before, st.session_state[key] = st.session_state.get(key), situation
    return before == situation


def rerun_when_idle(of: str, key: str, after_ms: int = QUIET_MS) -> None:
    """Run the fragment around this once more, unless it is drawn anew before; a new `of` starts the wait again."""
    _rested(key=key, data={"of": of, "after": after_ms}, height=1, on_rested_change=ignore_event)


def ignore_event() -> None:
    """A callback for components whose rerun alone is wanted."""
