"""What a meeting promises: votes that stand, tokens that open one thing only, and no way around a lock."""

import threading

import pytest

from llmselect.workshop import codes
from llmselect.workshop.faults import WorkshopFault, WorkshopTrouble
from llmselect.workshop.meeting_rows import shown_names
from llmselect.workshop.store import hosting, limits, taking_part
from tests.workshop.conftest import Gathering


def refused(kind, call, *arguments, **named):
    with pytest.raises(WorkshopFault) as caught:
        call(*arguments, **named)
    assert caught.value.kind is kind


def test_a_confirmed_ballot_is_there_once_and_its_last_change_stands(gathering):
    token = gathering.join("Ada")
    for change, weights in enumerate([(1, 2, 3), (4, 5, 6), (7, 8, 9)], 1):
        gathering.cast(token, weights, change=change)
    assert [ballot.weights["price"] for ballot in gathering.view.ballots(1)] == [7]


def test_the_same_change_twice_counts_once_and_a_late_older_one_not_at_all(gathering):
    token = gathering.join("Ada")
    gathering.cast(token, (4, 5, 6), change=2)
    assert gathering.cast(token, (4, 5, 6), change=2).change == 2
    assert gathering.cast(token, (1, 1, 1), change=1).weights["price"] == 4
    assert len(gathering.view.ballots(1)) == 1


