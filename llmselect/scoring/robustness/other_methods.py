"""Second opinions on the same matrix: do other methods put the same candidate first, and if not, where and why not.

They are never averaged: each answers another question.
"""

import math
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import NamedTuple

import numpy as np

from llmselect.scoring.methods.problem import ALIKE
from llmselect.scoring.methods.promethee import Preference, Shape, promethee
from llmselect.scoring.methods.topsis import Normalisation, topsis
from llmselect.scoring.methods.vikor import vikor
from llmselect.scoring.ranking.criteria import CRITERIA, Criterion, ValueScale
from llmselect.settings import Workload
from llmselect.text import Text, Voice, in_both
from llmselect.units import Bools, Floats, Ints


class Thresholds(NamedTuple):
    """What is noise and what decides on one criterion, in its unit; on a logarithmic scale as factors."""

    noise: float
    decides: float


THRESHOLDS: dict[str, Thresholds] = {
    "privacy": Thresholds(0.0, 2.0),
    "cost": Thresholds(1.1, 3.0),
    "latency": Thresholds(1.1, 2.0),
    "quality": Thresholds(2.0, 10.0),
    "context": Thresholds(1.0, 4.0),
    "licence": Thresholds(0.0, 2.0),
}
"""Choices of this project, to be moved by whoever knows better: two points of a benchmark are noise and ten decide; a
tenth more money or time is noise, two or three times as much decides; a level is never noise, two decide."""
FACTOR = Text("a factor of {factor}", "un facteur {factor}")
NOISE = Text("differences up to {amount} do not count", "les différences jusqu’à {amount} ne comptent pas")
NO_NOISE = Text("every difference counts", "toute différence compte")


class Method(Enum):
    """A second opinion, with what it asks."""

    PROMETHEE = Text("PROMETHEE II", "PROMETHEE II")
    VIKOR = Text("VIKOR", "VIKOR")
    TOPSIS = Text("TOPSIS", "TOPSIS")


class MethodAgreement(StrEnum):
    """How a second opinion stands to the ranking's leader."""

    SAME = "same"
    """The same candidate first."""
    NOT_SEPARATED = "not_separated"
    """Another one, but the method itself does not separate the two."""
    OTHER = "other"


WHY = {
    Method.PROMETHEE: Text(
        "{method} puts {other} ahead of {leader}. The decisive criterion is {criterion}: there, {noise}, "
        "and beyond {decides} a larger difference counts no more.",
        "{method} place {other} devant {leader}. Le critère décisif est « {criterion} » : là, {noise}, "
        "et au-delà de {decides} une différence plus grande ne compte pas davantage.",
    ),
    Method.VIKOR: Text(
        "{method} puts {other} ahead of {leader}: it also considers the worst weakness, and that of "
        "{leader}, on {criterion}, weighs more than any of {other}.",
        "{method} place {other} devant {leader} : la méthode considère aussi la pire faiblesse, et celle "
        "de {leader}, sur le critère « {criterion} », pèse plus que toutes celles de {other}.",
    ),
    Method.TOPSIS: Text(
        "{method} puts {other} ahead of {leader}: it measures distances to the best and the worst of "
        "this list, which gives much weight to {criterion}; another list could reverse the order.",
        "{method} place {other} devant {leader} : elle mesure les distances au meilleur et au pire de "
        "cette liste, ce qui donne du poids au critère « {criterion} » ; une autre liste pourrait "
        "inverser l’ordre.",
    ),
}
AGREES = Text("{method} puts {leader} first too.", "{method} met aussi {leader} en tête.")
NOT_SEPARATED = Text(
    "{method} would put {other} first, but does not separate it from {leader}.",
    "{method} mettrait {other} en tête, mais ne le départage pas de {leader}.",
)
COUNT = Text("{n} of {all} methods put {leader} first.", "{n} méthodes sur {all} mettent {leader} en tête.")


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one other method says of the same candidates."""

    method: Method
    order: Ints
    """Rows, best first."""
    scores: Floats
    """In the method's own unit, more is better: net flow, 1 - Q, closeness."""
    not_separated: Bools
    """Rows that the method does not separate from its first."""
    agreement: MethodAgreement
    leader: int
    criterion: int
    """Index of the criterion that does most to put the method's first ahead of the leader."""

    @property
    def first(self) -> int:
        return int(self.order[0])

    def sentence(self, leader: str, other: str) -> Text:
        """Agreement, or where and why not; `other` is the name of the method's first."""
        names = {"method": self.method.value.en, "leader": leader}
        if self.agreement is MethodAgreement.SAME:
            return in_both(AGREES, **names)
        if self.agreement is MethodAgreement.NOT_SEPARATED:
            return in_both(NOT_SEPARATED, other=other, **names)
        criterion = CRITERIA[self.criterion]
        noise, decides = THRESHOLDS[criterion.name]
        return in_both(
            WHY[self.method],
            criterion=lambda say: say(criterion.label),
            noise=lambda say: _noise(criterion, noise, say),
            decides=lambda say: _amount(criterion, decides, say),
            other=other,
            **names,
        )


