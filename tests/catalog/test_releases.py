"""Two dated releases of a closed model are two: an entry stands for one, and never takes the better score of both."""

import datetime
from dataclasses import replace

import pytest

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.load import load
from llmselect.catalog.releases.dated_releases import counted, newest_releases, older_releases
from llmselect.catalog.standings import Use
from llmselect.estimates.quality import quality_of
from llmselect.estimates.quality.scores import lines
from llmselect.hub.leaderboards.names import model_of

SONNET = "anthropic:claude-3-5-sonnet"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load()


@pytest.mark.parametrize(
    ("names", "released", "of_the_entry"),
    [
        ({"claude-3-5-sonnet-20240620", "claude-3-5-sonnet-20241022"}, "2024-06-20", {"claude-3-5-sonnet-20241022"}),
        ({"gpt-4-0314", "gpt-4-0613", "GPT-4-0613"}, "2023-11-06", {"gpt-4-0613", "GPT-4-0613"}),
        ({"gpt-4-1106-preview", "gpt-4-turbo-2024-04-09"}, "2023-11-06", {"gpt-4-turbo-2024-04-09"}),
        (
            {"gemini-1.5-pro-001", "Gemini 1.5 Pro 002", "gemini-1.5-pro"},
            None,
            {"Gemini 1.5 Pro 002", "gemini-1.5-pro"},
        ),
        ({"gemini-2.5-flash", "gemini-2.5-flash-preview-09-2025"}, "2025-06-17", {"gemini-2.5-flash"}),
        ({"gemini-2.5-pro", "gemini-2.5-pro-preview-06-05"}, "2025-06-17", None),
        ({"gpt-5.2", "gpt-5.2-2025-12-11_xhigh"}, "2025-12-11", None),
        (
            {"chatgpt-4o (2025-03-29)", "chatgpt-4o-20250326", "chatgpt-4o (2025-02-15)"},
            None,
            {"chatgpt-4o (2025-03-29)", "chatgpt-4o-20250326"},
        ),
        ({"magistral-medium", "magistral-medium-2506"}, "2025-03-17", None),
        ({"some-preview-05-20", "some-preview-03-25"}, "2025-03-25", {"some-preview-03-25"}),
        ({"model-2024-99-99", "model"}, "2024-01-01", None),
    ],
)
def test_an_entry_stands_for_one_release(names: set[str], released: str | None, of_the_entry: set[str] | None):
    day = datetime.date.fromisoformat(released) if released else None
    assert counted(names, day) == (names if of_the_entry is None else of_the_entry)


def test_no_score_of_an_older_release_moves_a_value(catalog: Catalog):
    older = older_releases(catalog)
    assert (SONNET, "claude-3-5-sonnet-20240620") in older
    assert not any((line.model, line.standing.name_in_source) in older for line in lines(catalog))
    better = tuple(
        one.model_copy(update={"score": one.score * 1.05})
        if (one.model, one.name_in_source) == (SONNET, "claude-3-5-sonnet-20240620")
        else one
        for one in catalog.file.standings
    )
    changed = replace(catalog, file=catalog.file.model_copy(update={"standings": better}))
    for use in Use:
        assert quality_of(changed, SONNET, use).value == quality_of(catalog, SONNET, use).value


def test_an_older_release_on_a_board_is_no_model_of_the_catalog(catalog: Catalog):
    for weights, name in older_releases(catalog):
        assert model_of(catalog, name) != weights


def test_the_release_that_counts_finds_its_entry(catalog: Catalog):
    assert model_of(catalog, "claude-3-5-sonnet-20241022") == SONNET
    assert newest_releases(catalog)[SONNET] == datetime.date(2024, 10, 22)
    for dated in ("gpt-4o-2024-05-13", "gpt-4o-2024-08-06", "gpt-4o-2024-11-20"):
        assert model_of(catalog, dated) == f"openai:{dated}"


def test_open_models_keep_every_name(catalog: Catalog):
    assert all(catalog.models[weights].hub_repo is None for weights, _ in older_releases(catalog))


@pytest.mark.parametrize("entry", [SONNET, "openai:gpt-4", "openai:gpt-4-turbo"])
def test_an_entry_has_the_day_of_the_release_that_it_stands_for(catalog: Catalog, entry: str):
    assert catalog.models[entry].release_date == newest_releases(catalog)[entry]
