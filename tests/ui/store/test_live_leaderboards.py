"""Leaderboards for the pages: at once, read behind their back once for everybody, and switched off in tests."""

import threading

import pytest

from llmselect.catalog.load import load
from llmselect.hub.leaderboards.snapshot import CopyState
from llmselect.ui.store import live_leaderboards
from tests.hub.boards import fill
from tests.hub.stand_in import StandIn


@pytest.fixture
def hub(monkeypatch, tmp_path):
    """A stand-in Hub, reading switched on, and a process that has read nothing yet."""
    for name in ("HF_TOKEN", "HF_HUB_OFFLINE", "LLMSELECT_OFFLINE"):
        monkeypatch.delenv(name, raising=False)
    stand_in = fill(StandIn())
    monkeypatch.setenv("HF_ENDPOINT", stand_in.url)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    monkeypatch.setenv("LLMSELECT_CACHE", str(tmp_path))
    live_leaderboards._boards.cache_clear()
    live_leaderboards._todays.cache_clear()
    yield stand_in
    wait()
    stand_in.close()
    live_leaderboards._boards.cache_clear()
    live_leaderboards._todays.cache_clear()


def wait() -> None:
    if live_leaderboards._reader:
        live_leaderboards._reader.join(20)


def test_in_tests_nothing_is_read_and_no_thread_starts() -> None:
    threads = threading.active_count()
    assert live_leaderboards.snapshots()
    assert not live_leaderboards.refresh()
    assert not live_leaderboards.pending()
    assert threading.active_count() == threads


def test_the_first_call_gives_copies_and_the_reading_arrives_later(hub) -> None:
    hub.fail("/", delay_s=0.3)
    first, before = live_leaderboards.snapshots(), live_leaderboards.version()
    assert {one.state for one in first} == {CopyState.BUNDLED}
    assert live_leaderboards.pending()
    wait()
    assert not live_leaderboards.pending()
    assert live_leaderboards.version() > before
    assert CopyState.LIVE in {one.state for one in live_leaderboards.snapshots()}


def test_fifty_visitors_start_one_reading(hub) -> None:
    hub.fail("/", delay_s=0.3)
    visitors = [threading.Thread(target=live_leaderboards.snapshots) for _ in range(50)]
    for one in visitors:
        one.start()
    for one in visitors:
        one.join()
    wait()
    assert len(hub.asked) == 11
    assert len({one.path for one in hub.asked}) == 11
    live_leaderboards.snapshots()
    assert not live_leaderboards.pending()
    assert not live_leaderboards.refresh()  # a minute has not passed
    assert len(hub.asked) == 11


def test_the_reader_outlives_no_process() -> None:
    assert all(one.daemon for one in threading.enumerate() if one.name == "leaderboards")


@pytest.mark.usefixtures("hub")
def test_the_catalog_takes_todays_lines_when_they_have_arrived() -> None:
    catalog = load()
    assert live_leaderboards.todays_catalog(catalog) is catalog
    live_leaderboards.snapshots()
    wait()
    newer = live_leaderboards.todays_catalog(catalog)
    assert newer is live_leaderboards.todays_catalog(catalog)
    assert newer.before is catalog
    lines = [one for one in newer.file.standings if one.source == "lmarena-ai/leaderboard-dataset"]
    assert {one.model for one in lines} == {"anthropic:claude-opus-4-5", "openai:gpt-5", "qwen3-8b"}
    assert {one.variant for one in lines if one.model == "openai:gpt-5"} == {"high"}
