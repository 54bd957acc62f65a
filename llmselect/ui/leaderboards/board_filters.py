"""Which lines of a leaderboard are shown: name, openness, size, and what the visitor's machine holds."""

import streamlit as st

from llmselect.overview.model_filter import Openness
from llmselect.overview.model_table import on_machine, panorama
from llmselect.overview.reference_machines import USUAL
from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui.core.size_slider import draw_size_slider
from llmselect.ui.leaderboards.board_lines import BoardFilter, held_here
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
        least, most = draw_size_slider(say("boards.sizes"), say("boards.no_end"), "boards.sizes", 260, say)
        here = st.toggle(
            say("boards.here"),
            key="boards.here",
            persist_state="session",
            help=say("boards.here_help", quantization=USUAL),
        )
    return BoardFilter(
        name=name or "",
        openness=Openness(openness or Openness.ALL),
        least_billions=least,
        most_billions=most,
        here=_held(settings) if here else None,
    )


def _held(settings: Settings) -> frozenset[str]:
    estimates = cached.assessed(settings).estimates
    overview = panorama(estimates.catalog)
    return held_here(overview, on_machine(overview, estimates))
