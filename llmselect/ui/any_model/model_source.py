"""Which model the Memory page looks at: one field for the catalog and the Hub, and a place to drop a file beside it."""

from typing import NamedTuple

import streamlit as st

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import LanguageModel
from llmselect.catalog.published import Published
from llmselect.errors import UnknownName
from llmselect.overview.model_search import named_by_words
from llmselect.text import Voice
from llmselect.ui.any_model import gguf_chooser, hub_repository, uploaded_file
from llmselect.ui.core import fault_messages, formatting, model_link

PARAMETER = "model"
_MODEL = "memory.model"
_LIKE = "memory.like"
"""Ids of the models that the typed words found, the one shown first."""
_FILE = "memory.file"
_FROM_FILE = "memory.from_file"
"""Whether the file was given after the field was last used."""
SHOWN_FIRST = "llama-3.1-8b-instruct"
"""A model that most readers know; else the first of the list."""
MOST_LIKE = 6
MOST_PAGES = 3


class Chosen(NamedTuple):
    """A model, with what its publisher says where the catalog does not know it."""

    model: LanguageModel
    published: Published | None = None


def draw_model_source(catalog: Catalog, say: Voice) -> Chosen | None:
    """The field, the file beside it, and what they name; None while there is nothing to look at."""
    choices = {model.id: model for model in catalog.file.models if model.architecture is not None}
    _begin(choices, catalog, say)
    field, drop = st.columns([3, 2], vertical_alignment="bottom")
    with field:
        text = _draw_field(choices, catalog, say)
    with drop:
        head = gguf_chooser.draw_gguf_chooser(say, _FILE, _use_file)
    if head is not None and st.session_state.get(_FROM_FILE):
        _show_in_address(None, None)
        published = uploaded_file.draw_file(head, catalog, say)
        return Chosen(published.model, published) if published else None
    return _named(text, choices, catalog, say)


def look_at(text: str) -> None:
    """Have the page open on this model of the catalog, or repository of the Hub (before the field is drawn)."""
    st.session_state[_MODEL] = text
    _use_field()


def _begin(choices: dict[str, LanguageModel], catalog: Catalog, say: Voice) -> None:
    """The first run of a session shows what the address bar names."""
    if _MODEL in st.session_state:
        return
    repository, linked = st.query_params.get(hub_repository.PARAMETER), st.query_params.get(PARAMETER)
    if repository:
        st.session_state[_MODEL] = repository[: hub_repository.LONGEST]
        return
    named = _linked(catalog, linked, say) if linked else None
    st.session_state[_MODEL] = next((i for i in (named, SHOWN_FIRST) if i in choices), next(iter(choices)))


def _linked(catalog: Catalog, name: str, say: Voice) -> str | None:
    """The id of the model that a link names; a sentence where there is none, or where its shape is not public."""
    try:
        model = catalog.model(name)
    except UnknownName as fault:
        fault_messages.show_fault(fault, say)
        return None
    if model.architecture is None:
        _say_no_shape(model, say)
    return model.id


def _say_no_shape(model: LanguageModel, say: Voice) -> None:
    st.info(say("memory.no_shape", model=formatting.escape_markdown(model.name)), icon=":material/info:")


def _draw_field(choices: dict[str, LanguageModel], catalog: Catalog, say: Voice) -> str:
    typed = str(st.session_state.get(_MODEL) or "")
    chosen = st.selectbox(
        say("memory.model"),
        [*choices, *([typed] if typed and typed not in choices else [])],
        format_func=lambda each: described(choices[each], say) if each in choices else str(each),
        key=_MODEL,
        persist_state="session",
        placeholder=say("memory.search"),
        help=say("memory.model_help"),
        accept_new_options=True,
        on_change=_search,
        args=(catalog,),
    )
    return str(chosen or "")[: hub_repository.LONGEST].strip()


def _use_file() -> None:
    st.session_state[_FROM_FILE] = True


def _use_field() -> None:
    st.session_state[_FROM_FILE] = False
    st.session_state.pop(_LIKE, None)


def _search(catalog: Catalog) -> None:
    """Words that are neither a choice nor a repository are looked for in the catalog, whatever their order."""
    _use_field()
    text = str(st.session_state.get(_MODEL) or "").strip()[: hub_repository.LONGEST]
    if text in catalog.models or hub_repository.names_repository(text):
        return
    shaped = [model for model in catalog.file.models if model.architecture is not None]
    found = named_by_words(text, shaped)
    if found:
        st.session_state[_LIKE] = tuple(model.id for model in found[:MOST_LIKE])
        st.session_state[_MODEL] = found[0].id


def _named(text: str, choices: dict[str, LanguageModel], catalog: Catalog, say: Voice) -> Chosen | None:
    """What the field names: a model of the catalog, else a repository, else a sentence on how to name one."""
    if text in choices:
        _show_in_address(text, None)
        _draw_like(text, choices, say)
        return Chosen(choices[text])
    if not hub_repository.names_repository(text):
        _show_in_address(None, None)
        _say_not_found(text, catalog, say)
        return None
    _show_in_address(None, text)
    published = hub_repository.draw_repository(text, catalog, say, look_at)
    return Chosen(published.model, published) if published is not None else None


def _say_not_found(text: str, catalog: Catalog, say: Voice) -> None:
    """A model of unknown shape is named as such, with its page; else how models of the Hub are named."""
    unshaped = named_by_words(text, catalog.file.models)
    if unshaped:
        st.info(say("memory.shape_unknown", model=formatting.escape_markdown(unshaped[0].name)), icon=":material/info:")
        for model in unshaped[:MOST_PAGES]:
            model_link.draw_model_link(model, say, say("memory.its_page", model=model.name))
    elif text:
        st.info(say("memory.not_found", given=formatting.escape_markdown(text)), icon=":material/search_off:")
    else:
        st.caption(say("memory.model_help"))


def _draw_like(text: str, choices: dict[str, LanguageModel], say: Voice) -> None:
    """The other models that the typed words found, one click away."""
    others = [i for i in st.session_state.get(_LIKE, ()) if i in choices and i != text]
    if not others:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="memory.likes", gap="small"):
        st.caption(say("memory.also"), width="content")
        for i in others:
            st.button(choices[i].name, key=f"memory.like.{i}", type="tertiary", on_click=_show_like, args=(i,))


def _show_like(which: str) -> None:
    st.session_state[_MODEL] = which
    st.session_state[_FROM_FILE] = False


def _show_in_address(model: str | None, repository: str | None) -> None:
    """The address bar names what is looked at, and nothing else."""
    for parameter, value in ((PARAMETER, model), (hub_repository.PARAMETER, repository)):
        if value is None:
            st.query_params.pop(parameter, None)
        elif st.query_params.get(parameter) != value:
            st.query_params[parameter] = value


def described(model: LanguageModel, say: Voice) -> str:
    """Name and size of a model."""
    return " · ".join(filter(None, (model.name, formatting.model_size(model, say))))
