"""Benchmarks, and where each language model stands on them."""

import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from llmselect.catalog.models import Enum
from llmselect.catalog.record import Identifier, Record, Sourced, Words
from llmselect.text import Labelled, Text


class Use(Labelled):
    """What a person wants the model for; quality is told for each."""

    GENERAL = "general", Text("General", "Général")
    CODE = "code", Text("Code", "Code")
    REASONING = "reasoning", Text("Reasoning", "Raisonnement")
    FRENCH = "french", Text("French", "Français")
    DOCUMENTS = "documents", Text("Documents", "Documents")
    """Long prompts, and answers that keep to a text that is given (RAG, summaries)."""
    AGENTS = "agents", Text("Agents", "Agents")


class BenchmarkScale(StrEnum):
    """How a benchmark counts."""

    ELO = "elo"
    PERCENT = "percent"


class Benchmark(Record):
    """One benchmark: what it measures and for which uses it speaks."""

    id: Identifier
    name: Words
    uses: tuple[Use, ...] = Field(strict=False, min_length=1)
    scale: Annotated[BenchmarkScale, Enum]
    url: str
    data_licence: str
    attribution: str
    """How the source asks to be named."""
    archived: bool = False
    """No longer updated (Open LLM Leaderboard v2, April 2025)."""


class Standing(Record):
    """One model's line on one benchmark."""

    model: Identifier
    benchmark: Identifier
    score: Annotated[float, Field(ge=-100, le=4000)]
    low: float | None = None
    high: float | None = None
    """Published 95 % interval, where there is one."""
    variant: str = ""
    """Setting that changes the result (thinking-32k, high, fc, prompt)."""
    metric: str = ""
    """What exactly was counted, as the source says it."""
    name_in_source: str
    self_reported: bool = False
    date: Annotated[datetime.date, Enum]
    source: str = Field(min_length=3, pattern=r"\S")
    checked: Annotated[datetime.date, Enum]


class DataSource(Sourced):
    """A place that facts of this catalog come from, with what it asks for in return."""

    id: Identifier
    name: str
    url: str
    licence: str
    attribution: str
    used_for: Words
    named_as: tuple[str, ...] = Field(strict=False, min_length=1)
    """Words by which the `source` of a record names this place."""
