"""What the Hugging Face router says of its providers' speeds, and of which day and state a copy is."""

import datetime
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from llmselect.catalog.models import Enum
from llmselect.catalog.record import Price, Record
from llmselect.hub.leaderboards.snapshot import CopyState
from llmselect.text import Text

NAME = Text("Hugging Face router", "routeur de Hugging Face")
URL = "https://huggingface.co/docs/inference-providers"
ATTRIBUTION = "Hugging Face Inference Providers, list of models with the latest validation probe of each provider"

TokensEachSecond = Annotated[float, Field(gt=0, le=1e5)]
"""Cerebras, the fastest, writes 3,000; thirty times that is another unit."""
ProbedSeconds = Annotated[float, Field(gt=0, le=3600)]
Repository = Annotated[str, Field(pattern=r"^[A-Za-z0-9][\w.-]*/[\w.-]+$", max_length=200)]
ProviderName = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]*$", max_length=60)]
ContextTokens = Annotated[int, Field(ge=1, le=10**8)]


class ProbedOffer(Record):
    """One model at one provider; None where the router says nothing."""

    repository: Repository
    """On the Hub, as the router writes it."""
    provider: ProviderName
    """As the catalog names it."""
    tokens_per_s: TokensEachSecond | None = None
    ttft_s: ProbedSeconds | None = None
    input_usd_per_mtok: Price | None = None
    output_usd_per_mtok: Price | None = None
    context_tokens: ContextTokens | None = None
    day: Annotated[datetime.date, Enum]
    """On which the router said so; each offer is probed every six hours."""


class KeptSpeeds(Record):
    """The file of the last good copy."""

    version: Literal[1]
    read_at: Annotated[datetime.datetime, Enum]
    offers: Annotated[tuple[ProbedOffer, ...], Field(strict=False, max_length=20_000)]


@dataclass(frozen=True, slots=True)
class SpeedSnapshot:
    """The best copy of all speeds."""

    state: CopyState
    day: datetime.date
    """On which the router was read; of the copy in the project, the day of most of its offers."""
    read_at: datetime.datetime | None
    """With its time zone; None for the copy in the project."""
    reason: Text | None
    """Why it is not live, as one sentence; None: it is, or nobody has tried yet."""
    offers: tuple[ProbedOffer, ...]
