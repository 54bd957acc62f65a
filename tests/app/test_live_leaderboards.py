"""Live leaderboards through the real app, from a stand-in Hub: after the page, with faults, as a switch on Choose."""

import pytest

from llmselect.hub.leaderboards.snapshot import CopyState
from llmselect.settings import Settings
from llmselect.ui.core import link_code, tables
from llmselect.ui.store import live_leaderboards
from tests.app.board_pages import put_arena, said, show, shown, table, wait_until_read
from tests.hub import boards


@pytest.mark.parametrize(
    ("language", "badge"), [("en", "LIVE · 13 September 2026"), ("fr", "EN DIRECT · 13 septembre")]
)
def test_live_lines_come_after_the_page(visit, board_hub, language, badge):
    board_hub.fail("/", delay_s=0.5, times=3)
    at = visit("leaderboards", language)
    assert live_leaderboards.pending()
    assert "COPY" in said(at) or "COPIE" in said(at)
    wait_until_read()
    at.run()
    assert not at.exception
    assert badge in said(at)
    assert list(at.dataframe[0].value.iloc[:, 1]) == list(boards.MODELS)
    assert len(board_hub.asked) <= 12
    asked = len(board_hub.asked)
    at.run()
    assert len(board_hub.asked) == asked


def test_official_boards_show_settings_and_whether_the_hub_verified(visit, board_hub):
    at = visit("leaderboards")
    wait_until_read()
    at.run()
    show(at, "hub/tiger-lab/mmlu-pro")
    assert list(table(at)["Verified by the Hub"]) == ["✓ verified", "not verified"]
    assert list(table(at)["Settings, notes"]) == ["With tools", "With tools"]
    assert "few are verified" in said(at)


def test_refresh_rests_after_a_reading_and_says_how_long(visit, board_hub):
    at = visit("leaderboards")
    wait_until_read()
    at.run()
    assert at.button(key="boards.refresh").disabled
    assert "can be asked again in" in said(at)


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
        put_arena(board_hub, boards.parquet(boards.arena_rows())[:300])
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
    assert list(table(at)["Model"]) == ["Qwen/Qwen3-32B", "Qwen/Qwen3-8B"]


# ---------------------------------------------------------------- the switch on Choose
@pytest.mark.usefixtures("nothing_read")
def test_the_switch_is_off_travels_in_the_link_and_says_when_there_is_nothing_newer(visit):
    at = visit("choose")
    assert at.toggle(key="todays_standings").value is False
    at.toggle(key="todays_standings").set_value(True).run()
    assert not at.exception
    assert "no newer lines" in said(at)
    again = visit("choose", **at.query_params)
    assert again.toggle(key="todays_standings").value is True
    assert "no newer lines" in said(again)


@pytest.mark.parametrize(("language", "words"), [("en", "13 September 2026"), ("fr", "13 septembre 2026")])
def test_todays_lines_move_places_and_the_page_says_whose(visit, board_hub, language, words):
    put_arena(board_hub, boards.parquet(boards.arena_rows(models=turned_round())))
    at = visit("choose", language, s=link_code.encode(Settings(todays_standings=True)))
    wait_until_read()
    at.run()
    assert not at.exception
    assert words in said(at)
    moved = table(at, "Place now" if language == "en" else "Place maintenant")
    assert len(moved)
    before, now = moved.iloc[:, 1], moved.iloc[:, 2]
    assert all(one != other for one, other in zip(before, now, strict=True))
    assert any("LMArena" in why for why in moved.iloc[:, 4])


def turned_round():
    """The bundled board upside down: the last become the first."""
    _, rows = shown("lmarena-overall")
    return tuple(row.line.name for row in reversed(rows))[:70]


def test_a_rating_beyond_all_bounds_takes_no_part_and_breaks_nothing(visit, board_hub):
    rows = boards.arena_rows()
    for row, rating in zip(rows, (-500.0, 9000.0), strict=False):
        row |= {"rating": rating, "rating_lower": None, "rating_upper": None}
    put_arena(board_hub, boards.parquet(rows))
    at = visit("choose", s=link_code.encode(Settings(todays_standings=True)))
    wait_until_read()
    at.run()
    assert not at.exception
    assert "leaderboards of today" in said(at)


def test_off_the_switch_changes_nothing_whatever_was_read(visit, board_hub):
    at = visit("choose")
    first = list(at.dataframe[0].value["Model"])
    visit("leaderboards")
    wait_until_read()
    again = visit("choose")
    assert list(again.dataframe[0].value["Model"]) == first
