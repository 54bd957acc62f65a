"""A model as its publisher describes it: its facts, its files, and what could not be worked out."""

import streamlit as st

from llmselect.catalog import own_file
from llmselect.catalog.catalog import Catalog
from llmselect.catalog.published import Part, Published
from llmselect.text import Voice
from llmselect.ui.any_model import user_list
from llmselect.ui.core import formatting, tables
from llmselect.units import GIB


def draw_published_summary(published: Published, catalog: Catalog, say: Voice) -> None:
    """One line of facts, parts and notes under it, the files folded away."""
    with st.container(border=True, key="memory.published"):
        st.markdown(_facts(published, say))
        for part in published.parts:
            st.caption(f":material/visibility: {formatting.escape_markdown(_part(part, say))}")
        for note in published.notes:
            st.caption(f":material/info: {formatting.escape_markdown(say(note))}")
        for gap in published.gaps:
            st.warning(formatting.escape_markdown(say(gap)), icon=":material/help:")
        if published.files:
            with st.expander(_count(len(published.files), say), icon=":material/folder:"):
                _files(published, say)
        if published.model.id.startswith(own_file.PREFIX):
            user_list.add_button(published.model, catalog, say, "memory.add_own", published)


def _facts(published: Published, say: Voice) -> str:
    model = published.model
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
    if published.requests:
        facts.append(say("from.requests", day=say.day(model.checked), n=say.number(published.requests, 0)))
    return " · ".join(facts)


def _part(part: Part, say: Voice) -> str:
    facts_of_part = [say(part.name)]
    if part.parameters is not None:
        billions = part.parameters / 1e9
        facts_of_part.append(say("from.parameters", n=say.number(billions, formatting.digits_for(billions))))
    if part.size_bytes is not None:
        facts_of_part.append(say.gib(part.size_bytes, 2))
    if len(facts_of_part) == 1:
        facts_of_part.append(say("from.not_counted"))
    return f"{facts_of_part[0]}: {', '.join(facts_of_part[1:])}. " + say("from.beside")


def _files(published: Published, say: Voice) -> None:
    files = sorted(published.files, key=lambda file: -file.size_bytes)
    columns = {
        say("from.file"): [file.name for file in files],
        say("bars.quantization"): [file.quantization or say("how.unknown") for file in files],
        say("from.size"): [round(file.size_bytes / GIB, 2) for file in files],
        say("from.shards"): [file.shards for file in files],
    }
    tables.draw_table(columns, say("from.files_alt"), say, key="memory.files")


def _count(files: int, say: Voice) -> str:
    return say("from.one_file") if files == 1 else say("from.files", n=say.number(files, 0))
