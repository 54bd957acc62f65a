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


def eight_ranked() -> np.ndarray:
    """Eight candidates by four criteria, best score first."""
    worth = np.random.default_rng(6).random((8, 4))
    return worth[np.argsort(-(worth @ SHARES))]


@pytest.mark.parametrize("candidate", range(1, 8))
def test_differences_add_up_to_the_gap(candidate: int) -> None:
    worth = eight_ranked()
    why = why_not(worth, SHARES, candidate)
    scores = 100 * worth @ SHARES
    assert why.gap == pytest.approx(scores[0] - scores[candidate])
    assert [d.behind for d in why.differences] == sorted((d.behind for d in why.differences), reverse=True)


def test_the_change_that_overtakes_puts_a_candidate_first() -> None:
    worth = eight_ranked()
    found = {at: why_not(worth, SHARES, at).overtakes for at in range(1, 8)}
    changes = {at: change for at, change in found.items() if change is not None}
    assert changes
    for candidate, change in changes.items():
        moved = worth @ others_keep(SHARES, change.criterion, change.then)
        assert moved[candidate] == pytest.approx(moved.max())


def test_the_change_that_passes_the_winner_is_no_larger_than_the_one_that_overtakes_all() -> None:
    worth = eight_ranked()
    found = {at: why_not(worth, SHARES, at) for at in range(1, 8)}
    passes = {at: why.passes for at, why in found.items() if why.passes is not None}
    assert passes
    for candidate, change in passes.items():
        moved = worth @ others_keep(SHARES, change.criterion, change.then)
        assert moved[candidate] == pytest.approx(moved[0])
    overtaking = [why for why in found.values() if why.overtakes is not None]
    assert overtaking
    assert all(why.passes is not None and why.passes.size <= why.overtakes.size + 1e-9 for why in overtaking)


def test_some_candidate_passes_the_winner_and_is_still_not_first() -> None:
    worth = np.array([[0.9, 0.1], [0.3, 0.9], [0.25, 0.8]])
    why = why_not(worth, np.array([0.7, 0.3]), 2)
    assert why.passes is not None
    assert why.overtakes is None


def test_the_winner_needs_no_change() -> None:
    why = why_not(np.array([[0.9, 0.1], [0.3, 0.4]]), np.array([0.7, 0.3]), 0)
    assert (why.gap, why.overtakes, why.passes) == (0, None, None)
