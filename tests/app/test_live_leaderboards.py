"""Live leaderboards through the real app, from a stand-in Hub: after the page, with faults, as a switch on Choose."""

import datetime

import pytest

from llmselect.hub.leaderboards.snapshot import CopyState
from llmselect.settings import Settings
from llmselect.ui.core import link_code, tables
from llmselect.ui.leaderboards.board_table import VERIFIED
from llmselect.ui.store import live_leaderboards
from tests.app.board_pages import put_arena, said, show, shown, table, wait_until_read
from tests.hub import boards
from tests.wording import EN, VOICE, says


@pytest.mark.parametrize("language", VOICE)
def test_live_lines_come_after_the_page(visit, board_hub, language):
    board_hub.fail("/", delay_s=0.5, times=3)
    at = visit("leaderboards", language)
    assert live_leaderboards.pending()
    assert says(said(at), "boards.bundled", VOICE[language])
    wait_until_read()
    at.run()
    assert not at.exception
    assert says(said(at), "boards.live", VOICE[language], day=VOICE[language].day(DAY))
    assert list(at.dataframe[0].value.iloc[:, 1])[: len(boards.MODELS)] == list(boards.MODELS)
    assert len(board_hub.asked) <= 12
    asked = len(board_hub.asked)
    at.run()
    assert len(board_hub.asked) == asked


def test_official_boards_show_settings_and_whether_the_hub_verified(visit, board_hub):
    at = visit("leaderboards")
    wait_until_read()
    at.run()
    show(at, "hub/tiger-lab/mmlu-pro")
    assert list(table(at)[EN("boards.verified")]) == [EN(VERIFIED[True]), EN(VERIFIED[False])]
    assert list(table(at)[EN("boards.settings")]) == ["With tools", "With tools"]
    assert says(said(at), "boards.self_reported")


def test_refresh_rests_after_a_reading_and_says_how_long(visit, board_hub):
    at = visit("leaderboards")
    wait_until_read()
    at.run()
    assert at.button(key="boards.refresh").disabled
    assert any(says(each.proto.body, "boards.wait") for each in at.get("html"))


DAY = datetime.date(2026, 9, 13)
"""Of the stand-in's tables."""
FAULTS = {
    "429": {"status": 429, "headers": {"RateLimit": '"api";r=0;t=300'}},
    "500": {"status": 500},
    "html": {"status": 200, "body": b"<html>maintenance</html>"},
    "cut": {"cut_after": 20},
}


@pytest.mark.parametrize("name", FAULTS)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_source_that_fails_leaves_the_best_copy_and_one_sentence(visit, board_hub, name, language):
    if name == "cut":
        put_arena(board_hub, boards.parquet(boards.arena_rows(models=boards.CROWD))[:300])
    board_hub.fail("/api" if name == "cut" else "/", times=1000, **FAULTS[name])
    at = visit("leaderboards", language)
    wait_until_read()
    at.run()
    assert not at.exception
    assert not at.error
    one, _ = shown("lmarena-overall")
    assert one.state is CopyState.BUNDLED
    assert one.reason is not None
    assert one.reason[language == "fr"] in said(at)
    assert len(at.dataframe[0].value) == tables.MOST_ROWS


def test_a_broken_row_is_lost_alone(visit, board_hub):
    board_hub.routes[:] = []
    rows = [
        boards.official_row(),
        {"modelId": None, "value": "?"},
        {"author": 7},
        boards.official_row("Qwen/Qwen3-32B", 66),
    ]
    boards.fill(board_hub, lambda _: rows)
    at = visit("leaderboards")
    wait_until_read()
    at.run()
    show(at, "hub/tiger-lab/mmlu-pro")
    assert not at.exception
    assert list(table(at)[EN("boards.model")]) == ["Qwen/Qwen3-32B", "Qwen/Qwen3-8B"]


# ---------------------------------------------------------------- the switch on Choose
@pytest.mark.usefixtures("nothing_read")
def test_the_switch_is_off_travels_in_the_link_and_says_when_there_is_nothing_newer(visit):
    at = visit("choose")
    assert at.toggle(key="todays_standings").value is False
    at.toggle(key="todays_standings").set_value(True).run()
    assert not at.exception
    assert says(said(at), "today.none")
    again = visit("choose", **at.query_params)
    assert again.toggle(key="todays_standings").value is True
    assert says(said(again), "today.none")


@pytest.mark.parametrize("language", VOICE)
def test_todays_lines_move_places_and_the_page_says_whose(visit, board_hub, language):
    put_arena(board_hub, boards.parquet(far_apart(boards.arena_rows(models=turned_round()))))
    at = visit("choose", language, s=link_code.encode(Settings(todays_standings=True)))
    wait_until_read()
    at.run()
    assert not at.exception
    assert VOICE[language].day(DAY) in said(at)
    moved = table(at, VOICE[language]("today.now"))
    assert len(moved)
    before, now = moved.iloc[:, 1], moved.iloc[:, 2]
    assert all(one != other for one, other in zip(before, now, strict=True))
    assert any("LMArena" in why for why in moved.iloc[:, 4])


def far_apart(rows):
    """The same rows with ratings that differ enough for places to move."""
    ratings = [1500.0 - 6 * (row["rank"] - 1) for row in rows]
    return [
        row | {"rating": rating, "rating_lower": rating - 8, "rating_upper": rating + 8}
        for row, rating in zip(rows, ratings, strict=True)
    ]


def turned_round():
    """The bundled board upside down: the last become the first."""
    _, rows = shown("lmarena-overall")
    return tuple(row.line.name for row in reversed(rows))[:150]


def test_a_rating_beyond_all_bounds_takes_no_part_and_breaks_nothing(visit, board_hub):
    rows = boards.arena_rows(models=boards.CROWD)
    for row, rating in zip(rows, (-500.0, 9000.0), strict=False):
        row |= {"rating": rating, "rating_lower": None, "rating_upper": None}
    put_arena(board_hub, boards.parquet(rows))
    at = visit("choose", s=link_code.encode(Settings(todays_standings=True)))
    wait_until_read()
    at.run()
    assert not at.exception
    assert any(says(said(at), f"today.{count}") for count in ("same", "one", "many"))


def test_off_the_switch_changes_nothing_whatever_was_read(visit, board_hub):
    at = visit("choose")
    first = [each.proto.spec for each in at.get("plotly_chart")]
    visit("leaderboards")
    wait_until_read()
    again = visit("choose")
    assert [each.proto.spec for each in again.get("plotly_chart")] == first
