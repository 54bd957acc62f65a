"""Close kin: the same maker's same line, sizes within a factor of two."""

from dataclasses import replace

import pytest

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.load import load
from llmselect.estimates.quality.attributes import Attributes
from llmselect.estimates.quality.kin import are_kin, kin_of
from llmselect.estimates.quality.table import table


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load()


def about(catalog: Catalog, model: str) -> Attributes:
    found = table(catalog)
    return found.known[found.row_of[model]]


@pytest.mark.parametrize(
    ("one", "other", "kin"),
    [
        ("gemma-2-9b-it", "gemma-3-12b-it", True),
        ("gemma-2-9b-it", "gemma-3-27b-it", False),
        ("qwen3-32b", "qwen3-30b-a3b", False),
        ("qwen2.5-coder-32b-instruct", "qwen2.5-32b-instruct", False),
        ("anthropic:claude-opus-4-5", "anthropic:claude-opus-4-6", True),
        ("anthropic:claude-opus-4-5", "anthropic:claude-haiku-4-5", False),
    ],
)
def test_hand_picked_pairs(catalog: Catalog, one: str, other: str, kin: bool):
    assert are_kin(about(catalog, one), about(catalog, other)) is kin


def test_kinship_goes_both_ways_and_no_model_is_its_own_kin(catalog: Catalog):
    rows = kin_of(table(catalog).known)
    assert sum(map(len, rows)) > 100
    for row, kin in enumerate(rows):
        assert row not in kin
        assert all(row in rows[other] for other in kin)


def test_a_factor_of_two_is_close_and_more_is_not(catalog: Catalog):
    one = about(catalog, "llama-3.1-70b-instruct")
    assert one.total is not None
    assert are_kin(one, replace(one, total=one.total + 0.30, active=one.total + 0.30))
    assert not are_kin(one, replace(one, total=one.total + 0.31, active=one.total + 0.31))
    assert not are_kin(one, replace(one, total=None, active=None))
    assert not are_kin(one, replace(one, base=True))
    assert not are_kin(one, replace(one, maker="somebody else"))
