"""Standings and efforts: a score belongs to the effort that its board names."""

import pytest

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.efforts import Effort
from llmselect.catalog.load import load
from llmselect.catalog.standings import Standing
from llmselect.estimates.quality.efforts.board_efforts import (
    is_understood,
    name_effort,
    standing_efforts,
    variant_effort,
)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load()


def effort_on(catalog: Catalog, benchmark: str, name: str, variant: str) -> Effort:
    """The effort of one line of the bundled catalog."""
    found = [
        known.effort
        for line, known in zip(catalog.file.standings, standing_efforts(catalog), strict=True)
        if (line.benchmark, line.name_in_source, line.variant) == (benchmark, name, variant)
    ]
    assert len(found) == 1
    return found[0]


def test_every_variant_of_the_catalog_is_understood(catalog: Catalog):
    assert [line.variant for line in catalog.file.standings if not is_understood(line.variant)] == []


def test_every_standing_has_an_effort(catalog: Catalog):
    found = standing_efforts(catalog)
    assert len(found) == len(catalog.file.standings)
    assert {known.effort for known in found} <= set(Effort)


@pytest.mark.parametrize(
    ("variant", "effort"),
    [
        ("thinking-32k", Effort.ON),
        ("32k-thinking-tokens", Effort.ON),
        ("16k", Effort.ON),
        ("reasoning-fc", Effort.ON),
        ("thinking-minimal", Effort.MINIMAL),
        ("xhigh", Effort.XHIGH),
        ("high reasoning", Effort.HIGH),
        ("claude-opus-5_max", Effort.MAX),
        ("no-think", Effort.OFF),
        ("non-thinking", Effort.OFF),
        ("no reasoning", Effort.OFF),
        ("none", Effort.OFF),
        ("instant", Effort.OFF),
        ("fc", None),
        ("preview-prompt", None),
        ("", None),
    ],
)
def test_a_variant_names_its_effort(variant: str, effort: Effort | None):
    assert variant_effort(variant) is effort


def test_an_unknown_word_is_not_taken_for_understood():
    assert not is_understood("turbo-mode")


@pytest.mark.parametrize(
    ("name", "model", "effort"),
    [
        ("gpt-oss-120b_high", "gpt-oss-120b", Effort.HIGH),
        ("gpt-oss-120b (high)", "gpt-oss-120b", Effort.HIGH),
        ("qwen3-235b-a22b-no-thinking", "qwen3-235b-a22b", Effort.OFF),
        ("deepseek-reasoner", "deepseek-v3.2", Effort.ON),
        ("magistral-medium", "mistral:magistral-medium-latest", None),
        ("qwen3-235b-a22b-thinking-2507", "qwen3-235b-a22b-thinking-2507", None),
        ("grok-4-fast-reasoning", "x-ai:grok-4-fast-reasoning", None),
    ],
)
def test_a_name_tells_an_effort_only_where_it_is_no_part_of_the_model_s_own(name, model, effort):
    assert name_effort(name, model) is effort


def test_a_plain_line_beside_one_that_thinks_does_not_think(catalog: Catalog):
    assert effort_on(catalog, "lmarena-text", "deepseek-v3.2", "") is Effort.OFF
    assert effort_on(catalog, "lmarena-text", "deepseek-v3.2-thinking", "thinking") is Effort.ON


def test_a_plain_line_alone_is_at_the_maker_s_default(catalog: Catalog):
    assert catalog.models["google:gemini-2.5-flash"].default_effort == "on"
    assert effort_on(catalog, "lmarena-text", "gemini-2.5-flash", "") is Effort.ON


def test_a_board_of_likelihoods_lets_nothing_be_thought(catalog: Catalog):
    found = {
        known.effort
        for line, known in zip(catalog.file.standings, standing_efforts(catalog), strict=True)
        if line.benchmark.startswith("open-llm-") and not _always(catalog, line)
    }
    assert found == {Effort.OFF}


def _always(catalog: Catalog, line: Standing) -> bool:
    return catalog.models[line.model].reasoning == "always"
