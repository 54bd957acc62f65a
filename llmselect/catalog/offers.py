"""Providers, and the offers through which they serve language models."""

import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from llmselect.catalog.models import Enum, Lifecycle, YesNo
from llmselect.catalog.record import Identifier, Price, Record, Sourced, Words


class FirstCall(StrEnum):
    """Which client makes a first call."""

    OPENAI = "openai"
    """Any client of OpenAI's chat completions, at `base_url`."""
    ANTHROPIC = "anthropic"
    """Anthropic's Messages, at `base_url`."""
    BEDROCK = "bedrock"
    """AWS's Converse (`boto3`), with a region in place of an address."""
    VERTEX = "vertex"
    """Google's client (`google-genai` with `vertexai=True`), with a project and a region in place of an address."""
    VERTEX_ANTHROPIC = "vertex_anthropic"
    """Anthropic's client for Google Cloud (`AnthropicVertex`), with a project and a region."""


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
    first_call: Annotated[FirstCall, Enum] | None = None
    """None: not known how it is called."""
    base_url: Annotated[str, Field(pattern=r"^https://\S+$", max_length=200)] | None = None
    """Address for that client; what stands in `<>` is the customer's own (account, resource, region, project)."""
    key_variable: Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_]*$", max_length=60)] | None = None
    """Environment variable that its documentation and clients read the key from."""
    first_call_source: str | None = None


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
    price_note: Words | None = None
    """What the list price leaves out (cheaper hours), or why it stands apart from the model's other offers."""
    free_quota: bool = False
    """Free of charge within a rate limit. Plans of that kind often train on what is sent: say so where the provider or
    the offer's own privacy level does not tell better."""
    context_tokens: Annotated[int, Field(ge=1, le=10**8)] | None = None
    context_note: Words | None = None
    """Why its context stands apart from that of the model's other offers."""
    max_output_tokens: Annotated[int, Field(ge=1, le=10**8)] | None = None
    first_call: Annotated[FirstCall, Enum] | None = None
    """Where it differs from the provider's (Claude on Azure and Vertex AI, open models on Vertex AI)."""
    base_url: Annotated[str, Field(pattern=r"^https://\S+$", max_length=200)] | None = None
    """Where it differs from the provider's."""
    state: Annotated[Lifecycle, Enum] = Lifecycle.CURRENT
    retirement_date: Annotated[datetime.date, Enum] | None = None
    privacy_level: Annotated[int, Field(ge=0, le=7)] | None = None
    """Level where it differs from the provider's (a free quota, an EU inference profile)."""
    best_privacy_level: Annotated[int, Field(ge=0, le=7)] | None = None
    """Best level where it differs from the provider's (models excluded from zero retention)."""
    privacy_evidence: Words | None = None
