"""A judge counts only where it says the same in both orders."""

import pytest

from llmselect.bench.trial.judge import judged_pairs, preference
from llmselect.bench.trial.record import Preferred
from tests.bench.trials import trial


def judged(ask):
    return [pair.vote for pair in judged_pairs(trial([[True], [False]]), ask)]


def test_a_judge_that_prefers_the_same_answer_both_times_votes():
    first_of = {"yes": "1", "no": "2"}

    def ask(prompt):
        return first_of[prompt.split("<answer_1>\n")[1].split("\n")[0]]

    assert [vote.choice for vote in judged(ask)] == [Preferred.LEFT]


@pytest.mark.parametrize("said", ["1", "2", "", None, "1 or 2", "I cannot say"])
def test_a_judge_that_prefers_a_place_or_says_nothing_does_not(said):
    assert judged(lambda _: said) == [None]


def test_two_ties_are_a_tie():
    assert [vote.choice for vote in judged(lambda _: "They are alike.\n0")] == [Preferred.TIE]


@pytest.mark.parametrize(("said", "meant"), [("2", 2), ("Better: **1**", 1), ("Reasons: 1 2\n0", 0), ("10", None)])
def test_the_last_line_decides(said, meant):
    assert preference(said) == meant
