"""A model of unknown shape: the sizes of its files against the machine, and no word of what is not known."""

import streamlit as st

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.published import Published
from llmselect.estimates.memory.memory_use import room_for_model_bytes
from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui.core import formatting, tables
from llmselect.units import GIB


def draw_files(catalog: Catalog, published: Published | None, settings: Settings, say: Voice) -> None:
    """The files, largest first; a sentence where there are none."""
    name = formatting.escape_markdown(published.model.name) if published else ""
    if published is None or not published.files:
        st.info(say("from.nothing_computable", model=name), icon=":material/info:")
        return
    room = room_for_model_bytes(catalog, settings.machine)
    st.markdown(say("from.by_files", model=name, capacity=say.gib(room)))
    files = sorted(published.files, key=lambda file: -file.size_bytes)[: tables.MOST_ROWS]
    columns: tables.Columns = {
        say("from.file"): [file.name for file in files],
        say("bars.weights"): [round(file.size_bytes / GIB, 2) for file in files],
        say("bars.verdict"): [
            say("from.weights_fit" if file.size_bytes < room else "from.too_large") for file in files
        ],
    }
    tables.draw_table(columns, say("from.files_alt"), say, key="memory.by_files")
