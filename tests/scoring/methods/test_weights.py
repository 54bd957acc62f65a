"""Weights against published tables."""

import numpy as np
import pytest

from llmselect.errors import BadNumber
from llmselect.scoring.methods.ahp import ahp
from llmselect.scoring.methods.weights import (
    equal,
    from_ranks,
    geometric_mean,
    rank_order_centroid,
    rank_reciprocal,
    rank_sum,
    swing,
)

SAATY_JOBS = [
    [1, 1 / 4, 1 / 6, 1 / 4, 1 / 8],
    [4, 1, 1 / 3, 3, 1 / 7],
    [6, 3, 1, 4, 1 / 2],
    [4, 1 / 3, 1 / 4, 1, 1 / 7],
    [8, 7, 2, 7, 1],
]
"""Saaty, T. L. (2008). Int. J. Services Sciences 1(1), 83-98, doi:10.1504/IJSSCI.2008.017590, table 3."""


@pytest.mark.parametrize(
    "published",
    [
        [1],
        [0.75, 0.25],
        [0.6111, 0.2778, 0.1111],
        [0.5208, 0.2708, 0.1458, 0.0625],
        [0.4567, 0.2567, 0.1567, 0.0900, 0.0400],
        [0.4083, 0.2417, 0.1583, 0.1028, 0.0611, 0.0278],
    ],
    ids=len,
)
def test_rank_order_centroids_are_those_of_barron_and_barrett(published: list[float]) -> None:
    """Barron & Barrett (1996), Management Science 42(11); Roszkowska, E. (2013), Optimum 5(65), 14-33."""
    assert rank_order_centroid(len(published)) == pytest.approx(published, abs=1e-4)


def test_rank_sum_and_rank_reciprocal_are_those_of_roszkowska_2013() -> None:
    assert rank_sum(4) == pytest.approx([0.4, 0.3, 0.2, 0.1], abs=1e-9)
    assert rank_reciprocal(4) == pytest.approx([0.48, 0.24, 0.16, 0.12], abs=1e-9)


@pytest.mark.parametrize("rule", [rank_order_centroid, rank_sum, rank_reciprocal, equal])
@pytest.mark.parametrize("count", [1, 2, 5, 12])
def test_weights_of_an_order_add_up_to_one_and_never_grow(rule, count: int) -> None:
    weights = rule(count)
    assert weights.sum() == pytest.approx(1)
    assert (np.diff(weights) <= 1e-12).all()


def test_weights_come_back_in_the_order_of_the_criteria() -> None:
    assert from_ranks([3, 1, 2, 4]) == pytest.approx([0.1458, 0.5208, 0.2708, 0.0625], abs=1e-4)


def test_equal_ranks_share_evenly() -> None:
    first, second, third = rank_order_centroid(3)
    assert from_ranks([1, 2, 2]) == pytest.approx([first, (second + third) / 2, (second + third) / 2])
    assert from_ranks([5, 5, 5]) == pytest.approx([1 / 3] * 3)


def test_swing_points_are_divided_by_their_sum() -> None:
    assert swing([100, 60, 40]) == pytest.approx([0.5, 0.3, 0.2])


def test_points_for_half_the_scale_are_twice_as_many_for_the_whole() -> None:
    assert swing([100, 60, 40], [1, 0.5, 1]) == pytest.approx(swing([100, 120, 40]))
    assert swing([100, 60], [1, 0]).tolist() == [1, 0]


def test_the_ranking_of_the_list_is_the_one_that_the_swings_asked_for() -> None:
    """Worth over the list's own range with the points, or over the anchors with the weights: the same order."""
    worth = np.random.default_rng(4).random((20, 3)) * [0.2, 1, 0.5]
    points, spans = np.array([100, 60, 40]), np.ptp(worth, axis=0)
    asked = (worth - worth.min(axis=0)) / spans @ points
    assert np.argsort(worth @ swing(points, spans)).tolist() == np.argsort(asked).tolist()


def test_a_groups_weights_are_the_geometric_mean() -> None:
    group = geometric_mean([[0.8, 0.2], [0.2, 0.8], [0.8, 0.2]])
    assert group[0] / group[1] == pytest.approx(4 ** (1 / 3))
    assert geometric_mean([[3, 1], [30, 10]]) == pytest.approx([0.75, 0.25])


