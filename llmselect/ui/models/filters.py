"""What the Panorama shows: the filters that its table and its map share."""

import datetime
from typing import NamedTuple

import numpy as np
import streamlit as st

from llmselect.catalog.standings import Use
from llmselect.overview.family_facts import lineage_facts
from llmselect.overview.model_filter import LicenceKind, ModelFilter, Openness, matching_rows
from llmselect.overview.model_table import OnMachine, Panorama
from llmselect.settings import Settings
from llmselect.text import Text, Voice
from llmselect.ui.core.size_slider import draw_size_slider
from llmselect.units import Ints

LINEAGE = "models.lineage"
YEARS = (2023, 2024, 2025, 2026)
FLAGS = ("french", "tool_use", "reasoning", "runs_here", "offered", "scored")


def use_in_words(use: Use, say: Voice) -> str:
    """A use within a sentence: in small letters, but for the language in English."""
    label = use.label
    return say(Text(label.en if use is Use.FRENCH else label.en.lower(), label.fr.lower()))


class Shown(NamedTuple):
    """The rows that are left, those with a public score first, best first at the use; and that use."""

    rows: Ints
    use: Use

    @property
    def each(self) -> list[int]:
        """The rows one by one."""
        return [int(row) for row in self.rows]


def draw_model_filters(overview: Panorama, here: OnMachine, settings: Settings, say: Voice) -> Shown:
    """The controls, and what they leave."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="models.controls"):
        name = st.text_input(
            say("models.search"),
            key="models.search",
            max_chars=80,
            persist_state="session",
            width=260,
            placeholder="qwen 8b",
            icon=":material/search:",
        )
        openness = st.segmented_control(
            say("models.openness"),
            list(Openness),
            format_func=lambda each: say(Openness(each).label),
            default=Openness.ALL,
            required=True,
            key="models.openness",
            persist_state="session",
        )
        use = st.selectbox(
            say("models.use"),
            list(Use),
            index=list(Use).index(settings.workload.use),
            width=180,
            format_func=lambda each: say(Use(each).label),
            key="models.use",
            persist_state="session",
        )
    with st.expander(say("models.filters"), icon=":material/filter_alt:", key="models.filters"):
        wanted = _more(overview, ModelFilter(name=name, openness=Openness(openness or Openness.ALL)), say)
    use = Use(use or settings.workload.use)
    return Shown(_in_order(overview, here, wanted, use), use)


def _more(overview: Panorama, wanted: ModelFilter, say: Voice) -> ModelFilter:
    """The filters that most visitors leave alone."""
    names = {"": say("models.every"), **{f.lineage.id: f.lineage.name for f in lineage_facts(overview)}}
    with st.container(horizontal=True, vertical_alignment="bottom", key="models.lists"):
        lineage = st.selectbox(
            say("models.family"),
            list(names),
            format_func=lambda each: names[each],
            key=LINEAGE,
            width=200,
            persist_state="session",
        )
        licence = st.selectbox(
            say("models.licence"),
            list(LicenceKind),
            format_func=lambda each: say(LicenceKind(each).label),
            key="models.licence",
            persist_state="session",
            width=330,
        )
        year = st.selectbox(
            say("models.since"),
            [0, *YEARS],
            key="models.since",
            persist_state="session",
            width=150,
            format_func=lambda each: str(each) if each else say("models.any_year"),
        )
        least, most = draw_size_slider(say("models.sizes"), say("models.no_end"), "models.sizes", 340, say)
    with st.container(horizontal=True, key="models.flags"):
        flags = {
            flag: st.checkbox(say(FLAG_WORDS[flag]), key=f"models.{flag}", persist_state="session") for flag in FLAGS
        }
    return ModelFilter(
        name=wanted.name,
        openness=wanted.openness,
        lineage=lineage or "",
        licence=LicenceKind(licence or LicenceKind.ANY),
        since=datetime.date(year, 1, 1) if year else None,
        least_billions=least,
        most_billions=most,
        **flags,
    )


FLAG_WORDS = {
    "french": "models.only_french",
    "tool_use": "models.only_tools",
    "reasoning": "models.only_reasoning",
    "runs_here": "models.only_here",
    "offered": "models.only_offered",
    "scored": "models.only_scored",
}


def _in_order(overview: Panorama, here: OnMachine, wanted: ModelFilter, use: Use) -> Ints:
    left = np.flatnonzero(matching_rows(overview, here, wanted))
    return left[np.lexsort((-overview.quality(use).likely[left], ~overview.scored[left]))]