def opinions(worth: Floats, shares: Floats, workload: Workload) -> tuple[Opinion, ...]:
    """PROMETHEE II, VIKOR and TOPSIS on the ranking's own worths (candidates, CRITERIA), in the ranking's order.

    Give the cautious worths, so that methods are compared and not ways to treat what is unknown. PROMETHEE and TOPSIS
    depend on who is in the list: give all that meet the requirements. Memory grows with the square of their number.
    Nothing without candidates or weights.
    """
    counting = np.flatnonzero(shares > 0)
    if not len(worth) or not len(counting):
        return ()
    table, weights = worth[:, counting], shares[counting]
    leader = _first(worth @ shares, 0)
    heard = {
        Method.PROMETHEE: _promethee(table, weights, [_preference(CRITERIA[j], workload) for j in counting], leader),
        Method.VIKOR: _vikor(table, weights, leader),
        Method.TOPSIS: _topsis(table, weights, leader),
    }
    return tuple(_opinion(method, said, leader, counting) for method, said in heard.items())


def count(heard: tuple[Opinion, ...], leader: str) -> Text:
    """“3 of 4 methods put X first”: the additive value and those heard."""
    agreeing = 1 + sum(opinion.agreement is MethodAgreement.SAME for opinion in heard)
    return in_both(COUNT, n=agreeing, all=1 + len(heard), leader=leader)


def thresholds(criterion: Criterion, workload: Workload) -> Thresholds:
    """Both thresholds as differences of worth, between the criterion's anchors."""
    anchors, given = criterion.anchors(workload), THRESHOLDS[criterion.name]
    if criterion.scale is ValueScale.LINEAR:
        span = abs(anchors.best - anchors.worst)
        return Thresholds(given.noise / span, given.decides / span)
    span = abs(math.log(anchors.best / anchors.worst))
    return Thresholds(math.log(given.noise) / span, math.log(given.decides) / span)


def _preference(criterion: Criterion, workload: Workload) -> Preference:
    noise, decides = thresholds(criterion, workload)
    return Preference(Shape.LINEAR, q=noise, p=decides)


class Said(NamedTuple):
    """Scores of all rows, rows not separated from the first, and the column on which the method departs most."""

    scores: Floats
    alike: Bools
    column: int


def _promethee(table: Floats, weights: Floats, preferences: list[Preference], leader: int) -> Said:
    flows = promethee(table, weights, None, preferences)
    first = _first(flows.net, leader)
    other = flows.by_criterion[first] - flows.by_criterion[leader]
    return Said(flows.net, flows.unsettled[first], int(np.argmax(weights * (other - table[first] + table[leader]))))


def _vikor(table: Floats, weights: Floats, leader: int) -> Said:
    """Between the anchors S is what the score lacks: whoever passes the leader has a smaller worst regret."""
    found = vikor(table, weights, anchors=(np.zeros(len(weights)), np.ones(len(weights))))
    return Said(1 - found.q, found.compromise, int(np.argmax(found.regrets[leader])))


def _topsis(table: Floats, weights: Floats, leader: int) -> Said:
    found = topsis(table, weights, normalisation=Normalisation.NONE)
    first = _first(found.closeness, leader)
    missing = (found.ideal - weights * table[[leader, first]]) ** 2
    return Said(found.closeness, np.zeros(len(table), dtype=np.bool_), int(np.argmax(missing[0] - missing[1])))


def _opinion(method: Method, said: Said, leader: int, counting: Ints) -> Opinion:
    first = _first(said.scores, leader)
    order = np.lexsort((np.arange(len(said.scores)) != first, -np.round(said.scores, 9)))
    if first == leader:
        agreement = MethodAgreement.SAME
    else:
        agreement = MethodAgreement.NOT_SEPARATED if said.alike[leader] else MethodAgreement.OTHER
    return Opinion(method, order, said.scores, said.alike, agreement, leader, int(counting[said.column]))


def _first(scores: Floats, leader: int) -> int:
    """The highest score; the leader among equals, then the earliest."""
    best = scores >= scores.max() - ALIKE
    return leader if best[leader] else int(np.argmax(best))


def _noise(criterion: Criterion, threshold: float, say: Voice) -> str:
    nothing = 0.0 if criterion.scale is ValueScale.LINEAR else 1.0
    return say(NO_NOISE) if threshold == nothing else say(NOISE, amount=_amount(criterion, threshold, say))


def _amount(criterion: Criterion, threshold: float, say: Voice) -> str:
    """A threshold as people read it: “2 points of 100”, “a factor of 1.1”."""
    if criterion.scale is ValueScale.LINEAR:
        return f"{say.number(threshold, 0)} {say(criterion.unit)}"
    return say(FACTOR, factor=say.number(threshold, 1))
