"""The one sidebar: language, machine, workload, requirements and costs, the same on every page."""

from typing import Literal

import streamlit as st

from llmselect.catalog.catalog import Catalog
from llmselect.text import Language, Voice
from llmselect.ui.any_model import user_list
from llmselect.ui.choose import live_standings_switch
from llmselect.ui.controls import cost_controls, machine_controls, requirement_controls, workload_controls
from llmselect.ui.core import address, state
from llmselect.ui.home import questions

HOME = ""
"""Address of the room at the root."""
LANGUAGES = {Language.FR: "Français", Language.EN: "English"}
"""Each language by its own name."""


def voice() -> Voice:
    """The voice of the visitor's language, known before any widget is drawn."""
    return Voice(Language(st.session_state.get(state.LANGUAGE) or address.browser_language()))


def draw_sidebar(catalog: Catalog, room: str, say: Voice) -> None:
    """Draw every control; each writes its own key, `state.read()` makes Settings of them. Home asks instead."""
    if room == HOME:
        _home(catalog, say)
        return
    with st.sidebar:
        _language(say)
        with st.expander(say("side.machine"), expanded=True, icon=":material/developer_board:", key="side.machine"):
            machine_controls.draw_machine_controls(catalog, say)
        with st.expander(say("side.workload"), icon=":material/chat:", key="side.workload"):
            workload_controls.draw_workload_controls(say, sizes=room != "memory")
        with st.expander(say("side.requirements"), icon=":material/filter_alt:", key="side.requirements"):
            requirement_controls.draw_requirement_controls(catalog, say)
        live_standings_switch.switch(room, say)
        with st.expander(say("side.costs"), icon=":material/payments:", key="side.costs"):
            cost_controls.draw_cost_controls(say)
        with st.expander(say("mine.title"), icon=":material/playlist_add_check:", key="side.own"):
            user_list.draw_user_list(catalog, say, "side")
        st.button(
            say("side.reset"), key="side.reset", icon=":material/restart_alt:", type="tertiary", on_click=state.reset
        )
        st.caption(say("side.link"))


def _home(catalog: Catalog, say: Voice) -> None:
    """What Home has of it: the language beside the title, and the machine where a visitor says which is theirs.

    Both are drawn here: a widget that a page draws is another one than the frame's of that key, and starts anew.
    """
    questions.restore()
    if questions.own_machine():
        with st.sidebar, st.expander(say("side.machine"), expanded=True, icon=":material/developer_board:"):
            machine_controls.draw_machine_controls(catalog, say)
    row = st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="home.top")
    with row:
        st.title(say("home.title"), anchor=False)
        _language(say, width="content")


def _language(say: Voice, width: Literal["stretch", "content"] = "stretch") -> None:
    """The switch between the languages."""
    st.segmented_control(
        say("side.language"),
        [str(language) for language in LANGUAGES],
        format_func=lambda code: LANGUAGES[Language(code)],
        key=state.LANGUAGE,
        on_change=state.relabel_selections,
        required=True,
        persist_state="session",
        label_visibility="collapsed",
        width=width,
    )
