"""What a visitor tried counts in the ranking only where they tried it, and only once they give it weight."""

import numpy as np
import pytest

from llmselect import Settings, assess, load_catalog, recommend
from llmselect.catalog.efforts import EFFORTS, Effort
from llmselect.errors import LlmselectError
from llmselect.estimates.core.columns import Estimate
from llmselect.scoring.matrix.decision_case import ValueOrigin
from llmselect.scoring.matrix.from_choose import app_criteria, case_from_choose, with_app_criterion
from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.scoring.ranking.own_prompts import OWN_PROMPTS, OWN_VOTES, OwnPromptScore
from llmselect.scoring.ranking.tried import with_own_prompts
from llmselect.settings import Weight
from llmselect.text import Language, Voice

SETTINGS, SAY = Settings(), Voice(Language.EN)
GOOD, BAD = Estimate(80.0, 95.0, 99.0), Estimate(5.0, 20.0, 40.0)


@pytest.fixture(scope="module")
def assessed():
    return assess(load_catalog(), SETTINGS.machine, SETTINGS.workload, SETTINGS.costs)


@pytest.fixture(scope="module")
def usual(assessed):
    return recommend(assessed, SETTINGS.requirements, SETTINGS.priorities)


def score_of(recommendation, place, passed):
    candidate = recommendation.places(place + 1)[place].candidate
    offer = candidate.offer.id if candidate.offer else None
    quantization = candidate.quantization.id if candidate.quantization else None
    return OwnPromptScore(candidate.model.id, quantization, offer, candidate.effort, passed)


@pytest.fixture(scope="module")
def tried(assessed, usual):
    """The first failed most tasks, the second passed them."""
    return with_own_prompts(assessed, [score_of(usual, 0, BAD), score_of(usual, 1, GOOD)])


def ranked(assessed, **more):
    weights = {weight.criterion: weight.value for weight in SETTINGS.priorities} | more
    return recommend(assessed, SETTINGS.requirements, [Weight(*each) for each in weights.items()])


def test_nothing_changes_until_the_visitor_gives_it_weight(usual, tried):
    np.testing.assert_array_equal(ranked(tried).ordered, usual.ordered)


def test_with_weight_the_one_that_passed_overtakes_the_one_that_failed(usual, tried):
    first, second = (place.candidate.model.id for place in usual.places(2))
    found = ranked(tried, own_prompts=10.0)
    assert found.rank_of(second) < found.rank_of(first)


def test_a_weight_without_a_trial_counts_nothing(assessed, usual):
    np.testing.assert_array_equal(ranked(assessed, own_prompts=10.0, own_votes=10.0).ordered, usual.ordered)
    with pytest.raises(LlmselectError):
        recommend(assessed, SETTINGS.requirements, [Weight("own_prompts", 1.0)])


def test_they_are_offered_only_where_something_was_tried(assessed, tried):
    assert {"own_prompts", "own_votes"}.isdisjoint(CRITERIA.offered(assessed.estimates))
    assert {"own_prompts", "own_votes"}.isdisjoint(CRITERIA.everyones)
    assert "own_prompts" in CRITERIA.offered(tried.estimates)
    assert "own_votes" not in CRITERIA.offered(tried.estimates)


def test_the_facts_are_others_once_something_was_tried(assessed, tried):
    assert assessed.estimates.facts_version != tried.estimates.facts_version


def test_a_score_belongs_to_the_effort_it_was_reached_at(assessed):
    catalog = assessed.estimates.catalog
    row = next(i for i, effort in enumerate(assessed.estimates.rows.effort) if EFFORTS[effort] is Effort.HIGH)
    rows = assessed.estimates.rows
    model, offer = catalog.file.models[rows.model[row]].id, int(rows.offer[row])
    offer_id = catalog.file.offers[offer].id if offer >= 0 else None
    score = OwnPromptScore(model, None, offer_id, Effort.HIGH, GOOD)
    known = ~np.isnan(with_own_prompts(assessed, [score]).estimates.own_passed.likely)
    assert known[row]
    assert {EFFORTS[effort] for effort in rows.effort[known]} == {Effort.HIGH}


def test_of_two_settings_of_one_candidate_the_better_counts(assessed, usual):
    for scores in ((GOOD, BAD), (BAD, GOOD)):
        tried = with_own_prompts(assessed, [score_of(usual, 0, each) for each in scores])
        assert np.nanmax(tried.estimates.own_passed.likely) == np.nanmin(tried.estimates.own_passed.likely) == 95.0


def test_names_that_the_catalog_lost_score_nothing(assessed):
    for gone in (OwnPromptScore("gone", None, None, None, GOOD), OwnPromptScore("qwen3-8b", None, "gone", None, GOOD)):
        assert np.isnan(with_own_prompts(assessed, [gone]).estimates.own_passed.likely).all()


@pytest.mark.parametrize("language", Language)
def test_the_decision_matrix_takes_pass_rates_and_votes_in_both_languages(assessed, usual, language):
    say = Voice(language)
    score = score_of(usual, 0, BAD)._replace(preferred=GOOD)
    found = ranked(with_own_prompts(assessed, [score]))
    case = case_from_choose(found, "Mine", say)
    for criterion in (OWN_PROMPTS, OWN_VOTES):
        case = with_app_criterion(case, found, criterion.name, say)
        assert say(criterion.unit) == case.criterion(criterion.name).unit
    assert case.by_key[case.candidates[0].id, OWN_VOTES.name].likely == GOOD.likely


def test_the_decision_matrix_takes_it_over_marked_as_measured_in_a_trial(usual, tried):
    found = ranked(tried)
    assert OWN_PROMPTS.name not in app_criteria(usual, SAY)
    assert OWN_PROMPTS.name in app_criteria(found, SAY)
    assert OWN_VOTES.name not in app_criteria(found, SAY)
    case = with_app_criterion(case_from_choose(found, "Mine", SAY), found, OWN_PROMPTS.name, SAY)
    assert case.criterion(OWN_PROMPTS.name).origin is ValueOrigin.TRIAL
    assert case.criterion(OWN_PROMPTS.name).note
    assert sorted(cell.likely for cell in case.cells if cell.criterion == OWN_PROMPTS.name) == [20.0, 95.0]
