"""Which model's licence the page looks at: kept in the session, and in the address so that a link shows the same."""

import streamlit as st

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import LanguageModel, Lifecycle
from llmselect.text import Voice

CHOICE = "privacy.model"
PARAMETER = "model"
SHOWN_FIRST = "llama-3.1-8b-instruct"
"""A model that most readers know, under a licence with conditions."""


def chosen_id() -> str | None:
    """Id of the model, unchecked; None before the first run has read the address."""
    chosen = st.session_state.get(CHOICE)
    return None if chosen is None else str(chosen)


def look_at(model: str) -> None:
    """Have the page speak of this model, as in a callback."""
    st.session_state[CHOICE] = model


def begin(catalog: Catalog) -> None:
    """The first run of a session takes the model that the address names."""
    choices = _choices(catalog)
    if chosen_id() not in choices:
        linked = st.query_params.get(PARAMETER)
        st.session_state[CHOICE] = next(
            (each for each in (linked, SHOWN_FIRST) if each in choices), next(iter(choices))
        )


def draw_model_choice(catalog: Catalog, say: Voice) -> LanguageModel:
    """The list of models with open weights, and the one chosen."""
    choices = _choices(catalog)
    chosen = st.selectbox(
        say("law.model"),
        list(choices),
        format_func=lambda each: choices[each].name if each in choices else str(each),
        key=CHOICE,
        persist_state="session",
        filter_mode="contains",
    )
    model = choices.get(str(chosen)) or next(iter(choices.values()))
    if st.query_params.get(PARAMETER) != model.id:
        st.query_params[PARAMETER] = model.id
    return model


def _choices(catalog: Catalog) -> dict[str, LanguageModel]:
    open_models = (each for each in catalog.file.models if each.hub_repo is not None)
    return {each.id: each for each in open_models if each.state is Lifecycle.CURRENT}
