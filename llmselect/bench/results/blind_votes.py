"""Comparing answers without names: which two come next, and what the votes say."""

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from math import ceil, sqrt
from statistics import NormalDist
from typing import Final, NamedTuple

import numpy as np

from llmselect.bench.results.paired import LEVEL, POWER, MeanInterval
from llmselect.bench.trial.record import Preferred, TrialRecord, Vote, Voter
from llmselect.scoring.methods.bradley_terry import ELO_PER_LOG, PRIOR_WINS, bradley_terry
from llmselect.units import Floats

EQUAL: Final = 1e-3
"""Shares of votes that lie nearer to a half are a half."""


class BlindPair(NamedTuple):
    """Two answers to one task, in the order in which they are shown."""

    task: str
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class VoteRating:
    """A contestant's rating from votes: around 1000, 400 points for odds of ten to one."""

    elo: MeanInterval
    won: float
    """Votes won, ties half."""
    votes: int


def next_pair(trial: TrialRecord, dice: random.Random) -> BlindPair | None:
    """Two answers that were not compared yet, of the pair of contestants with the fewest votes.

    None: all are compared.
    """
    compared = {(vote.task, *sorted((vote.left, vote.right))) for vote in trial.votes_of(Voter.VISITOR)}
    answered = {(r.contestant, r.task) for r in trial.replies if r.fault_en is None and r.repeat == 0}
    open_pairs = [
        (task.id, first, second)
        for task in trial.plan.tasks
        for first, second in combinations(range(len(trial.plan.contestants)), 2)
        if {(first, task.id), (second, task.id)} <= answered and (task.id, first, second) not in compared
    ]
    if not open_pairs:
        return None
    votes = Counter(tuple(sorted((vote.left, vote.right))) for vote in trial.votes_of(Voter.VISITOR))
    fewest = min(votes[pair[1:]] for pair in open_pairs)
    task, *both = dice.choice([pair for pair in open_pairs if votes[pair[1:]] == fewest])
    left, right = dice.sample(both, 2)
    return BlindPair(task, left, right)


def wins(votes: Iterable[Vote], contestants: int) -> Floats:
    """Wins of the row over the column, (contestants, contestants); a tie is half a win for each."""
    table = np.zeros((contestants, contestants))
    for vote in votes:
        won_left = {Preferred.LEFT: 1.0, Preferred.RIGHT: 0.0, Preferred.TIE: 0.5}[vote.choice]
        table[vote.left, vote.right] += won_left
        table[vote.right, vote.left] += 1 - won_left
    return table


def votes_needed(share: float) -> int | None:
    """Votes of one pair for 80 % power at the 5 % level, where one of them truly wins that share of them, ties half.

    None: it wins half of them, and no number of votes tells equals apart.
    """
    z_level, z_power = NormalDist().inv_cdf(0.5 + LEVEL / 2), NormalDist().inv_cdf(POWER)
    distance = abs(share - 0.5)
    if distance < EQUAL:
        return None
    return ceil(((z_level / 2 + z_power * sqrt(max(share * (1 - share), 0.0))) / distance) ** 2)


def ratings(trial: TrialRecord, voter: Voter | None = None) -> tuple[VoteRating, ...] | None:
    """Bradley-Terry ratings with 95 % intervals, in the order of the contestants; None without votes.

    Half a win each way per pair keeps the few votes of a trial from infinite ratings.
    """
    counted = trial.votes if voter is None else trial.votes_of(voter)
    many = len(trial.plan.contestants)
    if not counted or many < 2:
        return None
    table = wins(counted, many)
    strengths = bradley_terry(table, PRIOR_WINS)
    reach = NormalDist().inv_cdf(0.5 + LEVEL / 2) * ELO_PER_LOG * strengths.standard_error
    return tuple(
        VoteRating(
            MeanInterval(float(elo), float(elo - reach[i]), float(elo + reach[i])),
            float(table[i].sum()),
            round(table[i].sum() + table[:, i].sum()),
        )
        for i, elo in enumerate(strengths.elo)
    )
