"""Scores, contributions, what would change them, and the answers of other methods."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmselect.estimates.core.columns import Estimate
from llmselect.scoring.matrix import editing
from llmselect.scoring.matrix.case_values import case_values, worths
from llmselect.scoring.matrix.from_choose import case_from_choose
from llmselect.scoring.matrix.what_if import TurningPoint, value_at, what_if
from llmselect.scoring.robustness.degenerate import DegenerateCase
from tests.scoring.matrix.cases import COMFORT, PRICE, QUALITY, three_by_three
from tests.wording import EN


def test_contributions_add_up_to_the_scores_and_unknown_gives_nothing():
    values = case_values(three_by_three())
    assert values.contributions.sum(axis=1) == pytest.approx(values.scores)
    assert values.contributions[2, 2] == 0
    assert values.ranges[1][2] - values.scores[2] == pytest.approx(20)


def test_worths_are_nothing_good_enough_and_all_at_the_reference_points():
    case = three_by_three()
    for measure, expected in ((100, 0), (1, 0.99), (0.1, 1), (0.01, 1), (1000, 0), (0, 1)):
        changed = editing.with_cell(case, "a", "price", Estimate(measure, measure, measure))
        assert worths(changed).likely[0, 0] == pytest.approx(expected)


def test_a_loser_that_comes_or_goes_never_changes_the_winner():
    case = three_by_three()
    winner = case.candidates[case_values(case).winner].id
    for loser in {"a", "b", "c"} - {winner}:
        less = editing.without_candidate(case, loser)
        assert less.candidates[case_values(less).winner].id == winner


def test_without_weights_or_candidates_nobody_wins_and_nothing_breaks():
    case = three_by_three((0, 0, 0))
    values = case_values(case)
    assert (values.winner, values.opinions, values.weight_change) == (None, (), None)
    assert values.robustness is DegenerateCase.NO_WEIGHT
    empty = editing.changed(case, candidates=(), cells=())
    assert case_values(empty).winner is None


def test_every_other_method_answers_on_the_same_worths():
    values = case_values(three_by_three())
    assert len(values.opinions) == 3
    assert all(len(opinion.order) == 3 for opinion in values.opinions)


def test_the_price_at_which_another_wins_makes_it_win():
    case = three_by_three()
    values = case_values(case)
    loser = next(each.id for row, each in enumerate(case.candidates) if row != values.winner)
    found = what_if(values, loser, "price")
    assert found.point is TurningPoint.WINS_FROM
    for factor, wins in ((0.99, True), (1.01, False)):
        price = found.value * factor
        tried = case_values(editing.with_cell(case, loser, "price", Estimate(price, price, price)))
        assert (case.candidates[tried.winner].id == loser) is wins


def test_what_no_value_can_change_is_said():
    values = case_values(three_by_three((0, 100, 0)))
    assert what_if(values, "a", "price").point is TurningPoint.NEVER_WINS
    assert what_if(values, "b", "price").point is TurningPoint.ALWAYS_WINS


@given(st.sampled_from([PRICE, QUALITY, COMFORT]), st.floats(0, 1))
def test_the_value_of_a_worth_has_that_worth(criterion, wanted):
    case = three_by_three()
    value = value_at(wanted, criterion)
    changed = editing.with_cell(case, "a", criterion.id, Estimate(value, value, value))
    column = [each.id for each in case.criteria].index(criterion.id)
    assert worths(changed).likely[0, column] == pytest.approx(wanted, abs=1e-9)


def test_a_matrix_taken_from_choose_gives_the_scores_of_choose(default_recommendation):
    case = case_from_choose(default_recommendation, "From Choose", EN)
    values = case_values(case)
    expected = [place.score for place in default_recommendation.places(5)]
    assert values.scores == pytest.approx(expected, abs=0.01)
    assert np.array_equal(values.order, np.arange(5))
