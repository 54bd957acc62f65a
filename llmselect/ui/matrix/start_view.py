"""How a matrix is begun: from the ranking of Choose, empty, from a file, or opened again."""

import datetime

import streamlit as st

from llmselect.errors import LlmselectError
from llmselect.scoring.matrix import editing
from llmselect.scoring.matrix.decision_case import DecisionCase
from llmselect.scoring.matrix.from_choose import case_from_choose
from llmselect.scoring.ranking.recommend import recommend
from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui.core import fault_messages, local_browser
from llmselect.ui.core.view_switch import draw_named_list
from llmselect.ui.matrix import kept_link
from llmselect.ui.store import cached, current_case, meeting_store
from llmselect.workshop.store import kept_cases

COUNT = "matrix.count"
FILE = "matrix.file"


def draw_start(settings: Settings, say: Voice) -> None:
    """The ways to begin, side by side where there is room."""
    with st.container(horizontal=True, gap="medium", key="matrix.start"):
        with st.container(border=True, key="matrix.from_choose"):
            st.markdown(f"**{say('matrix.from_choose')}**")
            st.caption(say("matrix.from_choose_help"))
            count = st.slider(say("matrix.count"), 2, 12, 5, key=COUNT)
            st.button(
                say("matrix.begin"), type="primary", key="matrix.begin", on_click=_begin, args=(settings, count, say)
            )
        with st.container(border=True, key="matrix.from_nothing"):
            st.markdown(f"**{say('matrix.from_nothing')}**")
            st.caption(say("matrix.from_nothing_help"))
            st.button(say("matrix.begin_empty"), key="matrix.begin_empty", on_click=_begin_empty, args=(say,))
        with st.container(border=True, key="matrix.from_file"):
            st.markdown(f"**{say('matrix.from_file')}**")
            _file(say)
    if local_browser.is_local():
        _names(say)


def _begin(settings: Settings, count: int, say: Voice) -> None:
    """The first of the ranking that these settings give, whatever page they were set on."""
    try:
        found = recommend(cached.assessed(settings), settings.requirements, settings.priorities, settings.good_enough)
        title = say("matrix.title_from_choose", day=say.day(datetime.date.today()))
        current_case.put(case_from_choose(found, title, say, count))
    except LlmselectError as fault:
        current_case.keep_fault(fault)


def _begin_empty(say: Voice) -> None:
    current_case.put(DecisionCase(title=say("matrix.title_empty"), made=datetime.date.today()))


def _file(say: Voice) -> None:
    """A matrix exported as JSON, checked as strictly as anything from outside."""
    given = st.file_uploader(say("matrix.upload"), type="json", key=FILE, max_upload_size=1)
    if given is None:
        return
    try:
        case = editing.read_document(given.getvalue())
    except LlmselectError as fault:
        fault_messages.show_fault(fault, say)
        return
    st.button(say("matrix.open_file"), key="matrix.open_file", on_click=current_case.put, args=(case,))


def _names(say: Voice) -> None:
    """Everything saved on this computer, for the person at it alone."""
    try:
        kept = kept_cases.names(meeting_store.database())
    except LlmselectError as fault:
        fault_messages.show_fault(fault, say)
        return
    if not kept:
        return
    labels = {each.id: each.name for each in kept}
    with st.container(horizontal=True, vertical_alignment="bottom", key="matrix.kept"):
        chosen = draw_named_list(say("matrix.kept"), labels, "matrix.kept_id")
        st.button(say("matrix.open"), key="matrix.open", on_click=kept_link.open_listed, args=(chosen,))
