"""Rules of the recommendation: losers change no winner, sliders never hurt who is best, the unproven stand apart."""

import numpy as np
import pytest

from llmselect.catalog.load import load
from llmselect.estimates.quality import Evidence
from llmselect.machine.machine import Machine
from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.scoring.ranking.recommend import Recommendation, ValuedCandidates, assess, recommend
from llmselect.settings import DEFAULT_PRIORITIES, Costs, EvidenceAsked, GoodEnough, Requirements, Weight, Workload

MACHINE = Machine(accelerator="RTX 3060 12GB", host_memory_gib=32)


@pytest.fixture(scope="module")
def assessed() -> ValuedCandidates:
    return assess(load(), MACHINE, Workload(), Costs())


def answer(assessed: ValuedCandidates, evidence: EvidenceAsked = EvidenceAsked.RELATED) -> Recommendation:
    return recommend(assessed, Requirements(evidence=evidence), DEFAULT_PRIORITIES)


@pytest.mark.parametrize("name", [weight.criterion for weight in DEFAULT_PRIORITIES])
def test_a_slider_moved_up_never_hurts_who_is_best_on_it(assessed: ValuedCandidates, name: str) -> None:
    rows = answer(assessed).ordered
    worth = assessed.matrix.cautious[rows, CRITERIA.names.index(name)]
    best = rows[np.flatnonzero(worth == worth.max())]
    ranks: list[int] = []
    for value in (1, 2, 4, 8, 16, 64):
        others = tuple(weight for weight in DEFAULT_PRIORITIES if weight.criterion != name)
        ordered = recommend(assessed, Requirements(), (*others, Weight(name, value))).ordered
        ranks.append(int(np.flatnonzero(np.isin(ordered, best))[0]))
    assert ranks == sorted(ranks, reverse=True)


def test_contributions_add_up_whatever_good_enough_is(assessed: ValuedCandidates) -> None:
    found = recommend(assessed, Requirements(), DEFAULT_PRIORITIES, GoodEnough(wait_s=60, usd_per_month=1))
    assert len(found) > 20
    for place in found.places(50):
        assert sum(c.points for c in place.contributions if c.points is not None) == pytest.approx(place.score)


def test_what_is_only_expected_is_not_ranked_by_default(assessed: ValuedCandidates) -> None:
    evidence = assessed.estimates.evidence
    assert (evidence[answer(assessed).ordered] >= Evidence.RELATED).all()
    assert (evidence[answer(assessed, EvidenceAsked.MEASURED).ordered] == Evidence.MEASURED).all()
    assert (evidence[answer(assessed, EvidenceAsked.ANY).ordered] == Evidence.EXPECTED).any()


def test_the_unproven_stand_apart_with_the_rank_that_they_would_take(assessed: ValuedCandidates) -> None:
    """Each takes its place alone: beside the proven ones and no other unproven one."""
    found, everything = answer(assessed), answer(assessed, EvidenceAsked.ANY)
    weights = assessed.estimates.rows.weights
    proven = set(weights[found.ordered].tolist())
    unproven = found.unproven(10_000)
    assert len(unproven) > 3
    assert not proven & {int(weights[place.candidate.row]) for place in unproven}
    assert len(found) + len(unproven) == len(everything)
    order = list(everything.ranks)
    for place in unproven:
        ahead = order[: order.index(int(weights[place.candidate.row]))]
        assert place.rank == 1 + sum(each in proven for each in ahead)
        assert place.candidate.evidence is Evidence.EXPECTED
    assert answer(assessed, EvidenceAsked.ANY).unproven(5) == ()


def test_the_unproven_never_change_the_ranking_of_the_proven(assessed: ValuedCandidates) -> None:
    found, everything = answer(assessed), answer(assessed, EvidenceAsked.ANY)
    placed = [each for each in everything.ranks if each in found.ranks]
    assert placed == list(found.ranks)


def test_a_quantization_that_is_asked_for_stands_for_every_run(assessed: ValuedCandidates) -> None:
    found = recommend(assessed, Requirements(quantization="IQ2_M", local=True), DEFAULT_PRIORITIES)
    stored = {place.candidate.quantization.id for place in found.places() if place.candidate.quantization}
    assert stored == {"IQ2_M"}