def test_changes_at_the_same_moment_leave_the_latest(gathering):
    token = gathering.join("Ada")
    threads = [
        threading.Thread(target=gathering.cast, args=(token, (change, 1, 1)), kwargs={"change": change})
        for change in range(1, 13)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (ballot,) = gathering.view.ballots(1)
    assert (ballot.change, ballot.weights["price"]) == (12, 12)


def test_many_people_at_once_are_all_there(gathering):
    tokens = [gathering.join(f"Person {number}") for number in range(20)]
    threads = [
        threading.Thread(target=gathering.cast, args=(token, (number + 1, 1, 1))) for number, token in enumerate(tokens)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ballot.weights["price"] for ballot in gathering.view.ballots(1)) == list(range(1, 21))


@pytest.mark.parametrize(
    "weights",
    [{}, {"price": 1}, {"price": 1, "quality": 1, "comfort": 1, "taste": 1}, {"price": 0, "quality": 0, "comfort": 0}]
    + [{"price": bad, "quality": 1, "comfort": 1} for bad in (-1, 101, float("nan"), float("inf"), "5", True, None)],
)
def test_a_ballot_that_is_none_is_refused(gathering, weights):
    token = gathering.join("Ada")
    refused(WorkshopTrouble.BAD_BALLOT, taking_part.cast, gathering.database, token, 1, weights, False, 1)
    assert gathering.view.ballots(1) == ()


@pytest.mark.parametrize("name", ["", "  ", "x" * 25, "x" * 10_000, "a\u202eb", "a\x07b", "\u200b"])
def test_a_nickname_that_hides_or_overflows_is_refused(gathering, name):
    refused(WorkshopTrouble.BAD_NICKNAME, gathering.join, name)


def test_two_people_of_one_name_are_told_apart_for_the_host_alone(gathering):
    tokens = [gathering.join(name) for name in ("Ada", "ADA", "Ada 2", "ada")]
    assert list(shown_names(gathering.view).values()) == ["Ada", "ADA 2", "Ada 2 2", "ada 3"]
    own = [taking_part.participant_view(gathering.database, token).nickname for token in tokens]
    assert own == ["Ada", "ADA", "Ada 2", "ada"]
    hosting.hide_names(gathering.database, gathering.host, hidden=True)
    assert list(shown_names(gathering.view).values()) == ["#1", "#2", "#3", "#4"]


def test_a_locked_meeting_takes_no_vote_and_nobody_until_it_is_reopened(gathering):
    token = gathering.join("Ada")
    hosting.lock(gathering.database, gathering.host)
    refused(WorkshopTrouble.LOCKED, gathering.cast, token)
    refused(WorkshopTrouble.LOCKED, gathering.join, "Bob")
    hosting.reopen(gathering.database, gathering.host)
    assert gathering.cast(token).change == 1


def test_an_ended_meeting_stays_ended(gathering):
    token = gathering.join("Ada")
    code = gathering.meeting.join_code
    hosting.end(gathering.database, gathering.host)
    refused(WorkshopTrouble.ENDED, gathering.cast, token)
    refused(WorkshopTrouble.ENDED, taking_part.join, gathering.database, code, "Bob", "visitor")
    for act in (hosting.lock, hosting.reopen, hosting.next_round):
        refused(WorkshopTrouble.ENDED, act, gathering.database, gathering.host)
    refused(WorkshopTrouble.ENDED, hosting.admit, gathering.database, gathering.host, by_code=True)


def test_a_second_round_leaves_the_first_as_it_was(gathering):
    token = gathering.join("Ada")
    gathering.cast(token, (1, 2, 3))
    hosting.next_round(gathering.database, gathering.host)
    refused(WorkshopTrouble.OTHER_ROUND, gathering.cast, token, (9, 9, 9), round=1, change=9)
    gathering.cast(token, (4, 5, 6), round=2)
    assert [each.weights["price"] for round in (1, 2) for each in gathering.view.ballots(round)] == [1, 4]


def test_short_codes_open_only_while_the_host_admits_people(gathering):
    short = gathering.meeting.short_code
    assert taking_part.look_up(gathering.database, f" {short[:3].upper()}-{short[3:]} ", "visitor").title
    hosting.admit(gathering.database, gathering.host, by_code=False)
    refused(WorkshopTrouble.NOT_ADMITTING, taking_part.join, gathering.database, short, "Bob", "visitor")
    hosting.admit(gathering.database, gathering.host, by_code=True)
    assert gathering.meeting.short_code != short


def test_whoever_guesses_codes_is_stopped_and_nobody_else(gathering):
    for number in range(limits.MISSES_OF_VISITOR):
        with pytest.raises(WorkshopFault):
            taking_part.look_up(gathering.database, f"aaa{number:03}", "guesser")
    code = gathering.meeting.join_code
    refused(WorkshopTrouble.TOO_MANY_TRIES, taking_part.look_up, gathering.database, code, "guesser")
    assert taking_part.look_up(gathering.database, code, "somebody else").title


def test_a_participant_reads_their_own_ballot_alone(gathering):
    ada, bob = gathering.join("Ada"), gathering.join("Bob")
    gathering.cast(ada, (1, 2, 3))
    gathering.cast(bob, (7, 8, 9))
    view = taking_part.participant_view(gathering.database, ada)
    assert (view.nickname, [each.weights["price"] for each in view.ballots.values()]) == ("Ada", [1])
    assert "Bob" not in repr(view)


def test_the_wall_reads_no_name_and_its_token_does_nothing(gathering):
    gathering.cast(gathering.join("Ada"), (1, 2, 3))
    wall = codes.wall_token(gathering.host)
    seen = hosting.wall_view(gathering.database, wall)
    assert seen.ballots(1) == gathering.view.ballots(1)
    assert "Ada" not in repr(seen)
    assert gathering.view.entries[0].id not in repr(seen.entries)
    for act, named in HOST_ACTS:
        refused(WorkshopTrouble.NOT_YOURS, act, gathering.database, wall, **named)
    for other in (gathering.host, gathering.meeting.join_code, "", "x" * 32):
        refused(WorkshopTrouble.NOT_YOURS, hosting.wall_view, gathering.database, other)


HOST_ACTS = [
    (hosting.host_view, {}),
    (hosting.revision, {}),
    (hosting.admit, {"by_code": True}),
    (hosting.lock, {}),
    (hosting.reopen, {}),
    (hosting.show_results, {"shown": True}),
    (hosting.hide_names, {"hidden": True}),
    (hosting.next_round, {}),
    (hosting.end, {}),
    (hosting.remove, {"participant": "x"}),
]


@pytest.mark.parametrize(("act", "named"), HOST_ACTS, ids=[act.__name__ for act, _ in HOST_ACTS])
def test_only_the_hosts_token_acts_for_the_host(gathering, act, named):
    token, meeting = gathering.join("Ada"), gathering.meeting
    for other in (token, meeting.join_code, meeting.id, "", "x" * 32, "' OR 1=1 --", "\x00" * 32):
        refused(WorkshopTrouble.NOT_YOURS, act, gathering.database, other, **named)
    assert gathering.meeting == meeting


def test_the_hosts_token_of_another_meeting_removes_nobody_here(gathering):
    gathering.join("Ada")
    entry = gathering.view.entries[0]
    other = Gathering(gathering.database)
    hosting.remove(gathering.database, other.host, entry.id)
    assert len(gathering.view.entries) == 1


def test_who_is_removed_is_gone_and_votes_no_more(gathering):
    token = gathering.join("Ada")
    gathering.cast(token)
    hosting.remove(gathering.database, gathering.host, gathering.view.entries[0].id)
    assert gathering.view.entries == ()
    refused(WorkshopTrouble.NOT_YOURS, gathering.cast, token, change=2)


def test_two_hundred_meetings_do_not_mix(sqlite_file):
    gatherings = [Gathering(sqlite_file) for _ in range(200)]
    for number, each in enumerate(gatherings[::20]):
        each.cast(each.join(f"Person {number}"), (number + 1, 1, 1))
    assert [each.view.ballots(1)[0].weights["price"] for each in gatherings[::20]] == list(range(1, 11))
    assert gatherings[1].view.entries == ()
    assert len({each.meeting.join_code for each in gatherings}) == 200


def test_a_meeting_needs_something_to_choose_between(database):
    few = Gathering(database).case.model_copy(update={"candidates": ()})
    refused(WorkshopTrouble.BAD_CASE, hosting.open_meeting, database, few, "Nothing")


def test_phones_feel_it_when_somebody_was_removed(gathering):
    for name in ("Ada", "Bob"):
        gathering.join(name)
    assert taking_part.pulse(gathering.database, gathering.meeting.id).people == 2
    hosting.remove(gathering.database, gathering.host, gathering.view.entries[1].id)
    assert taking_part.pulse(gathering.database, gathering.meeting.id).people == 1
    assert taking_part.pulse(gathering.database, "nobody") is None
