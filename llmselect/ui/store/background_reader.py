"""Repositories that visitors added, read in background threads and kept for all visitors, without Streamlit."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from queue import SimpleQueue

from llmselect.catalog.published import Published
from llmselect.hub.http.hub_faults import FaultKind, HubFault
from llmselect.log import trace
from llmselect.ui.store.lru_store import LruStore

READERS = 4
MOST_KEPT = 256
MOST_WAITING = 64
FRESH_S = 3600.0
RETRY_S = 60.0
"""A repository that could not be read is asked again after this long, or as long as the Hub says."""

Read = Callable[[str], Published]
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class ReadingState:
    """What is known of one repository."""

    published: Published | None = None
    """The last good reading; a later fault does not lose it."""
    fault: HubFault | None = None
    due: float = 0.0
    """Time of the monotonic clock from which it may be read again."""
    reading: bool = False
    done: threading.Event = field(default_factory=threading.Event)
    """Set while no reading is under way."""

    @property
    def outcome(self) -> Published | HubFault | None:
        """None while the first reading is under way."""
        return self.published or self.fault


class RepositoryReader:
    """Readings by repository, a few at a time; those asked for last are kept.

    The threads are its own and daemons: a ThreadPoolExecutor would read all that waits before the server may stop.
    """

    def __init__(self, read: Read) -> None:
        self._read = read
        self._states: LruStore[str, ReadingState] = LruStore(MOST_KEPT)
        self._lock = threading.Lock()
        self._waiting: SimpleQueue[tuple[str, ReadingState]] = SimpleQueue()
        self._readers = 0

    def outcomes(self, names: Sequence[str], wait_s: float = 0.0) -> dict[str, Published | HubFault | None]:
        """The reading or fault of each repository, waiting `wait_s` seconds at most in all; None: still being read."""
        states = {name: self._state(name) for name in names}
        ends = time.monotonic() + wait_s
        for state in states.values():
            state.done.wait(max(ends - time.monotonic(), 0.0))
        return {name: state.outcome for name, state in states.items()}

    def put(self, name: str, published: Published) -> None:
        """Keep a reading that was made elsewhere."""
        state = ReadingState(published, due=time.monotonic() + FRESH_S)
        state.done.set()
        self._states.put(name.casefold(), state)

    def forget_fault(self, name: str) -> None:
        """Have a repository that could not be read be read again when it is next asked for."""
        state = self._states.get(name.casefold())
        with self._lock:
            if state is not None and state.fault is not None:
                state.due, state.fault = 0.0, None

    def _state(self, name: str) -> ReadingState:
        state = self._states.get_or_put(name.casefold(), ReadingState)
        with self._lock:
            if state.due <= time.monotonic() and not state.reading:
                self._start(name, state)
        return state

    def _start(self, name: str, state: ReadingState) -> None:
        """Queue a reading; where too many wait already, it is put off."""
        state.due = time.monotonic() + RETRY_S
        if self._waiting.qsize() >= MOST_WAITING:
            state.fault = HubFault(FaultKind.TIMEOUT, subject=name)
            state.done.set()
            return
        state.reading = True
        state.done.clear()
        self._waiting.put((name, state))
        if self._readers < READERS:
            self._readers += 1
            threading.Thread(target=self._work, name="repository reader", daemon=True).start()

    def _work(self) -> None:
        while True:
            name, state = self._waiting.get()
            try:
                state.published, state.fault = self._read(name), None
                state.due = time.monotonic() + FRESH_S
            except HubFault as fault:
                state.fault = fault
                state.due = time.monotonic() + max(RETRY_S, fault.retry_after_s or 0)
            except Exception as cause:  # a thread that ended here would leave every later visitor waiting
                _log.error("a repository could not be parsed: %s", trace(cause))
                _log.debug("the repository is %s", name, exc_info=cause)
                state.fault = HubFault(FaultKind.BAD_DATA, subject=name)
                state.fault.__cause__ = cause
            finally:
                state.reading = False
                state.done.set()
