"""One effort asked of every model: only it is ranked, and what lacks it is named with what it has."""

import json

import pytest

from llmselect.__main__ import main
from llmselect.catalog.efforts import Effort
from llmselect.catalog.load import load
from llmselect.command.options import read_requirements
from llmselect.errors import UnknownName
from llmselect.estimates.core.candidates import requestable_efforts
from llmselect.machine.machine import Machine
from llmselect.scoring.ranking.candidate import Candidate
from llmselect.scoring.ranking.recommend import assess, recommend
from llmselect.scoring.ranking.requirements import BY_CODE
from llmselect.scoring.robustness.exclusion_remedies import exclusion_remedy
from llmselect.settings import DEFAULT_PRIORITIES, Costs, Requirements, Workload

CATALOG = load()


@pytest.fixture(scope="module")
def assessed():
    return assess(CATALOG, Machine(), Workload(), Costs())


def ranked(assessed, effort):
    requirements = Requirements(effort=effort)
    return recommend(assessed, requirements, DEFAULT_PRIORITIES), requirements


@pytest.mark.parametrize("effort", [Effort.OFF, Effort.LOW, Effort.HIGH])
def test_only_the_effort_asked_for_is_ranked(assessed, effort):
    found, _ = ranked(assessed, effort)
    places = found.places()
    assert places
    assert {place.candidate.effort for place in places} == {effort}
    folded = [Candidate(found.estimates, row) for place in places for row in place.folded]
    assert all(each.effort is effort for each in folded)


def test_reasoning_without_a_level_is_reasoning_at_any(assessed):
    efforts = {place.candidate.effort for place in ranked(assessed, Effort.ON)[0].places()}
    assert Effort.OFF not in efforts
    assert len(efforts) > 1


def test_what_is_excluded_says_why_and_what_it_has(assessed):
    found, requirements = ranked(assessed, Effort.LOW)
    named = 0
    for exclusion in found.exclusions(found.excluded_models[:40]):
        for reason in (each for each in exclusion.reasons if each.code == "effort"):
            named += 1
            assert reason.message == BY_CODE["effort"].reason(exclusion.candidate, requirements)
            remedy = exclusion_remedy(exclusion.candidate, "effort")
            has = requestable_efforts(CATALOG, exclusion.candidate.model)
            assert all(effort.label.en in remedy.en and effort.label.fr in remedy.fr for effort in has)
    assert named


def test_the_command_line_asks_for_it_both_ways(capsys):
    usual = ["recommend", "--accelerator", "RTX 4090", "--top", "3", "--json"]
    answers = []
    for way in (["--effort", "off"], ["--require", "effort=none"]):
        assert main([*usual, *way]) == 0
        answers.append(json.loads(capsys.readouterr().out))
    assert answers[0] == answers[1]
    assert {place["effort"] for place in answers[0]["places"]} == {"off"}
    assert main([*usual, "--effort", "off", "--require", "effort=low"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_word_that_is_no_effort_is_refused_with_every_effort():
    with pytest.raises(UnknownName) as refused:
        read_requirements("effort=enormous")
    assert all(str(effort) in str(refused.value) for effort in Effort)
    assert read_requirements("no-effort").effort is None
