"""The panorama in numbers: every set of weights once, unknown never passes, cards of the course name real models."""

import datetime

import numpy as np
import pytest

from llmselect.catalog.lineages import lineage_of
from llmselect.catalog.load import load
from llmselect.catalog.models import Lifecycle
from llmselect.overview.family_facts import lineage_facts
from llmselect.overview.model_filter import LicenceKind, ModelFilter, Openness, matching_rows
from llmselect.overview.model_table import on_machine, panorama
from llmselect.overview.reference_machines import ORDINARY, UNKNOWN
from llmselect.overview.then_and_now_facts import SAYINGS, then_now
from llmselect.scoring.ranking.recommend import assess
from llmselect.settings import Settings


@pytest.fixture(scope="module")
def found():
    return panorama(load())


@pytest.fixture(scope="module")
def here(found):
    settings = Settings()
    return on_machine(found, assess(found.catalog, settings.machine, settings.workload, settings.costs).estimates)


def test_each_set_of_weights_stands_once_and_answers_to_all_its_names(found):
    assert len({model.weights for model in found.models}) == len(found)
    assert set(found.position) == {model.id for model in found.catalog.file.models}


def test_the_cheapest_offer_is_the_cheapest_that_stands_and_costs_something(found):
    row = found.position["deepseek-v3.2"]
    standing = [i for i in found.offers_of(row) if found.catalog.file.offers[i].state is not Lifecycle.RETIRED]
    assert found.cheapest[row] == standing[0]
    assert np.nanmin(found.blended_usd) > 0


def test_machines_grow_and_a_larger_model_never_needs_a_smaller_one(found):
    rows = [found.position[f"qwen3-{size}"] for size in ("0.6b", "8b", "14b", "32b")]
    needed = [int(found.room.smallest[row]) for row in rows]
    assert needed == sorted(needed)
    assert all(found.catalog.accelerator(each.machine.accelerator or "") for each in ORDINARY)


def test_a_model_of_unknown_shape_has_no_smallest_machine(found):
    assert found.room.smallest[found.position["openai:gpt-4o"]] == UNKNOWN
    assert np.isnan(found.room.total_bytes[found.position["openai:gpt-4o"]])


@pytest.mark.parametrize(
    ("wanted", "holds"),
    [
        (ModelFilter(openness=Openness.OPEN), lambda m: m.hub_repo is not None),
        (ModelFilter(openness=Openness.SERVED), lambda m: m.hub_repo is None),
        (ModelFilter(lineage="qwen"), lambda m: lineage_of(m).name == "Qwen"),
        (ModelFilter(least_billions=3, most_billions=8), lambda m: 3e9 <= m.total_parameters <= 8e9),
        (ModelFilter(licence=LicenceKind.FREE), lambda m: m.licence is not None),
        (ModelFilter(french=True), lambda m: m.french == "yes"),
        (ModelFilter(tool_use=True), lambda m: m.tool_use == "yes"),
        (ModelFilter(reasoning=True), lambda m: m.reasoning in ("yes", "optional", "always")),
        (ModelFilter(since=datetime.date(2026, 1, 1)), lambda m: m.release_date >= datetime.date(2026, 1, 1)),
        (ModelFilter(runs_here=True), lambda m: m.architecture is not None),
    ],
)
def test_a_filter_leaves_only_what_it_asks_for(found, here, wanted, holds):
    rows = np.flatnonzero(matching_rows(found, here, wanted))
    assert 0 < len(rows) < len(found)
    assert all(holds(found.models[row]) for row in rows)


@pytest.mark.parametrize(
    ("family", "lineage"),
    [
        ("Qwen2.5 Coder", "Qwen"),
        ("QwQ", "Qwen"),
        ("GPT", "GPT"),
        ("GPT-J", "GPT-J"),
        ("gpt-oss", "gpt-oss"),
        ("Llama 3.2", "Llama"),
        ("Llama2 Uncensored", "Llama2 Uncensored"),
        ("DeepSeek R1 Distill", "DeepSeek"),
        ("GLM-4.5", "GLM"),
        ("Mixtral", "Mixtral"),
        ("Code Llama", "Code Llama"),
        ("WizardLM-2", "WizardLM"),
        ("WizardCoder", "WizardLM"),
        ("GPT-NeoX", "GPT-NeoX"),
        ("Phi-3.5", "Phi"),
    ],
)
def test_families_are_taken_together_as_people_call_them(found, family, lineage):
    model = found.models[0].model_copy(update={"family": family})
    assert lineage_of(model).name == lineage


def test_places_count_only_models_with_a_public_score(found):
    ranks = [rank for facts in lineage_facts(found) for rank in facts.ranks]
    assert all(found.scored[rank.row] and 1 <= rank.rank <= rank.peers for rank in ranks)


def test_every_card_of_the_course_names_models_of_the_catalog(found):
    assert len(SAYINGS) == 14
    assert all(saying.source.startswith("https://") and saying.said.en != saying.said.fr for saying in SAYINGS)
    unknown = [name for saying in SAYINGS for name in (saying.then, *saying.now) if name not in found.position]
    assert unknown == []


def test_every_name_of_the_course_has_its_pair_of_models(found):
    pairs = then_now(found)
    assert {"falcon", "gpt-neox", "mixtral", "gemini"} <= {pair.saying.id for pair in pairs}
    assert all(pair.then is not None and pair.today is not None for pair in pairs)
    for pair in pairs:
        assert found.offered[pair.today.row]
        assert pair.then.model.release_date is None or pair.then.model.release_date.year <= 2024


def test_a_retired_model_has_no_current_offer(found):
    gpt4 = next(card for card in then_now(found) if card.saying.id == "gpt-4")
    assert (gpt4.then.current_offers, gpt4.then.legacy_offers) == (0, 0)
    assert not gpt4.then.on_sale
    assert gpt4.then.price_usd == (30.0, 60.0)  # https://openai.com/api/pricing, as genai-prices keeps it
