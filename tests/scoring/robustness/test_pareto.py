"""Candidates that no other beats on every criterion."""

import numpy as np
import pytest

from llmselect.errors import BadNumber
from llmselect.scoring.robustness.pareto import non_dominated


def by_hand(worth: np.ndarray) -> list[bool]:
    """The definition, row by row."""
    return [not any((other >= row).all() and (other > row).any() for other in worth) for row in worth]


@pytest.mark.parametrize("criteria", [1, 2, 3, 6])
@pytest.mark.parametrize("levels", [3, 8, 1000])
@pytest.mark.parametrize("seed", range(3))
def test_it_is_the_definition(criteria: int, levels: int, seed: int) -> None:
    worth = np.random.default_rng(seed).integers(0, levels, (150, criteria)).astype(float)
    assert non_dominated(worth).tolist() == by_hand(worth)


def test_equal_rows_stay_together() -> None:
    assert non_dominated(np.array([[1.0, 0], [1, 0], [0, 1], [0, 0.5]])).tolist() == [True, True, True, False]


def test_a_winner_of_any_weighting_is_on_the_front() -> None:
    rng = np.random.default_rng(4)
    worth = rng.random((500, 4))
    assert non_dominated(worth)[np.argmax(rng.dirichlet(np.ones(4), 1000) @ worth.T, axis=1)].all()


def test_no_rows_have_no_front() -> None:
    assert non_dominated(np.zeros((0, 3))).tolist() == []


def test_what_is_unknown_is_refused() -> None:
    with pytest.raises(BadNumber):
        non_dominated(np.array([[0.5, np.nan]]))
