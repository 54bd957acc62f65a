"""What a trial says: published values of each statistic, and nothing claimed where little is known."""

import math
import random

import numpy as np
import pytest

from llmselect.bench.results.blind_votes import next_pair, ratings, votes_needed, wins
from llmselect.bench.results.latency import latency
from llmselect.bench.results.paired import compare_pairs, mcnemar, paired_bootstrap, tasks_needed
from llmselect.bench.results.pass_rates import pass_rates, shares_passed
from llmselect.bench.trial.plan import Contestant
from llmselect.bench.trial.record import Preferred, TrialRecord, Vote
from tests.bench.trials import STARTED, plan, reply, trial


def test_pass_rates_have_wilson_intervals():
    (rate,) = pass_rates(trial([[True] * 16 + [False] * 4]))
    assert (rate.share, rate.tasks) == (0.8, 20)
    assert (rate.low, rate.high) == (pytest.approx(0.584, abs=1e-3), pytest.approx(0.919, abs=1e-3))


def test_repeats_of_a_task_are_one_task():
    replies = tuple(reply(0, f"t{i}", passed=i == 0, repeat=r) for i in range(2) for r in range(5))
    (rate,) = pass_rates(TrialRecord(plan(1, 2, repeats=5), STARTED, replies))
    assert (rate.share, rate.tasks) == (0.5, 2)


def test_a_fault_is_neither_passed_nor_failed():
    replies = (reply(0, "t0"), reply(0, "t1", fault_en="broken"))
    (rate,) = pass_rates(TrialRecord(plan(1, 2), STARTED, replies))
    assert (rate.share, rate.tasks, rate.faults) == (1.0, 1, 1)
    assert math.isnan(shares_passed(TrialRecord(plan(1, 1), STARTED))[0, 0])


@pytest.mark.parametrize(
    ("b", "c", "p"), [(0, 0, 1.0), (5, 5, 1.0), (10, 0, 2 / 1024), (8, 2, 0.109375), (1, 0, 1.0), (12, 3, 0.035156)]
)
def test_mcnemar_is_a_toss_of_coins(b, c, p):
    assert mcnemar(b, c) == pytest.approx(p, abs=1e-6)
    assert mcnemar(c, b) == mcnemar(b, c)


def test_a_bootstrap_of_pairs_holds_their_mean_and_is_repeatable():
    differences = np.array([1.0] * 12 + [0.0] * 24 + [-1.0] * 4)
    found = paired_bootstrap(differences)
    assert found.mean == pytest.approx(0.2)
    assert found.low < 0.2 < found.high
    half = 1.96 * differences.std() / math.sqrt(len(differences))
    assert found.high - found.low == pytest.approx(2 * half, rel=0.15)
    assert paired_bootstrap(differences) == found


def test_tasks_needed_follow_connor():
    """Discordant 0.30 and 0.10 of the tasks: 80 % power at 5 % needs (1.96 sqrt 0.4 + 0.8416 sqrt 0.36)^2 / 0.04."""
    assert tasks_needed(30, 10, 100) == 77
    assert tasks_needed(3, 3, 100) is None
    assert tasks_needed(0, 0, 0) is None


def test_only_a_difference_that_chance_hardly_makes_is_settled():
    first = [True] * 14 + [True] * 6
    second = [False] * 14 + [True] * 6
    third = [True] * 13 + [False] + [True] * 6
    pairs = {(pair.first, pair.second): pair for pair in compare_pairs(shares_passed(trial([first, second, third])))}
    assert pairs[0, 1].settled
    assert not pairs[0, 2].settled
    assert pairs[0, 1].p_adjusted >= pairs[0, 1].p
    assert pairs[0, 2].tasks_needed > 20


def test_the_first_call_is_apart_and_the_median_is_of_the_others():
    replies = (reply(0, "t0", ttft_s=9.0, total_s=10.0, cold=True), reply(0, "t1"), reply(0, "t2"), reply(0, "t3"))
    (found,) = latency(TrialRecord(plan(1, 4), STARTED, replies))
    assert (found.cold_ttft_s, found.ttft_s.median, found.ttft_s.p95) == (9.0, 0.5, None)
    assert found.tpot_s.median == pytest.approx(0.1)
    assert found.tokens_per_s == pytest.approx(10)
    assert (found.requests, found.usd, found.estimated) == (3, None, False)


def test_the_95th_percentile_needs_twenty():
    replies = tuple(reply(0, f"t{i}", ttft_s=0.1 * i, total_s=9.0) for i in range(20))
    (found,) = latency(TrialRecord(plan(1, 20), STARTED, replies))
    assert found.ttft_s.p95 == pytest.approx(1.805)


def test_cost_is_tokens_at_the_price_of_the_offer():
    priced = Contestant(
        name="x", base_url="https://api.x.ai/v1", model="x", input_usd_per_mtok=2.0, output_usd_per_mtok=8.0
    )
    assert reply(0, "t0").cost_usd(priced) == pytest.approx((10 * 2 + 11 * 8) / 1e6)
    assert reply(0, "t0", prompt_tokens=None).cost_usd(priced) is None


def vote(left: int, right: int, choice: Preferred, task: str = "t0") -> Vote:
    return Vote(task=task, left=left, right=right, choice=choice)


def test_ties_are_half_a_win_and_the_order_on_the_screen_does_not_matter():
    votes = [vote(0, 1, Preferred.LEFT), vote(1, 0, Preferred.RIGHT), vote(0, 1, Preferred.TIE)]
    assert wins(votes, 2).tolist() == [[0, 2.5], [0.5, 0]]


def test_ratings_from_few_votes_have_wide_intervals():
    found = ratings(trial([[True], [True]], votes=(vote(0, 1, Preferred.LEFT),)))
    assert found[0].elo.mean > found[1].elo.mean
    assert found[0].elo.low < found[1].elo.high
    assert (found[0].won, found[0].votes) == (1.0, 1)
    assert ratings(trial([[True], [True]])) is None


def test_votes_needed_are_the_textbooks():
    assert [votes_needed(share) for share in (0.55, 0.6, 0.65, 0.7, 0.75, 0.8)] == [783, 194, 85, 47, 29, 20]
    assert votes_needed(0.5) is None


def test_each_pair_of_answers_is_shown_once_in_random_order():
    compared = trial([[True] * 3, [True] * 3, [True] * 3])
    dice, seen, sides = random.Random(1), [], set()
    while (pair := next_pair(compared, dice)) is not None:
        seen.append((pair.task, *sorted(pair[1:])))
        sides.add(pair.left < pair.right)
        compared = TrialRecord(
            compared.plan, STARTED, compared.replies, (*compared.votes, vote(*pair[1:], Preferred.TIE, pair.task))
        )
    assert len(seen) == len(set(seen)) == 9
    assert sides == {True, False}
