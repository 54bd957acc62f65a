"""How long a run will still take: nothing is said that one endless request makes wrong."""

import pytest

from llmselect.bench.trial.pace import OVERDUE_S, Awaited, Pace
from llmselect.bench.trial.plan import TrialCell


def cells(contestant, many):
    return [TrialCell(contestant, f"t{i}", 0) for i in range(many)]


def paced(took_s, simultaneous=1):
    """A server whose contestants have answered a request each, in so many seconds."""
    pace = Pace(simultaneous)
    for contestant, seconds in enumerate(took_s):
        pace.begin(TrialCell(contestant, "first", 0), 0.0)
        pace.end(TrialCell(contestant, "first", 0), seconds)
    return pace


def test_nothing_is_said_before_a_request_has_ended():
    pace = Pace(1)
    pace.begin(TrialCell(0, "t", 0), 0.0)
    assert pace.left_s(cells(0, 3), 1.0) is None


@pytest.mark.parametrize("simultaneous", [1, 4])
def test_each_contestant_counts_by_its_own_requests(simultaneous):
    waiting = cells(0, 4) + cells(1, 2)
    assert paced([1.0, 10.0], simultaneous).left_s(waiting, 11.0) == pytest.approx(24.0 / simultaneous)


def test_what_is_under_way_is_nearly_done():
    pace = paced([4.0])
    pace.begin(TrialCell(0, "t", 0), 10.0)
    assert pace.left_s(cells(0, 1), 13.0) == pytest.approx(5.0)
    assert pace.left_s([], 15.0) == 0.0


def test_a_request_that_does_not_end_takes_the_estimate_away_and_is_named():
    pace = paced([1.0, 2.0])
    pace.begin(TrialCell(1, "t", 0), 0.0)
    assert pace.awaited(OVERDUE_S) is None
    assert pace.left_s([], OVERDUE_S) is not None
    assert pace.awaited(OVERDUE_S + 1) == Awaited(1, OVERDUE_S + 1)
    assert pace.left_s(cells(0, 100), OVERDUE_S + 1) is None


def test_a_slow_server_is_not_overdue_for_being_slow():
    pace = paced([60.0])
    pace.begin(TrialCell(0, "t", 0), 0.0)
    assert pace.awaited(100.0) is None
