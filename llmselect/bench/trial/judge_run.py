"""A judge at work: its verdicts on the pairs of a trial, one after the other in a thread of its own."""

import threading
from typing import Final

from llmselect.bench.chat.chat_request import ChatRequest
from llmselect.bench.chat.listening import Listener, ask
from llmselect.bench.faults import ServerFault
from llmselect.bench.http.addresses import AddressRule, address
from llmselect.bench.http.keys import Key
from llmselect.bench.http.wire import Stopped
from llmselect.bench.trial.judge import judged_pairs
from llmselect.bench.trial.plan import Contestant, TrialPlan
from llmselect.bench.trial.record import TrialRecord, Vote

MOST_JUDGE_TOKENS: Final = 512


class JudgeRun:
    """One pass over the pairs that the judge has not judged yet; it ends at the first fault of its server."""

    def __init__(self, trial: TrialRecord, judge: Contestant, rule: AddressRule, key: Key | None) -> None:
        self._trial, self._judge, self._rule, self._key = trial, judge, rule, key
        self._stop, self._lock = threading.Event(), threading.Lock()
        self._votes: list[Vote] = []
        self.asked = 0
        """Pairs judged, consistent or not."""
        self.fault: ServerFault | None = None
        self._thread = threading.Thread(target=self._work, name="judge", daemon=True)

    def start(self) -> None:
        """Begin; the thread ends by itself."""
        self._thread.start()

    def stop(self) -> None:
        """End within a fifth of a second; verdicts so far stay."""
        self._stop.set()

    @property
    def plan(self) -> TrialPlan:
        """Of the trial that is judged: its verdicts belong to no other."""
        return self._trial.plan

    @property
    def running(self) -> bool:
        return self._thread.is_alive()

    def wait(self, seconds: float) -> bool:
        """Wait for the end, for programs; whether it has come."""
        self._thread.join(seconds)
        return not self.running

    def votes(self) -> tuple[Vote, ...]:
        """The consistent verdicts so far."""
        with self._lock:
            return tuple(self._votes)

    def _work(self) -> None:
        try:
            for pair in judged_pairs(self._trial, self._asked):
                with self._lock:
                    self.asked += 1
                    self._votes += [] if pair.vote is None else [pair.vote]
        except Stopped:
            return
        except ServerFault as fault:
            self.fault = fault

    def _asked(self, prompt: str) -> str | None:
        listener = Listener(address(self._judge.base_url, self._rule), self._key, stop=self._stop.is_set)
        listened = ask(listener, ChatRequest(self._judge.model, prompt, max_tokens=MOST_JUDGE_TOKENS, temperature=0.0))
        if listened.fault is not None:
            raise listened.fault
        return listened.heard.text
