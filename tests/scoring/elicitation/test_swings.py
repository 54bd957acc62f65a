"""Swing questions on the real catalog."""

import numpy as np
import pytest

from llmselect.catalog.load import load
from llmselect.errors import BadNumber, UnknownName
from llmselect.machine.machine import Machine
from llmselect.scoring.elicitation.swings import priorities, swings
from llmselect.scoring.ranking.recommend import ValuedCandidates, assess, recommend
from llmselect.settings import DEFAULT_PRIORITIES, Costs, Requirements, Workload


@pytest.fixture(scope="module")
def assessed() -> ValuedCandidates:
    return assess(load(), Machine(accelerator="RTX 4090", host_memory_gib=64), Workload(), Costs())


def test_questions_quote_what_candidates_really_have(assessed: ValuedCandidates) -> None:
    rows = recommend(assessed, Requirements(local=True), DEFAULT_PRIORITIES).ordered
    asked = {swing.criterion.name: swing for swing in swings(assessed.estimates, rows)}
    cost = assessed.estimates.usd_per_1000_requests[rows]
    assert asked["cost"].worst == np.nanmax(cost)
    assert asked["cost"].best == max(np.nanmin(cost), 0.05)
    assert asked["cost"].question.en.startswith("Cost: going from ")
    assert asked["cost"].question.fr.startswith("Coût\xa0: passer de ")
    assert "privacy" not in asked, "on one machine all are as private"


def test_points_become_weights_in_percent(assessed: ValuedCandidates) -> None:
    asked = swings(assessed.estimates, np.arange(len(assessed.estimates)))
    given = {"privacy": 100.0, "quality": 50.0}
    weights = {weight.criterion: weight.value for weight in priorities(given, asked)}
    spans = {swing.criterion.name: swing.span for swing in asked}
    assert sum(weights.values()) == pytest.approx(100)
    assert weights["privacy"] / weights["quality"] == pytest.approx(2 * spans["quality"] / spans["privacy"])
    assert weights["cost"] == 0


def test_points_for_what_was_not_asked_and_no_points_are_refused(assessed: ValuedCandidates) -> None:
    asked = swings(assessed.estimates, np.arange(len(assessed.estimates)))
    with pytest.raises(UnknownName, match="privacy"):
        priorities({"privcy": 10.0}, asked)
    with pytest.raises(BadNumber):
        priorities({}, asked)


def test_nobody_left_leaves_nothing_to_ask(assessed: ValuedCandidates) -> None:
    assert swings(assessed.estimates, np.array([], dtype=np.int64)) == ()
