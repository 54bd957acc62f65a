"""Whether any weighting makes a candidate first."""

import numpy as np
import pytest

from llmselect.scoring.ranking.matrix import DecisionMatrix
from llmselect.scoring.robustness.reach import Reach, favour, reach

ALL = np.ones(3)


def exact(likely: list[list[float]]) -> DecisionMatrix:
    table = np.array(likely, dtype=float)
    return DecisionMatrix(table, table, table)


def test_an_all_rounder_between_two_specialists_is_first_only_above_their_line() -> None:
    """Half way between (1, 0) and (0, 1) lies (0.5, 0.5): 0.45 of each is dominated by no one, and never first."""
    below, above = (exact([[1, 0], [0, 1], [worth, worth]]) for worth in (0.45, 0.55))
    both = np.array([0.5, 0.5])
    assert reach(below, both, 2) is Reach.NEVER
    assert reach(above, both, 2) is Reach.FIRST
    assert favour(above.likely[2], above.likely[:2], both > 0).shares == pytest.approx(both)


def test_a_dominated_candidate_is_never_first() -> None:
    assert reach(exact([[1, 1, 1], [0.5, 1, 0.5]]), ALL, 1) is Reach.NEVER


def test_a_candidate_may_be_first_if_its_values_turn_out_well() -> None:
    low, likely, high = ([[0.6, 0.6], [worth, worth]] for worth in (0.1, 0.4, 0.8))
    matrix = DecisionMatrix(*(np.array(side) for side in (low, likely, high)))
    assert reach(matrix, np.ones(2), 1) is Reach.IF_LUCKY


def test_a_criterion_without_weight_makes_nobody_first() -> None:
    matrix = exact([[1, 0], [0, 1]])
    assert reach(matrix, np.array([1.0, 0.0]), 1) is Reach.NEVER
    assert reach(matrix, np.array([0.5, 0.5]), 1) is Reach.FIRST


def test_an_equal_candidate_does_not_stand_in_the_way() -> None:
    matrix = exact([[1, 0], [1, 0], [0, 1]])
    assert [reach(matrix, np.ones(2), row) for row in range(3)] == [Reach.FIRST] * 3
    assert reach(exact([[0.3, 0.4]]), np.ones(2), 0) is Reach.FIRST


@pytest.mark.parametrize("seed", range(20))
def test_it_agrees_with_many_drawn_weightings(seed: int) -> None:
    rng = np.random.default_rng(seed)
    worth = rng.random((15, 4)).round(2)
    weights = rng.dirichlet(np.ones(4), 20_000)
    ever_first = set(np.argmax(weights @ worth.T, axis=1).tolist())
    matrix = exact(worth.tolist())
    reached = {row for row in range(15) if reach(matrix, np.ones(4), row) is Reach.FIRST}
    assert ever_first <= reached
    for row in range(15):
        lead, best = favour(worth[row], np.delete(worth, row, axis=0), np.ones(4) > 0)
        assert best.sum() == pytest.approx(1)
        assert (best >= 0).all()
        assert (worth[row] - np.delete(worth, row, axis=0)) @ best == pytest.approx(
            np.maximum((worth[row] - np.delete(worth, row, axis=0)) @ best, lead), abs=1e-9
        )
        assert lead >= (weights @ worth[row] - (weights @ np.delete(worth, row, axis=0).T).max(axis=1)).max() - 1e-9


def test_ties_everywhere_do_not_go_round_in_circles() -> None:
    worth = np.round(np.random.default_rng(3).random((300, 6)) * 2) / 2
    for row in range(0, 300, 29):
        assert reach(exact(worth.tolist()), np.ones(6), row) in Reach
