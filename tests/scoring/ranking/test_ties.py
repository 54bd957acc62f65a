"""Places that nobody can tell from the first: the noise is that of the difference, and a pick is not a rank."""

import numpy as np
import pytest

from llmselect.catalog.load import load
from llmselect.estimates.quality import Evidence
from llmselect.machine.machine import Machine
from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.scoring.ranking.recommend import Recommendation, ValuedCandidates, assess, recommend
from llmselect.scoring.ranking.ties import PICK_WITHIN_POINTS, SAME_AS_SHOWN_POINTS, difference_noise
from llmselect.settings import DEFAULT_PRIORITIES, Costs, Requirements, Use, Weight, Workload

SITUATIONS = [
    ("RTX 4090", Use.GENERAL),
    ("RTX 3060 12GB", Use.CODE),
    ("Apple M2 8-core", Use.AGENTS),
    (None, Use.FRENCH),
]


@pytest.fixture(scope="module", params=SITUATIONS, ids=lambda each: f"{each[0]}-{each[1]}")
def assessed(request) -> ValuedCandidates:
    accelerator, use = request.param
    machine = Machine(accelerator=accelerator, host_memory_gib=32)
    return assess(load(), machine, Workload.usual(use), Costs())


@pytest.fixture(scope="module")
def ranked(assessed: ValuedCandidates) -> Recommendation:
    return recommend(assessed, Requirements(), DEFAULT_PRIORITIES)


def leaders(ranked: Recommendation) -> np.ndarray:
    return ranked.ordered[ranked.leaders]


def test_the_first_is_tied_with_itself_and_whoever_is_tied_is_within_the_noise(ranked: Recommendation) -> None:
    noise = 100 * difference_noise(ranked.estimates, ranked.assessed.matrix, ranked.shares, leaders(ranked))
    score = np.array([place.score for place in ranked.places()])
    assert ranked.tied[0]
    assert (score[0] - score[ranked.tied] <= noise[ranked.tied] + 1e-9).all()
    assert (score[0] - score[~ranked.tied] > noise[~ranked.tied]).all()


def test_a_candidate_has_no_noise_against_itself_but_for_its_speed(ranked: Recommendation) -> None:
    """Two ways to run a model are wrong about its quality alike, and its own error is not another's."""
    first = int(leaders(ranked)[0])
    noise = {
        name: difference_noise(
            ranked.estimates, ranked.assessed.matrix, (np.array(CRITERIA.names) == name) * 1.0, np.array([first, first])
        )[1]
        for name in CRITERIA.names
    }
    assert noise["quality"] == noise["privacy"] == 0
    other = int(leaders(ranked)[1])
    quality = (np.array(CRITERIA.names) == "quality") * 1.0
    assert difference_noise(ranked.estimates, ranked.assessed.matrix, quality, np.array([first, other]))[1] > 0.02


def test_a_pick_is_as_good_as_the_first_and_better_proven(ranked: Recommendation) -> None:
    first, picked = ranked.places(1)[0], ranked.headliners(1)[0]
    assert first.score - picked.score < PICK_WITHIN_POINTS
    assert ranked.tied[picked.rank - 1]
    assert (picked.candidate.evidence, -picked.rank) >= (first.candidate.evidence, -first.rank) or picked.rank == 1
    assert [place.rank for place in ranked.places(3)] == [1, 2, 3]
    assert len({place.rank for place in ranked.headliners(3)}) == 3


def test_proof_of_quality_picks_nothing_where_quality_has_no_weight(assessed: ValuedCandidates) -> None:
    ranked = recommend(assessed, Requirements(evidence="any"), (Weight("cost", 1.0),))
    assert ranked.pick == 0
    assert Evidence.MEASURED > Evidence.RELATED > Evidence.EXPECTED


def test_where_speed_alone_counts_the_soonest_of_those_that_score_the_same_is_shown(assessed: ValuedCandidates) -> None:
    ranked = recommend(assessed, Requirements(), (Weight("latency", 1.0),))
    first, picked = ranked.places(1)[0], ranked.headliners(1)[0]
    same = [each for each in ranked.places() if first.score - each.score < SAME_AS_SHOWN_POINTS]
    soonest = min(each.candidate.finish_s.likely for each in same if ranked.tied[each.rank - 1])
    assert picked.candidate.finish_s.likely == soonest


def test_ranks_of_equals_are_written_alike(ranked: Recommendation) -> None:
    written = [ranked.rank_shown(rank) for rank in range(1, len(ranked) + 1)]
    many = ranked.tied.sum() > 1
    assert written == ["1=" if tied and many else str(rank) for rank, tied in enumerate(ranked.tied, 1)]
