"""Live readings against the stand-in, with the real client over HTTP: budgets, faults, copies, and no hammering."""

import datetime
import json
import threading
import time
from types import SimpleNamespace

import pytest

from llmselect.hub.leaderboards import copies, disk
from llmselect.hub.leaderboards.boards import MOST_REQUESTS, Boards
from llmselect.hub.leaderboards.snapshot import State
from llmselect.hub.leaderboards.sources import SOURCES
from tests.hub.boards import ARENA, DAY, OFFICIAL, fill, official_row

ARENA_FILE = f"/datasets/{ARENA}/resolve"
ENOUGH = 1000


@pytest.fixture(autouse=True)
def online(monkeypatch, tmp_path):
    """Live reading switched on, with a cache of this test's own."""
    monkeypatch.delenv("LLMSELECT_OFFLINE")
    monkeypatch.setenv("LLMSELECT_CACHE", str(tmp_path))
    return tmp_path


@pytest.fixture
def clock(monkeypatch):
    """Seconds that pass when the test says so."""
    now = SimpleNamespace(s=1000.0)
    monkeypatch.setattr(copies, "time", SimpleNamespace(monotonic=lambda: now.s))
    return now


@pytest.fixture
def ageing(monkeypatch):
    """Every copy is older than an hour at once."""
    monkeypatch.setattr(copies, "FRESH", datetime.timedelta(0))


def boards() -> Boards:
    return Boards(SOURCES)


def states(found: Boards) -> dict[str, State | None]:
    return {report.source: report.state for report in found.reports()}


def reason(found: Boards, source: str) -> str:
    (told,) = [report.reason for report in found.reports() if report.source == source]
    assert told is not None
    assert told.en != told.fr
    return told.en


# ---------------------------------------------------------------- budgets
def test_a_cold_reading_is_live_within_its_requests(hub) -> None:
    fill(hub)
    found = boards()
    assert found.read() == len(hub.asked) <= MOST_REQUESTS
    assert states(found)["lmarena"] is states(found)["official"] is State.LIVE
    assert {one.day for one in found.snapshots() if one.board.source == "lmarena"} == {DAY}
    assert all(one.reason is None for one in found.snapshots() if one.state is State.LIVE)
    assert not any(one.board.source == "openevals" for one in found.snapshots())


def test_a_warm_reading_asks_nothing_even_after_a_restart(hub) -> None:
    fill(hub)
    boards().read()
    hub.asked.clear()
    again = boards()
    assert not again.due()
    assert again.read() == 0
    assert states(again)["lmarena"] is State.LIVE
    assert hub.asked == []


def test_renamed_files_never_exceed_the_budget(hub) -> None:
    fill(hub)
    hub.fail("/api/datasets", status=307, headers={"Location": "/api/datasets"}, times=ENOUGH)
    found = boards()
    assert found.read() == len(hub.asked) <= MOST_REQUESTS


def test_boards_beyond_the_budget_are_named_without_lines(hub) -> None:
    fill(hub)
    found = boards()
    found.read()
    official = [one for one in found.snapshots() if one.board.source == "official"]
    assert len([one for one in official if one.lines]) == 8
    assert {one.board.url for one in official if not one.lines} == {
        f"https://huggingface.co/datasets/{name}" for name in OFFICIAL[9:12] + OFFICIAL[3:4]
    }


def test_the_token_goes_to_the_hub_alone(hub, monkeypatch) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    fill(hub)
    boards().read()
    home = hub.url.removeprefix("http://")
    assert {one.host for one in hub.asked if "authorization" in one.headers} == {home}
    away = [one for one in hub.asked if one.host != home]
    assert away
    assert all("authorization" not in one.headers for one in away)


def test_nothing_but_json_and_parquet_is_asked_for(hub) -> None:
    fill(hub)
    boards().read()
    paths = [one.path.split("?")[0] for one in hub.asked]
    assert all(path.startswith("/api/datasets") or path.endswith(".parquet") for path in paths)


# ---------------------------------------------------------------- faults
FAULTS = {
    "429": {"status": 429, "headers": {"RateLimit": '"api";r=0;t=300'}},
    "500": {"status": 500},
    "HTML": {"status": 200, "body": b"<html><body>down</body></html>"},
    "cut": {"status": 200, "body": b"[" * 100, "cut_after": 40},
    "empty": {"status": 200, "body": b""},
    "missing keys": {"status": 200, "body": b'[{"rank": 1}]'},
    "another shape": {"status": 200, "body": b'{"rows": 3}'},
}


@pytest.mark.usefixtures("no_sleep")
@pytest.mark.parametrize("what", FAULTS.values(), ids=FAULTS)
def test_every_fault_leaves_the_best_copy_and_one_sentence(hub, what) -> None:
    fill(hub)
    hub.fail("/", **what, times=ENOUGH)
    found = boards()
    before = [(one.board.id, one.day) for one in found.snapshots()]
    assert found.read() == len(hub.asked) <= MOST_REQUESTS
    assert [(one.board.id, one.day) for one in found.snapshots()] == before
    assert states(found)["lmarena"] is State.BUNDLED
    assert reason(found, "lmarena").count(". ") == 0
    assert reason(found, "official")


@pytest.mark.usefixtures("quick", "no_sleep")
def test_a_hub_that_answers_after_half_a_minute_is_given_up(hub) -> None:
    fill(hub)
    hub.fail("/", delay_s=30, times=ENOUGH)
    found, start = boards(), time.monotonic()
    found.read()
    assert time.monotonic() - start < 5
    assert states(found)["lmarena"] is State.BUNDLED
    assert "in time" in reason(found, "lmarena")


