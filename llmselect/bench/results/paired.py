"""Who passes more of the same tasks than whom: compared task by task, and how many more tasks would settle it."""

from dataclasses import dataclass, replace
from itertools import combinations
from math import ceil, comb, sqrt
from statistics import NormalDist
from typing import Final, NamedTuple

import numpy as np

from llmselect.units import Floats

DRAWS: Final = 4000
LEVEL: Final = 0.95
POWER: Final = 0.8
SEED: Final = 20261129
MOST_TASKS_NEEDED: Final = 100_000


class MeanInterval(NamedTuple):
    """A mean with both ends of its interval."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class PairComparison:
    """Two contestants on the tasks that both were graded on."""

    first: int
    second: int
    """Positions of the contestants."""
    tasks: int
    first_better: int
    """Tasks of which the first passed more repeats."""
    second_better: int
    difference: MeanInterval
    """Share passed by the first less that by the second, with a 95 % interval from a paired bootstrap over tasks."""
    p: float
    """Exact McNemar, two-sided."""
    p_adjusted: float
    """Holm's correction over all pairs of the trial."""
    tasks_needed: int | None
    """Tasks in all for 80 % power, were the truth as observed; None: no difference was seen."""

    @property
    def settled(self) -> bool:
        """Whether they differ at the 5 % level."""
        return self.p_adjusted < 1 - LEVEL


def mcnemar(first_better: int, second_better: int) -> float:
    """Exact two-sided p of McNemar's test: each discordant pair is a toss of a coin.

    McNemar, Q. (1947), Psychometrika 12, 153-157; exact form: the sign test. With repeats, a task counts for whoever
    passed more of them.
    """
    discordant = first_better + second_better
    if not discordant:
        return 1.0
    tail = sum(comb(discordant, k) for k in range(min(first_better, second_better) + 1)) / 2**discordant
    return min(1.0, 2 * tail)


def paired_bootstrap(differences: Floats, draws: int = DRAWS, seed: int = SEED) -> MeanInterval:
    """Mean of paired differences and its 95 % percentile interval over resampled pairs; NaN without pairs.

    Efron, B., & Tibshirani, R. (1993). An Introduction to the Bootstrap, chapter 13.
    """
    if not len(differences):
        return MeanInterval(float("nan"), float("nan"), float("nan"))
    picks = np.random.default_rng(seed).integers(0, len(differences), (draws, len(differences)))
    low, high = np.quantile(differences[picks].mean(axis=1), [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return MeanInterval(float(differences.mean()), float(low), float(high))


def tasks_needed(first_better: int, second_better: int, tasks: int, level: float = LEVEL) -> int | None:
    """Tasks for 80 % power of a two-sided McNemar test, were the truth as observed; None where no difference was seen.

    Connor, R. J. (1987). Sample size for testing differences in proportions for the paired-sample design. Biometrics
    43.
    """
    if first_better == second_better or not tasks:
        return None
    discordant, difference = (first_better + second_better) / tasks, abs(first_better - second_better) / tasks
    z_level, z_power = NormalDist().inv_cdf(0.5 + level / 2), NormalDist().inv_cdf(POWER)
    root = z_level * sqrt(discordant) + z_power * sqrt(max(discordant - difference**2, 0.0))
    return min(ceil((root / difference) ** 2), MOST_TASKS_NEEDED)


def compare_pairs(shares: Floats) -> tuple[PairComparison, ...]:
    """Every pair of contestants, from their shares passed (contestants, tasks; NaN: not graded)."""
    pairs = [_compared(shares, first, second) for first, second in combinations(range(len(shares)), 2)]
    adjusted = _holm([pair.p for pair in pairs])
    return tuple(replace(pair, p_adjusted=p) for pair, p in zip(pairs, adjusted, strict=True))


def _compared(shares: Floats, first: int, second: int) -> PairComparison:
    differences = shares[first] - shares[second]
    differences = differences[~np.isnan(differences)]
    better, worse = int((differences > 0).sum()), int((differences < 0).sum())
    p = mcnemar(better, worse)
    return PairComparison(
        first,
        second,
        len(differences),
        better,
        worse,
        paired_bootstrap(differences),
        p,
        p,
        tasks_needed(better, worse, len(differences)),
    )


def _holm(ps: list[float]) -> list[float]:
    """Holm, S. (1979). Scandinavian Journal of Statistics 6, 65-70."""
    adjusted, most = [1.0] * len(ps), 0.0
    for rank, index in enumerate(sorted(range(len(ps)), key=lambda i: ps[i])):
        most = max(most, min(1.0, (len(ps) - rank) * ps[index]))
        adjusted[index] = most
    return adjusted
