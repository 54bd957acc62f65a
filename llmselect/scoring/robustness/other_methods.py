"""PROMETHEE II, VIKOR and TOPSIS on the same decision matrix: whether each puts the ranking's first candidate first.

Their results are never averaged: each method answers another question.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import NamedTuple

import numpy as np

from llmselect.scoring.methods.problem import ALIKE
from llmselect.scoring.methods.promethee import Preference, Shape, promethee
from llmselect.scoring.methods.topsis import Normalisation, topsis
from llmselect.scoring.methods.vikor import vikor
from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.scoring.ranking.criterion import Criterion
from llmselect.scoring.ranking.reference_points import ValueScale
from llmselect.settings import Workload
from llmselect.text import Text, Voice, in_both
from llmselect.units import Bools, Floats, Ints


class Thresholds(NamedTuple):
    """Indifference and preference threshold of one criterion, as differences of worth (0 to 1)."""

    noise: float
    decides: float


FACTOR = Text("a factor of {factor}", "un facteur {factor}")
NOISE = Text("differences up to {amount} do not count", "les différences jusqu’à {amount} ne comptent pas")
NO_NOISE = Text("every difference counts", "toute différence compte")


class DecisionMethod(Enum):
    """Another method of decision analysis; the value is its name."""

    PROMETHEE = Text("PROMETHEE II", "PROMETHEE II")
    VIKOR = Text("VIKOR", "VIKOR")
    TOPSIS = Text("TOPSIS", "TOPSIS")


class MethodAgreement(StrEnum):
    """How the result of another method relates to the ranking's leader."""

    SAME = "same"
    """The same candidate first."""
    NOT_SEPARATED = "not_separated"
    """Another one, but the method itself does not separate the two."""
    OTHER = "other"


