"""Background reader for Hub repositories that users added; results are shared by all sessions. Streamlit-free."""

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from queue import SimpleQueue

from llmselect.catalog.published import Published
from llmselect.hub.http.hub_faults import FaultKind, HubFault
from llmselect.log import trace

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
    """Readings by repository, a few at a time, the latest asked for kept."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._entries: OrderedDict[str, ReadingState] = OrderedDict()
        self._lock = threading.Lock()
        self._waiting: SimpleQueue[tuple[str, ReadingState]] = SimpleQueue()
        self._readers = 0

    def outcomes(self, names: Sequence[str], wait_s: float = 0.0) -> dict[str, Published | HubFault | None]:
        """What each repository says, without waiting longer than `wait_s` in all; None: being read."""
        entries = {name: self._entry(name) for name in names}
        ends = time.monotonic() + wait_s
        for entry in entries.values():
            entry.done.wait(max(ends - time.monotonic(), 0.0))
        return {name: entry.outcome for name, entry in entries.items()}

    def put(self, name: str, published: Published) -> None:
        """Keep a reading that somebody else made."""
        entry = ReadingState(published, due=time.monotonic() + FRESH_S)
        entry.done.set()
        with self._lock:
            self._entries[name.casefold()] = entry

    def forget_fault(self, name: str) -> None:
        """Have it read again at the next question."""
        with self._lock:
            entry = self._entries.get(name.casefold())
            if entry is not None and entry.fault is not None:
                entry.due, entry.fault = 0.0, None

    def _entry(self, name: str) -> ReadingState:
        key = name.casefold()
        with self._lock:
            entry = self._entries.setdefault(key, ReadingState())
            self._entries.move_to_end(key)
            while len(self._entries) > MOST_KEPT:
                self._entries.popitem(last=False)
            if entry.due <= time.monotonic() and not entry.reading:
                self._start(name, entry)
        return entry

    def _start(self, name: str, entry: ReadingState) -> None:
        """Queue a reading; where too many wait already, it is put off."""
        entry.due = time.monotonic() + RETRY_S
        if self._waiting.qsize() >= MOST_WAITING:
            entry.fault = HubFault(FaultKind.TIMEOUT, subject=name)
            entry.done.set()
            return
        entry.reading = True
        entry.done.clear()
        self._waiting.put((name, entry))
        if self._readers < READERS:
            self._readers += 1
            threading.Thread(target=self._work, name="own models", daemon=True).start()

    def _work(self) -> None:
        while True:
            name, entry = self._waiting.get()
            try:
                published = self._read(name)
                entry.published, entry.fault, entry.due = published, None, time.monotonic() + FRESH_S
            except HubFault as fault:
                entry.fault = fault
                entry.due = time.monotonic() + max(RETRY_S, fault.retry_after_s or 0)
            except Exception as fault:  # a reader that died would leave every later visitor waiting
                _log.error("a repository could not be parsed: %s", trace(fault))
                _log.debug("the repository is %s", name, exc_info=fault)
                entry.fault = HubFault(FaultKind.BAD_DATA, subject=name)
                entry.fault.__cause__ = fault
            finally:
                entry.reading = False
                entry.done.set()
