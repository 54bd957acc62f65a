"""Try: a trial that is saved nowhere is lost by a click that says so, and by nothing else."""

import pytest

from llmselect.bench.trial.record import Preferred, Vote
from llmselect.ui.try_models.trial_state import MOST_EARLIER, TrialState
from tests.app.try_pages import button, state
from tests.bench.trials import plan, reply, trial
from tests.wording import says


def answered(cell, *_):
    return reply(cell.contestant, cell.task, repeat=cell.repeat)


def run(one, ask=answered):
    one.start(plan(), ask)
    assert one.run.wait(20)
    one.refresh()
    return one.record


@pytest.fixture
def measured():
    """A session whose trial has been run and saved nowhere."""
    one = TrialState()
    run(one)
    return one


def test_a_new_run_keeps_the_one_before_it(measured):
    first = measured.record
    run(measured)
    assert measured.earlier == [first]


def test_what_is_saved_or_opened_makes_room(measured):
    measured.safe = measured.record
    run(measured)
    assert measured.earlier == []
    measured.show(trial([[True]]))
    measured.show(trial([[False]]))
    assert len(measured.earlier) == 1


def test_votes_on_what_was_saved_are_unsaved(measured):
    measured.safe = measured.record
    assert not measured.unsaved
    measured.vote(Vote(task="t0", left=0, right=1, choice=Preferred.LEFT))
    assert measured.unsaved


def test_a_trial_brought_back_changes_places(measured):
    first = measured.record
    second = run(measured)
    measured.bring_back(0)
    assert (measured.record, measured.earlier) == (first, [second])
    assert measured.unsaved


def test_a_full_shelf_lets_no_other_run_begin(visit, kept_here):
    at = visit("try", trial=kept_here.save(trial([[True, False], [True, True]]), "mine"))
    assert not button(at, "try.run").disabled
    one = state(at)
    one.safe = None
    one.earlier = [trial([[True]]) for _ in range(MOST_EARLIER)]
    at.run()
    assert not at.exception
    assert button(at, "try.run").disabled
    assert any(says(each.value, "try.earlier_full") for each in at.warning)
    button(at, "try.let_go.0").click().run()
    assert len(state(at).earlier) == MOST_EARLIER - 1
    assert not button(at, "try.run").disabled
    button(at, "try.bring_back.1").click().run()
    assert not at.exception
    assert len(state(at).earlier) == MOST_EARLIER - 1
