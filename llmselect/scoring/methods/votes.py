"""What a group of ballots says: Borda, first votes, pairwise winner, and Kendall's W for how much people agree."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from llmselect.errors import BadNumber, UnknownName
from llmselect.scoring.methods.problem import finite
from llmselect.units import Floats

Ballots = Sequence[tuple[float, Sequence[str]]]
"""How many people, and their order, best first; names left out share the places below."""


def borda(ballots: Ballots, names: Sequence[str] | None = None) -> dict[str, float]:
    """Points of each: n - 1 for a first place down to 0; names that a ballot leaves out share what is left evenly."""
    everyone = _names(ballots, names)
    points = dict.fromkeys(everyone, 0.0)
    for people, order in ballots:
        left = len(everyone) - len(order)
        for place, name in enumerate(order):
            points[name] += people * (len(everyone) - 1 - place)
        for name in set(everyone) - set(order):
            points[name] += people * (left - 1) / 2
    return points


def first_votes(ballots: Ballots, names: Sequence[str] | None = None) -> dict[str, float]:
    """How many people put each first."""
    votes = dict.fromkeys(_names(ballots, names), 0.0)
    for people, order in ballots:
        if order:
            votes[order[0]] += people
    return votes


def pairwise_winner(ballots: Ballots, names: Sequence[str] | None = None) -> str | None:
    """The one that more people prefer to each other one than the reverse (Condorcet); None where there is none."""
    everyone = _names(ballots, names)
    beats = np.zeros((len(everyone), len(everyone)))
    for people, order in ballots:
        place = np.array([order.index(name) if name in order else len(order) for name in everyone])
        beats += people * (place[:, None] < place)
    wins = (beats > beats.T).sum(axis=1) == len(everyone) - 1
    return everyone[int(np.argmax(wins))] if wins.any() else None


def winner(points: Mapping[str, float]) -> str | None:
    """The one with most points; None for a tie or for nobody."""
    best = [name for name, value in points.items() if value == max(points.values())]
    return best[0] if len(best) == 1 else None


def _names(ballots: Ballots, names: Sequence[str] | None) -> list[str]:
    seen = dict.fromkeys(name for _, order in ballots for name in order)
    everyone = list(seen if names is None else names)
    for people, order in ballots:
        unknown = [name for name in order if name not in everyone]
        if unknown:
            raise UnknownName("name on a ballot", unknown[0], everyone)
        if len(set(order)) != len(order) or people < 0:
            raise BadNumber("a ballot", (people, list(order)), "0 or more people, and each name once")
    return everyone


class KendallAgreement(NamedTuple):
    """Kendall's W, with the chi-squared statistic on n - 1 degrees of freedom."""

    w: float
    """0: no agreement, 1: all alike; NaN where every person finds all things equal."""
    chi_squared: float
    degrees_of_freedom: int


FEWEST_PEOPLE, FEWEST_THINGS = 5, 4
"""Below these W is unstable: show the dots, and say so."""


def kendall_w(ratings: ArrayLike) -> KendallAgreement:
    """How much people agree, corrected for ties: ratings (people, things), of which only each person's order counts.

    Kendall, M. G., & Babington Smith, B. (1939). The problem of m rankings. Annals of Mathematical Statistics 10(3).
    """
    table = finite("the ratings", ratings, 2)
    people, things = table.shape
    if people < 2 or things < 2:
        raise BadNumber("the shape of the ratings", table.shape, "two people or more, and two things or more")
    each = middle_ranks(table)
    spread = float(((each.sum(axis=0) - people * (things + 1) / 2) ** 2).sum())
    ties = sum(float((counts**3 - counts).sum()) for counts in (np.unique(row, return_counts=True)[1] for row in each))
    most = people**2 * (things**3 - things) - people * ties
    w = 12 * spread / most if most > 0 else float("nan")
    return KendallAgreement(w, people * (things - 1) * w, things - 1)


def middle_ranks(table: Floats) -> Floats:
    """Ranks along each row, 1 for the lowest; equal values share the middle of their places."""
    below = (table[:, None, :] < table[:, :, None]).sum(axis=2)
    alike = (table[:, None, :] == table[:, :, None]).sum(axis=2)
    return below + (alike + 1) / 2