def test_one_persons_nothing_is_a_veto_unless_it_counts_as_a_little() -> None:
    assert geometric_mean([[1, 0], [0.5, 0.5]]).tolist() == [1, 0]
    assert geometric_mean([[1, 0], [0.5, 0.5]], least=0.01)[1] > 0
    with pytest.raises(BadNumber):
        geometric_mean([[1, 0], [0, 1]])


def test_saaty_2008_jobs() -> None:
    found = ahp(SAATY_JOBS)
    assert found.weights == pytest.approx([0.036, 0.122, 0.262, 0.075, 0.506], abs=5e-4)
    assert found.largest_eigenvalue == pytest.approx(5.3263, abs=5e-4)
    assert found.consistency_ratio == pytest.approx(0.0728, abs=5e-4)
    assert found.consistent


def test_saaty_2008_three_by_three() -> None:
    """Table 4 of the same paper."""
    found = ahp([[1, 1 / 3, 1 / 6], [3, 1, 1 / 4], [6, 4, 1]])
    assert found.weights == pytest.approx([0.091, 0.218, 0.691], abs=5e-4)


def test_saatys_choice_of_a_school_is_not_consistent() -> None:
    """Saaty (1980), The analytic hierarchy process: 0.32, 0.14, 0.03, 0.13, 0.24, 0.14 for six criteria."""
    school = [
        [1, 4, 3, 1, 3, 4],
        [1 / 4, 1, 7, 3, 1 / 5, 1],
        [1 / 3, 1 / 7, 1, 1 / 5, 1 / 5, 1 / 6],
        [1, 1 / 3, 5, 1, 1, 1 / 3],
        [1 / 3, 5, 5, 1, 1, 3],
        [1 / 4, 1, 6, 3, 1 / 3, 1],
    ]
    found = ahp(school)
    assert found.weights == pytest.approx([0.32, 0.14, 0.03, 0.13, 0.24, 0.14], abs=6e-3)
    assert not found.consistent


def test_jmcdm_eight_by_eight() -> None:
    """https://github.com/jbytecode/JMcDM test/mcdm/testahp.jl."""
    upper = [
        [7, 1 / 5, 1 / 8, 1 / 2, 1 / 3, 1 / 5, 1],
        [1 / 8, 1 / 9, 1 / 4, 1 / 5, 1 / 9, 1 / 8],
        [1 / 3, 4, 2, 1, 1],
        [7, 5, 3, 3],
        [1 / 2, 1 / 5, 1 / 5],
        [1 / 3, 1 / 3],
        [1],
    ]
    table = np.eye(8)
    for row, values in enumerate(upper):
        table[row, row + 1 :] = values
        table[row + 1 :, row] = 1 / np.array(values)
    assert ahp(table).consistency_ratio == pytest.approx(0.0736, abs=0.01)


def test_comparisons_that_agree_give_their_weights_back() -> None:
    weights = np.array([0.5, 0.3, 0.15, 0.05])
    found = ahp(weights[:, None] / weights)
    assert found.weights == pytest.approx(weights)
    assert found.consistency_ratio == pytest.approx(0, abs=1e-9)


def test_two_criteria_cannot_contradict_each_other() -> None:
    assert ahp([[1, 9], [1 / 9, 1]]).consistency_ratio == 0
    assert ahp([[1]]).weights.tolist() == [1]


def test_a_table_that_is_not_reciprocal_is_refused() -> None:
    """As table 2 of Saaty (2008) is, by a misprint."""
    with pytest.raises(BadNumber, match="comparison of 0 with 1"):
        ahp([[1, 9, 5], [1 / 7, 1, 1 / 2], [1 / 5, 2, 1]])


@pytest.mark.parametrize("table", [[[1, 2]], [[1, -2], [-0.5, 1]], [[1, 0], [0, 1]], np.ones((11, 11))])
def test_other_tables_are_refused(table: list) -> None:
    with pytest.raises(BadNumber):
        ahp(table)


@pytest.mark.parametrize("points", [[0, 0], [-1, 2]])
def test_swings_without_points_are_refused(points: list[float]) -> None:
    with pytest.raises(BadNumber):
        swing(points)
