"""Providers, and the offers through which they serve language models."""

import datetime
from typing import Annotated

from pydantic import Field

from llmselect.catalog.models import Enum, Lifecycle, YesNo
from llmselect.catalog.record import Identifier, Price, Record, Sourced, Words


class Provider(Sourced):
    """Who serves, under which law, and what they do with what they are sent."""

    id: Identifier
    name: str
    url: str
    jurisdiction: Words
    """Whose law the operator answers to; not the same as where the servers stand."""
    router: bool = False
    """Passes requests on to others, so that the evidence is theirs."""
    trains_on_data: Annotated[YesNo, Enum]
    """Whether data sent through the paid interface is used for training by default."""
    retention: Words
    """How long requests are kept by default."""
    retention_days: Annotated[int, Field(ge=0, le=36500)] | None = None
    """The same as a number; None: unknown or without a fixed term."""
    zero_retention: Words
    """Whether keeping nothing can be agreed, and how."""
    eu_hosting: Words
    privacy_level: Annotated[int, Field(ge=0, le=7)]
    """Level of the ordinary paid offer: the lowest line of the scale whose evidence is complete."""
    best_privacy_level: Annotated[int, Field(ge=0, le=7)]
    """Level that a contract or a setting can reach."""
    privacy_evidence: Words
    """One sentence: what the level rests on, and what would raise it."""
    caveat: Words | None = None


class PriceReference(Record):
    """How `genai-prices` names an offer."""

    provider: str
    model: str


class OwnPrice(Sourced):
    """A price that `genai-prices` does not know; US dollars per million tokens."""

    input_usd_per_mtok: Price
    output_usd_per_mtok: Price
    cached_input_usd_per_mtok: Price | None = None


class Offer(Sourced):
    """One provider's way to serve one language model."""

    id: Identifier
    """`provider:name`, the name being the provider's own."""
    model: Identifier
    provider: Identifier
    api_model_id: str
    price_reference: PriceReference | None = None
    price: OwnPrice | None = None
    """Set only where `price_reference` is not."""
    context_tokens: Annotated[int, Field(ge=1, le=10**8)] | None = None
    max_output_tokens: Annotated[int, Field(ge=1, le=10**8)] | None = None
    state: Annotated[Lifecycle, Enum] = Lifecycle.CURRENT
    retirement_date: Annotated[datetime.date, Enum] | None = None
    privacy_level: Annotated[int, Field(ge=0, le=7)] | None = None
    """Level where it differs from the provider's (a free quota, an EU inference profile)."""
    best_privacy_level: Annotated[int, Field(ge=0, le=7)] | None = None
    """Best level where it differs from the provider's (models excluded from zero retention)."""
    privacy_evidence: Words | None = None
