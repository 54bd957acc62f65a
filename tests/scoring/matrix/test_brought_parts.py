"""Models and measured criteria brought into a decision: each once, with its values, and none lost without a word."""

import pytest

from llmselect.errors import UnknownName
from llmselect.estimates.core.columns import Estimate
from llmselect.scoring.matrix.case_faults import BadCase, CaseTrouble
from llmselect.scoring.matrix.case_values import case_values
from llmselect.scoring.matrix.decision_case import MOST_CANDIDATES, ValueOrigin
from llmselect.scoring.matrix.editing import with_weights
from llmselect.scoring.matrix.from_models import row_of_model, with_models
from llmselect.scoring.matrix.measured import MeasuredCriterion, MeasuredValue, with_measured
from llmselect.scoring.ranking.candidate import Candidate
from llmselect.scoring.ranking.reference_points import ReferencePoints
from tests.scoring.matrix.cases import three_by_three
from tests.wording import EN

POINTS = ReferencePoints(0, 90, 100)


def passing(*values):
    return MeasuredCriterion("own-prompts", "On my prompts", "%", POINTS, values, note="29 November 2026, 20 prompts")


def same(value):
    return Estimate(value, value, value)


def test_models_come_as_they_stand_in_the_ranking_with_every_value(default_recommendation):
    found = default_recommendation
    leaders = [place.candidate for place in found.places(3)]
    case = with_models(None, found, [each.model.id for each in leaders], EN)
    assert [each.app_id for each in case.candidates] == [each.id for each in leaders]
    assert case_values(case).winner == 0
    assert len(case.cells) == len(case.candidates) * len(case.criteria)


def test_a_model_comes_once(default_recommendation):
    found = default_recommendation
    model = found.places(1)[0].candidate.model.id
    case = with_models(with_models(None, found, [model], EN), found, [model, model], EN)
    assert len(case.candidates) == 1


def test_a_model_that_the_requirements_keep_out_comes_too(default_recommendation):
    found = default_recommendation
    excluded = Candidate(found.estimates, int(found.excluded_models[0]))
    case = with_models(None, found, [excluded.model.id], EN)
    assert case.candidates[0].app_id == excluded.id
    assert case.cells


def test_a_model_that_runs_nowhere_comes_by_its_name_and_once(default_recommendation):
    found = default_recommendation
    lost = next((m for m in found.catalog.file.models if row_of_model(found, m.id) is None), None)
    if lost is None:
        pytest.skip("every model of the catalog runs somewhere")
    case = with_models(None, found, [lost.id, lost.id], EN)
    assert [each.name for each in case.candidates] == [lost.name[:60]]
    assert not case.cells


def test_a_model_that_does_not_exist_and_one_too_many_are_said(default_recommendation):
    found = default_recommendation
    with pytest.raises(UnknownName):
        with_models(None, found, ["no-such-model"], EN)
    many = [place.candidate.model.id for place in found.places(MOST_CANDIDATES + 1)]
    with pytest.raises(BadCase) as fault:
        with_models(None, found, many, EN)
    assert fault.value.kind is CaseTrouble.SIZE


def test_a_measured_criterion_counts_once_it_has_weight():
    case = with_measured(three_by_three((0, 0, 0)), passing(MeasuredValue("A", same(40)), MeasuredValue("C", same(80))))
    assert case.criterion("own-prompts").origin is ValueOrigin.TRIAL
    assert not case_values(case).weighted
    values = case_values(with_weights(case, {"own-prompts": 100}))
    assert case.candidates[values.winner].name == "C"
    assert case.by_key.get(("b", "own-prompts")) is None


def test_a_measured_value_finds_the_apps_candidate_by_its_id_and_else_brings_its_own(default_recommendation):
    found = default_recommendation
    place = found.places(1)[0].candidate
    case = with_models(None, found, [place.model.id], EN)
    given = passing(MeasuredValue("x", Estimate(50, 60, 70), (place.id,)), MeasuredValue("My own", same(55), note="n"))
    case = with_measured(case, given)
    assert case.by_key[case.candidates[0].id, "own-prompts"].measure == Estimate(50, 60, 70)
    assert [each.origin for each in case.candidates] == [ValueOrigin.APP, ValueOrigin.TRIAL]
    again = with_measured(case, passing(MeasuredValue("My own", same(10))))
    assert len(again.candidates) == 2
    assert [cell.likely for cell in again.cells if cell.criterion == "own-prompts"] == [10]


@pytest.mark.parametrize(
    "value",
    [MeasuredValue("A", same(float("nan"))), MeasuredValue("A", Estimate(3, 2, 1)), MeasuredValue("\u202e", same(1))],
)
def test_what_is_no_measure_or_no_name_is_refused(value):
    with pytest.raises(BadCase):
        with_measured(three_by_three(), passing(value))
