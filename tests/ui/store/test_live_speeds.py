"""Speeds of providers for the pages: at once, read behind their back once for everybody, kept while nothing changes."""

import threading

import numpy as np
import pytest

from llmselect.catalog.load import load
from llmselect.hub.leaderboards.snapshot import CopyState
from llmselect.settings import Settings
from llmselect.ui.store import cached, live_speeds
from tests.app import served_pages
from tests.hub.router_lists import in_place_of_the_router, listing, measured_model
from tests.hub.stand_in import in_place_of_the_hub


@pytest.fixture
def router(monkeypatch, tmp_path):
    """A stand-in router, and a process that has read nothing yet."""
    stand_in = in_place_of_the_hub(monkeypatch, "LLMSELECT_OFFLINE")
    monkeypatch.setenv("LLMSELECT_CACHE", str(tmp_path))
    served_pages.fresh()
    yield in_place_of_the_router(monkeypatch, stand_in)
    served_pages.fresh()
    stand_in.close()


def test_in_tests_nothing_is_read_and_no_thread_starts() -> None:
    served_pages.fresh()
    threads = threading.active_count()
    assert live_speeds.snapshot().state is CopyState.BUNDLED
    assert not live_speeds.refresh()
    assert threading.active_count() == threads


def test_the_first_call_gives_the_copy_and_the_reading_arrives_later(router) -> None:
    router.hub.fail("/", delay_s=0.3)
    first, before = live_speeds.snapshot(), live_speeds.version()
    assert first.state is CopyState.BUNDLED
    assert live_speeds.pending()
    served_pages.wait_until_read()
    assert live_speeds.version() > before
    assert live_speeds.snapshot().state is CopyState.LIVE


def test_fifty_visitors_start_one_reading(router) -> None:
    router.hub.fail("/", delay_s=0.3)
    visitors = [threading.Thread(target=live_speeds.measurements, args=(load(),)) for _ in range(50)]
    for one in visitors:
        one.start()
    for one in visitors:
        one.join()
    served_pages.wait_until_read()
    assert len(router.hub.asked) == 1


def test_measurements_are_one_value_until_another_copy_is_the_best(router) -> None:
    catalog = load()
    router.hub.fail("/", delay_s=0.3)
    copy = live_speeds.measurements(catalog)
    assert live_speeds.measurements(catalog) is copy
    served_pages.wait_until_read()
    live = live_speeds.measurements(catalog)
    assert live is not copy
    assert live.serial != copy.serial
    assert live_speeds.measurements(catalog) is live


def test_assessments_are_made_again_only_when_the_speeds_are_others(router, monkeypatch) -> None:
    router.answer = listing(measured_model(load()))
    monkeypatch.setenv("LLMSELECT_OFFLINE", "1")
    before = cached.assessed(Settings())
    assert cached.assessed(Settings()) is before
    monkeypatch.delenv("LLMSELECT_OFFLINE")
    assert live_speeds.refresh()
    served_pages.wait_until_read()
    after = cached.assessed(Settings())
    assert after is not before
    assert cached.assessed(Settings()) is after
    assert before.estimates.facts_version != after.estimates.facts_version
    changed = ~np.isclose(before.estimates.decode.likely, after.estimates.decode.likely, equal_nan=True)
    assert changed.any()
    assert not changed[after.estimates.rows.local].any()
