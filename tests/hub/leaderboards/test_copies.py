"""Copies of leaderboards: on disk, in the project, and how often their sources may be asked."""

import json
import threading

import pytest

from llmselect.hub import kept_file
from llmselect.hub.leaderboards import cache_file
from llmselect.hub.leaderboards.snapshot import CopyState
from tests.hub.boards import ARENA, DAY, boards, fill, states

pytestmark = pytest.mark.usefixtures("online")
ARENA_FILE = f"/datasets/{ARENA}/resolve"
ENOUGH = 1000


# ---------------------------------------------------------------- no hammering
def test_whatever_is_clicked_a_source_is_read_once_a_minute(hub, clock) -> None:
    fill(hub)
    found = boards()
    first = found.read(asked=True)
    for _ in range(50):
        assert not found.due(asked=True)
        assert found.read(asked=True) == 0
    clock.s += 59
    assert found.read(asked=True) == 0
    clock.s += 2
    assert found.read(asked=True) == first


@pytest.mark.usefixtures("ageing")
def test_after_a_429_nobody_asks_before_its_reset(hub, clock) -> None:
    fill(hub)
    hub.fail("/", status=429, headers={"RateLimit": '"api";r=0;t=300'}, times=ENOUGH)
    found = boards()
    found.read()
    asked = len(hub.asked)
    for wait in (61, 100, 138):
        clock.s += wait
        assert found.read(asked=True) == 0
    clock.s += 2
    assert found.read(asked=True) > 0
    assert len(hub.asked) > asked


@pytest.mark.usefixtures("ageing")
def test_failures_wait_twice_as_long_each_time_up_to_an_hour(hub, clock) -> None:
    hub.fail("/", status=500, times=ENOUGH)
    found = boards()
    waits, last = [], clock.s
    found.read()
    while len(waits) < 9:
        clock.s += 10
        if found.read():
            waits.append(clock.s - last)
            last = clock.s
    assert waits == [60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]


@pytest.mark.usefixtures("ageing")
def test_a_429_of_one_leaderboard_stops_the_others_and_waits(hub, clock) -> None:
    fill(hub)
    hub.fail("/api/datasets/Idavidrein", status=429, headers={"Retry-After": "300"}, times=ENOUGH)
    found = boards()
    found.read()
    read = [one.path for one in hub.asked if "leaderboard" in one.path and "/api/" in one.path]
    assert len(read) == 2
    hub.asked.clear()
    clock.s += 290
    found.read(asked=True)
    assert not any("/api/datasets" in one.path for one in hub.asked)


def test_fifty_visitors_cause_no_more_requests_than_one(hub) -> None:
    fill(hub)
    alone = boards().read()
    for file in kept_file.cache_folder().rglob("*.json"):
        file.unlink()
    hub.asked.clear()
    hub.fail(ARENA_FILE, delay_s=0.2)
    found, seen = boards(), []
    started = threading.Barrier(50)

    def visit() -> None:
        started.wait()
        found.read(asked=True)
        seen.append(len(found.snapshots()))

    visitors = [threading.Thread(target=visit) for _ in range(50)]
    for one in visitors:
        one.start()
    for one in visitors:
        one.join()
    assert len(hub.asked) == alone
    assert min(seen) > 20


# ---------------------------------------------------------------- copies
@pytest.mark.usefixtures("ageing")
def test_the_last_good_copy_survives_a_restart_with_its_day(hub) -> None:
    fill(hub)
    boards().read()
    hub.fail("/", status=500, times=ENOUGH)
    again = boards()
    again.read()
    shown = [one for one in again.snapshots() if one.board.source == "lmarena"]
    assert {(one.state, one.day) for one in shown} == {(CopyState.CACHED, DAY)}
    assert all(one.reason and one.read_at for one in shown)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"version": 2}', b"\xff\xfe", b"null", b"[" * 100_000])
def test_a_broken_file_in_the_cache_is_ignored(online, body) -> None:
    (online / cache_file.FOLDER).mkdir()
    (online / cache_file.FOLDER / "lmarena.json").write_bytes(body)
    assert states(boards())["lmarena"] is CopyState.BUNDLED


@pytest.mark.parametrize(
    ("key", "value"),
    [("read_at", "2999-01-01T00:00:00Z"), ("read_at", "2026-01-01T00:00:00"), ("table", {}), ("extra", 1)],
)
def test_a_file_that_lies_is_ignored(hub, online, key, value) -> None:
    fill(hub)
    boards().read()
    file = online / cache_file.FOLDER / "lmarena.json"
    told = json.loads(file.read_bytes())
    told["kept"] = [one | {key: value} for one in told["kept"]]
    file.write_text(json.dumps(told))
    assert states(boards())["lmarena"] is CopyState.BUNDLED


def test_a_copy_of_another_source_is_ignored(hub, online) -> None:
    fill(hub)
    boards().read()
    folder = online / cache_file.FOLDER
    (folder / "lmarena.json").write_bytes((folder / "official.json").read_bytes())
    assert states(boards())["lmarena"] is CopyState.BUNDLED


def test_a_disk_that_cannot_be_written_to_is_no_fault(hub, monkeypatch, online) -> None:
    (online / "file").write_text("")
    monkeypatch.setenv("LLMSELECT_CACHE", str(online / "file"))
    fill(hub)
    found = boards()
    found.read()
    assert states(found)["lmarena"] is CopyState.LIVE


def test_nothing_half_written_stays_in_the_cache(hub, online) -> None:
    fill(hub)
    boards().read()
    assert {file.suffix for file in online.rglob("*") if file.is_file()} == {".json"}
    assert len(cache_file.load("lmarena")) == 9


def test_the_project_holds_a_dated_copy_of_what_is_not_live() -> None:
    found = boards().snapshots()
    sources = {one.board.source for one in found}
    assert {"lmarena", "comparia", "open-llm", "catalog"} <= sources
    assert all(one.state is CopyState.BUNDLED and one.lines and one.read_at is None for one in found)
    assert all(one.board.label.en and one.board.label.fr and one.board.attribution for one in found)
    assert [one.board.archived for one in found if one.board.source == "open-llm"] == [True] * 4
    assert len({one.board.id for one in found}) == len(found)
