"""Why one candidate is not first."""

import numpy as np
import pytest

from llmselect.scoring.robustness.weight_changes import others_keep
from llmselect.scoring.robustness.why_not import level_at, why_not

SHARES = np.array([0.3, 0.3, 0.2, 0.2])


def test_the_closed_form() -> None:
    """A is 0.3 ahead on the rest and 0.1 behind on the first criterion: level at 0.3 / (0.3 + 0.1)."""
    a, b = np.array([0.5, 0.8]), np.array([0.6, 0.5])
    assert level_at(a, b, np.array([0.4, 0.6]), 0) == pytest.approx(0.75)
    assert level_at(a, b, np.array([0.4, 0.6]), 1) == pytest.approx(0.25)


def test_two_worths_that_run_side_by_side_are_never_level() -> None:
    assert np.isnan(level_at(np.array([0.5, 0.5]), np.array([0.4, 0.4]), np.array([0.5, 0.5]), 0))


@pytest.mark.parametrize("candidate", range(1, 8))
def test_differences_add_up_to_the_gap_and_the_change_puts_it_first(candidate: int) -> None:
    worth = np.random.default_rng(6).random((8, 4))
    worth = worth[np.argsort(-(worth @ SHARES))]
    why = why_not(worth, SHARES, candidate)
    scores = 100 * worth @ SHARES
    assert why.gap == pytest.approx(scores[0] - scores[candidate])
    assert [d.behind for d in why.differences] == sorted((d.behind for d in why.differences), reverse=True)
    if why.overtakes is not None:
        moved = worth @ others_keep(SHARES, why.overtakes.criterion, why.overtakes.then)
        assert moved[candidate] == pytest.approx(moved.max())
    if why.passes is not None:
        moved = worth @ others_keep(SHARES, why.passes.criterion, why.passes.then)
        assert moved[candidate] == pytest.approx(moved[0])
        assert why.overtakes is None or why.passes.size <= why.overtakes.size + 1e-9


def test_some_candidate_passes_the_winner_and_is_still_not_first() -> None:
    worth = np.array([[0.9, 0.1], [0.3, 0.9], [0.25, 0.8]])
    why = why_not(worth, np.array([0.7, 0.3]), 2)
    assert why.passes is not None
    assert why.overtakes is None


def test_the_winner_needs_no_change() -> None:
    why = why_not(np.array([[0.9, 0.1], [0.3, 0.4]]), np.array([0.7, 0.3]), 0)
    assert (why.gap, why.overtakes, why.passes) == (0, None, None)
