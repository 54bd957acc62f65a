"""Names on a map lie apart from each other, at the width of a phone too."""

from itertools import combinations

import numpy as np

from llmselect.charts.map import MOST_NAMES, NAME_HEIGHT, NAME_WIDTH, named_points


def test_no_name_lies_on_another_whatever_the_points():
    rng = np.random.default_rng(7)
    for count in range(2, 40):
        across, up = np.sort(10 ** rng.uniform(-2, 2, count)), np.sort(rng.uniform(20, 90, count))
        named = named_points(across.tolist(), up.tolist())
        assert 1 <= len(named) <= MOST_NAMES
        shares = (np.log10(across) - np.log10(across[0])) / (np.log10(across[-1]) - np.log10(across[0]))
        starts = np.where(np.arange(count) < count / 2, shares, shares - NAME_WIDTH)
        assert all(
            abs(starts[i] - starts[j]) >= NAME_WIDTH or abs(up[i] - up[j]) >= NAME_HEIGHT
            for i, j in combinations(named, 2)
        )


def test_the_first_of_both_ends_is_named_and_days_are_places_too():
    days = ["2025-01-01", "2025-06-01", "2026-10-01"]
    assert named_points(days, [20.0, 21.0, 80.0]) == [0, 2]
    assert named_points([], []) == []
    assert named_points([1.0], [50.0]) == [0]
