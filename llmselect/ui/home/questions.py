"""Home's questions: each shows the answer that the settings stand for, and an answer changes the settings."""

import streamlit as st

from llmselect.catalog.catalog import Catalog
from llmselect.scoring.elicitation.questionnaire import QUESTIONS, SetupQuestion, answer_of, answered
from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui.core import state
from llmselect.ui.home import budget_question, machine_question

MACHINE = "machine"
NOTHING_CHANGED = None
"""What a pill that is pressed again says: the answer stands."""


def key(question: str) -> str:
    """The widget key of one question."""
    return f"ask.{question}"


def draw_questions(catalog: Catalog, settings: Settings, say: Voice) -> None:
    """All questions, in their order; the machine is searched for, and the budget is a figure."""
    for question in QUESTIONS:
        if question.id == MACHINE:
            machine_question.draw_machine_question(catalog, settings, say)
        else:
            _draw(question, settings, say)
    budget_question.draw_budget_question(settings, say)


def _draw(question: SetupQuestion, settings: Settings, say: Voice) -> None:
    words = {answer.id: say(answer.label) for answer in question.answers}
    st.session_state[key(question.id)] = answer_of(question, settings)
    st.pills(
        say(question.label),
        list(words),
        format_func=lambda answer: words[answer],
        key=key(question.id),
        on_change=_answered,
        args=(question.id,),
        wrap=True,
    )


def _answered(question: str) -> None:
    """Change the settings; runs before any widget is drawn."""
    answer = st.session_state[key(question)]
    if answer is not NOTHING_CHANGED:
        state.put(answered(state.read(), question, answer))
