"""A way to run that is switched off has no place in the ranking, and every exclusion names it."""

import pytest

from llmselect.catalog.load import load
from llmselect.command.options import read_options
from llmselect.command.parser import parse
from llmselect.errors import UnknownName
from llmselect.machine.running_ways import RunningWay
from llmselect.scoring.ranking.recommend import assess, recommend
from llmselect.scoring.ranking.rented import runs_alone
from llmselect.settings import Costs, Ownership, Requirements, Settings
from llmselect.ui.core import link_code

SETTINGS = Settings()
OFF = {way: Requirements(ways_off=(way,)) for way in RunningWay}


@pytest.fixture(scope="module")
def catalog():
    return load()


@pytest.fixture(scope="module")
def assessed(catalog):
    return assess(catalog, SETTINGS.machine, SETTINGS.workload, SETTINGS.costs)


def ranked(assessed, requirements):
    found = recommend(assessed, requirements, SETTINGS.priorities)
    return {place.candidate.offer is None for place in found.places()}, found


def test_an_api_switched_off_leaves_runs_on_the_machine(assessed):
    ways, found = ranked(assessed, OFF[RunningWay.API])
    assert ways == {True}
    excluded = found.exclusions(found.excluded_models)
    assert any(reason.code == "ways_off" for each in excluded for reason in each.reasons)


def test_a_machine_switched_off_leaves_apis(assessed):
    assert ranked(assessed, OFF[RunningWay.MACHINE])[0] == {False}


def test_rented_machines_switched_off_leave_the_ranking_as_it_was(assessed):
    _, found = ranked(assessed, OFF[RunningWay.RENTED])
    _, usual = ranked(assessed, Requirements())
    assert [p.candidate.id for p in found.places()] == [p.candidate.id for p in usual.places()]


def test_the_machine_is_a_rented_one_where_it_is_rented(catalog):
    rented = assess(catalog, SETTINGS.machine, SETTINGS.workload, Costs(ownership=Ownership.RENTED))
    assert ranked(rented, OFF[RunningWay.RENTED])[0] == {False}
    assert True in ranked(rented, OFF[RunningWay.MACHINE])[0]


def test_runs_on_a_rented_machine_do_not_fall_with_the_visitors_own():
    assert runs_alone(OFF[RunningWay.MACHINE]).ways_off == ()


@pytest.mark.parametrize("typed", ["api", "machine,rented", ""])
def test_the_command_line_switches_ways_off(catalog, typed):
    given = parse(["recommend", "--without", typed])
    off = read_options(catalog, given).settings.requirements.ways_off
    assert {str(way) for way in off} == {part for part in typed.split(",") if part}


def test_a_way_that_does_not_exist_is_refused(catalog):
    with pytest.raises(UnknownName):
        read_options(catalog, parse(["recommend", "--without", "moon"]))


def test_a_link_keeps_the_ways(catalog):
    settings = Settings(requirements=Requirements(ways_off=(RunningWay.MACHINE, RunningWay.API)))
    assert link_code.decode(link_code.encode(settings), catalog) == settings