@pytest.mark.usefixtures("no_sleep")
def test_an_unreachable_hub_leaves_the_best_copy(hub, monkeypatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    found = boards()
    found.read()
    assert states(found)["lmarena"] is State.BUNDLED
    assert "cannot be reached" in reason(found, "lmarena")


def test_a_truncated_parquet_empties_no_other_source(hub) -> None:
    fill(hub)
    repository = hub.repositories["datasets", ARENA]
    (name,) = repository.files
    repository.files[name] = repository.files[name][:200]
    found = boards()
    found.read()
    assert states(found)["lmarena"] is State.BUNDLED
    assert states(found)["official"] is State.LIVE
    assert ARENA in reason(found, "lmarena")


def test_a_broken_leaderboard_keeps_its_older_copy_and_says_so(hub, clock, ageing) -> None:
    fill(hub)
    found = boards()
    found.read()
    hub.fail("/api/datasets/cais/hle/leaderboard", status=500, times=ENOUGH)
    clock.s += 61
    found.read()
    (one,) = [one for one in found.snapshots() if one.board.id == "hub/cais/hle"]
    assert one.state is State.CACHED
    assert len(one.lines) == 2
    assert one.reason is not None
    assert "500" in one.reason.en
    others = [each for each in found.snapshots() if each.board.source == "official" and each.board.id != one.board.id]
    assert all(each.reason is None for each in others)


def test_one_broken_row_loses_that_row_alone(hub) -> None:
    fill(hub, lambda _: [official_row(), {"modelId": "a/b", "value": None}, official_row("Qwen/Qwen3-32B", 66.0)])
    found = boards()
    found.read()
    (one,) = [one for one in found.snapshots() if one.board.id == "hub/cais/hle"]
    assert len(one.lines) == 2


def test_openevals_stands_in_when_the_leaderboards_fail(hub) -> None:
    fill(hub)
    hub.fail("/api/datasets", status=500, times=ENOUGH)
    found = boards()
    assert found.read() == len(hub.asked) <= MOST_REQUESTS
    assert states(found)["openevals"] is State.LIVE
    assert states(found)["official"] is None
    assert "500" in reason(found, "official")


def test_after_a_429_openevals_is_not_asked(hub) -> None:
    fill(hub)
    hub.fail("/api/datasets", status=429, headers={"RateLimit": '"api";r=0;t=300'}, times=ENOUGH)
    found = boards()
    found.read()
    assert not any("OpenEvals" in one.path for one in hub.asked)


def test_a_parser_that_breaks_takes_no_other_source_with_it(hub, monkeypatch) -> None:
    fill(hub)
    monkeypatch.setattr("llmselect.hub.leaderboards.arena.parse", lambda _: 1 / 0)
    found = boards()
    found.read()
    assert states(found)["lmarena"] is State.BUNDLED
    assert states(found)["official"] is State.LIVE


@pytest.mark.parametrize("name", ["LLMSELECT_OFFLINE", "HF_HUB_OFFLINE"])
def test_the_owners_switch_asks_nothing_and_is_named(hub, monkeypatch, name) -> None:
    monkeypatch.setenv(name, "1")
    fill(hub)
    found = boards()
    assert not found.due(asked=True)
    assert found.read(asked=True) == 0 == len(hub.asked)
    assert name in reason(found, "lmarena")


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
    for file in disk.cache_folder().rglob("*.json"):
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
    assert {(one.state, one.day) for one in shown} == {(State.CACHED, DAY)}
    assert all(one.reason and one.read_at for one in shown)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"version": 2}', b"\xff\xfe", b"null", b"[" * 100_000])
def test_a_broken_file_in_the_cache_is_ignored(online, body) -> None:
    (online / disk.FOLDER).mkdir()
    (online / disk.FOLDER / "lmarena.json").write_bytes(body)
    assert states(boards())["lmarena"] is State.BUNDLED


@pytest.mark.parametrize(
    ("key", "value"),
    [("read_at", "2999-01-01T00:00:00Z"), ("read_at", "2026-01-01T00:00:00"), ("table", {}), ("extra", 1)],
)
def test_a_file_that_lies_is_ignored(hub, online, key, value) -> None:
    fill(hub)
    boards().read()
    file = online / disk.FOLDER / "lmarena.json"
    told = json.loads(file.read_bytes())
    told["kept"] = [one | {key: value} for one in told["kept"]]
    file.write_text(json.dumps(told))
    assert states(boards())["lmarena"] is State.BUNDLED


def test_a_copy_of_another_source_is_ignored(hub, online) -> None:
    fill(hub)
    boards().read()
    folder = online / disk.FOLDER
    (folder / "lmarena.json").write_bytes((folder / "official.json").read_bytes())
    assert states(boards())["lmarena"] is State.BUNDLED


def test_a_disk_that_cannot_be_written_to_is_no_fault(hub, monkeypatch, online) -> None:
    (online / "file").write_text("")
    monkeypatch.setenv("LLMSELECT_CACHE", str(online / "file"))
    fill(hub)
    found = boards()
    found.read()
    assert states(found)["lmarena"] is State.LIVE


def test_nothing_half_written_stays_in_the_cache(hub, online) -> None:
    fill(hub)
    boards().read()
    assert {file.suffix for file in online.rglob("*") if file.is_file()} == {".json"}
    assert len(disk.load("lmarena")) == 9


def test_the_project_holds_a_dated_copy_of_what_is_not_live() -> None:
    found = boards().snapshots()
    sources = {one.board.source for one in found}
    assert {"lmarena", "comparia", "open-llm", "catalog"} <= sources
    assert all(one.state is State.BUNDLED and one.lines and one.read_at is None for one in found)
    assert all(one.board.label.en and one.board.label.fr and one.board.attribution for one in found)
    assert [one.board.archived for one in found if one.board.source == "open-llm"] == [True] * 4
    assert len({one.board.id for one in found}) == len(found)
