"""What each source answers, as tables: true shapes, and every way in which a row or a file can be broken."""

import contextlib
import datetime

import pytest

from llmselect.catalog.standings import Use
from llmselect.hub.http.hub_faults import FaultKind, HubFault
from llmselect.hub.leaderboards import arena, official, openevals
from llmselect.hub.leaderboards import parquet as reading
from llmselect.hub.leaderboards.official import ListedBenchmark
from llmselect.hub.leaderboards.snapshot import Unit
from tests.hub.boards import DAY, MODELS, OFFICIAL, arena_rows, listing, official_row, openevals_rows, parquet

ABOUT = official.board(ListedBenchmark("TIGER-Lab/MMLU-Pro", "MMLU-Pro", 1))


def kind_of(ask, *given) -> FaultKind:
    with pytest.raises(HubFault) as raised:
        ask(*given)
    return raised.value.kind


def test_arena_categories_become_boards_with_intervals_votes_and_day() -> None:
    tables = arena.parse(parquet(arena_rows()))
    assert [table.board.id for table in tables] == [arena.board(name).id for name in arena.CATEGORIES]
    first = tables[0].lines[0]
    assert (first.name, first.rank, first.low, first.high, first.votes) == (MODELS[0], 1, 1492, 1508, 12000)
    assert [line.rank for line in tables[0].lines] == [1, 2, 3, 4]
    assert [line.open for line in tables[0].lines] == [False, False, True, False]
    assert {table.day for table in tables} == {DAY}
    assert all(table.board.attribution and table.board.licence == "CC BY 4.0" for table in tables)
    assert next(table.board for table in tables if "french" in table.board.id).uses == (Use.FRENCH,)


def test_only_the_latest_day_of_the_arena_counts() -> None:
    older = arena_rows(models=("gpt-5-high", "gone"), day=datetime.date(2026, 1, 1))
    (table, *_) = arena.parse(parquet(older + arena_rows(models=("gpt-5-high",))))
    assert (table.day, [line.name for line in table.lines]) == (DAY, ["gpt-5-high"])


def test_a_category_that_is_gone_takes_no_other_with_it() -> None:
    tables = arena.parse(parquet(arena_rows(categories=("overall", "coding"))))
    assert [table.board.id for table in tables] == ["lmarena-overall", "lmarena-coding"]


@pytest.mark.parametrize(
    "broken",
    [
        {"model_name": None},
        {"model_name": ""},
        {"rating": None},
        {"rating": float("nan")},
        {"rating": float("inf")},
        {"rating": 1e300},
    ],
)
def test_a_broken_arena_row_is_lost_alone(broken) -> None:
    rows = arena_rows(categories=("overall",))
    rows[1] |= broken
    (table,) = arena.parse(parquet(rows))
    assert [line.name for line in table.lines] == [MODELS[0], *MODELS[2:]]


@pytest.mark.parametrize("broken", [{"rating_lower": None}, {"rating_upper": 1.0}, {"rating_lower": float("nan")}])
def test_an_interval_that_does_not_hold_its_score_is_no_interval(broken) -> None:
    rows = arena_rows(categories=("overall",))
    rows[0] |= broken
    (table,) = arena.parse(parquet(rows))
    assert (table.lines[0].low, table.lines[0].high) == (None, None)


def test_the_scale_of_agents_is_never_read_as_ratings() -> None:
    rows = [{"model_name": "gpt-5", "score": 0.5, "score_ci_lower": 0.4, "category": "overall"}]
    assert kind_of(arena.parse, parquet(rows)) is FaultKind.BAD_DATA


@pytest.mark.parametrize("column", arena.NEEDED)
def test_an_arena_file_without_a_needed_column_is_refused(column) -> None:
    rows = [{name: value for name, value in row.items() if name != column} for row in arena_rows()]
    assert kind_of(arena.parse, parquet(rows)) is FaultKind.BAD_DATA


@pytest.mark.parametrize("cut", [0, 4, 100, -9, -1])
def test_truncated_parquet_is_refused(cut) -> None:
    assert kind_of(arena.parse, parquet(arena_rows())[:cut]) is FaultKind.BAD_DATA


@pytest.mark.parametrize("body", [b"<html>down</html>", b"PAR1" + b"\xff" * 200 + b"PAR1", b"\x80\x04\x95pickle"])
def test_what_is_not_parquet_is_refused(body) -> None:
    assert kind_of(arena.parse, body) is FaultKind.BAD_DATA


def test_every_flipped_byte_of_a_parquet_file_is_read_or_refused() -> None:
    body = bytearray(parquet(arena_rows(categories=("overall",))))
    for at in range(0, len(body), 7):
        flipped = bytes(body[:at]) + bytes([body[at] ^ 0xFF]) + bytes(body[at + 1 :])
        with contextlib.suppress(HubFault):
            assert arena.parse(flipped)


def test_too_many_rows_are_refused_before_they_are_read(monkeypatch) -> None:
    monkeypatch.setattr(reading, "MOST_ROWS", 10)
    assert kind_of(arena.parse, parquet(arena_rows())) is FaultKind.TOO_LARGE


