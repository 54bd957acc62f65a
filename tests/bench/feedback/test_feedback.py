"""What a trial measured goes into the estimates and the ranking of just the candidates that it was measured on."""

from dataclasses import replace

import numpy as np
import pytest

from llmselect.bench.feedback.measured_machine import machine_measurements
from llmselect.bench.feedback.measured_offers import offer_measurement, with_own
from llmselect.bench.feedback.own_prompts import own_prompt_scores
from llmselect.bench.trial.record import Preferred, Vote, Voter
from llmselect.catalog.load import load
from llmselect.estimates.assessment import assess
from llmselect.estimates.speed.served_measurements import MeasurementKind, ServedMeasurements
from llmselect.estimates.speed.served_speed import SpeedBasis
from llmselect.machine.machine import Machine, Phase
from llmselect.scoring.ranking.own_prompts import OWN_PROMPTS, OWN_VOTES, with_own_scores
from llmselect.settings import Costs, Workload
from tests.bench.trials import reply, trial

MODEL, QUANTIZATION = "smollm2-135m-instruct", "Q8_0"


def tried(**facts):
    """A trial of two contestants, the first of which is that of the catalog."""
    kept = trial([[True] * 4, [False] * 4])
    first = kept.plan.contestants[0].model_copy(update=facts)
    plan = kept.plan.model_copy(update={"contestants": (first, kept.plan.contestants[1])})
    replies = [reply(i, f"t{j}", i == 0, prompt_tokens=400, output_tokens=101) for i in range(2) for j in range(4)]
    return replace(kept, plan=plan, replies=tuple(replies))


@pytest.fixture(scope="module")
def catalog():
    return load()


@pytest.fixture(scope="module")
def offer(catalog):
    return catalog.file.offers[0]


def test_a_run_on_the_machine_becomes_two_measurements_of_it():
    decode, prefill = machine_measurements(tried(catalog_model=MODEL, quantization=QUANTIZATION), 0)
    assert (decode.phase, decode.tokens_per_s, decode.depth_tokens) == (Phase.DECODE, pytest.approx(100), 450)
    assert (prefill.phase, prefill.tokens_per_s, prefill.depth_tokens) == (Phase.PREFILL, pytest.approx(800), 200)


def test_a_prompt_that_the_server_knew_already_measures_no_reading():
    kept = tried(catalog_model=MODEL, quantization=QUANTIZATION)
    known = tuple(each.model_copy(update={"cached_tokens": 390}) for each in kept.replies)
    assert [each.phase for each in machine_measurements(replace(kept, replies=known), 0)] == [Phase.DECODE]


def test_what_nobody_named_and_what_ran_side_by_side_measures_nothing():
    kept = tried(catalog_model=MODEL, quantization=QUANTIZATION)
    crowded = replace(kept, plan=kept.plan.model_copy(update={"simultaneous": 4}))
    assert machine_measurements(tried(), 0) == machine_measurements(crowded, 0) == ()


def test_the_visitors_measurement_replaces_the_estimate_of_that_offer_alone(catalog, offer):
    measured = offer_measurement(tried(catalog_model=offer.model, offer=offer.id), 0)
    before = assess(catalog, Machine(), Workload(), Costs())
    with_mine = with_own(ServedMeasurements.none(len(catalog.file.offers)), catalog, [measured])
    after = assess(catalog, Machine(), Workload(), Costs(), with_mine)
    mine = after.rows.offer == 0
    assert after.decode.likely[mine] == pytest.approx(100, rel=0.03)
    assert set(after.speed_basis[mine]) == {SpeedBasis.MEASURED}
    assert set(with_mine.kind[[0]]) == {MeasurementKind.OWN}
    np.testing.assert_array_equal(after.decode.likely[~mine], before.decode.likely[~mine])


def test_two_requests_are_no_measurement(offer):
    kept = tried(offer=offer.id)
    assert offer_measurement(replace(kept, replies=kept.replies[:2]), 0) is None
    assert offer_measurement(kept, 1) is None


def test_pass_rates_are_a_criterion_of_the_candidates_that_were_tried(catalog):
    estimates = assess(catalog, Machine(), Workload(), Costs())
    scores = own_prompt_scores(tried(catalog_model=MODEL, quantization=QUANTIZATION))
    assert [score.passed.likely for score in scores] == [100.0]
    worth = OWN_PROMPTS.values(with_own_scores(estimates, scores))
    known = ~np.isnan(worth.likely)
    names = {catalog.file.quantizations[row].id for row in estimates.rows.quantization[known]}
    assert names == {QUANTIZATION}
    assert {catalog.file.models[row].id for row in estimates.rows.model[known]} == {MODEL}
    assert (worth.likely[known] == 1.0).all()
    assert (worth.low[known] < 1.0).all()


def test_votes_become_shares_of_comparisons_won_and_only_of_those_voted_on(catalog):
    kept = tried(catalog_model=MODEL, quantization=QUANTIZATION)
    votes = tuple(Vote(task=f"t{i}", left=0, right=1, choice=Preferred.LEFT) for i in range(3))
    (score,) = own_prompt_scores(replace(kept, votes=votes))
    assert 50 < score.preferred.likely < 100
    assert score.preferred.low < score.preferred.likely < score.preferred.high
    assert own_prompt_scores(kept)[0].preferred is None
    known = OWN_VOTES.measure(with_own_scores(assess(catalog, Machine(), Workload(), Costs()), [score]))
    assert np.nanmax(known.likely) == pytest.approx(score.preferred.likely)


def test_a_judges_verdicts_are_no_votes_of_the_visitor():
    kept = tried(catalog_model=MODEL, quantization=QUANTIZATION)
    votes = (Vote(task="t0", left=0, right=1, choice=Preferred.LEFT, voter=Voter.JUDGE),)
    assert own_prompt_scores(replace(kept, votes=votes))[0].preferred is None


def test_what_nobody_tied_to_the_catalog_scores_nothing():
    assert own_prompt_scores(tried()) == ()
