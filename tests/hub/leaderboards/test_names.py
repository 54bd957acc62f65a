"""Names on boards become the right model of the catalog, or none."""

import pytest

from llmselect.catalog.releases.dated_releases import older_releases
from llmselect.hub.leaderboards.names import aliases, model_of, spelled


@pytest.mark.parametrize(
    ("name", "model", "variant"),
    [
        ("gpt-5", "openai:gpt-5", ""),
        ("gpt-5-mini", "openai:gpt-5-mini", ""),
        ("gpt-5-high", "openai:gpt-5", "high"),
        ("gpt-5-mini-high", "openai:gpt-5-mini", "high"),
        ("GPT_5 Mini", "openai:gpt-5-mini", ""),
        ("claude-opus-4.1", "anthropic:claude-opus-4-1", ""),
        ("claude-opus-4-5-20251101-thinking-32k", "anthropic:claude-opus-4-5", "thinking-32k"),
        ("qwen3-8b", "qwen3-8b", ""),
        ("qwen3-8b-thinking", "qwen3-8b", "thinking"),
        ("Qwen/Qwen3-8B", "qwen3-8b", ""),
        ("qwen/qwen3-8b", "qwen3-8b", ""),
        ("qwen3-4b-thinking-2507", "qwen3-4b-thinking-2507", ""),
        ("kimi-k2-thinking", "kimi-k2-thinking", ""),
        ("deepseek-r1", "deepseek-r1", ""),
        ("deepseek-r1-0528", "deepseek-r1-0528", ""),
        ("grok-4-1-fast-reasoning", "x-ai:grok-4-1-fast-reasoning", ""),
        ("Command A Reasoning (FC)", "command-a-reasoning-08-2025", "fc"),  # a sister, not a variant of Command A
        ("glm-4.7", "glm-4.7", ""),
        ("glm-4.7-flash", "glm-4.7-flash", ""),
        ("DeepSeek-V3", "deepseek-v3", ""),
        ("deepseek-v3.2", "deepseek-v3.2", ""),
        ("deepseek-v3-0324", "deepseek-v3-0324", ""),
        ("qwen3-235b-a22b-no-thinking", "qwen3-235b-a22b", "no-thinking"),
        ("qwen3-32b-no-thinking", "qwen3-32b", "no-thinking"),
        ("qwen3-235b-a22b-instruct-2507", "qwen3-235b-a22b-instruct-2507", ""),
    ],
)
def test_known_names_find_their_model(catalog, name, model, variant) -> None:
    assert aliases(catalog).find(name) == (model, variant)


@pytest.mark.parametrize(
    "name",
    [
        "gpt-5-nano-of-mine",
        "gpt-5-chat-preview-x",
        "qwen3-8b-base",
        "qwen3-8b-instruct-2507",
        "qwen3-8b-high",
        "qwen3-8b-abliterated",
        "Qwen3-235B-A22B-2507",
        "unsloth/Qwen3-8B",
        "Qwen/Qwen3-8B-Base",
        "Qwen/Qwen3-8B-GGUF",
        "somebody/gpt-5",
        "deepseek-r1-0601",
        "deepseek-r1-2025-06-01",
        "gpt-5-2019-01-01",
        "gpt-5-2025-99-99",
        "llama-3.1-8b-instruct-thinking",
        "mistral-high",
        "-thinking",
        "",
        " ",
    ],
)
def test_near_names_find_no_model(catalog, name) -> None:
    assert model_of(catalog, name) is None


def test_every_name_of_the_catalogs_own_standings_finds_its_weights(catalog) -> None:
    lost = [
        (one.name_in_source, one.model)
        for one in catalog.file.standings
        if (found := model_of(catalog, one.name_in_source)) is None
        or catalog.models[found].weights != catalog.models[one.model].weights
    ]
    older = {(name, weights) for weights, name in older_releases(catalog)}
    assert {(name, catalog.models[model].weights) for name, model in lost} == older


def test_a_model_finds_itself_or_nothing(catalog) -> None:
    for model in catalog.file.models:
        for name in (model.id, model.hub_repo or model.id):
            found = model_of(catalog, name)
            assert found is None or catalog.models[found].weights == model.weights, name


def test_a_visitors_own_model_takes_no_name_from_the_catalog(catalog) -> None:
    like = catalog.models["qwen3-8b"]
    mine = like.model_copy(update={"id": "hub:somebody/gpt-5", "hub_repo": "somebody/gpt-5"})
    joined = catalog.with_models([mine])
    assert model_of(joined, "gpt-5") == "openai:gpt-5"
    assert model_of(joined, "somebody/gpt-5") == mine.id


def test_spellings_of_one_name_are_one() -> None:
    assert spelled("Claude Opus 4.1") == spelled("claude-opus-4-1") == spelled("claude_opus_4.1")
    assert spelled("gpt-5") != spelled("gpt-5.1")
