"""A config.json, or the beginning of a GGUF file, from the visitor's disk."""

from codecs import BOM_UTF8

import streamlit as st
from pydantic_core import from_json

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.configs.published import published as of_config
from llmselect.catalog.gguf.published import published as of_gguf
from llmselect.catalog.published import Published
from llmselect.errors import BadFile, LlmselectError
from llmselect.text import Voice
from llmselect.ui.any_model import gguf_chooser, published_summary
from llmselect.ui.core import fault_messages

LARGEST_CONFIG = 2**22
GGUF, CONFIG = "from.gguf", "from.config"


def draw_file_upload(catalog: Catalog, say: Voice) -> Published | None:
    """Two kinds of file, each with its own chooser: of a GGUF file only the beginning is read."""
    st.session_state.setdefault("memory.file_kind", GGUF)
    kind = st.segmented_control(
        say("from.kind"),
        [GGUF, CONFIG],
        format_func=lambda each: say(each),
        key="memory.file_kind",
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    try:
        published = _gguf(catalog, say) if kind == GGUF else _config(say)
    except LlmselectError as fault:
        fault_messages.show_whole(fault, say)
        return None
    if published is not None:
        published_summary.draw_published_summary(published, catalog, say)
    return published


def _gguf(catalog: Catalog, say: Voice) -> Published | None:
    head = gguf_chooser.draw_gguf_chooser(say, "memory.gguf")
    if head is None:
        st.caption(say("from.gguf_help"))
        return None
    return of_gguf(head.data, head.name, head.size_bytes, catalog)


def _config(say: Voice) -> Published | None:
    file = st.file_uploader(say("from.config_label"), type=["json"], key="memory.config", max_upload_size=4)
    if file is None:
        return None
    content = file.getvalue()[: LARGEST_CONFIG + 1].removeprefix(BOM_UTF8)
    try:
        config = from_json(content)
    except ValueError as fault:
        raise BadFile(f"{file.name} is not JSON ({fault}); expected a Hugging Face config.json") from fault
    if not isinstance(config, dict):
        raise BadFile(f"{file.name} holds a JSON {type(config).__name__}; expected an object as in a config.json")
    return of_config(config, file.name)  # pyright: ignore[reportUnknownArgumentType] - any JSON object
