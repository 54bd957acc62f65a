"""What would change the winner."""

from itertools import pairwise

import numpy as np
import pytest

from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.scoring.robustness.weight_changes import (
    WeightChange,
    find_weight_changes,
    others_keep,
    sentence,
    smallest_weight_change,
    tornado,
)
from llmselect.text import Language, Voice

SHARES = np.array([0.3, 0.3, 0.2, 0.2])


def winner(worth: np.ndarray, shares: np.ndarray) -> int:
    return int(np.argmax(worth @ shares))


@pytest.mark.parametrize("seed", range(15))
def test_just_before_a_flip_the_winner_stays_and_just_after_it_does_not(seed: int) -> None:
    worth = np.random.default_rng(seed).random((12, 4))
    first = winner(worth, SHARES)
    found = find_weight_changes(worth, SHARES)
    assert found
    for change in found:
        step = 1e-6 * np.sign(change.then - change.now)
        assert 0 < change.then + step < 1
        assert winner(worth, others_keep(SHARES, change.criterion, change.then - step)) == first
        assert winner(worth, others_keep(SHARES, change.criterion, change.then + step)) == change.candidate


@pytest.mark.parametrize("seed", range(15))
def test_no_smaller_change_of_one_weight_changes_the_winner(seed: int) -> None:
    worth = np.random.default_rng(seed).random((12, 4))
    smallest = smallest_weight_change(worth, SHARES)
    assert smallest is not None
    for criterion, share in enumerate(SHARES):
        for tried in np.linspace(max(share - smallest.size, 0), min(share + smallest.size, 1), 201)[1:-1]:
            assert winner(worth, others_keep(SHARES, criterion, tried)) == winner(worth, SHARES)


def test_a_winner_on_every_criterion_has_no_weight_change() -> None:
    assert smallest_weight_change(np.array([[0.9, 0.9], [0.5, 0.8]]), np.array([0.5, 0.5])) is None
    assert smallest_weight_change(np.array([[0.9, 0.9]]), np.array([0.5, 0.5])) is None


def test_equal_candidates_are_no_weight_change() -> None:
    assert smallest_weight_change(np.array([[0.9, 0.1], [0.9, 0.1]]), np.array([0.5, 0.5])) is None


@pytest.mark.parametrize("seed", range(10))
def test_another_candidate_of_the_same_model_is_no_weight_change(seed: int) -> None:
    rng = np.random.default_rng(seed)
    worth, models = rng.random((30, 4)), rng.integers(0, 8, 30)
    found = find_weight_changes(worth, SHARES, models)
    assert found
    for change in found:
        step = 1e-6 * np.sign(change.then - change.now)
        assert 0 < change.then + step < 1
        before = winner(worth, others_keep(SHARES, change.criterion, change.then - step))
        assert models[before] == models[winner(worth, SHARES)] != models[change.candidate]
        after = winner(worth, others_keep(SHARES, change.criterion, change.then + step))
        assert models[after] == models[change.candidate]


def test_a_tie_flips_at_once_and_only_on_the_side_that_helps() -> None:
    found = find_weight_changes(np.array([[0.8, 0.2], [0.2, 0.8]]), np.array([0.5, 0.5]))
    assert {(change.criterion, change.size, change.candidate) for change in found} == {(0, 0.0, 1), (1, 0.0, 1)}
    assert len(found) == 2


def test_the_only_criterion_cannot_move_but_others_can_come_in() -> None:
    worth = np.array([[0.8, 0.1], [0.6, 0.9]])
    (only,) = find_weight_changes(worth, np.array([1.0, 0.0]))
    assert (only.criterion, only.candidate) == (1, 1)
    assert only.then == pytest.approx(0.2 / (0.2 + 0.8))


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("criterion", range(4))
def test_a_tornado_names_the_winner_at_every_share(seed: int, criterion: int) -> None:
    worth = np.random.default_rng(seed).random((15, 4))
    stretches = tornado(worth, SHARES, criterion)
    assert (stretches[0].start, stretches[-1].end) == (0.0, 1.0)
    assert all(a.end == b.start and a.candidate != b.candidate for a, b in pairwise(stretches))
    for start, end, candidate in stretches:
        for share in (start + 1e-7, (start + end) / 2, end - 1e-7):
            scores = worth @ others_keep(SHARES, criterion, share)
            assert scores[candidate] == pytest.approx(scores.max(), abs=1e-6)


def test_a_tornado_and_the_flips_break_at_the_same_shares() -> None:
    worth = np.random.default_rng(1).random((15, 4))
    for change in find_weight_changes(worth, SHARES):
        ends = [stretch.end for stretch in tornado(worth, SHARES, change.criterion)]
        assert min(abs(end - change.then) for end in ends) == pytest.approx(0, abs=1e-9)


def test_equal_candidates_make_one_stretch() -> None:
    assert tornado(np.array([[0.5, 0.5], [0.5, 0.5]]), np.array([0.5, 0.5]), 0) == ((0.0, 1.0, 0),)


@pytest.mark.parametrize("seed", range(10))
def test_what_the_sentence_says_is_true_at_the_figure_that_it_prints(seed: int) -> None:
    shares = np.zeros(len(CRITERIA))
    shares[:5] = [0.3, 0.25, 0.2, 0.15, 0.1]
    worth = np.random.default_rng(seed).random((30, len(CRITERIA)))
    change = smallest_weight_change(worth, shares)
    assert change is not None
    said = Voice(Language.EN)(sentence(change, "Mixtral", worth, shares))
    printed = float(said.split(" to ")[1].split("%")[0]) / 100
    scores = worth @ others_keep(shares, change.criterion, printed)
    assert scores[change.candidate] == pytest.approx(scores.max())
    assert said.startswith(f"If the weight of {CRITERIA[change.criterion].label.en} went from ")


def test_without_a_flip_and_with_a_tie_the_sentences_say_so() -> None:
    worth, shares = np.zeros((2, len(CRITERIA))), np.full(len(CRITERIA), 1 / len(CRITERIA))
    assert "No change" in sentence(None, "X", worth, shares).en
    level = sentence(WeightChange(0, 0.3, 0.3, 1), "X", worth, shares)
    assert level.en.startswith("X has the same score")
    assert level.fr.startswith("X a le même score")
