"""SMAA-2 against exact and published figures."""

import numpy as np
import pytest

from llmselect.errors import BadNumber
from llmselect.scoring.methods.smaa import (
    any_weights,
    between,
    ordinal,
    smaa,
    weights_around,
    weights_in_order,
)
from llmselect.scoring.methods.weights import rank_order_centroid

DRAWS = 20_000


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(7)


def test_two_by_two_is_exact(rng: np.random.Generator) -> None:
    """The first wins where its weight is above 1/3: two thirds of the weightings, with mean (2/3, 1/3) there."""
    found = smaa([[1, 0], [0, 0.5]], any_weights(2, DRAWS, rng))
    assert found.first == pytest.approx([2 / 3, 1 / 3], abs=0.01)
    assert found.central == pytest.approx(np.array([[2 / 3, 1 / 3], [1 / 6, 5 / 6]]), abs=0.01)
    assert found.confidence.tolist() == [1, 1]


def test_three_specialists_share_the_weightings_evenly(rng: np.random.Generator) -> None:
    """Each is first where its own weight is largest; the mean weights there are the rank-order centroid's shape."""
    found = smaa(np.eye(3), any_weights(3, DRAWS, rng))
    assert found.acceptability == pytest.approx(np.full((3, 3), 1 / 3), abs=0.015)
    assert found.central.diagonal() == pytest.approx([11 / 18] * 3, abs=0.01)
    assert found.pairwise[~np.eye(3, dtype=bool)] == pytest.approx([0.5] * 6, abs=0.015)


def test_with_an_order_of_the_weights_the_specialist_of_the_first_wins(rng: np.random.Generator) -> None:
    assert smaa(np.eye(3), weights_in_order([1, 2, 3], 1000, rng)).first.tolist() == [1, 0, 0]


def test_a_dominated_candidate_is_never_first_and_has_no_central_weights(rng: np.random.Generator) -> None:
    """https://github.com/gertvv/rsmaa smaa/tests/nacw.R."""
    found = smaa([[1, 1, 1], [0, 0, 0]], any_weights(3, DRAWS, rng))
    assert found.first.tolist() == [1, 0]
    assert found.central[0] == pytest.approx([1 / 3] * 3, abs=0.01)
    assert np.isnan(found.central[1]).all()
    assert np.isnan(found.confidence[1])


def test_values_alone_decide_where_the_weights_are_known(rng: np.random.Generator) -> None:
    """Even on [0, 1] against even on [0.5, 1]: the second wins in 3 of 4; exact."""
    values = between([[0.0], [0.5]], np.nan * np.ones((2, 1)), [[1.0], [1.0]], DRAWS, rng)
    found = smaa(values, np.ones((DRAWS, 1)))
    assert found.first == pytest.approx([0.25, 0.75], abs=0.01)
    assert found.pairwise[1, 0] == pytest.approx(0.75, abs=0.01)


def test_measurements_may_come_from_any_distribution(rng: np.random.Generator) -> None:
    """Normal measurements one standard error of the difference apart: the better wins with Phi(1) = 0.8413."""
    values = rng.normal([[0.0], [np.sqrt(2)]], 1.0, (DRAWS, 2, 1))
    assert smaa(values, np.ones((DRAWS, 1))).first[1] == pytest.approx(0.8413, abs=0.01)


def test_ranks_and_candidates_share_all_draws(rng: np.random.Generator) -> None:
    worth = rng.random((6, 3))
    worth[5] = worth[4]
    found = smaa(worth, any_weights(3, 500, rng))
    assert found.acceptability.sum(axis=0) == pytest.approx(np.ones(6))
    assert found.acceptability.sum(axis=1) == pytest.approx(np.ones(6))
    assert found.pairwise + found.pairwise.T == pytest.approx(np.ones((6, 6)))
    assert found.acceptability[4] == pytest.approx(found.acceptability[5])
    assert found.among(6) == pytest.approx(np.ones(6))


def test_weights_in_order_keep_it_and_are_centred_on_the_rank_order_centroid(rng: np.random.Generator) -> None:
    drawn = weights_in_order([2, 1, 4, 3], DRAWS, rng)
    in_order = drawn[:, [1, 0, 3, 2]]
    assert (np.diff(in_order, axis=1) <= 0).all()
    assert in_order.mean(axis=0) == pytest.approx(rank_order_centroid(4), abs=0.01)


def test_criteria_of_equal_rank_may_weigh_more_or_less_than_each_other(rng: np.random.Generator) -> None:
    drawn = weights_in_order([1, 2, 2], DRAWS, rng)
    assert (drawn[:, 0] >= drawn[:, 1:].max(axis=1)).all()
    assert (drawn[:, 1] > drawn[:, 2]).mean() == pytest.approx(0.5, abs=0.015)


@pytest.mark.parametrize("concentration", [200, 50, 10])
def test_weights_around_the_visitors_have_their_mean_and_their_spread(
    concentration: float, rng: np.random.Generator
) -> None:
    mean = np.array([0.5, 0.3, 0.2, 0.0])
    drawn = weights_around(mean, concentration, DRAWS, rng)
    assert drawn.sum(axis=1) == pytest.approx(np.ones(DRAWS))
    assert drawn.mean(axis=0) == pytest.approx(mean, abs=0.005)
    assert drawn.var(axis=0) == pytest.approx(mean * (1 - mean) / (concentration + 1), rel=0.1)
    assert (drawn[:, 3] == 0).all()


def test_a_value_is_as_often_above_the_likely_one_as_below(rng: np.random.Generator) -> None:
    drawn = between([0.1, 0.8, 0.2], [0.3, 1.0, np.nan], [0.9, 1.0, 0.6], DRAWS, rng)
    assert (drawn[:, 0] > 0.3).mean() == pytest.approx(0.5, abs=0.015)
    assert (drawn[:, 1] == 1.0).mean() == pytest.approx(0.5, abs=0.015)
    assert drawn[:, 2].mean() == pytest.approx(0.4, abs=0.01)
    assert (drawn.min(axis=0) >= [0.1, 0.8, 0.2]).all()
    assert (drawn.max(axis=0) <= [0.9, 1.0, 0.6]).all()


def test_ordinal_worths_grow_from_nothing_to_everything(rng: np.random.Generator) -> None:
    drawn = ordinal(5, DRAWS, rng)
    assert (np.diff(drawn, axis=1) >= 0).all()
    assert drawn.mean(axis=0) == pytest.approx([0, 0.25, 0.5, 0.75, 1], abs=0.01)
    assert (drawn[:, [0, 4]] == [0, 1]).all()


def test_shapes_that_do_not_fit_and_reversed_intervals_are_refused(rng: np.random.Generator) -> None:
    with pytest.raises(BadNumber):
        smaa(np.eye(3), any_weights(2, 10, rng))
    with pytest.raises(BadNumber):
        smaa(np.ones((5, 2, 2)), any_weights(2, 10, rng))
    with pytest.raises(BadNumber):
        between([0.5], [0.4], [0.6], 10, rng)
    with pytest.raises(BadNumber):
        ordinal(1, 10, rng)
    with pytest.raises(BadNumber):
        weights_around([0, 0], 50, 10, rng)
