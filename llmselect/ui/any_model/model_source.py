"""Which model the Memory page looks at: one of the catalog, a repository of the Hub, or a file of the visitor's."""

from typing import NamedTuple

import streamlit as st

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import LanguageModel
from llmselect.catalog.published import Published
from llmselect.errors import UnknownName
from llmselect.text import Labelled, Text, Voice
from llmselect.ui.any_model import hub_repository, uploaded_file
from llmselect.ui.core import fault_messages, formatting

PARAMETER = "model"
_MODEL = "memory.model"
_FROM = "memory.from"
SHOWN_FIRST = "llama-3.1-8b-instruct"
"""A model that most readers know; else the first of the list."""


class From(Labelled):
    """Where a model comes from."""

    CATALOG = "catalog", Text("In the catalog", "Au catalogue")
    HUB = "hub", Text("On the Hub", "Sur le Hub")
    FILE = "file", Text("In a file", "Dans un fichier")


class Chosen(NamedTuple):
    """A model, with what its publisher says where the catalog does not know it."""

    model: LanguageModel
    published: Published | None = None


def draw_model_source(catalog: Catalog, say: Voice) -> Chosen | None:
    """The choice and its controls; None while there is nothing to look at."""
    if _FROM not in st.session_state:
        st.session_state[_FROM] = From.HUB if hub_repository.asked() else From.CATALOG
    where = st.segmented_control(
        say("from.where"),
        list(From),
        format_func=lambda each: say(From(each).label),
        key=_FROM,
        required=True,
        persist_state="session",
        label_visibility="collapsed",
    )
    if where is From.CATALOG:
        hub_repository.forget()
        return Chosen(_of_catalog(catalog, say))
    st.query_params.pop(PARAMETER, None)
    if where is From.FILE:
        hub_repository.forget()
    published = (
        hub_repository.draw_repository_input(catalog, say)
        if where is From.HUB
        else uploaded_file.draw_file_upload(catalog, say)
    )
    return Chosen(published.model, published) if published else None


def look_at(repository: str) -> None:
    """Have the page open on this repository of the Hub."""
    st.session_state[_FROM] = From.HUB
    hub_repository.show_repository(repository)


def _of_catalog(catalog: Catalog, say: Voice) -> LanguageModel:
    """The model looked at, which the address bar names too."""
    choices = {m.id: m for m in catalog.file.models if m.architecture is not None}
    linked = st.query_params.get(PARAMETER)
    if _MODEL not in st.session_state:
        named = _named(catalog, linked, say) if linked else None
        st.session_state[_MODEL] = next((i for i in (named, SHOWN_FIRST) if i in choices), next(iter(choices)))
    chosen = st.selectbox(
        say("memory.model"),
        list(choices),
        format_func=lambda i: described(choices[i], say),
        key=_MODEL,
        persist_state="session",
        help=say("memory.model_help"),
        filter_mode="contains",
    )
    if linked != chosen:
        st.query_params[PARAMETER] = chosen
    return choices[chosen]


def _named(catalog: Catalog, name: str, say: Voice) -> str | None:
    """The id of the model that a link names; a sentence where there is none, or where its shape is not public."""
    try:
        model = catalog.model(name)
    except UnknownName as fault:
        fault_messages.show_fault(fault, say)
        return None
    if model.architecture is None:
        st.info(say("memory.no_shape", model=formatting.escape_markdown(model.name)), icon=":material/info:")
    return model.id


def described(model: LanguageModel, say: Voice) -> str:
    """Name and size of a model."""
    return " · ".join(filter(None, (model.name, formatting.model_size(model, say))))
