"""The address bar: it always holds the settings, so that a reload, a bookmark and a shared link all find them again.

A language that was chosen by hand stands in it too; else a shared link speaks its reader's language.
"""

from urllib.parse import urlencode

import streamlit as st

from llmselect.catalog.catalog import Catalog
from llmselect.errors import LlmselectError
from llmselect.scoring.elicitation import questionnaire
from llmselect.scoring.elicitation.questionnaire import first_visit
from llmselect.settings import Settings
from llmselect.text import Language
from llmselect.ui.core import link_code, state

PARAMETER = "s"
LANGUAGE = "l"
ANSWERS = "a"
"""Answers of the five questions in links of before 29 November 2026, when they were not yet the settings themselves."""
PRIVATE = ("h", "p", "v")
"""Tokens of a workshop's host, participants and wall, which stand in their own address and in no link to be shared."""
_WRITTEN = "address.written"
_BY_HAND = "address.language_by_hand"
_BROKEN = "address.broken"


def restore(catalog: Catalog) -> None:
    """On a first run take the settings of the link, else the defaults; later follow the browser's Back button."""
    if state.put_asked():
        return
    code = st.query_params.get(PARAMETER, "")
    if not state.ready() or (code and _went_back(code)):
        _take(code, catalog)


def _went_back(code: str) -> bool:
    """Whether the browser shows another code than the last one written though no widget was moved since.

    Where a widget was moved, the browser just has not received the last code yet.
    """
    written = st.session_state.get(_WRITTEN)
    return code != written and link_code.encode(state.read()) == written


def write(settings: Settings) -> None:
    """Show these settings in the address bar."""
    code = link_code.encode(settings)
    if st.query_params.get(PARAMETER) != code:
        st.query_params[PARAMETER] = code
    st.session_state[_WRITTEN] = code
    if st.session_state.get(_BY_HAND) and st.query_params.get(LANGUAGE) != settings.language:
        st.query_params[LANGUAGE] = str(settings.language)


def language_chosen() -> None:
    """The visitor set the language by hand, so that links of theirs keep it."""
    st.session_state[_BY_HAND] = True
    state.relabel_selections()


def language() -> Language:
    """The language that the link was given by hand, else the browser's."""
    asked = st.query_params.get(LANGUAGE, "")
    return Language(asked) if asked in set(Language) else browser_language()


def with_settings(**parameters: str) -> dict[str, str]:
    """These parameters of a link, and the settings as the address bar holds them."""
    settings = st.query_params.get(PARAMETER)
    return parameters | ({PARAMETER: settings} if settings else {})


def link() -> str:
    """The whole address as it stands, to be copied, without what is secret in it."""
    shared = {name: value for name, value in st.query_params.to_dict().items() if name not in PRIVATE}
    return f"{here()}?{urlencode(shared)}"


def here() -> str:
    """The address of the page, without parameters."""
    start, _, page = (st.context.url or "").partition("?")[0].partition("://")
    return f"{start}://{page if '/' in page else f'{page}/'}"


def broken() -> bool:
    """Whether the link that this session began with could not be read; true once only."""
    return bool(st.session_state.pop(_BROKEN, False))


def browser_language() -> Language:
    """The browser's first language where it is one of ours, else English."""
    locale = str(st.context.locale or "").casefold()
    return next((language for language in Language if locale.startswith(language)), Language.EN)


def _take(code: str, catalog: Catalog) -> None:
    settings, answers = first_visit(language()), st.query_params.pop(ANSWERS, "")
    st.session_state[_BY_HAND] = LANGUAGE in st.query_params
    try:
        if code:
            settings = link_code.decode(code, catalog)
        if answers:
            settings = questionnaire.settings_of(link_code.decode_answers(answers), settings)
    except LlmselectError:
        st.session_state[_BROKEN] = True
    state.put(settings.model_copy(update={"language": language()}))
