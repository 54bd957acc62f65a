"""What a group's ballots say together, against worked examples."""

import numpy as np
import pytest

from llmselect.scoring.matrix import editing
from llmselect.scoring.matrix.case_values import case_values
from llmselect.scoring.matrix.decision_case import CaseCandidate, CaseCriterion, DecisionCase
from llmselect.workshop import practice
from llmselect.workshop.meeting import Ballot
from llmselect.workshop.store import hosting
from llmselect.workshop.tally import own_order, tally
from tests.scoring.matrix.cases import cell, three_by_three
from tests.wording import EN

NAMES = ("price", "quality", "comfort")


def ballots(*weightings):
    return [Ballot(dict(zip(NAMES, map(float, each), strict=True)), True, 1) for each in weightings]


def by_city(*orders):
    """Ballots of one criterion a candidate, so that each person's scores are the points they give."""
    names = ("memphis", "nashville", "chattanooga", "knoxville")
    criteria = tuple(CaseCriterion(id=n, name=n, unacceptable=0, good_enough=0.99, best=1) for n in names)
    case = DecisionCase(
        title="Capital",
        candidates=tuple(CaseCandidate(id=n, name=n) for n in names),
        criteria=criteria,
        cells=tuple(cell(n, m, float(n == m)) for n in names for m in names),
    )
    given = [
        Ballot({name: float(4 - order.index(name)) for name in names}, True, 1)
        for people, order in orders
        for _ in range(people)
    ]
    return tally(case, given)


M, N, C, K = "memphis", "nashville", "chattanooga", "knoxville"
TENNESSEE = ((42, (M, N, C, K)), (26, (N, C, K, M)), (15, (C, K, N, M)), (17, (K, C, N, M)))


def test_tennessee_first_votes_and_borda_disagree_as_published():
    count = by_city(*TENNESSEE)
    assert count.borda.tolist() == [126, 194, 173, 107]
    assert count.first_counts.tolist() == [42, 26, 15, 17]
    assert count.first_shares.sum() == pytest.approx(1)


def test_the_group_decides_by_the_geometric_mean_of_the_weights():
    count = tally(three_by_three(), ballots((80, 10, 10), (10, 80, 10)))
    expected = np.array([np.sqrt(0.08), np.sqrt(0.08), 0.1])
    assert count.group_shares == pytest.approx(expected / expected.sum())
    named = dict(zip(NAMES, 100 * count.group_shares, strict=True))
    alone = case_values(editing.with_weights(three_by_three(), named))
    assert count.group_scores == pytest.approx(alone.scores)


def test_one_persons_zero_is_no_veto():
    assert tally(three_by_three(), ballots((0, 50, 50), (90, 5, 5))).group_shares[0] > 0.05


def test_agreement_is_not_said_below_five_people():
    four = [(50, 30, 20)] * 4
    assert tally(three_by_three(), ballots(*four)).agreement is None
    assert tally(three_by_three(), ballots(*four, (50, 30, 20))).agreement == pytest.approx(1)


def test_regret_is_what_each_person_gives_up():
    case = three_by_three()
    count = tally(case, ballots((98, 1, 1), (1, 98, 1), (1, 98, 1)))
    winner = count.winner
    for person, given in enumerate(((98, 1, 1), (1, 98, 1), (1, 98, 1))):
        _, scores = own_order(case, dict(zip(NAMES, given, strict=True)))
        assert count.regrets[person] == pytest.approx(scores.max() - scores[winner])
    assert (count.regrets >= 0).all()


def test_camps_are_said_only_where_they_are_clear():
    case = three_by_three()
    assert tally(case, ballots(*[(80, 10, 10)] * 4, *[(10, 10, 80)] * 4)).camps.in_second.sum() == 4
    assert tally(case, ballots(*[(80, 10, 10)] * 4, *[(10, 10, 80)] * 2)).camps is None


def test_without_ballots_there_is_no_count():
    assert tally(three_by_three(), []) is None


def test_a_rehearsal_has_invented_people_in_two_rounds_who_come_closer(database):
    hosted = practice.open_practice(database, three_by_three(), "Rehearsal", EN)
    view = hosting.host_view(database, hosted.host_token)
    assert view.meeting.practice
    assert all(entry.invented for entry in view.entries)
    first, second = (tally(view.meeting.case, view.ballots(round)) for round in (1, 2))
    assert len(first) == len(second) == practice.PEOPLE
    assert second.shares.std(axis=0).sum() < first.shares.std(axis=0).sum()
