"""What would change the winner: the smallest change of one weight, who wins at which weight, and why not another."""

from typing import NamedTuple

import numpy as np

from llmselect.scoring.methods.problem import ALIKE
from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.text import Text, in_both
from llmselect.units import Floats, Ints

FLIP = Text(
    "If the weight of {criterion} went from {now} to {then}, {name} would rank first.",
    "Si le poids du critère « {criterion} » passait de {now} à {then}, {name} passerait en tête.",
)
LEVEL = Text(
    "{name} has the same score: the slightest change of the weight of {criterion} decides.",
    "{name} a le même score : le moindre changement du poids du critère « {criterion} » décide.",
)
NO_FLIP = Text(
    "No change of a single weight puts another candidate first.",
    "Aucun changement d'un seul poids ne met un autre candidat en tête.",
)


class Flip(NamedTuple):
    """A share of one criterion at which another candidate catches up; beyond it, that one is first."""

    criterion: int
    now: float
    then: float
    candidate: int

    @property
    def change(self) -> float:
        return abs(self.then - self.now)


class Stretch(NamedTuple):
    """Shares of one criterion, from start to end, over which one candidate is first."""

    start: float
    end: float
    candidate: int


def others_keep(shares: Floats, criterion: int, share: float) -> Floats:
    """The shares when one criterion takes this one and the others keep their proportions among themselves."""
    moved = proportions(shares, criterion) * (1 - share)
    moved[criterion] = share
    return moved


def flips(worth: Floats, shares: Floats, groups: Ints | None = None) -> tuple[Flip, ...]:
    """For each criterion and each way its nearest share that changes the winner, smallest change first.

    `worth` (candidates, criteria) in the ranking's order: the first of equals is the winner. Rows with the same number
    in `groups` are one thing to the visitor, such as a model: that another of its rows comes first is no flip.
    """
    which = np.arange(len(worth)) if groups is None else groups
    winner = winner_of(worth, shares)
    found = list[Flip]()
    for criterion in np.flatnonzero(shares < 1 - ALIKE):
        now, stretches = float(shares[criterion]), tornado(worth, shares, int(criterion))
        others = [stretch for stretch in stretches if which[stretch.candidate] != which[winner]]
        above = [Flip(int(criterion), now, max(s.start, now), s.candidate) for s in others if s.end > now + ALIKE]
        below = [Flip(int(criterion), now, min(s.end, now), s.candidate) for s in others if s.start < now - ALIKE]
        found += [*above[:1], *below[-1:]]
    return tuple(sorted(found, key=lambda flip: flip.change))


def smallest_flip(worth: Floats, shares: Floats, groups: Ints | None = None) -> Flip | None:
    """The smallest change of one weight that changes the winner; None where there is none."""
    return next(iter(flips(worth, shares, groups)), None)


def tornado(worth: Floats, shares: Floats, criterion: int) -> tuple[Stretch, ...]:
    """Who is first at which share of one criterion, 0 to 1, the others keeping their proportions; exact.

    Where this criterion has all the weight, the others are taken as equal among themselves.
    """
    base = worth @ proportions(shares, criterion)
    slope = worth[:, criterion] - base
    at, stretches = 0.0, list[Stretch]()
    first = _best(base, slope)
    while True:
        steeper = slope > slope[first] + ALIKE
        with np.errstate(divide="ignore", invalid="ignore"):
            meets = np.where(steeper, (base[first] - base) / (slope - slope[first]), np.inf)
        end = max(float(meets.min()), at)
        stretches.append(Stretch(at, min(end, 1.0), first))
        if end >= 1.0:
            return tuple(stretches)
        level = np.flatnonzero(meets <= end + 1e-12)
        at, first = end, int(level[np.argmax(slope[level] >= slope[level].max() - ALIKE)])


def sentence(flip: Flip | None, name: str, worth: Floats, shares: Floats) -> Text:
    """The change in words, rounded away from the present share, and so finely that what it says is true."""
    if flip is None:
        return NO_FLIP
    label = CRITERIA[flip.criterion].label
    if flip.change <= ALIKE:
        return in_both(LEVEL, criterion=lambda say: say(label), name=name)
    digits = next((d for d in range(3) if _holds(flip, d, worth, shares)), 3)
    then = _beyond(flip, digits)
    return in_both(
        FLIP,
        criterion=lambda say: say(label),
        now=lambda say: say.percent(flip.now, digits),
        then=lambda say: say.percent(then, digits),
        name=name,
    )


def _beyond(flip: Flip, digits: int) -> float:
    """The share printed: at least where it flips, on the side away from now."""
    steps = flip.then * 10 ** (digits + 2)
    away = np.ceil(steps - 1e-9) if flip.then >= flip.now else np.floor(steps + 1e-9)
    return float(away) / 10 ** (digits + 2)


def _holds(flip: Flip, digits: int, worth: Floats, shares: Floats) -> bool:
    scores = worth @ others_keep(shares, flip.criterion, _beyond(flip, digits))
    return bool(scores[flip.candidate] >= scores.max() - ALIKE) and _beyond(flip, digits) != round(flip.now, digits + 2)


def winner_of(worth: Floats, shares: Floats) -> int:
    scores = worth @ shares
    return int(np.argmax(scores >= scores.max() - ALIKE))


def proportions(shares: Floats, criterion: int) -> Floats:
    """Proportions of the other criteria among themselves, adding up to 1."""
    rest = shares.copy()
    rest[criterion] = 0.0
    if rest.sum() <= ALIKE:
        rest = (np.arange(len(shares)) != criterion).astype(np.float64)
    return rest / max(float(rest.sum()), ALIKE)


def _best(base: Floats, slope: Floats) -> int:
    """The first at share 0; among equals the one that will be ahead just after, then the earliest."""
    level = np.flatnonzero(base >= base.max() - ALIKE)
    return int(level[np.argmax(slope[level] >= slope[level].max() - ALIKE)])
