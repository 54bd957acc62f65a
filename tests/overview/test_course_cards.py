"""Every family of the course has a card; its relative cost and its licence follow from the catalog."""

import numpy as np
import pytest

from llmselect.catalog.licences import Commercial
from llmselect.catalog.load import load
from llmselect.overview.course_cards import CostBasis, CostLevel, course_cards
from llmselect.overview.course_families import COURSE_FAMILIES
from llmselect.overview.model_table import panorama

COURSE = {
    *("mistral", "mixtral", "llama", "phi", "wizardlm", "qwen", "deepseek", "gemma", "codellama", "falcon", "gpt-neox"),
    *("gpt", "claude", "gemini"),
}


@pytest.fixture(scope="module")
def found():
    return panorama(load())


@pytest.fixture(scope="module")
def cards(found):
    return {card.family.lineage: card for card in course_cards(found)}


def test_every_family_of_the_course_has_a_card(cards):
    assert set(cards) == COURSE


def test_every_sentence_is_in_both_languages_and_has_a_source():
    for family in COURSE_FAMILIES:
        assert family.source.startswith("https://")
        for text in (family.strengths, family.uses):
            assert text.en != text.fr


def test_successors_are_models_of_the_catalog_that_can_be_had(found, cards):
    for card in cards.values():
        assert len(card.successors) == len(card.family.successors) > 0
        assert all(found.offered[row] for row in card.successors)


def test_a_family_without_offers_is_placed_by_its_memory(found, cards):
    for card in cards.values():
        priced = np.isfinite(found.blended_usd[card.facts.rows]).any()
        assert card.cost.basis is (CostBasis.PRICE if priced else CostBasis.MEMORY)


def test_the_levels_of_cost_part_all_models_in_thirds(cards):
    for card in cards.values():
        third = 3 - int(np.clip(3 * card.cost.cheaper_than, 0, 2.999))
        assert card.cost.level is CostLevel(third)
        assert card.cost.low <= card.cost.median <= card.cost.high


def test_the_verdict_is_that_of_the_licence_and_the_others_are_counted(cards):
    assert cards["phi"].licence.verdict is Commercial.YES
    assert cards["llama"].licence.verdict is Commercial.CONDITIONAL
    assert cards["llama"].licence.otherwise == 0
    assert cards["qwen"].licence.otherwise > 0
    assert cards["gpt"].licence is None
