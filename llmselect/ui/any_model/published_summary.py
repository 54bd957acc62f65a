"""What a publisher says of a model: its facts, its files, and what could not be worked out."""

import streamlit as st

from llmselect.catalog import own_file
from llmselect.catalog.catalog import Catalog
from llmselect.catalog.published import Part, Published
from llmselect.text import Voice
from llmselect.ui.any_model import user_list
from llmselect.ui.core import formatting, tables
from llmselect.units import GIB


def draw_published_summary(found: Published, catalog: Catalog, say: Voice) -> None:
    """One line of facts, parts and notes under it, the files folded away."""
    with st.container(border=True, key="memory.published"):
        st.markdown(_facts(found, say))
        for part in found.parts:
            st.caption(f":material/visibility: {formatting.escape_markdown(_part(part, say))}")
        for note in found.notes:
            st.caption(f":material/info: {formatting.escape_markdown(say(note))}")
        for gap in found.gaps:
            st.warning(formatting.escape_markdown(say(gap)), icon=":material/help:")
        if found.files:
            with st.expander(_count(len(found.files), say), icon=":material/folder:"):
                _files(found, say)
        if found.model.id.startswith(own_file.PREFIX):
            user_list.add_button(found.model, catalog, say, "memory.add_own", found)


def _facts(found: Published, say: Voice) -> str:
    model = found.model
    named = f"**{formatting.escape_markdown(model.name)}**"
    if model.hub_repo:
        named = f"**[{formatting.escape_markdown(model.hub_repo)}](https://huggingface.co/{model.hub_repo})**"
    facts = [named]
    if model.total_parameters:
        total = model.total_parameters / 1e9
        facts.append(say("from.parameters", n=say.number(total, formatting.digits_for(total))))
    if model.architecture is not None:
        facts.append(formatting.escape_markdown(model.architecture.family))
    if model.context_tokens:
        facts.append(say("from.context", n=say.number(model.context_tokens, 0)))
    facts.append(formatting.escape_markdown(model.licence or say("from.no_licence")))
    if found.requests:
        facts.append(say("from.requests", day=say.day(model.checked), n=say.number(found.requests, 0)))
    return " · ".join(facts)


def _part(part: Part, say: Voice) -> str:
    told = [say(part.name)]
    if part.parameters is not None:
        billions = part.parameters / 1e9
        told.append(say("from.parameters", n=say.number(billions, formatting.digits_for(billions))))
    if part.size_bytes is not None:
        told.append(say.gib(part.size_bytes, 2))
    if len(told) == 1:
        told.append(say("from.not_counted"))
    return f"{told[0]}: {', '.join(told[1:])}. " + say("from.beside")


def _files(found: Published, say: Voice) -> None:
    files = sorted(found.files, key=lambda file: -file.size_bytes)
    columns = {
        say("from.file"): [file.name for file in files],
        say("bars.quantization"): [file.quantization or say("how.unknown") for file in files],
        say("from.size"): [round(file.size_bytes / GIB, 2) for file in files],
        say("from.shards"): [file.shards for file in files],
    }
    tables.draw_table(columns, say("from.files_alt"), say, key="memory.files")


def _count(files: int, say: Voice) -> str:
    return say("from.one_file") if files == 1 else say("from.files", n=say.number(files, 0))
