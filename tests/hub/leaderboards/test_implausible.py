"""A file that is well formed and wrong does not replace the good copy: neither live nor on disk."""

import datetime

import pytest

from llmselect.hub.http.hub_faults import SENTENCES, FaultKind
from llmselect.hub.leaderboards import arena, cache_file
from llmselect.hub.leaderboards.snapshot import CopyState
from tests.hub.boards import ARENA, CROWD, DAY, arena_rows, boards, fill, official_row, parquet, states
from tests.hub.stand_in import StandIn
from tests.wording import says

pytestmark = pytest.mark.usefixtures("online", "ageing")
LATER = DAY + datetime.timedelta(days=1)
WRONG = {
    "back in time": arena_rows(models=CROWD, day=DAY - datetime.timedelta(days=1)),
    "years back": arena_rows(models=CROWD[:1], day=datetime.date(2023, 1, 1)),
    "most lines lost": arena_rows(models=CROWD[: len(CROWD) // 2 - 1], day=LATER),
}


def serve(hub: StandIn, rows: list[dict]) -> None:
    files = hub.repositories["datasets", ARENA].files
    files[arena.FILE.split("/main/")[1]] = parquet(rows)


def shown(found) -> set[tuple[datetime.date, int, CopyState]]:
    return {(one.day, len(one.lines), one.state) for one in found.snapshots() if one.board.source == "lmarena"}


@pytest.mark.parametrize("name", WRONG)
def test_a_table_gone_wrong_leaves_the_good_copy_in_memory_and_on_disk(hub, clock, name) -> None:
    fill(hub)
    found = boards()
    found.read()
    good = cache_file.load("lmarena")
    serve(hub, WRONG[name])
    clock.s += 61
    found.read()
    assert shown(found) == shown(boards()) == {(DAY, len(CROWD), CopyState.CACHED)}
    assert cache_file.load("lmarena") == good
    (report,) = [each for each in found.reports() if each.source == "lmarena"]
    assert says(report.reason.en, SENTENCES[FaultKind.IMPLAUSIBLE])


@pytest.mark.parametrize("day", [datetime.date(2023, 1, 1), LATER])
def test_the_copy_in_the_project_is_not_replaced_by_a_line_or_two_either(hub, day) -> None:
    fill(hub)
    serve(hub, arena_rows(models=CROWD[:2], day=day))
    found = boards()
    before = found.snapshots()
    found.read()
    assert states(found)["lmarena"] is CopyState.BUNDLED
    lines = [one.lines for one in before if one.board.source == "lmarena"]
    assert [one.lines for one in found.snapshots() if one.board.source == "lmarena"] == lines


def test_one_board_gone_wrong_keeps_its_copy_while_the_others_are_live(hub, clock) -> None:
    fill(hub, lambda _: [official_row(f"a/{number}", 50.0) for number in range(10)])
    found = boards()
    found.read()
    hub.routes.insert(0, (r"/api/datasets/(cais/hle)/leaderboard", lambda *_: [official_row()]))
    clock.s += 61
    found.read()
    (one,) = [each for each in found.snapshots() if each.board.id == "hub/cais/hle"]
    assert len(one.lines) == 10
    assert says(one.reason.en, SENTENCES[FaultKind.IMPLAUSIBLE])
    others = [each for each in found.snapshots() if each.board.source == "official" and each.board.id != one.board.id]
    assert all(each.reason is None for each in others)


def test_a_table_of_a_later_day_with_somewhat_fewer_lines_is_news(hub, clock) -> None:
    fill(hub)
    found = boards()
    found.read()
    serve(hub, arena_rows(models=CROWD[:-20], day=LATER))
    clock.s += 61
    found.read()
    assert {(day, lines) for day, lines, _ in shown(found)} == {(LATER, len(CROWD) - 20)}
