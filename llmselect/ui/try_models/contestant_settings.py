"""The settings with which a model competes, so that the same model can compete against itself."""

from typing import NamedTuple

import streamlit as st

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.efforts import EFFORTS, Effort, efforts_of
from llmselect.text import Voice

OWN = ""
"""Id of the server's own effort in the list."""
LONGEST_SYSTEM = 20_000


class ContestantSettings(NamedTuple):
    """Fields of a Contestant that the visitor sets; None: the server's or the task's own."""

    name: str
    temperature: float
    effort: Effort | None
    max_tokens: int | None
    system: str


def efforts_offered(catalog: Catalog, model: str | None) -> tuple[Effort, ...]:
    """The efforts that a model of the catalog takes, all where nobody knows; () where it has only one."""
    if model is None or model not in catalog.models:
        return EFFORTS
    known = efforts_of(catalog.models[model])
    return known if len(known) > 1 else ()


def draw_settings(efforts: tuple[Effort, ...], model: str, say: Voice) -> ContestantSettings:
    """Temperature, effort, length, name and system prompt."""
    temperature_at, effort_at, length_at, name_at = st.columns(4)
    temperature = temperature_at.number_input(
        say("try.temperature"), 0.0, 2.0, value=0.0, step=0.1, key="try.temperature", help=say("try.temperature_help")
    )
    effort = effort_at.selectbox(
        say("try.effort"),
        [OWN, *map(str, efforts)],
        format_func=lambda word: say(Effort(word).label) if word else say("try.effort_own"),
        key="try.effort",
        disabled=not efforts,
        help=say("try.effort_help"),
    )
    limit = length_at.number_input(
        say("try.max_tokens"), 1, 32_768, value=None, key="try.max_tokens", placeholder=say("try.as_the_task")
    )
    name = name_at.text_input(say("try.name"), value="", key="try.name", placeholder=model[:60], max_chars=80)
    system = st.text_area(
        say("try.system"), key="try.system", height=68, max_chars=LONGEST_SYSTEM, help=say("try.system_help")
    )
    return ContestantSettings(
        name=(name or model)[:120],
        temperature=temperature,
        effort=Effort(effort) if effort else None,
        max_tokens=limit,
        system=system.strip(),
    )
