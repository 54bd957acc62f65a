"""`estimate --offer`: speed, time, cost and privacy of a provider's offer, in the fields of a run on a machine."""

import datetime
from dataclasses import dataclass
from typing import Annotated

import numpy as np
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.efforts import EFFORTS, Effort, default_efforts
from llmselect.catalog.offers import Offer
from llmselect.catalog.price_terms.other_prices import request_fees
from llmselect.catalog.prices import offer_prices
from llmselect.catalog.standings import Use
from llmselect.command.printing import costs_of, dated, range_of
from llmselect.command.questions import Tokens, Whole, use_named
from llmselect.command.runs.typed_effort import check_thoughts, typed_effort
from llmselect.command.typed.validation_errors import refusal
from llmselect.errors import UnknownName
from llmselect.estimates.core.columns import Range
from llmselect.estimates.cost.tokens import served_usd_per_request
from llmselect.estimates.privacy import evidence, offer_level
from llmselect.estimates.runs.thoughts import thinking_columns_of
from llmselect.estimates.speed.served_measurements import ServedMeasurements
from llmselect.estimates.speed.served_speed import SpeedBasis, catalog_offers, served_speeds
from llmselect.estimates.speed.waits import seconds_after
from llmselect.machine.machine import PlacementKind
from llmselect.settings import USUAL, Costs, Workload


class OfferQuestion(BaseModel):
    """How fast, dear and private is this offer for such a request?"""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)

    offer: str
    """Id in the catalog, as `scaleway:deepseek-v4-flash-0731`."""
    use: Annotated[Use, Field(strict=False), BeforeValidator(use_named)] = Use.GENERAL
    prompt: Annotated[Whole, Field(ge=1, le=10_000_000)] | None = None
    """Tokens; None: usual for the use."""
    output: Annotated[Whole, Field(ge=1, le=10_000_000)] | None = None
    """Tokens of the answer alone; None: usual for the use."""
    thinking: Tokens | None = None
    """Tokens of reasoning before the answer; None: published ones, by use and effort."""
    effort: str | None = None
    """None: what a request gets that names none."""
    requests_per_month: Annotated[Whole, Field(ge=1, le=10**10)] = 10_000


@dataclass(frozen=True, slots=True)
class AskedOffer:
    """A question whose names mean something."""

    offer: Offer
    row: int
    """Position among the catalog's offers."""
    effort: Effort
    workload: Workload


def read_offer_question(line: str | bytes) -> OfferQuestion:
    """One JSON object; raises the LlmselectError of its first fault."""
    try:
        return OfferQuestion.model_validate_json(line, strict=True)
    except ValidationError as fault:
        raise refusal(fault, OfferQuestion.model_fields) from None


def resolve_offer(catalog: Catalog, question: OfferQuestion) -> AskedOffer:
    """Raises UnknownName for an offer or an effort that does not exist, with the nearest that does."""
    offer = catalog.offers.get(question.offer)
    if offer is None:
        raise UnknownName("offer", question.offer, catalog.offers)
    usual = USUAL[question.use]
    workload = Workload(
        use=question.use,
        prompt_tokens=question.prompt or usual.prompt_tokens,
        output_tokens=question.output or usual.output_tokens,
        thinking_tokens=question.thinking,
        requests_per_month=question.requests_per_month,
    )
    row = list(catalog.offers).index(offer.id)
    return AskedOffer(offer, row, _effort(catalog, offer, question), workload)


def _effort(catalog: Catalog, offer: Offer, question: OfferQuestion) -> Effort:
    model = catalog.models[offer.model]
    if question.effort is None:
        return default_efforts(catalog)[model.id].effort
    effort = typed_effort(catalog, model, question.effort)
    check_thoughts(effort, question.thinking)
    return effort


def answer_offer(catalog: Catalog, asked: AskedOffer, served: ServedMeasurements | None = None) -> dict[str, object]:
    """Speed, seconds, cost and privacy; `served`: measured speeds of the offers, in the catalog's order."""
    workload, at = asked.workload, np.array([asked.row])
    speeds = served_speeds(catalog_offers(catalog, workload.prompt_tokens, served))
    decode, ttft = (Range(*(side[at] for side in column)) for column in (speeds.decode, speeds.ttft_s))
    model = catalog.models[asked.offer.model]
    rows = np.array([list(catalog.models).index(model.id)])
    thinking = thinking_columns_of(catalog, workload, rows, np.array([EFFORTS.index(asked.effort)]))
    wait = seconds_after(ttft, thinking, decode)
    answer = np.array([float(workload.output_tokens)])
    prices = offer_prices(catalog, workload.prompt_tokens).of(at)
    fees = request_fees(catalog, datetime.datetime.now(datetime.UTC).date())[at]
    request = Range(*(served_usd_per_request(prices, workload, answer + side, fees) for side in thinking))
    return {
        "offer": asked.offer.id,
        "model": model.id,
        "effort": str(asked.effort),
        "prompt_tokens": workload.prompt_tokens,
        "output_tokens": workload.output_tokens,
        "thinking_tokens": range_of(thinking, 0),
        "decode_tokens_per_s": range_of(decode, 0),
        "speed_basis": SpeedBasis(int(speeds.basis[asked.row])).name.lower(),
        "ttft_s": range_of(ttft, 0),
        "answer_wait_s": range_of(wait, 0),
        "finish_s": range_of(seconds_after(wait, Range(answer, answer, answer), decode), 0),
        **costs_of(request, 0, workload.requests_per_month),
        "placement": str(PlacementKind.SERVED),
        "privacy_level": offer_level(catalog, asked.offer),
        "privacy_evidence": evidence(catalog, asked.offer.id, Costs(), workload).en,
        "context_tokens": asked.offer.context_tokens or model.context_tokens,
        "free_quota": asked.offer.free_quota,
        **dated(catalog),
    }
