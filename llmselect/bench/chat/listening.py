"""Asking a model and listening until it has ended, with retries that are no part of what is timed."""

import random
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import monotonic, perf_counter
from typing import Any, Final

from llmselect.bench.chat.chat_request import MOST_REWORDINGS, ChatRequest
from llmselect.bench.chat.heard import Heard, writes
from llmselect.bench.faults import ServerFault
from llmselect.bench.http.addresses import ServerAddress
from llmselect.bench.http.exchange import Exchange, answer, events, never
from llmselect.bench.http.keys import Key
from llmselect.bench.http.wire import STEP_S, Stopped

PIECES_A_TOKEN: Final = 100
"""More pieces than that for each token asked for, and the server does not mean to end."""
LONGEST_ANSWER_S: Final = 900.0
WRITING_S: Final = 120.0
"""Longest silence within an answer: a server that reads another's long prompt writes nothing meanwhile."""
TRIED_AGAIN: Final = frozenset({429, 500, 502, 503, 504})
MOST_TRIES: Final = 3
FIRST_WAIT_S: Final = 1.0
LONGEST_WAIT_S: Final = 30.0
"""A server that asks for a longer wait is not asked again in this trial."""


@dataclass(frozen=True, slots=True)
class Listener:
    """Where a model is asked and how: the server's address, the key that goes with it, its patience, its clock."""

    where: ServerAddress
    key: Key | None = None
    patience_s: float = 120.0
    """Longest wait for the answer to begin."""
    longest_s: float = LONGEST_ANSWER_S
    stop: Callable[[], bool] = never
    clock: Callable[[], float] = perf_counter
    watch: Callable[[Mapping[str, Any]], None] = lambda _: None
    """Shown each event of the stream as it came."""

    def listen(self, request: ChatRequest, into: Heard) -> None:
        """One attempt, heard `into`, which keeps what came before a fault. Raises ServerFault, and Stopped."""

        def began() -> None:
            into.began = self.clock()

        how = Exchange(self.patience_s, self.longest_s, self.stop, self.key, began)
        with answer(self.where, "/chat/completions", request.body(), how) as received:
            for event in events(received, self.key):
                if writes(event):
                    into.take(event, self.clock())
                    received.waiting.patience_s = WRITING_S
                into.count(event)
                self.watch(event)
                if into.chunks > PIECES_A_TOKEN * request.max_tokens:
                    raise ServerFault("bench.endless", most=request.max_tokens)
        if not into.ended:
            raise ServerFault("bench.cut_short", where=str(self.where))

    def reworded(self, request: ChatRequest) -> Heard:
        """One attempt, repeated without the options that this server refuses. Raises HeardInPart, and Stopped."""
        for reworded in range(MOST_REWORDINGS + 1):
            heard = Heard()
            try:
                self.listen(request, heard)
                return heard
            except ServerFault as fault:
                other = request.reworded(str(fault)) if fault.status in (400, 422) else None
                if other is None or heard.chunks or reworded == MOST_REWORDINGS:
                    raise HeardInPart(self._told(fault, heard), heard) from fault
                request = other
            finally:
                heard.without(self.key)
        raise AssertionError("the last attempt returns or raises")

    def _told(self, fault: ServerFault, heard: Heard) -> ServerFault:
        """A server that fell silent within its answer has loaded its model: the reason is another."""
        stalled = fault.kind == "bench.silent" and heard.chunks
        return ServerFault("bench.unfinished", where=str(self.where)) if stalled else fault


class HeardInPart(Exception):
    """An answer that ended in a fault, with what had come until then."""

    def __init__(self, fault: ServerFault, heard: Heard) -> None:
        super().__init__(str(fault))
        self.fault, self.heard = fault, heard


@dataclass(frozen=True, slots=True)
class Listened:
    """What became of a question.

    What was heard in the last attempt, the fault it ended in, and how often it was tried.
    """

    heard: Heard
    fault: ServerFault | None
    tries: int


def ask(listener: Listener, request: ChatRequest) -> Listened:
    """Ask, and again where the server is only busy; never raises ServerFault. Raises Stopped."""
    for tried in range(1, MOST_TRIES + 1):
        try:
            return Listened(listener.reworded(request), None, tried)
        except HeardInPart as part:
            wait = _wait_s(part, tried)
            if wait is None:
                return Listened(part.heard, part.fault, tried)
            _sleep(wait, listener.stop)
    raise AssertionError("the last try returns")


def _wait_s(part: HeardInPart, tried: int) -> float | None:
    """Seconds until the next try; None: there is none. What has begun to write is not asked twice."""
    again = part.fault.status in TRIED_AGAIN and part.fault.kind != "bench.quota" and not part.heard.chunks
    if not again or tried >= MOST_TRIES:
        return None
    asked = part.fault.retry_after_s
    wait = FIRST_WAIT_S * 2 ** (tried - 1) * random.uniform(0.8, 1.2) if asked is None else asked
    return wait if wait <= LONGEST_WAIT_S else None


def _sleep(seconds: float, stop: Callable[[], bool]) -> None:
    until = monotonic() + seconds
    while (left := until - monotonic()) > 0:
        if stop():
            raise Stopped
        threading.Event().wait(min(left, STEP_S))
