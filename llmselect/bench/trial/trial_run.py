"""A trial under way: its requests in threads of their own, a few at a time for each server, stopped at any moment.

What has been measured stays: a stopped or failed run is resumed with the cells that are missing.
"""

import datetime
import logging
import threading
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from time import monotonic
from typing import Final, NamedTuple

from llmselect.bench.http.wire import Stopped
from llmselect.bench.tasks.task import TrialTask
from llmselect.bench.trial.pace import Awaited, Pace
from llmselect.bench.trial.plan import Contestant, TrialCell, TrialPlan
from llmselect.bench.trial.record import MOST_MEASURED_BYTES, reply_line
from llmselect.bench.trial.reply import Reply
from llmselect.text import in_both

MOST_AT_ONCE: Final = 32
"""Requests of all trials of this process at the same time."""
INNER_FAULT: Final = (
    "a fault of this program; its log has the details",
    "un défaut de ce programme ; son journal le détaille",
)
NO_ROOM: Final = in_both("bench.no_room", most=MOST_MEASURED_BYTES // 2**20)
_all_trials = threading.BoundedSemaphore(MOST_AT_ONCE)
_log = logging.getLogger(__name__)

Asker = Callable[[TrialCell, Contestant, TrialTask, Callable[[], bool]], Reply]
"""Asks one cell; the last argument says whether to stop. Raises Stopped, and nothing else that is expected."""


class TrialProgress(NamedTuple):
    """How far a run has come."""

    done: int
    of: int
    left_s: float | None
    """Seconds left, likely; None: some server has answered nothing yet, or takes far longer than before."""
    running: bool
    awaited: Awaited | None = None
    """The request that holds it up, if one does."""


@dataclass(slots=True)
class _Server:
    """The cells that wait for one server, and how long its requests take."""

    waiting: deque[TrialCell]
    workers: int
    pace: Pace


class TrialRun:
    """One run of a plan; every method may be called from any thread, and none waits."""

    def __init__(self, plan: TrialPlan, ask: Asker, done: Iterable[Reply] = ()) -> None:
        """`done`: replies of an earlier run; those that ended in a fault are asked again, and stay until then."""
        self.plan = plan
        self.started = datetime.datetime.now(datetime.UTC)
        self._ask, self._lock, self._stop = ask, threading.Lock(), threading.Event()
        earlier = {reply.cell: reply for reply in done}
        self._replies = {cell: reply for cell, reply in earlier.items() if reply.fault_en is None}
        self._faulty = {cell: reply for cell, reply in earlier.items() if reply.fault_en is not None}
        self._tasks = {task.id: task for task in plan.tasks}
        self._warm = {reply.contestant for reply in self._replies.values()}
        self._servers = self._queues()
        self._threads: list[threading.Thread] = []
        self._room_bytes = MOST_MEASURED_BYTES - len(plan.model_dump_json().encode())
        for reply in earlier.values():
            self._take_room(reply)

    def _take_room(self, reply: Reply) -> bool:
        """Whether the trial's file has room for a reply, which is then taken."""
        size = len(reply_line(reply).encode("utf-8", "replace")) + 1
        fits = size <= self._room_bytes
        self._room_bytes -= size if fits else 0
        return fits

    def _queues(self) -> dict[str, _Server]:
        servers: dict[str, _Server] = {}
        for cell in self.plan.cells():
            if cell not in self._replies:
                name = self.plan.contestants[cell.contestant].server
                many = self.plan.simultaneous
                servers.setdefault(name, _Server(deque(), many, Pace(many))).waiting.append(cell)
        return servers

    def start(self) -> None:
        """Begin; the threads end by themselves, and with the process."""
        for server in self._servers.values():
            for _ in range(min(server.workers, len(server.waiting))):
                thread = threading.Thread(target=self._work, args=(server,), name="trial", daemon=True)
                self._threads.append(thread)
                thread.start()

    def stop(self) -> None:
        """End soon, within a fifth of a second; cells under way are asked again when the trial is resumed."""
        self._stop.set()

    def wait(self, seconds: float) -> bool:
        """Wait for the end, for programs; whether it has come."""
        until = monotonic() + seconds
        for thread in self._threads:
            thread.join(max(until - monotonic(), 0))
        return not self.running

    @property
    def running(self) -> bool:
        return any(thread.is_alive() for thread in self._threads)

    @property
    def stopped(self) -> bool:
        return self._stop.is_set()

    def replies(self) -> tuple[Reply, ...]:
        """All replies so far, in the order of the grid."""
        with self._lock:
            found = self._faulty | self._replies
        return tuple(found[cell] for cell in self.plan.cells() if cell in found)

    def progress(self) -> TrialProgress:
        with self._lock:
            done, now = len(self._replies), monotonic()
            busy = [server for server in self._servers.values() if server.pace.busy or server.waiting]
            times = [server.pace.left_s(server.waiting, now) for server in busy]
            late = [each for server in busy if (each := server.pace.awaited(now)) is not None]
        known = [time for time in times if time is not None]
        left_s = max(known, default=None) if len(known) == len(times) else None
        awaited = max(late, key=lambda each: each.for_s, default=None)
        return TrialProgress(done, len(self.plan), left_s, self.running, awaited)

    def _work(self, server: _Server) -> None:
        while not self._stop.is_set():
            cell = self._next(server)
            if cell is None:
                return
            try:
                reply = self._answered(cell)
            except Stopped:
                return
            self._keep(reply, server)

    def _next(self, server: _Server) -> TrialCell | None:
        with self._lock:
            if not server.waiting:
                return None
            cell = server.waiting.popleft()
            server.pace.begin(cell, monotonic())
            return cell

    def _answered(self, cell: TrialCell) -> Reply:
        contestant, task = self.plan.contestants[cell.contestant], self._tasks[cell.task]
        while not _all_trials.acquire(timeout=0.1):
            if self._stop.is_set():
                raise Stopped
        try:
            return self._ask(cell, contestant, task, self._stop.is_set)
        except Stopped:
            raise
        except Exception:
            _log.exception("a request of a trial failed in this program")
            return Reply(**cell._asdict(), fault_en=INNER_FAULT[0], fault_fr=INNER_FAULT[1])
        finally:
            _all_trials.release()

    def _keep(self, reply: Reply, server: _Server) -> None:
        with self._lock:
            if not self._take_room(reply):
                reply = reply.model_copy(update={"text": "", "fault_en": NO_ROOM.en, "fault_fr": NO_ROOM.fr})
            cold = reply.contestant not in self._warm and reply.ttft_s is not None
            if reply.ttft_s is not None:
                self._warm.add(reply.contestant)
            self._replies[reply.cell] = reply.model_copy(update={"cold": True}) if cold else reply
            server.pace.end(reply.cell, monotonic())
