"""The matrix that this visitor works on: one frozen value in the session, changed in the callbacks of widgets alone."""

from collections.abc import Callable, Mapping
from typing import Concatenate, ParamSpec

import streamlit as st

from llmselect.errors import LlmselectError
from llmselect.scoring.matrix import editing
from llmselect.scoring.matrix.decision_case import DecisionCase
from llmselect.scoring.matrix.in_language import in_language
from llmselect.text import Voice

P = ParamSpec("P")
_CASE, _FAULT, _VERSION = "matrix.case", "matrix.fault", "matrix.version"


def current() -> DecisionCase | None:
    """The matrix; None until one is begun."""
    return st.session_state.get(_CASE)


def version() -> int:
    """Grows with every change but those of weights: widgets that show values are keyed by it."""
    return st.session_state.get(_VERSION, 0)


def weight_key(criterion: str) -> str:
    """Key of a criterion's slider."""
    return f"matrix.weight.{criterion}"


def put(case: DecisionCase | None) -> None:
    """Work on this matrix from now on; its sliders move along. In callbacks, or before they are drawn."""
    st.session_state[_CASE] = case
    st.session_state[_VERSION] = version() + 1
    if case is not None:
        for criterion, weight in case.weight_of.items():
            st.session_state[weight_key(criterion)] = round(weight)


def speak(say: Voice) -> None:
    """What the app named in the matrix is said in this language from now on. Before its widgets are drawn."""
    case = current()
    if case is not None and (said := in_language(case, say)) is not case:
        put(said)


def change(how: Callable[Concatenate[DecisionCase, P], DecisionCase], *of: P.args, **named: P.kwargs) -> None:
    """Change the matrix; a change that cannot be is kept as a sentence for the next run."""
    case = current()
    if case is None:
        return
    try:
        put(how(case, *of, **named))
    except LlmselectError as fault:
        keep_fault(fault)


def weigh(weights: Mapping[str, float]) -> None:
    """Move the sliders of these criteria."""
    change(editing.with_weights, weights)


def take_slider(criterion: str) -> None:
    """A slider was moved: its weight is the matrix's."""
    case = current()
    if case is not None and case.criterion(criterion) is not None:
        value = float(st.session_state[weight_key(criterion)])
        st.session_state[_CASE] = editing.with_weights(case, {criterion: value})


def keep_fault(fault: LlmselectError) -> None:
    """Show this fault in the next run."""
    st.session_state[_FAULT] = fault


def fault() -> LlmselectError | None:
    """Why the last change could not be; once."""
    return st.session_state.pop(_FAULT, None)