def test_an_official_row_keeps_badge_pull_request_notes_and_source() -> None:
    (line,) = official.parse([official_row(verified=True)], ABOUT).lines
    assert (line.name, line.score, line.verified, line.pull_request) == ("Qwen/Qwen3-8B", 55.5, True, 12)
    assert (line.settings, line.link, line.link_name) == (
        "With tools",
        "https://huggingface.co/Qwen/Qwen3-8B",
        "Model Card",
    )


def test_settings_are_never_averaged() -> None:
    rows = [official_row(value=50.0), official_row(value=60.0, notes="Text only"), official_row(value=40.0)]
    assert [(line.score, line.settings) for line in official.parse(rows, ABOUT).lines] == [
        (60.0, "Text only"),
        (50.0, "With tools"),
    ]


def test_absent_keys_of_an_official_row_are_unknown() -> None:
    (line,) = official.parse([{"modelId": "Qwen/Qwen3-8B", "value": 12}], ABOUT).lines
    assert (line.verified, line.pull_request, line.link, line.settings) == (False, None, None, "")


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"modelId": "Qwen/Qwen3-8B"},
        {"value": 3.0},
        official_row(value="55"),
        official_row(value=None),
        official_row(value=True),
        official_row(value=float("nan")),
        official_row(value=1e99),
        official_row(model="no-owner"),
        official_row(model="a/b/c"),
        official_row() | {"modelId": 7},
        None,
        "row",
        [],
        7,
    ],
)
def test_a_broken_official_row_is_lost_alone(broken) -> None:
    table = official.parse([official_row(), broken, official_row("Qwen/Qwen3-32B", 66.0)], ABOUT)
    assert [line.name for line in table.lines] == ["Qwen/Qwen3-32B", "Qwen/Qwen3-8B"]


@pytest.mark.parametrize(
    "source",
    ["card", 7, [], {"url": "javascript:alert(1)"}, {"url": "http://plain"}, {"url": 'https://x/"><script>'}, None],
)
def test_a_link_that_is_none_is_not_followed(source) -> None:
    (line,) = official.parse([official_row(source=source)], ABOUT).lines
    assert line.link is None


def test_where_less_is_better_the_lowest_comes_first() -> None:
    rows = [official_row(value=9.0, lower_is_better=True), official_row("Qwen/Qwen3-32B", 2.0, lower_is_better=True)]
    table = official.parse(rows, ABOUT)
    assert not table.board.higher_is_better
    assert [(line.score, line.rank) for line in table.lines] == [(2.0, 1), (9.0, 2)]


def test_shares_are_not_called_percentages() -> None:
    assert official.parse([official_row(value=0.41)], ABOUT).board.unit is Unit.OTHER
    assert official.parse([official_row(value=41.0)], ABOUT).board.unit is Unit.PERCENT


@pytest.mark.parametrize("answer", [None, {}, {"error": "x"}, "rows", 3, [{}], [None, 4]])
def test_an_answer_without_a_single_row_is_refused(answer) -> None:
    assert kind_of(official.parse, answer, ABOUT) is FaultKind.BAD_DATA


def test_boards_about_documents_and_screens_are_left_out_and_new_ones_stand_apart() -> None:
    found = official.chosen(official.discovered(listing()))
    names = [one.dataset for one in found]
    assert not any(word in name for name in names for word in ("OCR", "ScreenSpot", "Parse"))
    assert set(names) == set(OFFICIAL[:12])
    boards = [official.board(one) for one in found]
    assert [one.id for one in boards if one.other] == ["hub/somebody/brand-new-bench"]
    assert all(one.label.fr and one.uses for one in boards if not one.other)


@pytest.mark.parametrize(
    "odd",
    [
        None,
        "x",
        4,
        {},
        {"id": 4},
        {"id": "no-owner"},
        {"id": "a/b c"},
        {"id": "é/x"},
        {"id": "../x"},
        {"id": "a/b?c=d"},
        {"id": "a/" + "b" * 300},
    ],
)
def test_an_odd_benchmark_in_the_listing_is_passed_over(odd) -> None:
    assert official.discovered([odd, {"id": "cais/hle", "cardData": None}]) == [ListedBenchmark("cais/hle", "hle", 0)]


def test_openevals_columns_become_boards_and_its_average_is_ignored() -> None:
    tables = openevals.parse(parquet(openevals_rows()))
    assert [(table.board.id, len(table.lines)) for table in tables] == [("openevals/gpqa", 2), ("openevals/hle", 1)]
    assert tables[0].lines[0].parameters == 8.2e9
    assert 77.7 not in [line.score for table in tables for line in table.lines]


def test_openevals_without_scores_is_refused() -> None:
    assert kind_of(openevals.parse, parquet([{"model_id": "a/b"}])) is FaultKind.BAD_DATA


def test_a_whole_number_beyond_every_float_loses_its_row_alone() -> None:
    rows = [official_row(value=10**400), official_row("Qwen/Qwen3-32B", 66.0)]
    assert [line.name for line in official.parse(rows, ABOUT).lines] == ["Qwen/Qwen3-32B"]
