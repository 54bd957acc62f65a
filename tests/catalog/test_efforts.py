"""Efforts: what a request can ask of a model, and what it gets where it asks for nothing."""

import pytest

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.efforts import EFFORTS, Effort, default_efforts, effort_named, efforts_of
from llmselect.catalog.load import load
from llmselect.catalog.thinking import Reasoning


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load()


def test_every_level_of_the_catalog_is_an_effort(catalog: Catalog):
    for model in catalog.file.models:
        assert len(efforts_of(model)) == len(set(efforts_of(model))) >= 1
        assert all(effort_named(word) in EFFORTS for word in model.efforts)


def test_a_model_that_does_not_think_has_one_effort(catalog: Catalog):
    silent = [model for model in catalog.file.models if model.reasoning is Reasoning.NO]
    assert silent
    assert all(efforts_of(model) == (Effort.OFF,) for model in silent)


def test_a_model_that_always_thinks_cannot_be_asked_not_to(catalog: Catalog):
    thinkers = [model for model in catalog.file.models if model.reasoning is Reasoning.ALWAYS]
    assert thinkers
    assert all(Effort.OFF not in efforts_of(model) for model in thinkers)


def test_the_default_is_one_of_the_efforts(catalog: Catalog):
    defaults = default_efforts(catalog)
    for model in catalog.file.models:
        assert defaults[model.id].effort in efforts_of(model), model.id


def test_a_stated_default_is_known(catalog: Catalog):
    defaults = default_efforts(catalog)
    stated = [model for model in catalog.file.models if model.default_effort]
    assert stated
    for model in stated:
        assert defaults[model.id] == (effort_named(model.default_effort), True)


def test_a_word_of_no_maker_is_refused():
    with pytest.raises(ValueError, match="extreme"):
        effort_named("extreme")
