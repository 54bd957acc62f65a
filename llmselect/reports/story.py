"""The answer in sentences: three ways to run a model and why, what was left out, and how sure that is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.scoring.ranking.criterion import Criterion
from llmselect.scoring.ranking.places import Place
from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.scoring.ranking.requirements import BY_CODE
from llmselect.scoring.robustness import weight_changes
from llmselect.scoring.robustness.degenerate import DegenerateCase, RobustnessLevel
from llmselect.scoring.robustness.smaa_run import RobustnessShares
from llmselect.text import Blank, Language, Text, Voice, in_both, number_in_both

SHOWN = 3
TOO_CLOSE_POINTS = 1.0
NOTABLE_POINTS = 0.5
"""A criterion that makes less of a difference is not worth a sentence."""
TOLD_EACH_WAY = 2
MOST_TIED = 5
"""Names in the sentence on ties; the others are counted."""

FIRST = Text("Best match", "Premier choix")
NEXT = Text("Runner-up", "Deuxième choix")
BEST_HERE = Text("Best on the machine", "Le meilleur sur la machine")
BEST_SERVED = Text("Best at a provider", "Le meilleur chez un fournisseur")
ALONE = Text("The only one that meets the requirements.", "Le seul à satisfaire les exigences.")
AHEAD = Text("{points} ahead of {rival}.", "{points} d’avance sur {rival}.")
BARELY_AHEAD = Text(
    "Less than a point ahead of {rival}: too close to call.",
    "Moins d’un point d’avance sur {rival} : trop serré pour trancher.",
)
BEHIND = Text("{points} behind {rival}.", "{points} de retard sur {rival}.")
BARELY_BEHIND = Text("Less than a point behind {rival}.", "Moins d’un point de retard sur {rival}.")
BETTER = Text(
    "Better on {criterion}: {own} against {other} ({unit}), {points}.",
    "Avantage {criterion} : {own} contre {other} ({unit}), {points}.",
)
WORSE = Text(
    "Worse on {criterion}: {own} against {other} ({unit}), {points}.",
    "Désavantage {criterion} : {own} contre {other} ({unit}), {points}.",
)
MISSING = Text(
    "Its {criterion} is unknown and scored as the worst: {points}.",
    "Critère inconnu, noté au plus bas ({criterion}) : {points}.",
)
POINTS = Text("{value} points", "{value} points")
POINT = Text("{value} points", "{value} point")
PICKED = Text(
    "Cannot be distinguished from {first}, which ranks first, and its quality is better proven.",
    "Ne se distingue pas de {first}, premier du classement, et sa qualité est mieux établie.",
)
PICKED_FOR_SPEED = Text(
    "Cannot be distinguished from {first}, which ranks first, and its answer is complete sooner.",
    "Ne se distingue pas de {first}, premier du classement, et sa réponse est complète plus tôt.",
)
ALIKE = Text(
    "Equal or nearly equal on every criterion that counts.", "Égal ou presque sur tous les critères qui comptent."
)


class PortraitSentence(NamedTuple):
    """One sentence of a portrait; `good`: an advantage (True) or a drawback (False) of the candidate; None: neither."""

    words: Text
    good: bool | None = None


@dataclass(frozen=True, slots=True)
class Portrait:
    """One of the candidates shown, in words."""

    place: Place
    role: Text
    points: tuple[PortraitSentence, ...]


@dataclass(frozen=True, slots=True)
class Confidence:
    """The robustness of the answer in sentences; no verdict where there is nothing to compare."""

    verdict: RobustnessLevel | None
    sentences: tuple[Text, ...]
    change: Text | None = None
    """The smallest change of a weight that puts another model first."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Excluded models: how many, out of how many, and how many fail each requirement, most first."""

    models: int
    among: int
    reasons: tuple[tuple[Text, int], ...]


def shortlist(recommendation: Recommendation) -> tuple[Place, ...]:
    """The first three; where these all run the same way, the third gives way to the best that runs the other way.

    On the visitor's machine and at a provider are the two ways. Ranks stay true: the other one may well be fourteenth.
    """
    places = recommendation.headliners(SHOWN)
    if not places or len({_is_local(place) for place in places}) > 1:
        return places
    here = recommendation.estimates.rows.local[recommendation.ordered]
    others = np.flatnonzero(here != _is_local(places[0]))
    if not len(others):
        return places
    return (*places[: SHOWN - 1], recommendation.place_of(int(recommendation.ordered[others[0]])))


