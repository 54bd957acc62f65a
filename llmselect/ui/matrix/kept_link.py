"""Saving under a name: the link with its token opens the matrix again, for whoever has it."""

import streamlit as st

from llmselect.errors import LlmselectError
from llmselect.scoring.matrix import editing
from llmselect.scoring.matrix.decision_case import DecisionCase
from llmselect.scoring.matrix.in_language import in_language
from llmselect.text import Voice
from llmselect.ui.core import address
from llmselect.ui.core.share import copy_link
from llmselect.ui.store import current_case, meeting_store
from llmselect.workshop.store import kept_cases

PARAMETER = "m"
_TOKEN, _SAVED, _OPENED = "matrix.token", "matrix.saved", "matrix.opened"


def open_from_address() -> None:
    """The matrix of the address's token, once for each token."""
    token = st.query_params.get(PARAMETER, "")
    if not token or st.session_state.get(_OPENED) == token:
        return
    st.session_state[_OPENED] = token
    try:
        case = kept_cases.open_kept(meeting_store.database(), token)
    except LlmselectError as fault:
        current_case.keep_fault(fault)
        st.query_params.pop(PARAMETER, None)
        return
    st.session_state[_TOKEN], st.session_state[_SAVED] = token, case
    current_case.put(case)


def open_listed(id: str) -> None:
    """A matrix of the list of this computer; saving it again makes a link of its own."""
    try:
        current_case.put(kept_cases.open_by_id(meeting_store.database(), id))
        _forget()
    except LlmselectError as fault:
        current_case.keep_fault(fault)


def draw_keep(case: DecisionCase, say: Voice) -> None:
    """Save, the link once it is saved, duplicate and erase."""
    drawer = st.popover(say("matrix.keep"), icon=":material/save:", on_change="rerun", key="matrix.keep")
    if not drawer.open:
        return
    with drawer:
        key = f"matrix.title.{current_case.version()}"
        st.text_input(say("matrix.name"), case.title, max_chars=60, key=key, on_change=_rename)
        kept: DecisionCase | None = st.session_state.get(_SAVED)
        saved = kept is not None and in_language(kept, say) == case
        st.button(
            say("matrix.saved") if saved else say("matrix.save"),
            type="primary",
            disabled=saved,
            key="matrix.save",
            on_click=_save,
            width="stretch",
        )
        if st.session_state.get(_TOKEN):
            st.caption(say("matrix.link_help"))
            copy_link.draw_copy_link(say, "matrix.copy_link")
            st.code(address.link(), language=None, wrap_lines=True)
            with st.container(horizontal=True):
                st.button(say("matrix.duplicate"), key="matrix.duplicate", on_click=_duplicate, args=(say,))
                st.button(say("matrix.erase"), key="matrix.erase", on_click=_erase)
        st.button(say("matrix.leave"), key="matrix.leave", on_click=leave, width="stretch")


def leave() -> None:
    """Begin anew; what was saved stays saved."""
    current_case.put(None)
    _forget()


def _rename() -> None:
    name = str(st.session_state.get(f"matrix.title.{current_case.version()}", ""))
    current_case.change(editing.changed, title=name)


def _save() -> None:
    case = current_case.current()
    if case is None:
        return
    try:
        token = kept_cases.keep(meeting_store.database(), case, st.session_state.get(_TOKEN))
    except LlmselectError as fault:
        current_case.keep_fault(fault)
        return
    st.session_state[_TOKEN], st.session_state[_SAVED], st.session_state[_OPENED] = token, case, token
    st.query_params[PARAMETER] = token


def _duplicate(say: Voice) -> None:
    """The same matrix under another name, with a link of its own once it is saved."""
    case = current_case.current()
    if case is not None:
        current_case.change(editing.changed, title=say("matrix.copy_of", name=case.title)[:60].strip())
    _forget()


def _erase() -> None:
    try:
        kept_cases.erase_kept(meeting_store.database(), str(st.session_state.get(_TOKEN)))
    except LlmselectError as fault:
        current_case.keep_fault(fault)
        return
    _forget()


def _forget() -> None:
    for name in (_TOKEN, _SAVED):
        st.session_state.pop(name, None)
    st.query_params.pop(PARAMETER, None)
