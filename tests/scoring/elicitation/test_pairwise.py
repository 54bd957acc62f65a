"""Comparisons in pairs: published weights, the consistency ratio, and the worst contradiction."""

import pytest

from llmselect.errors import BadNumber
from llmselect.scoring.elicitation.pairwise import pairs, pairwise_weights


def test_answers_that_agree_give_their_own_proportions():
    found = pairwise_weights(["a", "b", "c"], {("a", "b"): 2.0, ("b", "c"): 3.0, ("a", "c"): 6.0})
    assert found.shares == pytest.approx({"a": 0.6, "b": 0.3, "c": 0.1})
    assert found.result.consistency_ratio == pytest.approx(0, abs=1e-9)
    assert found.worst is None


def test_the_three_answers_that_contradict_most_are_named():
    said = {("a", "b"): 3.0, ("b", "c"): 3.0, ("a", "c"): 1 / 5, ("a", "d"): 1.0, ("b", "d"): 1 / 3, ("c", "d"): 1 / 9}
    found = pairwise_weights(["a", "b", "c", "d"], said)
    assert not found.result.consistent
    assert (found.worst.first, found.worst.second, found.worst.third) == ("a", "b", "c")
    assert found.worst.implied == pytest.approx(9)
    assert found.worst.size == pytest.approx(45)


def test_a_question_without_an_answer_is_equally_important():
    assert pairwise_weights(["a", "b"], {}).shares == pytest.approx({"a": 0.5, "b": 0.5})


def test_six_criteria_are_fifteen_questions_and_seven_are_too_many():
    assert len(pairs("abcdef")) == 15
    with pytest.raises(BadNumber):
        pairwise_weights(list("abcdefg"), {})


@pytest.mark.parametrize("said", [0, -1, float("nan"), float("inf")])
def test_an_answer_that_is_no_ratio_is_refused(said):
    with pytest.raises(BadNumber):
        pairwise_weights(["a", "b"], {("a", "b"): said})
