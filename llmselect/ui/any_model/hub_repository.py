"""A repository of the Hub, by its name or address, read live; and where to go when it cannot be read."""

from collections.abc import Callable
from typing import Final

import streamlit as st

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import LanguageModel
from llmselect.catalog.published import Published
from llmselect.hub.http.hub_faults import FaultKind, HubFault
from llmselect.hub.repository.repository_address import read_address
from llmselect.text import Voice
from llmselect.ui.any_model import published_summary
from llmselect.ui.core import formatting
from llmselect.ui.store import cached

PARAMETER = "repo"
LONGEST = 300
MAY_PASS: Final = frozenset(
    {
        FaultKind.UNREACHABLE,
        FaultKind.TIMEOUT,
        FaultKind.RATE_LIMITED,
        FaultKind.GATED,
        FaultKind.NOT_FOUND,
        FaultKind.TOKEN,
        FaultKind.FORBIDDEN,
        FaultKind.HUB_ERROR,
        FaultKind.BAD_DATA,
        FaultKind.TOO_MANY_HOPS,
    }
)
"""Faults that another attempt may not meet again; a malformed name, or a repository without weights, stays so."""


def names_repository(text: str) -> bool:
    """Whether a text is meant as a repository: a name with its owner, an address, or a command that holds one."""
    if "/" in text:
        return True
    try:
        read_address(text)
    except HubFault:
        return False
    return True


def draw_repository(text: str, catalog: Catalog, say: Voice, show_known: Callable[[str], None]) -> Published | None:
    """What reading found; else one sentence on what went wrong, and the ways on from there.

    `show_known` is called with the id of the catalog's own record of the model, where the visitor asks for it.
    """
    with st.spinner(say("from.reading")):
        outcome = cached.repository(text)
    if isinstance(outcome, Published):
        published_summary.draw_published_summary(outcome, catalog, say)
        return outcome
    st.error(formatting.escape_markdown(say(outcome.text)), icon=":material/error:")
    known = in_catalog(text, catalog)
    if known is not None:
        st.markdown(say("from.in_catalog", model=formatting.escape_markdown(known.name)))
    with st.container(horizontal=True, key="memory.ways_on"):
        if known is not None:
            st.button(
                say("from.show_it", model=known.name),
                key="memory.show_known",
                type="primary",
                icon=":material/inventory_2:",
                on_click=show_known,
                args=(known.id,),
            )
        if outcome.kind in MAY_PASS:
            st.button(
                say("from.again"),
                key="memory.again",
                icon=":material/refresh:",
                on_click=cached.repository.clear,
                args=(text,),
            )
    return None


def in_catalog(text: str, catalog: Catalog) -> LanguageModel | None:
    """The catalog's own record of the repository, with its shape; None where it has none."""
    try:
        repository = read_address(text).repository
    except HubFault:
        return None
    known = catalog.models_by_name.get(repository.casefold())
    return known if known is not None and known.architecture is not None else None
