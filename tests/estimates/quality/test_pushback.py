"""Safety: what one board says of a model that it asked, nothing of the others, and never a part of quality."""

import numpy as np
import pytest

from llmselect.catalog.efforts import EFFORTS, Effort
from llmselect.catalog.load import load
from llmselect.estimates.measured.load import pushed_back
from llmselect.estimates.quality.pushback import pushback_at
from llmselect.machine.machine import Machine
from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.scoring.ranking.recommend import assess, recommend
from llmselect.settings import Settings, Weight

CATALOG = load()
IDS = [model.id for model in CATALOG.file.models]


def told(model, effort):
    found = pushback_at(CATALOG, np.array([IDS.index(model)]), np.array([EFFORTS.index(effort)]))
    return [float(side[0]) for side in found]


@pytest.mark.parametrize(("effort", "percent"), [(Effort.HIGH, 91.0), (Effort.OFF, 89.0)])
def test_an_effort_that_was_asked_has_its_own_share_within_its_chance(effort, percent):
    low, likely, high = told("anthropic:claude-sonnet-4-6", effort)
    assert likely == percent
    assert percent - 8 < low < percent < high < percent + 8


def test_an_effort_that_was_not_asked_lies_among_those_that_were():
    low, likely, high = told("anthropic:claude-sonnet-4-6", Effort.LOW)
    asked = [told("anthropic:claude-sonnet-4-6", effort) for effort in (Effort.HIGH, Effort.OFF)]
    assert low == min(low for low, _, _ in asked)
    assert high == max(high for _, _, high in asked)
    assert likely == 90.0


def test_of_a_model_that_nobody_asked_nothing_is_known():
    assert "gemma-2-27b-it" not in {row.model for row in pushed_back()}
    assert np.isnan(told("gemma-2-27b-it", Effort.OFF)).all()


def test_every_row_names_a_model_of_the_catalog():
    assert {row.model for row in pushed_back()} <= set(IDS)


def test_it_counts_only_where_somebody_gives_it_weight():
    machine, workload = Machine(accelerator="RTX 4090"), Settings().workload
    assessed = assess(CATALOG, machine, workload, Settings().costs)
    column = CRITERIA.names.index("safety")
    usual = recommend(assessed, Settings().requirements, Settings().priorities)
    weighed = recommend(assessed, Settings().requirements, (*Settings().priorities, Weight("safety", 8.0)))
    assert CRITERIA[column].optional
    assert usual.shares[column] == 0 < weighed.shares[column]
    assert all(place.contributions[column].points == 0 for place in usual.places(20))
    assert weighed.places(1)[0].candidate.model.id in {row.model for row in pushed_back()}
