"""Levers: each direction's sentence is true, is the first of its factors that is, and stands in text and JSON."""

import json

import pytest

from llmselect.__main__ import main
from llmselect.catalog.load import load
from llmselect.machine.machine import Machine
from llmselect.scoring.ranking.recommend import assess, recommend
from llmselect.scoring.robustness.workload_changes import DIRECTIONS, find_workload_changes
from llmselect.settings import Settings

CATALOG = load()
SETTINGS = Settings(machine=Machine(accelerator="RTX 4090"))


def first(settings):
    assessed = assess(CATALOG, settings.machine, settings.workload, settings.costs)
    return recommend(assessed, settings.requirements, settings.priorities, settings.good_enough).places(1)[0].candidate


@pytest.fixture(scope="module")
def found():
    winner = first(SETTINGS)
    return winner, {change.direction: change for change in find_workload_changes(CATALOG, SETTINGS, winner)}


def test_every_lever_puts_the_model_first_that_it_names(found):
    winner, changes = found
    assert changes
    for direction in (each for each in DIRECTIONS if each.name in changes):
        change = changes[direction.name]
        assert change.winner.model.weights != winner.model.weights
        assert first(direction.changed(SETTINGS, change.value)).model.weights == change.winner.model.weights
        smaller = [f for f in direction.factors if direction.value(SETTINGS) * f < change.value]
        for factor in smaller:
            there = first(direction.changed(SETTINGS, direction.value(SETTINGS) * factor))
            assert there.model.weights == winner.model.weights


def test_another_volume_is_priced_anew():
    cost = {}
    for requests in (100, 100_000):
        workload = SETTINGS.workload.model_copy(update={"requests_per_month": requests})
        cost[requests] = assess(CATALOG, SETTINGS.machine, workload, SETTINGS.costs).estimates.usd_per_month
    known = cost[100] > 0
    assert (cost[100_000][known] > cost[100][known]).all()


def test_levers_stand_in_text_and_json(found, capsys):
    usual = ["recommend", "--accelerator", "RTX 4090", "--ram", "64", "--top", "1"]
    assert main([*usual, "--json"]) == 0
    levers = json.loads(capsys.readouterr().out)["levers"]
    assert {lever["direction"] for lever in levers} <= {direction.name for direction in DIRECTIONS}
    assert levers
    assert main(usual) == 0
    text = capsys.readouterr().out
    assert all(lever["sentence"] in text for lever in levers)
    assert main([*usual, "--json", "--no-levers"]) == 0
    assert json.loads(capsys.readouterr().out)["levers"] is None
