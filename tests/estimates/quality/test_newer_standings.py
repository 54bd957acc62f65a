"""Standings newer than the fitted scale: they replace the older ones, and a board's own drift moves nobody."""

import datetime

import numpy as np
import pytest

from llmselect.catalog.load import load
from llmselect.catalog.standings import Use
from llmselect.estimates.quality import quality

TODAY = datetime.date(2026, 11, 20)


@pytest.fixture(scope="module")
def catalog():
    return load()


@pytest.fixture(scope="module")
def lines(catalog):
    return [one for one in catalog.file.standings if one.benchmark == "lmarena-text"]


def moved(lines, by: float, only: str | None = None):
    change = {"date": TODAY, "source": "today"}
    return [
        one.model_copy(update=change | {"score": one.score + (by if only in (None, one.model) else 0)}) for one in lines
    ]


def test_newer_lines_replace_those_of_the_same_weights_and_benchmark(catalog, lines) -> None:
    newer = catalog.with_standings(moved(lines[:10], 5))
    assert newer.before is catalog
    replaced = {catalog.models[one.model].weights for one in lines[:10]}
    on_board = [one for one in newer.file.standings if one.benchmark == "lmarena-text"]
    assert all((one.source == "today") == (catalog.models[one.model].weights in replaced) for one in on_board)
    others = [one for one in catalog.file.standings if one.benchmark != "lmarena-text"]
    assert [one for one in newer.file.standings if one.benchmark != "lmarena-text"] == others


def test_newer_lines_of_newer_lines_are_still_compared_with_the_first(catalog, lines) -> None:
    assert catalog.with_standings(moved(lines, 5)).with_standings(moved(lines, 9)).before is catalog


@pytest.mark.parametrize("by", [0, 40, -25])
def test_a_board_that_moves_as_a_whole_moves_nobody(catalog, lines, by) -> None:
    newer = catalog.with_standings(moved(lines, by))
    for use in Use:
        np.testing.assert_allclose(quality(newer, use).likely, quality(catalog, use).likely, atol=1e-9)


def test_a_model_that_rises_on_a_board_rises_alone(catalog, lines) -> None:
    model = lines[40].model
    newer = catalog.with_standings(moved(lines, 60, only=model))
    change = quality(newer, Use.GENERAL).likely - quality(catalog, Use.GENERAL).likely
    weights = catalog.models[model].weights
    at = [i for i, one in enumerate(catalog.file.models) if one.weights == weights]
    assert (change[at] > 0.2).all()
    assert np.allclose(np.delete(change, at), 0)


def test_a_model_without_standings_gets_a_narrower_interval_from_one(catalog, lines) -> None:
    listed = {catalog.models[one.model].weights for one in catalog.file.standings}
    new = next(one for one in catalog.file.models if one.weights == one.id and one.id not in listed)
    newer = catalog.with_standings([lines[0].model_copy(update={"model": new.id, "date": TODAY})])
    at = [one.id for one in catalog.file.models].index(new.id)
    before, after = quality(catalog, Use.GENERAL), quality(newer, Use.GENERAL)
    assert after.high[at] - after.low[at] < before.high[at] - before.low[at]
