"""The ranking of the library's own defaults."""

import pytest

from llmselect.catalog.load import load
from llmselect.scoring.ranking.recommend import assess, recommend
from llmselect.settings import Settings


@pytest.fixture(scope="package")
def default_recommendation():
    settings = Settings()
    assessed = assess(load(), settings.machine, settings.workload, settings.costs)
    return recommend(assessed, settings.requirements, settings.priorities)
