"""`estimate --offer`: an offer in the fields of a run, alone and in a batch; what it does not have is one sentence."""

import json

import pytest

from llmselect.catalog.load import load
from llmselect.command.answers import answer_lines
from llmselect.command.offer_estimate import OfferQuestion, answer_offer, resolve_offer
from llmselect.errors import BadNumber, UnknownName
from llmselect.machine.machine import Machine
from llmselect.scoring.ranking.candidate import Candidate
from llmselect.scoring.ranking.recommend import assess
from llmselect.settings import Costs, Workload

CATALOG = load()
OFFER = "scaleway:deepseek-v4-flash-0731"


def test_an_offer_is_estimated_as_in_the_ranking():
    workload = Workload(thinking_tokens=0)
    estimates = assess(CATALOG, Machine(accelerator=None), workload, Costs()).estimates
    offers = [Candidate(estimates, row) for row in range(len(estimates.runs), len(estimates))]
    ranked = next(each for each in offers if each.offer.id == OFFER and each.effort == "off")
    found = answer_offer(CATALOG, resolve_offer(CATALOG, OfferQuestion(offer=OFFER, thinking=0, effort="off")))
    for name, side in (("decode_tokens_per_s", ranked.decode_tokens_per_s), ("finish_s", ranked.finish_s)):
        assert found[name] == pytest.approx(side._asdict(), rel=1e-4)
    assert found["cost_usd_per_1000_requests"]["likely"] == pytest.approx(ranked.cost_usd_per_1000_requests, rel=1e-4)
    assert found["privacy_level"] == ranked.privacy_level


def test_reasoning_takes_time_and_money():
    brief, long = (
        answer_offer(CATALOG, resolve_offer(CATALOG, OfferQuestion(offer=OFFER, thinking=tokens, effort="high")))
        for tokens in (0, 3000)
    )
    assert long["finish_s"]["likely"] > brief["finish_s"]["likely"] + 3000 / long["decode_tokens_per_s"]["high"]
    assert long["cost_usd_per_1000_requests"]["likely"] > brief["cost_usd_per_1000_requests"]["likely"]
    assert long["ttft_s"] == brief["ttft_s"]


def test_a_batch_holds_offers_and_runs_in_their_order_and_names_faults_in_their_lines():
    lines = [
        json.dumps({"offer": OFFER, "prompt": 1000, "output": 300, "thinking": 0}),
        json.dumps({"model": "qwen3.5-9b", "accelerator": "RTX 4090"}),
        json.dumps({"prompt": 1000, "offer": "nobody:nothing"}),
        json.dumps({"offer": OFFER, "prompt": -1}),
        json.dumps({"offer": OFFER, "accelerator": "RTX 4090"}),
    ]
    first, second, unknown, negative, foreign = answer_lines(CATALOG, [line.encode() for line in lines])
    assert first["offer"] == OFFER
    assert second["fit"] == "full"
    assert [each["error"]["code"] for each in (unknown, negative, foreign)] == [
        UnknownName.code,
        BadNumber.code,
        UnknownName.code,
    ]


def test_an_effort_that_the_model_does_not_have_is_refused_with_those_it_has():
    with pytest.raises(UnknownName) as refused:
        resolve_offer(CATALOG, OfferQuestion(offer=OFFER, effort="enormous"))
    assert "high" in str(refused.value)
