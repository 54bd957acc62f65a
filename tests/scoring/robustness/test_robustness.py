"""Doubts about a recommendation on the real catalog."""

import numpy as np
import pytest

from llmselect.catalog.load import load
from llmselect.errors import NotPossible
from llmselect.machine.machine import Machine
from llmselect.scoring.ranking.criteria import BY_NAME
from llmselect.scoring.ranking.recommend import ValuedCandidates, assess, recommend
from llmselect.scoring.robustness.degenerate import DegenerateCase
from llmselect.scoring.robustness.draws import Conviction
from llmselect.scoring.robustness.reach import Reach
from llmselect.scoring.robustness.robustness import Robustness
from llmselect.scoring.robustness.smaa_run import Sureness
from llmselect.settings import Costs, Requirements, Weight, Workload

FOUR = (Weight("privacy", 3), Weight("cost", 2), Weight("latency", 1), Weight("quality", 4))


@pytest.fixture(scope="module")
def assessed() -> ValuedCandidates:
    return assess(load(), Machine(accelerator="RTX 4090", host_memory_gib=64), Workload(), Costs())


@pytest.fixture(scope="module")
def doubts(assessed: ValuedCandidates) -> Robustness:
    return Robustness(recommend(assessed, Requirements(), FOUR))


@pytest.mark.parametrize("conviction", list(Conviction))
def test_sureness_of_the_whole_catalog(doubts: Robustness, conviction: Conviction) -> None:
    found = doubts.sureness(conviction)
    assert isinstance(found, Sureness)
    assert found.leader == 0
    assert found.first.sum() == pytest.approx(1)
    assert found.first_three.sum() == pytest.approx(3)
    assert len(found.first) == len(doubts.recommendation)


def test_those_of_which_something_is_unknown_can_be_left_out(doubts: Robustness) -> None:
    found = doubts.sureness(known_only=True)
    assert isinstance(found, Sureness)
    assert found.leader == 0
    assert np.nansum(found.first) == pytest.approx(1)
    left_out = np.isnan(found.first)
    with_a_known_candidate = set(doubts.models[doubts.known].tolist())
    assert left_out.tolist() == [model not in with_a_known_candidate for model in doubts.models[doubts.leaders]]
    assert left_out.any()


def test_whoever_is_first_in_a_draw_can_be_first(doubts: Robustness) -> None:
    found = doubts.sureness(Conviction.NONE)
    assert isinstance(found, Sureness)
    winners = np.flatnonzero(found.first > 0.001)
    assert all(doubts.reach(int(position)) is not Reach.NEVER for position in winners[:20])


def test_the_smallest_flip_does_what_it_says(assessed: ValuedCandidates, doubts: Robustness) -> None:
    flip = doubts.smallest_flip()
    assert flip is not None
    name = list(BY_NAME)[flip.criterion]
    step = 1e-6 * (1 if flip.then > flip.now else -1)
    share = min(max(flip.then + step, 0.0), 1.0)
    rest = sum(weight.value for weight in FOUR if weight.criterion != name)
    moved = [w for w in FOUR if w.criterion != name] + [Weight(name, share * rest / (1 - share))]
    again = recommend(assessed, Requirements(), moved)
    models = assessed.estimates.rows.model
    assert models[again.ordered[0]] == models[doubts.rows[flip.candidate]]
    assert models[doubts.rows[flip.candidate]] != models[doubts.rows[0]]


def test_why_not_the_second(doubts: Robustness) -> None:
    why = doubts.why_not(1)
    first, second = doubts.recommendation.places(2)
    assert (why.winner, doubts.place_of(why.candidate)) == (0, 1)
    assert why.gap == pytest.approx(first.score - second.score)


def test_a_place_that_does_not_exist_is_refused(doubts: Robustness) -> None:
    with pytest.raises(NotPossible, match="counted from 0"):
        doubts.why_not(10**6)


def test_the_first_is_on_the_front_and_other_methods_are_heard(doubts: Robustness) -> None:
    assert doubts.front()[0]
    assert len(doubts.opinions()) == 3
    assert all(opinion.leader == 0 for opinion in doubts.opinions())


def test_nobody_left_has_a_remark_and_no_exception(assessed: ValuedCandidates) -> None:
    impossible = Requirements(local=True, usd_per_month=0.0, privacy_level=7, ttft_s=1e-9)
    nobody = Robustness(recommend(assessed, impossible, FOUR))
    assert len(nobody.rows) == 0
    assert nobody.sureness() is DegenerateCase.NONE_LEFT
    assert nobody.smallest_flip() is None
    assert nobody.tornado(0) == ()
    assert nobody.opinions() == ()
    assert nobody.front().tolist() == []
