"""The visitor's measured speeds as the machine's settings hold them: added, replaced and taken away in callbacks."""

from collections.abc import Iterable

import streamlit as st

from llmselect.machine.machine import Phase, UserMeasurement
from llmselect.ui.core import state

MEASURED = state.key("machine", "measured")
MOST = 8


def keep(speeds: Iterable[UserMeasurement]) -> None:
    """Add measurements, newest last; a second one of the same model, quantization and phase replaces the first."""
    kept: dict[tuple[str, str, Phase], UserMeasurement] = {}
    before: tuple[UserMeasurement, ...] = st.session_state.get(MEASURED) or ()
    for speed in (*before, *speeds):
        kept[speed.subject] = speed
    st.session_state[MEASURED] = tuple(kept.values())[-MOST:]


def remove(i: int) -> None:
    """Take the measurement at this position away."""
    before: tuple[UserMeasurement, ...] = st.session_state[MEASURED]
    st.session_state[MEASURED] = (*before[:i], *before[i + 1 :])
