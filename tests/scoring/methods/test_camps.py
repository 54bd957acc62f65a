"""Two camps: found where they are, and not where they are not."""

import numpy as np
import pytest

from llmselect.errors import BadNumber
from llmselect.scoring.methods.camps import distances, silhouette, two_camps

FIRST, SECOND = [70, 20, 10], [10, 20, 70]


def around(centre, people, seed=0, spread=0.05):
    rng = np.random.default_rng(seed)
    return np.array(centre) * np.exp(spread * rng.standard_normal((people, len(centre))))


def test_two_groups_of_unlike_weights_are_two_camps():
    people = np.vstack([around(FIRST, 5), around(SECOND, 4, seed=1)])
    found = two_camps(people)
    assert found.clear
    assert found.in_second.tolist() == [False] * 5 + [True] * 4
    assert (found.medoids[0] < 5, found.medoids[1] >= 5) == (True, True)


def test_one_crowd_is_no_two_camps():
    assert not two_camps(around([30, 30, 40], 20, spread=0.3)).clear


def test_two_people_against_many_are_no_camp():
    found = two_camps(np.vstack([around(FIRST, 10), around(SECOND, 2, seed=1)]))
    assert found.silhouette > 0.5
    assert not found.clear


def test_alike_or_alone_is_no_camp():
    assert two_camps([FIRST]) is None
    assert two_camps([FIRST] * 9) is None


def test_the_scale_of_the_weights_does_not_count():
    people = np.vstack([around(FIRST, 5), around(SECOND, 4)])
    assert distances(people) == pytest.approx(distances(people * np.arange(1, 10)[:, None]))


def test_the_silhouette_of_a_worked_example():
    """Points 0, 1 and 10 on a line, split as {0, 1} and {10}: (9.5 or so, and a lone point counts 0)."""
    points = np.array([0.0, 1.0, 10.0])
    apart = np.abs(points[:, None] - points[None, :])
    expected = ((10 - 1) / 10 + (9 - 1) / 9 + 0) / 3
    assert silhouette(apart, np.array([False, False, True])) == pytest.approx(expected)


def test_the_medoids_are_the_best_of_all_pairs():
    people = np.random.default_rng(3).dirichlet(np.ones(4), 12)
    apart = distances(people)
    found = two_camps(people)
    sums = [np.minimum(apart[i], apart[j]).sum() for i in range(12) for j in range(i)]
    assert np.minimum(*apart[list(found.medoids)]).sum() == pytest.approx(min(sums))


@pytest.mark.parametrize("bad", [[[np.nan, 1], [1, 1]], [1, 2]])
def test_what_is_no_table_of_weights_is_refused(bad):
    with pytest.raises(BadNumber):
        two_camps(bad)
