"""The assistant's five questions on the page, and the answers that the visitor gave."""

import streamlit as st

from llmselect.scoring.elicitation.questionnaire import DEFAULTS, MINE, QUESTIONS, SetupQuestion, settings_of
from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui.core import address, state

_MACHINE = "machine"


def key(question: str) -> str:
    """The widget key of one question."""
    return f"ask.{question}"


def restore() -> None:
    """Before the questions are drawn: the answers of a link, else the defaults on a first visit."""
    answers = address.answers()
    if answers is None and key(_MACHINE) not in st.session_state:
        answers = DEFAULTS | ({_MACHINE: MINE} if state.read().machine != Settings().machine else {})
    for question, answer in (answers or {}).items():
        st.session_state[key(question)] = answer


def given() -> dict[str, str]:
    """The answers as they stand."""
    return {question.id: st.session_state.get(key(question.id), question.default) for question in QUESTIONS}


def own_machine() -> bool:
    """Whether the machine is the visitor's own, which the sidebar then asks for."""
    return given()[_MACHINE] == MINE


def draw_questions(mine: Settings, say: Voice) -> Settings:
    """All questions; the settings that the answers stand for, given the visitor's own."""
    for question in QUESTIONS:
        _draw(question, say)
        if question.id == _MACHINE and own_machine():
            st.caption(say("assistant.own_machine"))
    address.write_answers(given())
    return settings_of(given(), mine)


def _draw(question: SetupQuestion, say: Voice) -> None:
    words = {answer.id: say(answer.label) for answer in question.answers}
    st.pills(
        say(question.label),
        list(words),
        format_func=lambda answer: words[answer],
        key=key(question.id),
        required=True,
        persist_state="session",
        wrap=True,
    )
