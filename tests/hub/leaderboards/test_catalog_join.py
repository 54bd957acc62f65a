"""Today's lines as standings of the catalog: nothing doubtful, and no maker's word over a measurement."""

import datetime

import pytest

from llmselect.catalog.releases.dated_releases import older_releases
from llmselect.catalog.standings import Use
from llmselect.estimates.quality import quality
from llmselect.hub.leaderboards import arena, cache_file, official
from llmselect.hub.leaderboards.catalog_join import standings, with_todays_standings
from llmselect.hub.leaderboards.names import model_of
from llmselect.hub.leaderboards.official import ListedBenchmark
from llmselect.hub.leaderboards.snapshot import BoardTable, CopyState, Snapshot
from llmselect.hub.leaderboards.sources import SOURCES
from scripts import bundle_boards
from tests.hub.boards import arena_rows, official_row, parquet

NOW = datetime.datetime(2026, 11, 22, 9, tzinfo=datetime.UTC)
GPQA = official.board(ListedBenchmark("Idavidrein/gpqa", "gpqa", 1))


def shown(*tables: BoardTable, state: CopyState = CopyState.LIVE) -> list[Snapshot]:
    return [Snapshot(one.board, one.day, state, None, one.lines, NOW) for one in tables]


def test_arena_lines_become_standings_with_source_day_and_interval(catalog) -> None:
    found = standings(shown(*arena.parse(parquet(arena_rows()))), catalog)
    one = next(each for each in found if each.benchmark == "lmarena-text" and each.model == "openai:gpt-5")
    assert (one.score, one.low, one.high, one.variant) == (1480, 1472, 1488, "high")
    assert (one.date, one.checked) == (datetime.date(2026, 9, 13), NOW.date())
    assert one.source == "lmarena-ai/leaderboard-dataset"
    assert {each.benchmark for each in found} == {told.benchmark for told in arena.CATEGORIES.values()} - {None}
    assert all(each.benchmark in catalog.benchmarks for each in found)


def test_copies_of_the_project_change_nothing(catalog) -> None:
    tables = [one for source in SOURCES for one in cache_file.bundled(source.id)]
    assert with_todays_standings(catalog, shown(*tables, state=CopyState.BUNDLED)) is catalog


def test_the_catalogs_own_standings_fed_back_change_no_place(catalog) -> None:
    newer = with_todays_standings(catalog, shown(*cache_file.bundled("lmarena")))
    assert newer is not catalog
    older = older_releases(catalog)
    left = [one for one in catalog.file.standings if (catalog.models[one.model].weights, one.name_in_source) in older]
    given_way = [one for one in left if one.benchmark.startswith("lmarena-")]
    assert len(catalog.file.standings) - len(newer.file.standings) <= len(given_way)
    for use in Use:
        before, after = quality(catalog, use), quality(newer, use)
        assert (before.low == after.low).all()
        assert (before.likely == after.likely).all()


def test_a_makers_score_fills_a_gap_and_replaces_nothing(catalog) -> None:
    measured = {each.model for each in catalog.file.standings if each.benchmark == GPQA.benchmark}
    by_repository = [model for model in catalog.file.models if model.hub_repo and model_of(catalog, model.hub_repo)]
    weights = {catalog.models[name].weights for name in measured}
    old = next(model for model in by_repository if model.weights in weights)
    new = next(model for model in by_repository if model.weights not in weights and model.weights == model.id)
    rows = [official_row(old.hub_repo, 99.0), official_row(new.hub_repo, 51.0)]
    (one,) = standings(shown(official.parse(rows, GPQA)), catalog)
    assert (one.model, one.score, one.self_reported) == (new.id, 51.0, True)


@pytest.mark.parametrize("value", [0.412, 1.0, -3.0])
def test_a_share_among_percentages_is_not_guessed(catalog, value) -> None:
    rows = [official_row("Qwen/Qwen3-0.6B", value), official_row("nobody/nothing", 50.0)]
    assert standings(shown(official.parse(rows, GPQA)), catalog) == ()


def test_the_copies_in_the_project_are_the_catalogs_standings(catalog) -> None:
    kept = {one.board.id: one for source in SOURCES for one in cache_file.bundled(source.id)}
    for benchmark in catalog.file.benchmarks:
        lines = [one for one in catalog.file.standings if one.benchmark == benchmark.id]
        about = bundle_boards.board(benchmark)
        if benchmark.id in bundle_boards.OLDER or len(lines) < bundle_boards.FEWEST_LINES:
            assert about.id not in kept
        else:
            assert kept.pop(about.id) == bundle_boards.table(benchmark, lines, catalog), benchmark.id
    assert kept == {}