def _is_local(place: Place) -> bool:
    return place.candidate.offer is None


def portraits(recommendation: Recommendation) -> tuple[Portrait, ...]:
    """The shortlist with why: the first against the second, the others against the first."""
    places = shortlist(recommendation)
    if not places:
        return ()
    ways = {_is_local(place) for place in places}
    first, *others = places
    against = [others[0] if others else None, *[first] * len(others)]
    return tuple(
        Portrait(place, _role(place, places, len(ways) > 1), (*picked(recommendation, place), *points(place, rival)))
        for place, rival in zip(places, against, strict=True)
    )


def picked(recommendation: Recommendation, place: Place) -> tuple[PortraitSentence, ...]:
    """Why a place that is not the first is shown before it; () for all others."""
    if place.rank == 1 or place.rank != recommendation.pick + 1:
        return ()
    words = PICKED if recommendation.picks_by_proof else PICKED_FOR_SPEED
    return (PortraitSentence(in_both(words, first=recommendation.model_name(0)), True),)


def _role(place: Place, places: Sequence[Place], mixed: bool) -> Text:
    """What a place stands for: the first that runs its way, where there are two ways, or just its turn."""
    if place is places[0]:
        return FIRST
    if mixed and all(_is_local(other) != _is_local(place) for other in places[: places.index(place)]):
        return BEST_HERE if _is_local(place) else BEST_SERVED
    return NEXT


def points(place: Place, rival: Place | None) -> tuple[PortraitSentence, ...]:
    """The gap to a rival, and the criteria that make it: where this one is better, then where it is worse."""
    if rival is None:
        return (PortraitSentence(ALONE),)
    gained = points_gained(place, rival)
    better = [(gain, c) for gain, c in gained if gain >= NOTABLE_POINTS][:TOLD_EACH_WAY]
    worse = [(gain, c) for gain, c in reversed(gained) if gain <= -NOTABLE_POINTS][:TOLD_EACH_WAY]
    told = [
        *(PortraitSentence(_difference(BETTER, place, rival, c, gain), True) for gain, c in better),
        *(PortraitSentence(_difference(WORSE, place, rival, c, gain), False) for gain, c in worse),
    ]
    return (PortraitSentence(_gap(place, rival)), *(told or [PortraitSentence(ALIKE)]))


def points_gained(place: Place, rival: Place) -> list[tuple[float, Criterion]]:
    """Points on each criterion more than the rival's, most first; what is unknown has none."""
    pairs = zip(CRITERIA, place.contributions, rival.contributions, strict=True)
    gained = [((own.points or 0.0) - (other.points or 0.0), criterion) for criterion, own, other in pairs]
    return sorted(gained, key=lambda pair: -pair[0])


def _gap(place: Place, rival: Place) -> Text:
    gap = place.score - rival.score
    ahead, barely = (AHEAD, BARELY_AHEAD) if place.rank < rival.rank else (BEHIND, BARELY_BEHIND)
    sentence = barely if abs(gap) < TOO_CLOSE_POINTS else ahead
    return in_both(sentence, points=lambda say: points_text(say, abs(gap)), rival=rival.candidate.model.name)


def points_text(say: Voice, value: float, sign: str = "") -> str:
    """A count of points with its sign; French takes the singular below two."""
    alone = round(value, 1) < 2
    return say(POINT if alone else POINTS, value=sign + say.number(value))


def _difference(sentence: Text, place: Place, rival: Place, criterion: Criterion, gain: float) -> Text:
    own, other = told_apart(place, rival, criterion)
    if criterion.name in place.unknown:
        sentence = MISSING
    return in_both(
        sentence,
        criterion=lambda say: say(criterion.label).lower(),
        own=own,
        other=other,
        unit=lambda say: say(criterion.unit),
        points=lambda say: points_text(say, abs(gain), "+" if gain > 0 else "−"),
    )


