"""A run: limits of each server, what a stop keeps, what is asked again, and the record it leaves."""

import threading
import time

import pytest

from llmselect.bench.http.wire import Stopped
from llmselect.bench.trial import pace, trial_run
from llmselect.bench.trial.askers import replay_asker
from llmselect.bench.trial.record import Preferred, TrialRecord, Vote, read_trial, written
from llmselect.bench.trial.trial_run import TrialRun
from llmselect.errors import BadFile
from tests.bench.trials import STARTED, plan, reply, trial

LONG_S = 20


def test_every_cell_is_asked_once():
    asked = []

    def ask(cell, contestant, task, stop):
        asked.append(cell)
        return reply(cell.contestant, cell.task, repeat=cell.repeat)

    run = TrialRun(plan(repeats=2), ask)
    run.start()
    assert run.wait(LONG_S)
    assert sorted(asked) == sorted(run.plan.cells())
    assert run.progress()[:2] == (16, 16)
    assert [each.cell for each in run.replies()] == list(run.plan.cells())


@pytest.mark.parametrize("simultaneous", [1, 3])
def test_no_server_has_more_requests_than_allowed(simultaneous):
    lock, now, most = threading.Lock(), {}, {}

    def ask(cell, contestant, task, stop):
        with lock:
            now[contestant.server] = now.get(contestant.server, 0) + 1
            most[contestant.server] = max(most.get(contestant.server, 0), now[contestant.server])
        time.sleep(0.005)
        with lock:
            now[contestant.server] -= 1
        return reply(cell.contestant, cell.task)

    run = TrialRun(plan(tasks=12, simultaneous=simultaneous), ask)
    run.start()
    assert run.wait(LONG_S)
    assert len(most) == 2
    assert max(most.values()) <= simultaneous


def test_a_stop_keeps_what_is_done_and_resuming_asks_the_rest():
    reached = threading.Event()

    def ask(cell, contestant, task, stop):
        if cell.task == "t2":
            reached.set()
            while not stop():
                time.sleep(0.005)
            raise Stopped
        return reply(cell.contestant, cell.task)

    run = TrialRun(plan(contestants=1), ask)
    run.start()
    assert reached.wait(LONG_S)
    run.stop()
    assert run.wait(LONG_S)
    assert [each.task for each in run.replies()] == ["t0", "t1"]
    asked = []

    def ask_again(cell, contestant, task, stop):
        asked.append(cell.task)
        return reply(cell.contestant, cell.task)

    again = TrialRun(run.plan, ask_again, run.replies())
    again.start()
    assert again.wait(LONG_S)
    assert asked == ["t2", "t3"]
    assert len(again.replies()) == 4


def test_a_cell_that_fails_says_so_and_the_others_go_on():
    def ask(cell, contestant, task, stop):
        if cell.task == "t1":
            raise ZeroDivisionError
        return reply(cell.contestant, cell.task)

    run = TrialRun(plan(contestants=1), ask)
    run.start()
    assert run.wait(LONG_S)
    assert [each.fault_en is None for each in run.replies()] == [True, False, True, True]
    again = TrialRun(run.plan, lambda cell, *_: reply(cell.contestant, cell.task), run.replies())
    assert again.progress().done == 3
    assert again.replies() == run.replies()  # what came before a fault stays until there is something better
    again.start()
    assert again.wait(LONG_S)
    assert {each.fault_en for each in again.replies()} == {None}


def test_a_request_that_does_not_end_is_named_instead_of_a_time_left(monkeypatch):
    monkeypatch.setattr(pace, "OVERDUE_S", 0.0)
    monkeypatch.setattr(pace, "OVERDUE_TIMES", 0.0)
    reached, go_on = threading.Event(), threading.Event()

    def ask(cell, contestant, task, stop):
        if cell.contestant == 1:
            reached.set()
            go_on.wait(LONG_S)
        return reply(cell.contestant, cell.task)

    run = TrialRun(plan(), ask)
    run.start()
    assert reached.wait(LONG_S)
    progress = run.progress()
    assert (progress.left_s, progress.awaited.contestant) == (None, 1)
    go_on.set()
    assert run.wait(LONG_S)
    assert run.progress()[2:] == (None, False, None)


def test_the_first_request_of_each_contestant_is_cold():
    run = TrialRun(plan(), lambda cell, *_: reply(cell.contestant, cell.task))
    run.start()
    assert run.wait(LONG_S)
    assert [each.cell[:2] for each in run.replies() if each.cold] == [(0, "t0"), (1, "t0")]


def test_whatever_a_run_measures_can_be_opened_again(monkeypatch):
    monkeypatch.setattr(trial_run, "MOST_MEASURED_BYTES", 20_000)
    answer = '"\\\n\u2028é' * 500
    run = TrialRun(
        plan(tasks=8), lambda cell, *_: reply(cell.contestant, cell.task).model_copy(update={"text": answer})
    )
    run.start()
    assert run.wait(LONG_S)
    kept = TrialRecord(run.plan, run.started, run.replies())
    assert len(written(kept)) <= 20_000 + 16 * 1000  # what found no room is kept without its text
    assert 0 < sum(each.text == answer for each in kept.replies) < 16
    assert all(each.ttft_s is not None for each in kept.replies)
    assert {each.fault for each in kept.replies if not each.text} == {trial_run.NO_ROOM}
    assert read_trial(written(kept)).replies == kept.replies


def test_a_trial_survives_being_written_and_read():
    kept = trial([[True, False], [True, True]], votes=(Vote(task="t0", left=1, right=0, choice=Preferred.TIE),))
    read = read_trial(written(kept))
    assert (read.plan, read.replies, read.votes, read.started) == (kept.plan, kept.replies, kept.votes, kept.started)


def test_a_recorded_trial_is_replayed_without_any_server():
    kept = trial([[True, False], [True, True]])
    run = TrialRun(kept.plan, replay_asker(kept, faster=1e9))
    run.start()
    assert run.wait(LONG_S)
    texts = [each.text for each in run.replies()]
    assert texts == [each.text for each in kept.replies]


@pytest.mark.parametrize("cut", [b"", b"{}", b"[]\n", b"\xff\xfe", b"{" * 10_000, b'{"llmselect_trial": 2}'])
def test_a_file_that_is_no_trial_is_refused(cut):
    with pytest.raises(BadFile):
        read_trial(cut)


@pytest.mark.parametrize(
    "line",
    [
        b'{"reply": {"contestant": 7, "task": "t0", "repeat": 0}}',
        b'{"reply": {"contestant": 0, "task": "other", "repeat": 0}}',
        b'{"reply": {"contestant": 0, "task": "t0", "repeat": 0, "ttft_s": -1}}',
        b'{"reply": {"contestant": 0, "task": "t0", "repeat": 0, "run": "rm"}}',
        b'{"vote": {"task": "t0", "left": 0, "right": 0, "choice": "left"}}',
        b'{"key": "sk-secret"}',
    ],
)
def test_a_line_that_belongs_to_nothing_is_refused(line):
    with pytest.raises(BadFile):
        read_trial(written(TrialRecord(plan(), STARTED)) + line)
