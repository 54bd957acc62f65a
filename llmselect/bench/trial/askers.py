"""Who answers the cells of a trial: the servers themselves, or the record of an earlier trial."""

import datetime
import threading
from collections.abc import Callable, Mapping
from time import monotonic
from typing import Final

from llmselect.bench.chat.chat_request import ChatRequest
from llmselect.bench.chat.heard import Heard
from llmselect.bench.chat.listening import Listened, Listener, ask
from llmselect.bench.faults import ServerFault
from llmselect.bench.http.addresses import AddressRule, address
from llmselect.bench.http.keys import Key
from llmselect.bench.http.wire import STEP_S, Stopped
from llmselect.bench.tasks.task import TrialTask
from llmselect.bench.trial.plan import Contestant, TrialCell
from llmselect.bench.trial.record import TrialRecord
from llmselect.bench.trial.reply import Reply, reply_of
from llmselect.bench.trial.trial_run import Asker

LOADING_S: Final = 300.0
"""Longest wait for an answer to begin: a model of 60 GB comes from a slow disk in about five minutes."""


def request_of(contestant: Contestant, task: TrialTask) -> ChatRequest:
    """What a contestant is asked for a task."""
    return ChatRequest(
        model=contestant.model,
        prompt=task.prompt,
        system="\n\n".join(part for part in (contestant.system, task.system) if part),
        max_tokens=contestant.max_tokens or task.max_tokens,
        temperature=contestant.temperature,
        top_p=contestant.top_p,
        seed=contestant.seed,
        effort=contestant.effort,
        template=contestant.own_server,
    )


def live_asker(rule: AddressRule, keys: Mapping[str, Key]) -> Asker:
    """Asks the servers; `keys` by host, in small letters."""

    def asked(cell: TrialCell, contestant: Contestant, task: TrialTask, stop: Callable[[], bool]) -> Reply:
        request = request_of(contestant, task)
        listened = _listened(contestant, request, rule, keys, stop)
        return reply_of(cell, listened, len(request.prompt) + len(request.system), datetime.datetime.now(datetime.UTC))

    return asked


def _listened(
    contestant: Contestant,
    request: ChatRequest,
    rule: AddressRule,
    keys: Mapping[str, Key],
    stop: Callable[[], bool],
) -> Listened:
    try:
        where = address(contestant.base_url, rule)
    except ServerFault as fault:
        return Listened(Heard(), fault, 1)
    key = keys.get(where.host.casefold())
    return ask(Listener(where, key, patience_s=LOADING_S, stop=stop), request)


def replay_asker(recorded: TrialRecord, faster: float = 10.0) -> Asker:
    """Answers from a record, as quick as they came divided by `faster`: no server is asked."""

    def asked(cell: TrialCell, contestant: Contestant, task: TrialTask, stop: Callable[[], bool]) -> Reply:
        reply = recorded.by_cell[cell]
        until = monotonic() + (reply.total_s or 0.0) / faster
        while (left := until - monotonic()) > 0:
            if stop():
                raise Stopped
            threading.Event().wait(min(left, STEP_S))
        return reply

    return asked
