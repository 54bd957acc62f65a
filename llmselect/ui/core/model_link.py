"""The ways to a model's page: a link that keeps the settings, a list to choose from."""

from urllib.parse import quote, urlencode

import streamlit as st

from llmselect.catalog.models import LanguageModel
from llmselect.text import Voice
from llmselect.ui.core import address, formatting, rooms

PARAMETER = "id"


def draw_model_link(model: LanguageModel, say: Voice, label: str | None = None) -> None:
    """A link to the page, which opens in a new tab with the same settings too."""
    shown = formatting.escape_markdown(label) if label else say("model.more")
    st.page_link(
        rooms.path("model"),
        label=shown,
        icon=":material/description:",
        query_params=address.with_settings(**{PARAMETER: model.id}),
    )


def page_address(model: LanguageModel) -> str:
    """Where the page is, from any other page, with the visitor's settings."""
    return f"model?{urlencode(address.with_settings(**{PARAMETER: model.id}), quote_via=quote, safe='')}"


def go(model_id: str) -> None:
    """Open the page now."""
    st.switch_page(rooms.path("model"), query_params=address.with_settings(**{PARAMETER: model_id}))


def choose(models: tuple[LanguageModel, ...], key: str, say: Voice) -> None:
    """A list of names; the one chosen is opened."""
    by_id = {model.id: model.name for model in models}
    chosen = st.selectbox(
        say("model.open"),
        list(by_id),
        format_func=lambda name: by_id[name],
        index=None,
        key=key,
        placeholder=say("model.open_which"),
        filter_mode="contains",
    )
    if chosen is not None:
        go(chosen)
