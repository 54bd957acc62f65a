"""Sliders hold whole numbers; their shares stay as near as they can to the ones that were meant."""

import numpy as np
import pytest

from llmselect.errors import BadNumber
from llmselect.scoring.elicitation.integer_weights import integer_weights
from llmselect.scoring.methods.weights import rank_order_centroid


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6])
def test_an_order_is_not_turned_round_and_nobody_falls_to_nothing(count):
    weights = integer_weights(rank_order_centroid(count), 10)
    assert (np.diff(weights) <= 0).all()
    assert weights[-1] >= 1
    assert weights[0] <= 10


@pytest.mark.parametrize("count", [2, 3, 4, 5, 6])
def test_shares_stay_near_the_meant_ones(count):
    meant = rank_order_centroid(count)
    weights = integer_weights(meant, 10)
    assert np.abs(weights / weights.sum() - meant).max() < 0.025


def test_whole_numbers_stay_as_they_are():
    assert integer_weights([3, 3, 3, 5], 10).tolist() == [6, 6, 6, 10]
    assert integer_weights([0, 7, 0], 10).tolist() == [0, 10, 0]


def test_all_zero_is_refused():
    with pytest.raises(BadNumber):
        integer_weights([0, 0], 10)
