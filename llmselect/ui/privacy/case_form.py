"""The case: a question that companies ask, or the visitor's own kind of data; both change the requirements."""

import streamlit as st

from llmselect.law.data_kinds import EXAMPLES, DataKind, kind_of, with_kind
from llmselect.reports.law.typical_questions import BY_QUESTION, TypicalQuestion
from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui.core import state
from llmselect.ui.privacy import model_choice

QUESTION = "privacy.question"
DATA = "privacy.data"


def draw_case(settings: Settings, say: Voice) -> None:
    """The eight questions, then the kinds of data."""
    asked = standing_question(settings)
    st.session_state[QUESTION] = asked.id if asked else None
    st.pills(
        say("privacy.typical"),
        list(BY_QUESTION),
        format_func=lambda each: say(BY_QUESTION[each].label),
        key=QUESTION,
        on_change=_question_chosen,
        help=say("privacy.typical_help"),
    )
    kind = kind_of(settings.requirements)
    st.session_state[DATA] = str(kind) if kind else None
    st.segmented_control(
        say("privacy.data"),
        [str(each) for each in DataKind],
        format_func=lambda each: say(DataKind(each).label),
        key=DATA,
        on_change=_data_chosen,
        wrap=True,
    )
    st.caption(say(EXAMPLES[kind]) if kind else say("privacy.other_level", level=settings.requirements.privacy_level))


def standing_question(settings: Settings) -> TypicalQuestion | None:
    """The question that the settings and the model looked at are those of; None for a case of one's own."""
    model = model_choice.chosen_id()
    fitting = (each for each in BY_QUESTION.values() if each.model == model and each.stands(settings.requirements))
    return next(fitting, None)


def _question_chosen() -> None:
    question = BY_QUESTION.get(str(st.session_state.get(QUESTION)))
    if question is not None:
        model_choice.look_at(question.model)
        _put(question.asked(state.read()))


def _data_chosen() -> None:
    chosen = st.session_state.get(DATA)
    if chosen in set(DataKind):
        settings = state.read()
        requirements = with_kind(settings.requirements, DataKind(str(chosen)))
        _put(settings.model_copy(update={"requirements": requirements}))


def _put(settings: Settings) -> None:
    """Have the widgets of the next run show the level and the answers."""
    requirements = settings.requirements
    st.session_state[state.key("requirements", "privacy_level")] = requirements.privacy_level
    st.session_state[state.key("requirements", "organisation")] = requirements.organisation
