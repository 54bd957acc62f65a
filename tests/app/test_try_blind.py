"""Blind comparison in Try: no names before they are asked for, and then the names of every vote."""

from tests.app.page_tables import tables
from tests.app.try_pages import button, state
from tests.bench.trials import trial
from tests.wording import EN


def test_blind_answers_have_no_names_until_they_are_revealed(visit, kept_here):
    token = kept_here.save(trial([[True, False], [True, True]]), "mine")
    at = visit("try", trial=token)
    at.segmented_control(key="try.view").set_value("blind").run()
    before = len(tables(at))
    button(at, "try.vote.left").click().run()
    assert len(state(at).record.votes) == 1
    assert len(tables(at)) == before
    at.toggle(key="try.reveal").set_value(True).run()
    assert len(tables(at)) == before + 2
    (votes,) = (table for table in tables(at) if EN("try.preferred") in table)
    vote, people = state(at).record.votes[0], state(at).record.plan.contestants
    left, right = people[vote.left].name, people[vote.right].name
    assert votes.to_numpy().tolist() == [[vote.task, left, right, left]]
