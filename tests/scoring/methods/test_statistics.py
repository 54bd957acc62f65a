"""Intervals, strengths, votes and agreement against published figures."""

import numpy as np
import pytest

from llmselect.errors import BadNumber, NotPossible, UnknownName
from llmselect.scoring.methods.bradley_terry import PRIOR_WINS, bradley_terry
from llmselect.scoring.methods.proportions import wilson
from llmselect.scoring.methods.votes import borda, first_votes, kendall_w, pairwise_winner, winner

TENNESSEE = [
    (42, ["Memphis", "Nashville", "Chattanooga", "Knoxville"]),
    (26, ["Nashville", "Chattanooga", "Knoxville", "Memphis"]),
    (15, ["Chattanooga", "Knoxville", "Nashville", "Memphis"]),
    (17, ["Knoxville", "Chattanooga", "Nashville", "Memphis"]),
]
"""https://en.wikipedia.org/wiki/Borda_count"""
ANXIETY = [
    [3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3],
    [3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4],
    [2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2],
]
"""https://cran.r-project.org/package=irr, kendall(anxiety, TRUE)"""
WIKIPEDIA_WINS = [[0, 2, 0, 1], [3, 0, 5, 0], [0, 3, 0, 1], [4, 0, 3, 0]]
"""https://en.wikipedia.org/wiki/Bradley%E2%80%93Terry_model, the worked example."""


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_newcombe_1998(successes: int, trials: int, low: float, high: float) -> None:
    """Newcombe, R. G. (1998). Statistics in Medicine 17, 857-872, table I, method 3."""
    assert wilson(successes, trials) == pytest.approx((low, high), abs=1e-4)


def test_ten_of_ten_is_not_a_hundred_percent() -> None:
    low, high = wilson([10, 16, 5], [10, 20, 5])
    assert low == pytest.approx([0.722, 0.584, 0.566], abs=1e-3)
    assert high == pytest.approx([1, 0.919, 1], abs=1e-3)


def test_nothing_tried_is_nothing_known() -> None:
    assert wilson(0, 0) == (0, 1)


def test_more_trials_at_the_same_share_never_widen_the_interval() -> None:
    trials = np.arange(10, 2000, 10)
    low, high = wilson(0.3 * trials, trials)
    assert (np.diff(high - low) < 0).all()


@pytest.mark.parametrize(("successes", "trials"), [(3, 2), (-1, 2), (float("nan"), 2)])
def test_more_successes_than_trials_are_refused(successes: float, trials: float) -> None:
    with pytest.raises(BadNumber):
        wilson(successes, trials)


def test_bradley_and_terry_on_wikipedias_example() -> None:
    """Standard errors recomputed from the information matrix; the same data as in
    https://github.com/lmarena/arena-rank tests/test_bradley_terry.py.
    """
    found = bradley_terry(WIKIPEDIA_WINS)
    assert found.strength == pytest.approx([0.64, 1.043, 0.66, 2.27], abs=1.5e-3)
    assert found.standard_error == pytest.approx([0.548, 0.482, 0.52, 0.621], abs=1.5e-3)
    assert found.rank_upper().tolist() == [1, 1, 1, 1]
    assert found.ahead + found.ahead.T == pytest.approx(np.ones((4, 4)))


def test_a_hundred_elo_are_64_wins_of_100() -> None:
    found = bradley_terry([[0, 64.0065], [35.9935, 0]])
    assert found.elo[0] - found.elo[1] == pytest.approx(100, abs=0.1)


def test_expected_wins_are_those_counted() -> None:
    wins = np.random.default_rng(5).integers(1, 9, (6, 6)) * (1 - np.eye(6))
    found = bradley_terry(wins)
    chance = found.strength[:, None] / (found.strength[:, None] + found.strength)
    assert ((wins + wins.T) * chance).sum(axis=1) - np.diag((wins + wins.T) * chance) == pytest.approx(wins.sum(axis=1))


def test_a_winner_of_all_votes_needs_a_prior() -> None:
    wins = [[0, 3, 3], [0, 0, 2], [0, 1, 0]]
    with pytest.raises(NotPossible, match="more votes"):
        bradley_terry(wins)
    assert np.argsort(-bradley_terry(wins, PRIOR_WINS).log).tolist() == [0, 1, 2]


def test_two_groups_that_never_met_cannot_be_compared() -> None:
    with pytest.raises(NotPossible):
        bradley_terry([[0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1], [0, 0, 1, 0]])


def test_many_votes_separate_ranks() -> None:
    found = bradley_terry([[0, 600, 700], [400, 0, 600], [300, 400, 0]])
    assert found.rank_upper().tolist() == [1, 2, 3]


def test_tennessee_elects_nashville_by_borda_and_memphis_by_first_votes() -> None:
    points = borda(TENNESSEE)
    assert points == {"Memphis": 126, "Nashville": 194, "Chattanooga": 173, "Knoxville": 107}
    assert winner(points) == "Nashville"
    assert winner(first_votes(TENNESSEE)) == "Memphis"
    assert pairwise_winner(TENNESSEE) == "Nashville"


def test_a_circle_has_no_pairwise_winner() -> None:
    circle = [(1, ["a", "b", "c"]), (1, ["b", "c", "a"]), (1, ["c", "a", "b"])]
    assert pairwise_winner(circle) is None
    assert winner(borda(circle)) is None


def test_names_left_out_share_what_is_left() -> None:
    assert borda([(1, ["a"])], ["a", "b", "c"]) == {"a": 2, "b": 0.5, "c": 0.5}


def test_ballots_with_a_stranger_or_a_name_twice_are_refused() -> None:
    with pytest.raises(UnknownName, match="Memphys"):
        borda([(1, ["Memphys"])], ["Memphis", "Nashville"])
    with pytest.raises(BadNumber):
        borda([(1, ["a", "a"])])


def test_kendalls_w_of_the_anxiety_ratings() -> None:
    found = kendall_w(ANXIETY)
    assert found.w == pytest.approx(0.54, abs=1e-3)
    assert found.chi_squared == pytest.approx(30.8, abs=0.05)
    assert found.degrees_of_freedom == 19


def test_full_agreement_and_full_disagreement() -> None:
    assert kendall_w([[1, 2, 3, 4]] * 5).w == pytest.approx(1)
    assert kendall_w([[1, 2, 3, 4], [4, 3, 2, 1]]).w == pytest.approx(0)
    assert kendall_w([[1, 1, 2, 3]] * 4).w == pytest.approx(1)
    assert np.isnan(kendall_w([[1, 1, 1], [2, 2, 2]]).w)


def test_agreement_of_one_person_is_refused() -> None:
    with pytest.raises(BadNumber):
        kendall_w([[1, 2, 3]])
