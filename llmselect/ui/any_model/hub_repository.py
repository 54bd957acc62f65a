"""A repository of the Hub, pasted as its name or address and read live."""

import streamlit as st

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.published import Published
from llmselect.hub.repository.read_repository import MOST_REQUESTS
from llmselect.text import Voice
from llmselect.ui.any_model import published_summary
from llmselect.ui.core import formatting
from llmselect.ui.store import cached

PARAMETER = "repo"
_REPO = "memory.repo"
LONGEST = 300


def asked() -> bool:
    """Whether the address bar names a repository."""
    return bool(st.query_params.get(PARAMETER))


def forget() -> None:
    st.query_params.pop(PARAMETER, None)


def show_repository(repository: str) -> None:
    """Have the field name this repository (before it is drawn)."""
    st.session_state[_REPO] = repository


def draw_repository_input(catalog: Catalog, say: Voice) -> Published | None:
    """The field, what reading found, or one sentence on what went wrong and a way to try again."""
    if _REPO not in st.session_state:
        st.session_state[_REPO] = (st.query_params.get(PARAMETER) or "")[:LONGEST]
    text = st.text_input(
        say("from.repo"),
        key=_REPO,
        max_chars=LONGEST,
        placeholder="Qwen/Qwen3-8B",
        persist_state="session",
        help=say("from.repo_help"),
        icon=":material/link:",
    ).strip()
    if not text:
        forget()
        st.caption(say("from.repo_empty", most=MOST_REQUESTS))
        return None
    st.query_params[PARAMETER] = text
    with st.spinner(say("from.reading")):
        outcome = cached.repository(text)
    if isinstance(outcome, Published):
        published_summary.draw_published_summary(outcome, catalog, say)
        return outcome
    st.error(formatting.escape_markdown(say(outcome.text)), icon=":material/error:")
    st.button(say("from.again"), icon=":material/refresh:", on_click=cached.repository.clear, args=(text,))
    return None
