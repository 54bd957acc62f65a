"""The settings above every page: a row of chips that say what stands, each a drawer with its controls; and the menu."""

import streamlit as st
from streamlit.elements.lib.mutable_popover_container import PopoverContainer

from llmselect.catalog.catalog import Catalog
from llmselect.reports import settings_words
from llmselect.text import Language, Voice
from llmselect.ui import frame
from llmselect.ui.any_model import user_list
from llmselect.ui.choose import live_standings_switch
from llmselect.ui.controls import cost_controls, machine_controls, requirement_controls, undo, workload_controls
from llmselect.ui.core import address, rooms, state

LANGUAGES = {Language.FR: "Français", Language.EN: "English"}
"""Each language by its own name."""
PRESENT = "bar.present"
SHORT = {Language.FR: "FR", Language.EN: "EN"}


def voice() -> Voice:
    """The voice of the visitor's language, known before any widget is drawn."""
    return Voice(Language(st.session_state.get(state.LANGUAGE) or address.language()))


def draw_settings_bar(catalog: Catalog, room: str, say: Voice) -> None:
    """Draw every control; each writes its own key, `state.read()` makes Settings of them.

    A drawer's controls are drawn when it is opened: a page sends what it shows.
    """
    _menu(room, say)
    settings = state.read()
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="settings.bar"):
        with _drawer("machine", settings_words.machine(settings, say), "developer_board") as drawer:
            if drawer.open:
                machine_controls.draw_machine_controls(catalog, say)
        with _drawer("workload", settings_words.workload(settings, say), "chat") as drawer:
            if drawer.open:
                workload_controls.draw_workload_controls(say, sizes=room != "memory")
        with _drawer("requirements", settings_words.requirements(settings, say), "filter_alt") as drawer:
            if drawer.open:
                requirement_controls.draw_requirement_controls(catalog, say)
        with _drawer("costs", say("side.costs"), "payments") as drawer:
            if drawer.open:
                cost_controls.draw_cost_controls(say)
        with _drawer("own", settings_words.more(settings, say), "more_horiz") as drawer:
            if drawer.open:
                _more(catalog, room, say)
        undo.draw_undo(settings, say)
        _language(say)
    if st.session_state.get(PRESENT):
        frame.present(room)


def _drawer(name: str, label: str, icon: str) -> PopoverContainer:
    """A chip that opens its controls."""
    return st.popover(label, icon=f":material/{icon}:", on_change="rerun", key=f"bar.{name}")


def _more(catalog: Catalog, room: str, say: Voice) -> None:
    """Today's leaderboards, the visitor's own models, the defaults."""
    live_standings_switch.switch(room, say)
    st.toggle(say("bar.present"), key=PRESENT, persist_state="session", help=say("bar.present_help"))
    st.markdown(f"**{say('mine.title')}**")
    user_list.draw_user_list(catalog, say, "side")
    st.button(say("side.reset"), key="side.reset", icon=":material/restart_alt:", type="tertiary", on_click=state.reset)
    st.caption(say("side.link"))


def _menu(room: str, say: Voice) -> None:
    """The rooms by name, for narrow screens: there Streamlit hides its own menu behind an arrow without a word."""
    with st.container(horizontal=True, gap="xsmall", key="settings.menu"):
        for each in rooms.ROOMS:
            if not each.hidden:
                st.page_link(rooms.path(each.name), label=say(each.title), disabled=each.name == (room or "home"))


def _language(say: Voice) -> None:
    """The switch between the languages."""
    st.segmented_control(
        say("side.language"),
        [str(language) for language in LANGUAGES],
        format_func=lambda code: SHORT[Language(code)],
        key=state.LANGUAGE,
        on_change=address.language_chosen,
        required=True,
        persist_state="session",
        label_visibility="collapsed",
        width="content",
    )
