"""The doors by which other pages bring candidates and measured criteria into the visitor's decision matrix."""

from collections.abc import Callable, Sequence

import streamlit as st

from llmselect.errors import LlmselectError
from llmselect.scoring.matrix.decision_case import DecisionCase
from llmselect.scoring.matrix.from_models import with_models, with_tried
from llmselect.scoring.matrix.measured import MeasuredCriterion
from llmselect.scoring.ranking.recommend import Recommendation, recommend
from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui.core import rooms
from llmselect.ui.store import cached, current_case


def draw_bring_models(models: Sequence[str], settings: Settings, say: Voice, key: str) -> None:
    """A button that takes these models of the catalog, by id, into the matrix and opens its page."""
    if st.button(say("matrix.bring"), icon=":material/grid_on:", key=key):
        _bring(lambda case, found: with_models(case, found, models, say), settings)


def draw_bring_measured(measured: MeasuredCriterion, settings: Settings, say: Voice, key: str) -> None:
    """A button that takes a measured criterion, and whom it was measured of, into the matrix and opens its page."""
    if st.button(say("matrix.bring"), icon=":material/grid_on:", key=key):
        _bring(lambda case, found: with_tried(case, found, measured, say), settings)


def _bring(change: Callable[[DecisionCase | None, Recommendation], DecisionCase], settings: Settings) -> None:
    """What cannot come is a sentence on the page of the matrix."""
    try:
        found = recommend(cached.assessed(settings), settings.requirements, settings.priorities, settings.good_enough)
        current_case.put(change(current_case.current(), found))
    except LlmselectError as fault:
        current_case.keep_fault(fault)
    st.switch_page(rooms.path("matrix"))
