"""Published scores become numbers that can be added."""

import pytest

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.load import load
from llmselect.estimates.quality.scores import logit_score


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load()


def test_percentages_are_stretched_and_ends_are_reached_by_nobody(catalog: Catalog):
    board = catalog.benchmarks["epoch-math-level-5"]
    half, _ = logit_score(50.0, board)
    assert half == pytest.approx(0.0)
    assert logit_score(90.0, board)[0] - logit_score(80.0, board)[0] > logit_score(60.0, board)[0] - half
    assert logit_score(100.0, board) == logit_score(99.9, board)
    assert logit_score(97.0, board)[1] > logit_score(50.0, board)[1]  # the same chance is more log-odds near the end


def test_what_guessing_solves_is_not_ability(catalog: Catalog):
    """GPQA Diamond has four choices (Rein et al. 2023, https://arxiv.org/abs/2311.12022): 25 % is nothing."""
    board = catalog.benchmarks["epoch-gpqa-diamond"]
    assert logit_score(25.0, board) == logit_score(20.0, board)
    assert logit_score(62.5, board)[0] == pytest.approx(0.0)
