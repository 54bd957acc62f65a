"""Robustness of a recommendation on the real catalog."""

import numpy as np
import pytest

from llmselect.catalog.load import load
from llmselect.errors import NotPossible
from llmselect.machine.machine import Machine
from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.scoring.ranking.recommend import Recommendation, ValuedCandidates, assess, recommend
from llmselect.scoring.robustness.degenerate import DegenerateCase
from llmselect.scoring.robustness.draws import ConfidenceInWeights
from llmselect.scoring.robustness.reach import Reach
from llmselect.scoring.robustness.robustness import Robustness
from llmselect.scoring.robustness.smaa_run import RobustnessShares
from llmselect.settings import Costs, Requirements, Weight, Workload
from tests import made_up_criterion

FOUR = (Weight("privacy", 3), Weight("cost", 2), Weight("latency", 1), Weight("quality", 4))


@pytest.fixture(scope="module")
def assessed() -> ValuedCandidates:
    return assess(load(), Machine(accelerator="RTX 4090", host_memory_gib=64), Workload(), Costs())


@pytest.fixture(scope="module")
def recommendation(assessed: ValuedCandidates) -> Recommendation:
    return recommend(assessed, Requirements(), FOUR)


@pytest.fixture(scope="module")
def robustness(recommendation: Recommendation) -> Robustness:
    return recommendation.robustness


@pytest.mark.parametrize("confidence", list(ConfidenceInWeights))
def test_first_shares_of_the_whole_catalog_add_up(robustness: Robustness, confidence: ConfidenceInWeights) -> None:
    found = robustness.smaa(confidence)
    assert isinstance(found, RobustnessShares)
    assert found.leader == 0
    assert found.first.sum() == pytest.approx(1)
    assert found.first_three.sum() == pytest.approx(3)
    assert len(found.first) == len(robustness.leaders)


def test_those_of_which_something_is_unknown_can_be_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    made_up_criterion.add_to(monkeypatch)
    assessed = assess(load(), Machine(accelerator="RTX 4090", host_memory_gib=64), Workload(), Costs())
    robustness = recommend(assessed, Requirements(), (*FOUR, Weight(made_up_criterion.NAME, 1))).robustness
    found = robustness.smaa(known_only=True)
    assert isinstance(found, RobustnessShares)
    assert not np.isnan(found.first[found.leader])
    assert np.nansum(found.first) == pytest.approx(1)
    left_out = np.isnan(found.first)
    with_a_known_candidate = set(robustness.models[robustness.known].tolist())
    assert left_out.tolist() == [model not in with_a_known_candidate for model in robustness.models[robustness.leaders]]
    assert left_out.any()


def test_whoever_is_first_in_a_draw_can_be_first(robustness: Robustness) -> None:
    found = robustness.smaa(ConfidenceInWeights.NONE)
    assert isinstance(found, RobustnessShares)
    winners = np.flatnonzero(found.first > 0.001)
    assert all(robustness.reach(int(position)) is not Reach.NEVER for position in winners[:20])


def test_the_smallest_weight_change_puts_its_candidate_first(
    assessed: ValuedCandidates, robustness: Robustness
) -> None:
    change = robustness.smallest_weight_change()
    assert change is not None
    name = CRITERIA[change.criterion].name
    step = 1e-6 * (1 if change.then > change.now else -1)
    share = min(max(change.then + step, 0.0), 1.0)
    rest = sum(weight.value for weight in FOUR if weight.criterion != name)
    moved = [w for w in FOUR if w.criterion != name] + [Weight(name, share * rest / (1 - share))]
    again = recommend(assessed, Requirements(), moved)
    models = assessed.estimates.rows.model
    before = recommend(assessed, Requirements(), FOUR).ordered
    assert models[again.ordered[0]] == models[before[change.candidate]]
    assert models[before[change.candidate]] != models[before[0]]


def test_why_not_the_second(recommendation: Recommendation) -> None:
    why = recommendation.robustness.why_not(1)
    first, second = recommendation.places(2)
    assert (why.winner, recommendation.robustness.position_of(why.candidate)) == (0, 1)
    assert why.gap == pytest.approx(first.score - second.score)


def test_a_place_that_does_not_exist_is_refused(robustness: Robustness) -> None:
    with pytest.raises(NotPossible, match="counted from 0"):
        robustness.why_not(10**6)


def test_the_first_is_on_the_front_and_other_methods_are_heard(robustness: Robustness) -> None:
    assert robustness.front()[0]
    assert len(robustness.opinions()) == 3
    assert all(opinion.leader == 0 for opinion in robustness.opinions())


def test_nobody_left_has_a_remark_and_no_exception(assessed: ValuedCandidates) -> None:
    impossible = Requirements(local=True, usd_per_month=0.0, privacy_level=7, ttft_s=1e-9)
    nobody = recommend(assessed, impossible, FOUR).robustness
    assert len(nobody.models) == 0
    assert nobody.smaa() is DegenerateCase.NONE_LEFT
    assert nobody.smallest_weight_change() is None
    assert nobody.tornado(0) == ()
    assert nobody.opinions() == ()
    assert nobody.front().tolist() == []
