"""Which models are compared: a list that also takes a name as it is typed, and the names in the address bar."""

from collections.abc import Mapping, Sequence

import streamlit as st

from llmselect.overview.model_search import named_by_words
from llmselect.overview.model_table import Panorama
from llmselect.overview.unique_names import unique_names, with_first_name
from llmselect.text import Voice
from llmselect.ui.core import formatting

PARAMETER = "compare"
MOST = 4
CHOSEN = "compare.models"
_LOST = "compare.not_found"


def asked() -> bool:
    """Whether the address bar names models to compare."""
    return bool(st.query_params.get(PARAMETER))


def forget() -> None:
    """The address names nobody while another view is looked at."""
    st.query_params.pop(PARAMETER, None)


def choose_models(overview: Panorama, names: Mapping[str, str], say: Voice) -> list[int]:
    """The list; what is typed and not in it is looked up word by word, so that "Claude 3 Opus" is Claude Opus 3."""
    if CHOSEN not in st.session_state:
        named = [name for name in (st.query_params.get(PARAMETER) or "")[:400].split(",") if name]
        st.session_state[CHOSEN], st.session_state[_LOST] = resolved(overview, named)
    chosen = st.multiselect(
        say("compare.models"),
        in_order(names),
        format_func=lambda each: with_first_name(names.get(each, each)),
        max_selections=MOST,
        key=CHOSEN,
        placeholder=say("compare.which"),
        persist_state="session",
        filter_mode="fuzzy",
        accept_new_options=True,
        select_all=False,
        on_change=_resolve,
        args=(overview,),
    )
    if lost := st.session_state.get(_LOST):
        st.warning(say("compare.unknown", names=formatting.escape_markdown(say.list(lost))), icon=":material/help:")
    known = [each for each in chosen if each in overview.position]
    if known:
        st.query_params[PARAMETER] = ",".join(known)
    else:
        forget()
    return [overview.position[name] for name in known]


def in_order(names: Mapping[str, str]) -> list[str]:
    """Shortest names first; of what fits the words typed Streamlit shows the nearest first."""
    return sorted(names, key=lambda each: (len(names[each]), names[each].casefold()))


def _resolve(overview: Panorama) -> None:
    """Put the models that typed names mean in their places, before the page is drawn."""
    st.session_state[CHOSEN], st.session_state[_LOST] = resolved(overview, st.session_state[CHOSEN])


def resolved(overview: Panorama, asked_for: Sequence[str]) -> tuple[list[str], list[str]]:
    """Ids of the models that ids or typed names mean, each once; and the names that nobody answers to."""
    found, lost = list[str](), list[str]()
    for name in asked_for:
        model = _meant(overview, name)
        if model is None:
            lost.append(name[:60])
        elif model not in found:
            found.append(model)
    return found[:MOST], lost


def _meant(overview: Panorama, name: str) -> str | None:
    """Of the models that a typed name fits, the closest."""
    if name in overview.position:
        return overview.models[overview.position[name]].id
    return next((model.id for model in named_by_words(name, overview.models)), None)


def names_of(overview: Panorama) -> dict[str, str]:
    """A name for every model, no two the same."""
    return unique_names(overview.models)