WHY = {
    DecisionMethod.PROMETHEE: Text(
        "{method} puts {other} ahead of {leader}. The decisive criterion is {criterion}: there, {noise}, "
        "and beyond {decides} a larger difference counts no more.",
        "{method} place {other} devant {leader}. Le critère décisif est « {criterion} » : là, {noise}, "
        "et au-delà de {decides} une différence plus grande ne compte pas davantage.",
    ),
    DecisionMethod.VIKOR: Text(
        "{method} puts {other} ahead of {leader}: it also considers the worst weakness, and that of "
        "{leader}, on {criterion}, weighs more than any of {other}.",
        "{method} place {other} devant {leader} : la méthode considère aussi la pire faiblesse, et celle "
        "de {leader}, sur le critère « {criterion} », pèse plus que toutes celles de {other}.",
    ),
    DecisionMethod.TOPSIS: Text(
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
    """The result of one other method on the same candidates."""

    method: DecisionMethod
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
        """Whether the method agrees, and if not on which criterion and why; takes the names of both models."""
        names = {"method": self.method.value.en, "leader": leader}
        if self.agreement is MethodAgreement.SAME:
            return in_both(AGREES, **names)
        if self.agreement is MethodAgreement.NOT_SEPARATED:
            return in_both(NOT_SEPARATED, other=other, **names)
        criterion = CRITERIA[self.criterion]
        return in_both(
            WHY[self.method],
            criterion=lambda say: say(criterion.label),
            noise=lambda say: _noise(criterion, say),
            decides=lambda say: _amount(criterion, criterion.decides, say),
            other=other,
            **names,
        )


def opinions(worth: Floats, shares: Floats, workload: Workload) -> tuple[Opinion, ...]:
    """PROMETHEE II, VIKOR and TOPSIS on the ranking's own worths (candidates, CRITERIA), in the ranking's order.

    Give the cautious worths, so that methods are compared and not ways to treat what is unknown. PROMETHEE and TOPSIS
    depend on who is in the list: give all that meet the requirements. Memory grows with the square of their number.
    Nothing without candidates or weights.
    """
    return compare_methods(worth, shares, [_preference(criterion, workload) for criterion in CRITERIA])


def compare_methods(worth: Floats, shares: Floats, preferences: Sequence[Preference]) -> tuple[Opinion, ...]:
    """The same for any criteria, (candidates, criteria), with a preference function for each of them."""
    counting = np.flatnonzero(shares > 0)
    if not len(worth) or not len(counting):
        return ()
    table, weights = worth[:, counting], shares[counting]
    leader = _first(worth @ shares, 0)
    outcomes = {
        DecisionMethod.PROMETHEE: _promethee(table, weights, [preferences[int(j)] for j in counting], leader),
        DecisionMethod.VIKOR: _vikor(table, weights, leader),
        DecisionMethod.TOPSIS: _topsis(table, weights, leader),
    }
    return tuple(_opinion(method, outcome, leader, counting) for method, outcome in outcomes.items())


def agreement_count(opinions: tuple[Opinion, ...], leader: str) -> Text:
    """“3 of 4 methods put X first”: the additive value of the ranking, and these other methods."""
    agreeing = 1 + sum(opinion.agreement is MethodAgreement.SAME for opinion in opinions)
    return in_both(COUNT, n=agreeing, all=1 + len(opinions), leader=leader)


def thresholds(criterion: Criterion, workload: Workload) -> Thresholds:
    """A criterion's thresholds as differences of worth between its anchors."""
    anchors = criterion.anchors(workload)
    if criterion.scale is ValueScale.LINEAR:
        span = abs(anchors.best - anchors.worst)
        return Thresholds(criterion.noise / span, criterion.decides / span)
    span = abs(math.log(anchors.best / anchors.worst))
    return Thresholds(math.log(criterion.noise) / span, math.log(criterion.decides) / span)


def _preference(criterion: Criterion, workload: Workload) -> Preference:
    noise, decides = thresholds(criterion, workload)
    return Preference(Shape.LINEAR, q=noise, p=decides)


class MethodOutcome(NamedTuple):
    """Scores of all rows, and how the method's first compares with the others."""

    scores: Floats
    not_separated: Bools
    """Rows that the method does not separate from its first."""
    column: int
    """Column of the criterion on which the method departs most from the ranking."""


def _promethee(table: Floats, weights: Floats, preferences: list[Preference], leader: int) -> MethodOutcome:
    flows = promethee(table, weights, None, preferences)
    first = _first(flows.net, leader)
    other = flows.by_criterion[first] - flows.by_criterion[leader]
    return MethodOutcome(
        flows.net, flows.unsettled[first], int(np.argmax(weights * (other - table[first] + table[leader])))
    )


def _vikor(table: Floats, weights: Floats, leader: int) -> MethodOutcome:
    """With worths between the anchors S is 1 minus the score, so only a smaller worst regret can pass the leader."""
    compromise = vikor(table, weights, anchors=(np.zeros(len(weights)), np.ones(len(weights))))
    return MethodOutcome(1 - compromise.q, compromise.compromise, int(np.argmax(compromise.regrets[leader])))


def _topsis(table: Floats, weights: Floats, leader: int) -> MethodOutcome:
    distances = topsis(table, weights, normalisation=Normalisation.NONE)
    first = _first(distances.closeness, leader)
    missing = (distances.ideal - weights * table[[leader, first]]) ** 2
    return MethodOutcome(
        distances.closeness, np.zeros(len(table), dtype=np.bool_), int(np.argmax(missing[0] - missing[1]))
    )


def _opinion(method: DecisionMethod, outcome: MethodOutcome, leader: int, counting: Ints) -> Opinion:
    first = _first(outcome.scores, leader)
    order = np.lexsort((np.arange(len(outcome.scores)) != first, -np.round(outcome.scores, 9)))
    if first == leader:
        agreement = MethodAgreement.SAME
    else:
        agreement = MethodAgreement.NOT_SEPARATED if outcome.not_separated[leader] else MethodAgreement.OTHER
    return Opinion(
        method, order, outcome.scores, outcome.not_separated, agreement, leader, int(counting[outcome.column])
    )


def _first(scores: Floats, leader: int) -> int:
    """The highest score; the leader among equals, then the earliest."""
    best = scores >= scores.max() - ALIKE
    return leader if best[leader] else int(np.argmax(best))


def _noise(criterion: Criterion, say: Voice) -> str:
    nothing = 0.0 if criterion.scale is ValueScale.LINEAR else 1.0
    if criterion.noise == nothing:
        return say(NO_NOISE)
    return say(NOISE, amount=_amount(criterion, criterion.noise, say))


def _amount(criterion: Criterion, threshold: float, say: Voice) -> str:
    """A threshold in words: “2 points of 100”, “a factor of 1.1”."""
    if criterion.scale is ValueScale.LINEAR:
        return f"{say.number(threshold, 0)} {say(criterion.unit)}"
    return say(FACTOR, factor=say.number(threshold, 1))
