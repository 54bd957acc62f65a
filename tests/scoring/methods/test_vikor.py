"""VIKOR against published numbers."""

import numpy as np
import pytest

from llmselect.errors import BadNumber
from llmselect.scoring.methods.vikor import vikor

HYDROPOWER = [
    [4184.3, 2914.0, 407.2, 251.0, 195, 244, 15, 2.41],
    [5211.9, 3630.0, 501.7, 308.3, 282, 346, 21, 1.41],
    [5021.3, 3920.5, 504.0, 278.6, 12, 56, 3, 4.42],
    [5566.1, 3957.9, 559.5, 335.3, 167, 268, 16, 3.36],
    [5060.5, 3293.5, 514.1, 284.2, 69, 90, 7, 4.04],
    [4317.9, 2925.9, 432.8, 239.3, 12, 55, 3, 4.36],
]
"""Opricovic, S., & Tzeng, G.-H. (2007). EJOR 178(2), 514-529, doi:10.1016/j.ejor.2006.01.020."""
HYDROPOWER_DIRECTIONS = ["max", "min", "max", "max", "min", "min", "min", "max"]
CLIMBER = np.array([[1, 3000], [2, 3750], [5, 4500]], dtype=float)


@pytest.mark.parametrize("table", [CLIMBER, CLIMBER * [1, 0.001] + [5, -1]], ids=["metres", "other units"])
def test_opricovic_and_tzeng_2004_mountain_climber(table: np.ndarray) -> None:
    """EJOR 156(2), 445-455, doi:10.1016/S0377-2217(03)00020-1: an affine change of units changes nothing."""
    found = vikor(table, [0.5, 0.5], ["min", "max"])
    assert found.s == pytest.approx([0.5, 0.375, 0.5], abs=1e-9)
    assert found.r == pytest.approx([0.5, 0.25, 0.5], abs=1e-9)
    assert found.q == pytest.approx([1, 0, 1], abs=1e-9)
    assert (found.acceptable_advantage, found.acceptable_stability) == (True, True)
    assert found.compromise_set == (1,)


@pytest.mark.parametrize(
    ("technical", "social", "s", "r", "q", "ranks", "advantage", "compromise"),
    [
        (
            1,
            1,
            [0.692, 0.7, 0.29, 0.423, 0.28, 0.346],
            [0.125, 0.125, 0.121, 0.125, 0.067, 0.125],
            [0.991, 1, 0.473, 0.67, 0, 0.578],
            [5, 6, 2, 4, 1, 3],
            True,
            (4,),
        ),
        (
            2,
            1,
            [0.701, 0.6, 0.386, 0.365, 0.317, 0.459],
            [0.167, 0.114, 0.161, 0.167, 0.089, 0.167],
            [1.0, 0.533, 0.552, 0.563, 0.0, 0.686],
            [6, 2, 3, 4, 1, 5],
            True,
            (4,),
        ),
        (
            1,
            2,
            [0.683, 0.8, 0.193, 0.48, 0.243, 0.232],
            [0.113, 0.167, 0.08, 0.122, 0.044, 0.083],
            [0.684, 1, 0.147, 0.554, 0.041, 0.191],
            [5, 6, 2, 4, 1, 3],
            False,
            (2, 4, 5),
        ),
        (
            1,
            3.2,
            [0.678, 0.857, 0.138, 0.513, 0.222, 0.167],
            [0.129, 0.190, 0.057, 0.139, 0.042, 0.060],
            [0.668, 1.0, 0.051, 0.588, 0.058, 0.078],
            [5, 6, 1, 4, 2, 3],
            False,
            (2, 4, 5),
        ),
    ],
    ids=["W1", "W2", "W3", "W4"],
)
def test_opricovic_and_tzeng_2007_hydropower(technical, social, s, r, q, ranks, advantage, compromise) -> None:
    found = vikor(HYDROPOWER, [technical] * 4 + [social] * 4, HYDROPOWER_DIRECTIONS)
    assert found.s == pytest.approx(s, abs=1e-3)
    assert found.r == pytest.approx(r, abs=1e-3)
    assert found.q == pytest.approx(q, abs=1e-3)
    assert found.ranks.tolist() == ranks
    assert (found.acceptable_advantage, found.acceptable_stability) == (advantage, True)
    assert found.compromise_set == compromise


def test_an_advantage_without_stability_leaves_two() -> None:
    """https://github.com/quatrope/scikit-criteria tests/agg/test_vikor.py, as the next four."""
    matrix = [[1, 101, 1, 101, 1], [101, 1, 101, 1, 101], [1, 1, 1, 1, 101], [11, 11, 11, 16, 61], [56] * 5]
    found = vikor(matrix, [1] * 5, ["min"] * 5)
    assert found.s == pytest.approx([0.4, 0.6, 0.2, 0.21, 0.55], abs=1e-3)
    assert found.r == pytest.approx([0.2, 0.2, 0.2, 0.12, 0.11], abs=1e-3)
    assert found.q == pytest.approx([0.75, 1, 0.5, 0.068, 0.4375], abs=1e-3)
    assert (found.acceptable_advantage, found.acceptable_stability) == (True, False)
    assert found.compromise_set == (3, 4)


