"""Changes of one weight that change the winner, and the winner at each share of one criterion (tornado)."""

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
NO_CHANGE = Text(
    "No change of a single weight puts another candidate first.",
    "Aucun changement d’un seul poids ne met un autre candidat en tête.",
)


class WeightChange(NamedTuple):
    """A share of one criterion at which another candidate catches up; beyond it, that one is first."""

    criterion: int
    now: float
    then: float
    candidate: int

    @property
    def size(self) -> float:
        """How far the criterion's share of the weight moves, 0 to 1."""
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


def find_weight_changes(worth: Floats, shares: Floats, groups: Ints | None = None) -> tuple[WeightChange, ...]:
    """For each criterion and each way its nearest share that changes the winner, smallest change first.

    `worth` (candidates, criteria) in the ranking's order: the first of equals is the winner. Rows with the same number
    in `groups` are one thing to the visitor, such as a model: that another of its rows comes first is no change.
    """
    which = np.arange(len(worth)) if groups is None else groups
    winner = winner_of(worth, shares)
    found = list[WeightChange]()
    for criterion in np.flatnonzero(shares < 1 - ALIKE):
        now, stretches = float(shares[criterion]), tornado(worth, shares, int(criterion))
        others = [stretch for stretch in stretches if which[stretch.candidate] != which[winner]]
        above = [
            WeightChange(int(criterion), now, max(s.start, now), s.candidate) for s in others if s.end > now + ALIKE
        ]
        below = [
            WeightChange(int(criterion), now, min(s.end, now), s.candidate) for s in others if s.start < now - ALIKE
        ]
        found += [*above[:1], *below[-1:]]
    return tuple(sorted(found, key=lambda change: change.size))


def smallest_weight_change(worth: Floats, shares: Floats, groups: Ints | None = None) -> WeightChange | None:
    """The smallest change of one weight that changes the winner; None where there is none."""
    return next(iter(find_weight_changes(worth, shares, groups)), None)


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


def sentence(change: WeightChange | None, name: str, worth: Floats, shares: Floats) -> Text:
    """The change in words, rounded away from the present share, and so finely that what it says is true."""
    if change is None:
        return NO_CHANGE
    label = CRITERIA[change.criterion].label
    if change.size <= ALIKE:
        return in_both(LEVEL, criterion=lambda say: say(label), name=name)
    digits = next((d for d in range(3) if _holds(change, d, worth, shares)), 3)
    then = _beyond(change, digits)
    return in_both(
        FLIP,
        criterion=lambda say: say(label),
        now=lambda say: say.percent(change.now, digits),
        then=lambda say: say.percent(then, digits),
        name=name,
    )


def _beyond(change: WeightChange, digits: int) -> float:
    """The share printed: at least where it flips, on the side away from now."""
    steps = change.then * 10 ** (digits + 2)
    away = np.ceil(steps - 1e-9) if change.then >= change.now else np.floor(steps + 1e-9)
    return float(away) / 10 ** (digits + 2)


def _holds(change: WeightChange, digits: int, worth: Floats, shares: Floats) -> bool:
    scores = worth @ others_keep(shares, change.criterion, _beyond(change, digits))
    return bool(scores[change.candidate] >= scores.max() - ALIKE) and _beyond(change, digits) != round(
        change.now, digits + 2
    )


def winner_of(worth: Floats, shares: Floats) -> int:
    """Position of the candidate with the best score."""
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
