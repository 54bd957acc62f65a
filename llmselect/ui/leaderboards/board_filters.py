"""Which lines of a leaderboard are shown: name, openness, size, and what the visitor's machine holds."""

import numpy as np
import streamlit as st

from llmselect.overview.model_filter import Openness
from llmselect.overview.model_table import on_machine, panorama
from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui.leaderboards.board_lines import BoardFilter, held_here
from llmselect.ui.models.filters import SIZES
from llmselect.ui.store import cached


def draw_board_filters(settings: Settings, say: Voice) -> BoardFilter:
    """The controls in one row."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="boards.filters"):
        name = st.text_input(
            say("boards.search"),
            key="boards.search",
            max_chars=80,
            persist_state="session",
            width=220,
            icon=":material/search:",
        )
        openness = st.segmented_control(
            say("boards.openness"),
            list(Openness),
            format_func=lambda each: say(Openness(each).label),
            default=Openness.ALL,
            required=True,
            key="boards.openness",
            persist_state="session",
            wrap=True,
        )
        least, most = st.select_slider(
            say("boards.sizes"),
            SIZES,
            (SIZES[0], SIZES[-1]),
            format_func=lambda each: _billions(each, say),
            key="boards.sizes",
            persist_state="session",
            width=260,
        )
        here = st.toggle(say("boards.here"), key="boards.here", persist_state="session", help=say("boards.here_help"))
    return BoardFilter(
        name=name or "",
        openness=Openness(openness or Openness.ALL),
        least_billions=float(least),
        most_billions=float(most),
        here=_held(settings) if here else None,
    )


def _billions(size: float, say: Voice) -> str:
    return say("boards.no_end") if np.isinf(size) else say("memory.size", total=say.number(size, 0))


def _held(settings: Settings) -> frozenset[str]:
    estimates = cached.assessed(settings).estimates
    found = panorama(estimates.catalog)
    return held_here(found, on_machine(found, estimates))
