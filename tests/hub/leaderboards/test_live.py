"""Live readings against the stand-in, with the real client over HTTP: budgets, and every fault."""

import time

import pytest

from llmselect.hub.leaderboards.boards import MOST_REQUESTS
from llmselect.hub.leaderboards.snapshot import CopyState
from tests.hub.boards import ARENA, DAY, OFFICIAL, boards, fill, official_row, reason, states

pytestmark = pytest.mark.usefixtures("online")
ENOUGH = 1000


def test_a_cold_reading_is_live_within_its_requests(hub) -> None:
    fill(hub)
    found = boards()
    assert found.read() == len(hub.asked) <= MOST_REQUESTS
    assert states(found)["lmarena"] is states(found)["official"] is CopyState.LIVE
    assert {one.day for one in found.snapshots() if one.board.source == "lmarena"} == {DAY}
    assert all(one.reason is None for one in found.snapshots() if one.state is CopyState.LIVE)
    assert not any(one.board.source == "openevals" for one in found.snapshots())


def test_a_warm_reading_asks_nothing_even_after_a_restart(hub) -> None:
    fill(hub)
    boards().read()
    hub.asked.clear()
    again = boards()
    assert not again.due()
    assert again.read() == 0
    assert states(again)["lmarena"] is CopyState.LIVE
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
    assert states(found)["lmarena"] is CopyState.BUNDLED
    assert reason(found, "lmarena").count(". ") == 0
    assert reason(found, "official")


@pytest.mark.usefixtures("quick", "no_sleep")
def test_a_hub_that_answers_after_half_a_minute_is_given_up(hub) -> None:
    fill(hub)
    hub.fail("/", delay_s=30, times=ENOUGH)
    found, start = boards(), time.monotonic()
    found.read()
    assert time.monotonic() - start < 5
    assert states(found)["lmarena"] is CopyState.BUNDLED
    assert "in time" in reason(found, "lmarena")


@pytest.mark.usefixtures("no_sleep")
def test_an_unreachable_hub_leaves_the_best_copy(hub, monkeypatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    found = boards()
    found.read()
    assert states(found)["lmarena"] is CopyState.BUNDLED
    assert "cannot be reached" in reason(found, "lmarena")


def test_a_truncated_parquet_empties_no_other_source(hub) -> None:
    fill(hub)
    repository = hub.repositories["datasets", ARENA]
    (name,) = repository.files
    repository.files[name] = repository.files[name][:200]
    found = boards()
    found.read()
    assert states(found)["lmarena"] is CopyState.BUNDLED
    assert states(found)["official"] is CopyState.LIVE
    assert ARENA in reason(found, "lmarena")


def test_a_broken_leaderboard_keeps_its_older_copy_and_says_so(hub, clock, ageing) -> None:
    fill(hub)
    found = boards()
    found.read()
    hub.fail("/api/datasets/cais/hle/leaderboard", status=500, times=ENOUGH)
    clock.s += 61
    found.read()
    (one,) = [one for one in found.snapshots() if one.board.id == "hub/cais/hle"]
    assert one.state is CopyState.CACHED
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
    assert states(found)["openevals"] is CopyState.LIVE
    assert states(found)["official"] is None
    assert "500" in reason(found, "official")


@pytest.mark.parametrize("answer", ["html", {"error": "no"}, [{"rank": 1}]])
def test_openevals_stands_in_when_every_leaderboard_is_broken(hub, answer) -> None:
    hub.routes.append((r"/api/datasets/[^/]+/[^/]+/leaderboard", lambda *_: answer))
    fill(hub)
    found = boards()
    assert found.read() == len(hub.asked) <= MOST_REQUESTS
    assert states(found)["openevals"] is CopyState.LIVE
    assert reason(found, "official")


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
    assert states(found)["lmarena"] is CopyState.BUNDLED
    assert states(found)["official"] is CopyState.LIVE


@pytest.mark.parametrize("name", ["LLMSELECT_OFFLINE", "HF_HUB_OFFLINE"])
def test_the_owners_switch_asks_nothing_and_is_named(hub, monkeypatch, name) -> None:
    monkeypatch.setenv(name, "1")
    fill(hub)
    found = boards()
    assert not found.due(asked=True)
    assert found.read(asked=True) == 0 == len(hub.asked)
    assert name in reason(found, "lmarena")
