"""The address bar: it always holds the settings, so that a reload, a bookmark and a shared link all find them again."""

import time
from collections.abc import Mapping
from urllib.parse import urlencode

import streamlit as st

from llmselect.catalog.catalog import Catalog
from llmselect.errors import LlmselectError
from llmselect.settings import Settings
from llmselect.text import Language
from llmselect.ui.core import link_code, state

PARAMETER = "s"
ANSWERS = "a"
_WRITTEN = "address.written"
_WRITTEN_AT = "address.written_at"
_ANSWERS_WRITTEN = "address.answers_written"
_BROKEN = "address.broken"
SETTLED_SECONDS = 3.0
"""A browser that still shows an older code this long after a new one was written went back on purpose."""


def restore(catalog: Catalog) -> None:
    """On a first run take the settings of the link, else the defaults; later follow the browser's Back button."""
    if state.put_asked():
        return
    code = st.query_params.get(PARAMETER, "")
    if not state.ready() or (code and code != st.session_state.get(_WRITTEN) and _settled()):
        _take(code, catalog)


def write(settings: Settings) -> None:
    """Show these settings in the address bar."""
    _show(PARAMETER, link_code.encode(settings), _WRITTEN)


def _show(parameter: str, code: str, written: str) -> None:
    if st.query_params.get(parameter) != code:
        st.query_params[parameter] = code
        st.session_state[_WRITTEN_AT] = time.monotonic()
    st.session_state[written] = code


def answers() -> dict[str, str] | None:
    """The assistant's answers in a link that somebody opened or went back to; None where there is nothing new."""
    code, written = st.query_params.get(ANSWERS, ""), st.session_state.get(_ANSWERS_WRITTEN)
    if not code or code == written or (written is not None and not _settled()):
        return None
    try:
        return link_code.decode_answers(code)
    except LlmselectError:
        st.session_state[_BROKEN] = True
        return None


def write_answers(answers: Mapping[str, str]) -> None:
    """Show these answers in the address bar, beside the settings."""
    _show(ANSWERS, link_code.encode_answers(answers), _ANSWERS_WRITTEN)


def with_settings(**parameters: str) -> dict[str, str]:
    """These parameters of a link, and the settings as the address bar holds them."""
    settings = st.query_params.get(PARAMETER)
    return parameters | ({PARAMETER: settings} if settings else {})


def link() -> str:
    """The whole address as it stands, to be copied."""
    start, _, page = (st.context.url or "").partition("://")
    whole = page if "/" in page else f"{page}/"
    return f"{start}://{whole}?{urlencode(st.query_params.to_dict())}"


def broken() -> bool:
    """Whether the link that this session began with could not be read; true once only."""
    return bool(st.session_state.pop(_BROKEN, False))


def browser_language() -> Language:
    """The browser's first language where it is one of ours, else English."""
    locale = str(st.context.locale or "").casefold()
    return next((language for language in Language if locale.startswith(language)), Language.EN)


def _take(code: str, catalog: Catalog) -> None:
    settings = Settings(language=browser_language())
    if code:
        try:
            settings = link_code.decode(code, catalog)
        except LlmselectError:
            st.session_state[_BROKEN] = True
    state.put(settings)


def _settled() -> bool:
    return time.monotonic() - st.session_state.get(_WRITTEN_AT, 0.0) > SETTLED_SECONDS
