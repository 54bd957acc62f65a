"""The visitor's own models on the page: the list with its buttons, what could not be read, the list as a file."""

from collections.abc import Callable

import streamlit as st

from llmselect.catalog import own_file
from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import LanguageModel
from llmselect.catalog.published import Published
from llmselect.errors import BadFile
from llmselect.text import Voice
from llmselect.ui.core import debounce, fault_messages, formatting
from llmselect.ui.store import user_models
from llmselect.ui.store.user_models import Own

LOOK_AGAIN_MS = 700
_CHECKS = "own.checks"
_IMPORTED = "own.imported"
_LEFT_OUT = "own.left_out"


def draw_user_list(catalog: Catalog, say: Voice, key: str) -> None:
    """Every model of the list with its state and a button that takes it off; a sentence where there is none."""
    listed = user_models.listed()
    if not listed:
        st.caption(say("mine.none"))
        return
    for own in listed:
        row = st.container(horizontal=True, vertical_alignment="center", key=f"{key}.row.{own.repository}")
        with row.container(width="stretch", gap="xxsmall"):
            st.markdown(f"[{formatting.escape_markdown(own.repository)}](https://huggingface.co/{own.repository})")
            st.caption(state_of(own, catalog, say))
        row.button(
            "",
            key=f"{key}.remove.{own.repository}",
            icon=":material/close:",
            type="tertiary",
            help=say("mine.remove", model=own.repository),
            on_click=user_models.remove,
            args=(own.repository,),
        )
        if own.fault is not None:
            st.button(
                say("from.again"),
                key=f"{key}.again.{own.repository}",
                icon=":material/refresh:",
                on_click=user_models.again,
                args=(own.repository,),
            )


def state_of(own: Own, catalog: Catalog, say: Voice) -> str:
    """Where its facts come from and whether it takes part, in one line."""
    if own.model is None:
        return say("mine.reading") if own.fault is None else formatting.escape_markdown(say(own.fault.text))
    told = [_read_on(own, own.model, say)]
    if own.model.architecture is None:
        told.append(say("mine.no_shape"))
    same = catalog.models.get(own.model.alias_of or "")
    if same is not None:
        told.append(say("mine.same", model=formatting.escape_markdown(same.name)))
    return " ".join(told)


def _read_on(own: Own, model: LanguageModel, say: Voice) -> str:
    day = say.day(model.checked)
    if not own.from_file:
        return say("mine.read", day=day)
    return say("mine.from_file", day=day) if own.fault is not None else say("mine.from_file_reading", day=day)


def show_unreadable(say: Voice) -> None:
    """One sentence above the page on what is missing from the visitor's list, and a new run when it arrives."""
    missing = [own for own in user_models.listed() if own.model is None]
    unread = [own for own in missing if own.fault is not None]
    if unread:
        reasons = " ".join(_reason(own, say) for own in unread)
        st.warning(say("mine.unread", reasons=reasons), icon=":material/cloud_off:")
    if user_models.pending():
        waiting = ", ".join(formatting.escape_markdown(own.repository) for own in missing if own.fault is None)
        if waiting:
            st.info(say("mine.waiting", names=waiting), icon=":material/hourglass_top:")
        _watch()


@st.fragment
def _watch() -> None:
    """Look now and then whether something has arrived; the page is drawn again only when it has."""
    if user_models.news():
        st.rerun()
    checks = st.session_state.get(_CHECKS, 0) + 1
    st.session_state[_CHECKS] = checks
    debounce.rerun_when_idle(str(checks), "own.rest", LOOK_AGAIN_MS)


def _reason(own: Own, say: Voice) -> str:
    """Why it could not be read, with its name."""
    told = say(own.fault.text) if own.fault else ""
    return formatting.escape_markdown(told if own.repository in told else f"{own.repository}. {told}")


def add_button(
    model: LanguageModel, catalog: Catalog, say: Voice, key: str, published: Published | None = None
) -> None:
    """The button that puts a model on the list; a sentence in its place where it cannot be."""
    known = catalog.models_by_name.get((model.hub_repo or "").casefold())
    if known is not None and known.id not in catalog.own:
        st.caption(say("mine.in_catalog", model=formatting.escape_markdown(known.name)))
    elif user_models.has(model.hub_repo or ""):
        st.caption(f":material/check: {say('mine.added')}")
    elif user_models.full():
        st.caption(say("mine.full", n=say.number(own_file.MOST_MODELS, 0)))
    else:
        _add(model, published, say, key)


def _add(model: LanguageModel, published: Published | None, say: Voice, key: str) -> None:
    """The whole app runs again, also where the button stands in a fragment: the settings and the link change too."""
    if st.button(say("mine.add"), key=key, icon=":material/playlist_add:", type="primary"):
        user_models.add(model, published)
        st.rerun()


def files(say: Voice) -> None:
    """The list as a file to keep, and a file to add to the list."""
    known = [own.model for own in user_models.listed() if own.model is not None]
    if known:
        st.download_button(
            say("mine.export"),
            _written(known),
            file_name="llmselect-models.json",
            mime="application/json",
            key="own.export",
            on_click="ignore",
            icon=":material/download:",
        )
    if left_out := st.session_state.pop(_LEFT_OUT, 0):
        st.info(say("mine.left", n=say.number(left_out, 0)), icon=":material/info:")
    uploaded = st.file_uploader(
        say("mine.import"), type="json", key="own.import", help=say("mine.import_help"), max_upload_size=1
    )
    if uploaded is None or st.session_state.get(_IMPORTED) == uploaded.file_id:
        return
    try:
        left = user_models.take(own_file.read(uploaded.getvalue()))
    except BadFile as fault:
        fault_messages.show_whole(fault, say)
        return
    st.session_state[_IMPORTED] = uploaded.file_id
    st.session_state[_LEFT_OUT] = left
    st.rerun()


def _written(models: list[LanguageModel]) -> Callable[[], bytes]:
    return lambda: own_file.written(models)
