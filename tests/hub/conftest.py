"""A stand-in Hub for each test."""

import datetime
import threading
import time
from types import SimpleNamespace

import pytest

from llmselect.catalog.load import load
from llmselect.hub.http import session
from llmselect.hub.http.hub_faults import HubFault
from llmselect.hub.leaderboards import copies
from llmselect.hub.repository.read_repository import MOST_REQUESTS, read_repository
from tests.hub.stand_in import in_place_of_the_hub

TODAY = datetime.date(2026, 11, 22)


@pytest.fixture
def hub(monkeypatch):
    """The stand-in, with everything of the owner's settings out of the way."""
    stand_in = in_place_of_the_hub(monkeypatch)
    yield stand_in
    stand_in.close()


@pytest.fixture
def quick(monkeypatch):
    """Time limits that a test can wait for."""
    limits = session.httpx2.Timeout(0.3, connect=0.3)
    monkeypatch.setattr(session, "TIMEOUT", limits)


@pytest.fixture
def no_sleep(monkeypatch):
    """A wait of the client fails the test; the server's threads may wait."""
    sleep = time.sleep

    def only_elsewhere(seconds):
        assert threading.current_thread() is not threading.main_thread(), f"slept {seconds} s"
        sleep(seconds)

    monkeypatch.setattr(time, "sleep", only_elsewhere)


@pytest.fixture(scope="session")
def catalog():
    return load()


@pytest.fixture
def read(hub, catalog):
    """Read a repository of the stand-in, and hold what always holds."""

    def ask(text, *repositories):
        hub.asked.clear()
        hub.add(*repositories)
        found = read_repository(text or repositories[0].id, catalog, TODAY)
        assert found.requests == len(hub.asked) <= MOST_REQUESTS
        assert all(text.en and text.fr and text.en != text.fr for text in (*found.gaps, *found.notes))
        assert found.model.id not in catalog.models
        return found

    return ask


@pytest.fixture
def refused(read):
    """The fault of a repository that cannot be used."""

    def ask(*repositories, text=None) -> HubFault:
        with pytest.raises(HubFault) as raised:
            read(text, *repositories)
        return raised.value

    return ask


@pytest.fixture
def online(monkeypatch, tmp_path):
    """Live leaderboards switched on, with a cache of this test's own."""
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
    """Every copy of a leaderboard is older than an hour at once."""
    monkeypatch.setattr(copies, "FRESH", datetime.timedelta(0))