def test_tzeng_and_huang_2011_leaves_two() -> None:
    found = vikor([[5, 8, 4], [7, 6, 8], [8, 8, 6], [7, 4, 6]], [0.3, 0.4, 0.3])
    assert found.s == pytest.approx([0.6, 0.3, 0.15, 0.65])
    assert found.r == pytest.approx([0.3, 0.2, 0.15, 0.4])
    assert found.q == pytest.approx([0.75, 0.25, 0.0, 1.0])
    assert found.compromise_set == (1, 2)


def test_a_tie_for_the_first_place_is_no_advantage() -> None:
    found = vikor([[4, 4, 4], [7, 6, 8], [8, 8, 6], [6, 8, 8]], [0.3, 0.4, 0.3])
    assert found.q == pytest.approx([1.0, 0.17352941, 0.0, 0.0])
    assert not found.acceptable_advantage
    assert found.compromise_set == (1, 2, 3)


def test_a_criterion_or_a_regret_that_is_the_same_for_all_divides_nothing() -> None:
    assert vikor([[1, 0, 3], [5, 0, 6]], [1, 1, 1]).q.tolist() == [1, 0]
    found = vikor([[1, 0, 3], [0, 5, 6]], [1, 1, 1])
    assert found.q == pytest.approx([0.5, 0])
    assert found.compromise_set == (0, 1)


def test_equal_candidates_are_all_in_the_compromise() -> None:
    found = vikor([[1, 2], [1, 2], [1, 2]], [1, 1])
    assert found.q.tolist() == [0, 0, 0]
    assert found.compromise_set == (0, 1, 2)


def test_a_constant_column_changes_nothing() -> None:
    constant = np.hstack([np.array(HYDROPOWER), np.full((6, 1), 3.0)])
    with_it = vikor(constant, [1] * 8 + [5], [*HYDROPOWER_DIRECTIONS, "max"])
    without = vikor(HYDROPOWER, [1] * 8, HYDROPOWER_DIRECTIONS)
    assert with_it.q == pytest.approx(without.q)


def test_papathanasiou_and_ploskas_2018_with_another_v() -> None:
    """Papathanasiou, J., & Ploskas, N. (2018). Multiple criteria decision aid, pp. 31-55. Springer."""
    matrix = [[8, 7, 2, 1], [5, 3, 7, 5], [7, 5, 6, 4], [9, 9, 7, 3], [11, 10, 3, 7], [6, 9, 5, 4]]
    found = vikor(matrix, [0.4, 0.3, 0.1, 0.2], v=0.625)
    assert found.q == pytest.approx([0.640, 1.000, 0.693, 0.271, 0.000, 0.694], abs=5e-4)
    assert found.ranks.tolist() == [3, 6, 4, 2, 1, 5]


def test_jmcdm_four_by_eight() -> None:
    """https://github.com/jbytecode/JMcDM test/mcdm/testvikor.jl."""
    matrix = [
        [100, 92, 10, 2, 80, 70, 95, 80],
        [80, 70, 8, 4, 100, 80, 80, 90],
        [90, 85, 5, 0, 75, 95, 70, 70],
        [70, 88, 20, 18, 60, 90, 95, 85],
    ]
    found = vikor(matrix, [0.110, 0.035, 0.379, 0.384, 0.002, 0.002, 0.010, 0.077])
    assert found.q == pytest.approx([0.74, 0.73, 1.0, 0.0], abs=0.01)
    assert found.best == 3


def test_one_candidate_is_its_own_compromise() -> None:
    assert vikor([[1, 2]], [1, 1]).compromise_set == (0,)


def test_between_anchors_a_loser_that_leaves_changes_no_regret() -> None:
    worth = np.random.default_rng(1).random((8, 4))
    ends = (np.zeros(4), np.ones(4))
    everybody, fewer = vikor(worth, [1, 2, 3, 4], anchors=ends), vikor(worth[:-1], [1, 2, 3, 4], anchors=ends)
    assert everybody.s[:-1] == pytest.approx(fewer.s)
    assert everybody.r[:-1] == pytest.approx(fewer.r)


@pytest.mark.parametrize("v", [-0.1, 1.1, float("nan")])
def test_a_v_outside_its_range_is_refused(v: float) -> None:
    with pytest.raises(BadNumber, match="v is"):
        vikor([[1, 2], [2, 1]], [1, 1], v=v)