def told_apart(place: Place, rival: Place, criterion: Criterion) -> tuple[Blank, Blank]:
    """What the two measure, with as many decimals as tell them apart."""
    column = criterion.measure(place.candidate.assessment).likely
    own, other = (float(column[each.candidate.row]) for each in (place, rival))
    digits = next((d for d in range(criterion.digits, criterion.digits + 2) if round(own, d) != round(other, d)), None)
    shown = criterion.digits + 2 if digits is None else digits
    return number_in_both(own, shown), number_in_both(other, shown)


def left_out(recommendation: Recommendation) -> LeftOut:
    """How many models are excluded, and the requirements that the best way to run each of them fails."""
    rows = recommendation.excluded_models
    failed = [(BY_CODE[code].failing, int(np.count_nonzero(~met[rows]))) for code, met in recommendation.met.items()]
    most_first = sorted((reason for reason in failed if reason[1]), key=lambda reason: -reason[1])
    return LeftOut(len(rows), len(rows) + len(recommendation), tuple(most_first))


def not_stated(recommendation: Recommendation, say: Voice) -> str:
    """How many models are kept apart because no source states a capability that is required, by capability."""
    counts = recommendation.not_stated.items()
    return ", ".join(f"{say(BY_CODE[code].label)} {say.number(count, 0)}" for code, count in counts)


def confidence(recommendation: Recommendation, figures: RobustnessShares | DegenerateCase | None = None) -> Confidence:
    """The verdict, the share of draws behind it, ties, models not counted, and the smallest decisive weight change.

    `figures`: those of `recommendation.robustness.smaa(..., known_only=True)`; None: computed here, which takes 10,000
    draws.
    """
    if figures is None:
        figures = recommendation.robustness.smaa(known_only=True)
    change = smallest_change(recommendation) if len(recommendation) > 1 else None
    if figures is DegenerateCase.NONE_LEFT and len(recommendation):
        return Confidence(None, (in_both("robustness.none_counted"),), change)
    case = figures if isinstance(figures, DegenerateCase) else figures.remark
    remark = () if case is None else (case.sentence, case.way_out)
    if isinstance(figures, DegenerateCase) or case is DegenerateCase.ONE_LEFT:
        return Confidence(None, remark, change)
    sentences = (
        *_on_the_leader(recommendation, figures),
        _ties(recommendation),
        *remark,
        *_left_uncounted(figures),
    )
    return Confidence(figures.level, sentences, change)


def _on_the_leader(recommendation: Recommendation, figures: RobustnessShares) -> tuple[Text, ...]:
    """The leader's share; its name too where it is not the first of the ranking, of which something is unknown."""
    model = recommendation.model_name(figures.leader)
    if figures.leader != 0:
        return in_both("robustness.other_leader", model=model), figures.sentence
    named = (in_both("robustness.of_the_first", model=model),) if recommendation.pick else ()
    return (*named, figures.sentence)


def _ties(recommendation: Recommendation) -> Text:
    """The models that nobody can tell from the first, by name."""
    tied = [int(position) for position in np.flatnonzero(recommendation.tied)[1:]]
    if not tied:
        return in_both("robustness.no_tie")
    names, more = ", ".join(map(recommendation.model_name, tied[:MOST_TIED])), len(tied) - MOST_TIED

    def listed(say: Voice) -> str:
        return names + (say("robustness.and_more", n=more) if more > 0 else "")

    return in_both("robustness.tied", names=listed)


def _left_uncounted(figures: RobustnessShares) -> tuple[Text, ...]:
    """How many models took no part in the draws, as something that counts is unknown of them; () where all did."""
    count = int(np.isnan(figures.first).sum())
    if not count:
        return ()
    english, french = (
        Voice(language).count(count, "robustness.one_not_counted", "robustness.many_not_counted")
        for language in (Language.EN, Language.FR)
    )
    return (Text(english, french),)


def smallest_change(recommendation: Recommendation) -> Text:
    """The smallest change of one weight that puts another model first, in a sentence."""
    robustness = recommendation.robustness
    change = robustness.smallest_weight_change()
    winner = "" if change is None else recommendation.model_name(robustness.position_of(change.candidate))
    return weight_changes.sentence(change, winner, robustness.matrix.cautious, robustness.shares)
