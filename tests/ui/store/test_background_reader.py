"""Readings that visitors share: asked once, a few at a time, nothing lost by a fault, nobody kept waiting."""

import threading
import time

import pytest

from llmselect.hub.http.hub_faults import FaultKind, HubFault
from llmselect.ui.store import background_reader
from llmselect.ui.store.background_reader import READERS, RepositoryReader

SOON_S = 5.0


class Reader:
    """A Hub that answers when it is told to."""

    def __init__(self):
        self.asked, self.at_once, self.most_at_once = [], 0, 0
        self.open = threading.Event()
        self.fault = None
        self._lock = threading.Lock()

    def __call__(self, name):
        with self._lock:
            self.asked.append(name)
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        self.open.wait(SOON_S)
        with self._lock:
            self.at_once -= 1
        if self.fault:
            raise self.fault
        return f"reading of {name}"


@pytest.fixture
def reader():
    reader = Reader()
    yield reader
    reader.open.set()


@pytest.fixture
def clock(monkeypatch):
    """Time that a test moves."""

    class Clock:
        now = 1000.0

        def monotonic(self):
            return self.now

    clock = Clock()
    monkeypatch.setattr(background_reader, "time", clock)
    return clock


def test_nobody_waits_for_what_is_being_read(reader):
    shelf = RepositoryReader(reader)
    began = time.monotonic()
    assert shelf.outcomes(["a/b", "c/d"], wait_s=0.05) == {"a/b": None, "c/d": None}
    assert time.monotonic() - began < SOON_S / 2
    reader.open.set()
    assert shelf.outcomes(["a/b"], wait_s=SOON_S) == {"a/b": "reading of a/b"}


def test_many_visitors_ask_once(reader):
    shelf = RepositoryReader(reader)
    for _ in range(50):
        shelf.outcomes(["a/b"])
        shelf.outcomes(["A/B"])
    reader.open.set()
    shelf.outcomes(["a/b"], wait_s=SOON_S)
    assert reader.asked == ["a/b"]


def test_a_few_are_read_at_once(reader):
    shelf = RepositoryReader(reader)
    names = [f"a/m{i}" for i in range(12)]
    shelf.outcomes(names, wait_s=0.2)
    assert len(reader.asked) == reader.most_at_once == READERS
    reader.open.set()
    assert None not in shelf.outcomes(names, wait_s=SOON_S).values()
    assert sorted(reader.asked) == sorted(names)


def test_a_fault_is_kept_for_as_long_as_the_hub_says(reader, clock):
    shelf = RepositoryReader(reader)
    reader.open.set()
    reader.fault = HubFault(FaultKind.RATE_LIMITED, subject="x", retry_after_s=300)
    assert shelf.outcomes(["a/b"], wait_s=SOON_S)["a/b"] is reader.fault
    clock.now += 299
    shelf.outcomes(["a/b"], wait_s=SOON_S)
    assert len(reader.asked) == 1
    clock.now += 2
    reader.fault = None
    assert shelf.outcomes(["a/b"], wait_s=SOON_S)["a/b"] == "reading of a/b"


def test_a_later_fault_loses_no_earlier_reading(reader, clock):
    shelf = RepositoryReader(reader)
    reader.open.set()
    shelf.outcomes(["a/b"], wait_s=SOON_S)
    reader.fault = HubFault(FaultKind.UNREACHABLE, subject="x")
    clock.now += background_reader.FRESH_S + 1
    assert shelf.outcomes(["a/b"], wait_s=SOON_S)["a/b"] == "reading of a/b"
    assert len(reader.asked) == 2


def test_somebody_may_ask_again_at_once(reader):
    shelf = RepositoryReader(reader)
    reader.open.set()
    reader.fault = HubFault(FaultKind.HUB_ERROR, subject="x", status=500)
    shelf.outcomes(["a/b"], wait_s=SOON_S)
    reader.fault = None
    shelf.forget_fault("A/b")
    assert shelf.outcomes(["a/b"], wait_s=SOON_S)["a/b"] == "reading of a/b"


def test_a_reader_that_breaks_leaves_nobody_waiting(reader):
    shelf = RepositoryReader(reader)
    reader.open.set()
    reader.fault = KeyError("what nobody foresaw")
    found = shelf.outcomes([f"a/m{i}" for i in range(2 * READERS)], wait_s=SOON_S)
    assert all(isinstance(one, HubFault) for one in found.values())
    reader.fault = None
    assert shelf.outcomes(["b/c"], wait_s=SOON_S)["b/c"] == "reading of b/c"


def test_only_the_latest_are_kept(reader, monkeypatch):
    monkeypatch.setattr(background_reader, "MOST_KEPT", 3)
    shelf = RepositoryReader(reader)
    reader.open.set()
    for name in ("a/1", "a/2", "a/3", "a/4", "a/1"):
        shelf.outcomes([name], wait_s=SOON_S)
    assert reader.asked == ["a/1", "a/2", "a/3", "a/4", "a/1"]
