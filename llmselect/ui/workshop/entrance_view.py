"""The entrance: join with a code, or open a meeting about a decision."""

import datetime

import streamlit as st

from llmselect.errors import LlmselectError
from llmselect.scoring.matrix.decision_case import DecisionCase
from llmselect.scoring.matrix.from_choose import case_from_choose
from llmselect.scoring.matrix.in_language import title_in_language
from llmselect.scoring.ranking.recommend import recommend
from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui.core import fault_messages, formatting
from llmselect.ui.store import cached, current_case, meeting_store
from llmselect.ui.workshop import own_address
from llmselect.workshop import practice
from llmselect.workshop.store import hosting, taking_part

CODE, NAME, COUNT = "workshop.code", "workshop.nickname", "workshop.count"
MATRIX, CHOOSE = "matrix", "choose"
ABOUT = {MATRIX: "workshop.about_matrix", CHOOSE: "workshop.about_choose"}


def draw_entrance(settings: Settings, say: Voice) -> None:
    """Both doors."""
    with st.container(horizontal=True, gap="medium", key="workshop.entrance"):
        with st.container(border=True), st.form("workshop.door", border=False):
            st.markdown(f"**{say('workshop.join')}**")
            st.text_input(say("workshop.code"), max_chars=40, key=CODE, placeholder="abc 234")
            st.form_submit_button(say("workshop.enter"), type="primary", on_click=_knock)
        with st.container(border=True):
            st.markdown(f"**{say('workshop.host')}**")
            _host(settings, say)


def _knock() -> None:
    """A code was typed: whoever has it is invited."""
    code = str(st.session_state.get(CODE, ""))
    try:
        taking_part.look_up(meeting_store.database(), code, own_address.visitor())
    except LlmselectError as fault:
        current_case.keep_fault(fault)
        return
    own_address.become(own_address.INVITED, code)


def _host(settings: Settings, say: Voice) -> None:
    case = current_case.current()
    ways = [MATRIX, CHOOSE] if case is not None else [CHOOSE]
    about = st.radio(
        say("workshop.about"),
        ways,
        format_func=lambda way: say(ABOUT[way], title=formatting.escape_markdown(case.title if case else "")),
        key="workshop.about",
    )
    if about == CHOOSE:
        st.slider(say("matrix.count"), 2, 8, 5, key=COUNT)
    with st.container(horizontal=True):
        arguments = (settings, say, about)
        st.button(say("workshop.open"), type="primary", key="workshop.open", on_click=_open, args=(*arguments, False))
        st.button(say("workshop.rehearse"), key="workshop.rehearse", on_click=_open, args=(*arguments, True))
    days = hosting.keep_s() / hosting.DAY_S
    told = say.count(days, "workshop.day", "workshop.days", 0 if days >= 1 else 2)
    st.caption(say("workshop.host_help", days=told))


def _open(settings: Settings, say: Voice, about: str, rehearsal: bool) -> None:
    try:
        case = _case(settings, say, about)
        database = meeting_store.database()
        if rehearsal:
            hosted = practice.open_practice(database, case, case.title, say)
        else:
            hosted = hosting.open_meeting(database, case, case.title)
    except LlmselectError as fault:
        current_case.keep_fault(fault)
        return
    own_address.become(own_address.HOST, hosted.host_token)


def _case(settings: Settings, say: Voice, about: str) -> DecisionCase:
    current = current_case.current()
    if about == MATRIX and current is not None:
        return current
    found = recommend(cached.assessed(settings), settings.requirements, settings.priorities, settings.good_enough)
    title = say("matrix.title_from_choose", day=say.day(datetime.date.today()))
    return case_from_choose(found, title, say, int(st.session_state.get(COUNT, 5)))


def draw_invitation(code: str, say: Voice) -> None:
    """Who came by the link or the code chooses a nickname."""
    try:
        invited = taking_part.look_up(meeting_store.database(), code, own_address.visitor())
    except LlmselectError as fault:
        draw_dead_end(fault, say)
        return
    title = title_in_language(invited.title, invited.made, say)
    st.title(formatting.escape_markdown(title), anchor=False)
    if invited.practice:
        st.warning(say("workshop.practice_badge"), icon=":material/theater_comedy:")
    with st.container(key="workshop.entrance"), st.form("workshop.invited", border=False):
        st.text_input(say("workshop.nickname"), max_chars=24, key=NAME)
        st.caption(say("workshop.nickname_help"))
        st.form_submit_button(say("workshop.enter"), type="primary", on_click=_join, args=(code,))


def draw_dead_end(fault: LlmselectError, say: Voice) -> None:
    """What cannot be shown, in one sentence, and the way back to the entrance."""
    st.title(say("workshop.title"), anchor=False)
    fault_messages.show_fault(fault, say)
    st.button(say("workshop.back"), key="workshop.back", on_click=own_address.forget)


def _join(code: str) -> None:
    try:
        name = str(st.session_state.get(NAME, ""))
        token = taking_part.join(meeting_store.database(), code, name, own_address.visitor())
    except LlmselectError as fault:
        current_case.keep_fault(fault)
        return
    own_address.become(own_address.PERSON, token)
