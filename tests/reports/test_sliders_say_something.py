"""A pull on any slider of Choose is seen, whatever the situation; the script counts over a hundred."""

import random

import pytest

from llmselect.catalog.load import load
from scripts.prove_sliders import SLIDERS, pulled

SITUATIONS = 12


@pytest.fixture(scope="module")
def pulls():
    rng = random.Random(7)
    return [pulled(load(), rng) for _ in range(SITUATIONS)]


@pytest.mark.parametrize("slider", SLIDERS)
def test_each_pull_changes_a_picture(pulls, slider):
    seen = [situation[slider] for situation in pulls if slider in situation]
    assert len(seen) > SITUATIONS // 2
    assert all(low.picture != high.picture for low, high in seen)


def test_pulls_change_the_first_of_some_lane_in_two_of_five(pulls):
    ends = [both for situation in pulls for both in situation.values()]
    assert sum(low.firsts != high.firsts for low, high in ends) >= 0.4 * len(ends)
