"""The Hugging Face router's list of models: one question without a key, and a strict door for its answer.

Documented in huggingface/hub-docs, docs/inference-providers/hub-api.md (read 2026-11-28): `first_token_latency_ms` and
`throughput` (tokens a second) come "from the latest validation probe, when available"; prices are US dollars a million
tokens. On 29 August 2026 the list held 136 models with 317 offers in 94 kB.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeVar, cast

from pydantic import BaseModel, ConfigDict, Field, ValidationError, ValidatorFunctionWrapHandler
from pydantic.functional_validators import WrapValidator

from llmselect.catalog.record import Price
from llmselect.hub.faults import HubFault, Kind
from llmselect.hub.served_speeds.snapshot import (
    ContextTokens,
    ProbedOffer,
    ProviderName,
    Repository,
    TokensEachSecond,
)

if TYPE_CHECKING:
    from llmselect.hub.client import Hub  # its library takes a while to load, and copies are shown without it

ADDRESS = "https://router.huggingface.co/v1/models"
HOST = "router.huggingface.co"
LARGEST_BYTES = 4 * 10**6
"""Forty times the list of August 2026."""
MOST_REQUESTS = 3
"""The list is one answer; two redirects may stand before it."""
FEWEST_OFFERS = 20
"""With a speed: a list with fewer was cut, or its fields have other names."""
LIVE: Final = "live"
CATALOG_NAMES: Final = {"fireworks-ai": "fireworks", "zai-org": "zai"}
"""What the catalog calls the providers that the router names otherwise."""
SAID_AS_THEY_ARE: Final = (Kind.OFFLINE, Kind.BAD_ENDPOINT)
SAID_OF_THE_ROUTER: Final = (Kind.UNREACHABLE, Kind.TIMEOUT, Kind.RATE_LIMITED, Kind.TOO_MANY_HOPS)


def _or_none(value: object, handler: ValidatorFunctionWrapHandler) -> object:
    """A fact that is wrong by itself is lost alone."""
    try:
        return handler(value)
    except ValidationError:
        return None


Beside = WrapValidator(_or_none)
ALLOWED = ConfigDict(extra="ignore", strict=True, frozen=True, allow_inf_nan=False)


class _Pricing(BaseModel):
    model_config = ALLOWED

    input: Annotated[Price | None, Beside] = None
    output: Annotated[Price | None, Beside] = None


class _Provider(BaseModel):
    """One entry of `providers`; a speed that cannot be true drops the entry, a price is dropped alone."""

    model_config = ALLOWED

    provider: ProviderName
    status: str
    throughput: TokensEachSecond | None = None
    first_token_latency_ms: Annotated[float, Field(gt=0, le=3_600_000)] | None = None
    pricing: Annotated[_Pricing | None, Beside] = None
    context_length: Annotated[ContextTokens | None, Beside] = None


class _Model(BaseModel):
    model_config = ALLOWED

    id: Repository
    providers: Annotated[list[Any], Field(max_length=200)]


class _List(BaseModel):
    model_config = ALLOWED

    data: Annotated[list[Any], Field(min_length=1, max_length=10_000)]


Checked = TypeVar("Checked", bound=BaseModel)


def read_router(hub: Hub) -> tuple[ProbedOffer, ...]:
    """Today's speeds of every live offer; raises HubFault."""
    try:
        answer = hub.get(ADDRESS, cap=LARGEST_BYTES).json()
    except HubFault as fault:
        raise _of_the_router(fault) from fault
    return parse_router(answer, datetime.datetime.now(datetime.UTC).date())


def parse_router(answer: object, day: datetime.date) -> tuple[ProbedOffer, ...]:
    """The live offers of a list that was read on that day; raises HubFault (BAD_DATA) for anything else.

    Entries that break the documented shape are left out alone; unknown keys are ignored.
    """
    listed = _checked(_List, answer)
    models = [model for entry in listed.data if (model := _checked(_Model, entry))] if listed else []
    offers = {(one.repository.casefold(), one.provider): one for model in models for one in _live(model, day)}
    if sum(one.tokens_per_s is not None for one in offers.values()) < FEWEST_OFFERS:
        raise HubFault(Kind.BAD_DATA, subject=HOST)
    return tuple(offers.values())


def _live(model: _Model, day: datetime.date) -> Iterator[ProbedOffer]:
    for entry in model.providers:
        one = _checked(_Provider, entry)
        if one and one.status == LIVE and (one.throughput or one.first_token_latency_ms):
            yield _offer(model.id, one, day)


def _offer(repository: str, one: _Provider, day: datetime.date) -> ProbedOffer:
    wait_ms, prices = one.first_token_latency_ms, one.pricing or _Pricing()
    return ProbedOffer(
        repository=repository,
        provider=CATALOG_NAMES.get(one.provider, one.provider),
        tokens_per_s=one.throughput,
        ttft_s=None if wait_ms is None else wait_ms / 1000,
        input_usd_per_mtok=prices.input,
        output_usd_per_mtok=prices.output,
        context_tokens=one.context_length,
        day=day,
    )


def _checked(shape: type[Checked], entry: object) -> Checked | None:
    if not isinstance(entry, Mapping):
        return None
    try:
        return shape.model_validate(cast("Mapping[str, Any]", entry))
    except ValidationError:
        return None


def _of_the_router(fault: HubFault) -> HubFault:
    """The fault with the router's name: the Hub's sentences about repositories would mislead."""
    if fault.kind in SAID_AS_THEY_ARE:
        return fault
    if fault.kind is Kind.TOO_LARGE:
        return HubFault(Kind.TOO_LARGE, subject=HOST, limit=LARGEST_BYTES // 10**6)
    kind = fault.kind if fault.kind in SAID_OF_THE_ROUTER else Kind.BAD_DATA
    return HubFault(kind, subject=HOST, retry_after_s=fault.retry_after_s)
