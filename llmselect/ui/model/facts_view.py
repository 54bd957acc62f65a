"""The upper part of a model's page: who made it, its facts with their sources, how good it is at each use."""

from collections.abc import Iterator

import streamlit as st

from llmselect.catalog.models import LanguageModel, Lifecycle
from llmselect.catalog.standings import Use
from llmselect.charts.qualities import Marks, qualities
from llmselect.estimates.quality import quality_of
from llmselect.estimates.quality.explain import Quality
from llmselect.overview.model_table import Panorama
from llmselect.text import Voice
from llmselect.ui.core import figures, formatting, tables


def head(overview: Panorama, row: int, asked: LanguageModel, say: Voice) -> None:
    """One line under the title; whose weights these are where another name was asked for."""
    model = overview.models[row]
    facts = [formatting.escape_markdown(model.publisher), formatting.escape_markdown(model.family)]
    if size := formatting.model_size(model, say):
        facts.append(size)
    if model.release_date is not None:
        facts.append(say.day(model.release_date))
    if model.hub_repo:
        facts.append(f"[{formatting.escape_markdown(model.hub_repo)}](https://huggingface.co/{model.hub_repo})")
    st.markdown(" · ".join(facts))
    if asked.id != model.id:
        st.caption(
            say(
                "model.same_weights",
                given=formatting.escape_markdown(asked.id),
                name=formatting.escape_markdown(model.name),
            )
        )
    if model.state is not Lifecycle.CURRENT:
        st.warning(say("model.state", state=say(model.state.label)), icon=":material/event_busy:")


def facts(overview: Panorama, row: int, say: Voice) -> None:
    """Every fact with where it is from and the day it was checked."""
    lines = [(name, fact, source) for name, fact, source in _facts(overview, row, say) if fact is not None]
    day = say.day(overview.models[row].checked)
    columns: tables.Columns = {
        say("compare.fact"): [name for name, _, _ in lines],
        say("model.value"): [fact for _, fact, _ in lines],
        say("card.origin"): [source for _, _, source in lines],
    }
    looks = {say("card.origin"): st.column_config.TextColumn(width="large")}
    tables.draw_table(columns, say("model.facts_alt"), say, looks, key="model.facts", rows_in_sight=len(lines))
    st.caption(say("model.checked", day=day))


def _facts(overview: Panorama, row: int, say: Voice) -> Iterator[tuple[str, str | None, str]]:
    model = overview.models[row]
    source, shape = model.source, model.architecture_source or model.source
    names = overview.catalog.licences
    yield say("compare.size"), formatting.model_size(model, say) or None, shape
    yield (
        say("models.context"),
        None if model.context_tokens is None else formatting.tokens(model.context_tokens, say),
        source,
    )
    yield (
        say("model.most_output"),
        None if model.max_output_tokens is None else formatting.tokens(model.max_output_tokens, say),
        source,
    )
    yield say("models.licence"), names[model.licence].name if model.licence in names else None, source
    yield (
        say("models.released"),
        None if model.release_date is None else say.day(model.release_date),
        model.release_date_source or source,
    )
    yield say("models.french"), formatting.yes_no(model.french, say), model.french_source or source
    yield say("model.languages"), ", ".join(model.languages) or None, source
    yield say("models.tools"), formatting.yes_no(model.tool_use, say), source
    yield say("models.reasoning"), formatting.reasoning(model, say), source
    yield say("compare.inputs"), formatting.inputs_in_words(model, say), source
    if model.architecture is not None:
        layers = say("model.layers", n=say.number(model.architecture.layers, 0))
        yield say("model.architecture"), f"{model.architecture.family}, {layers}", shape
    yield say("models.smallest"), formatting.smallest_machine(overview, row, say), say("model.computed")
    downloads = None if model.downloads_30d is None else say.number(model.downloads_30d, 0)
    yield say("models.downloads"), downloads, source
    yield say("model.state_name"), say(model.state.label), source


def quality(overview: Panorama, row: int, say: Voice) -> None:
    """A picture, and the same in a table with what each value rests on."""
    model = overview.models[row]
    told = [quality_of(overview.catalog, model.id, use) for use in Use]
    left, right = st.columns([5, 6], gap="large")
    with left:
        marks = Marks(model.name, tuple((each.low, each.value, each.high) for each in told))
        figure = qualities([say(use.label) for use in Use], [marks], say("models.quality"), say)
        figures.draw_figure(figure, "model.quality", say("model.quality_alt", model=model.name))
    with right:
        columns: tables.Columns = {
            say("work.use"): [say(use.label) for use in Use],
            say("models.quality"): [_range(each, say) for each in told],
            say("model.rests_on"): [say(each.basis.label) for each in told],
        }
        tables.draw_table(columns, say("model.quality_alt", model=model.name), say, key="model.quality_table")


def _range(told: Quality, say: Voice) -> str:
    likely, low, high = (say.number(each, 0) for each in (told.value, told.low, told.high))
    return say("how.range", likely=likely, low=low, high=high)
