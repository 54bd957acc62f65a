"""Our answer to each situation of the scorecard, judged by what is accepted, with everything that it falls short of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.efforts import Effort
from llmselect.estimates.quality.evidence import Evidence
from llmselect.reports.scorecard.situations import AcceptedAnswer, ScorecardRow
from llmselect.scoring.ranking.candidate import Candidate
from llmselect.scoring.ranking.places import Place
from llmselect.scoring.ranking.recommend import Recommendation, assess, recommend
from llmselect.text import Labelled, Text

PLACES_SEARCHED: Final = 100
"""How far down the ranking an accepted answer is looked for where the first one is not accepted."""


class Shortfall(Labelled):
    """In what an answer differs from what is accepted."""

    NO_PLACE = "no_place", Text("no answer", "aucune réponse")
    MODEL = "model", Text("another model", "autre modèle")
    PROVIDER = "provider", Text("another provider", "autre fournisseur")
    BITS = "bits", Text("other bits", "autre nombre de bits")
    PLACEMENT = "placement", Text("placed otherwise", "autre placement")
    SPEED = "speed", Text("slower", "plus lent")
    THINKING = "thinking", Text("reasons though it should not, or the reverse", "raisonne à tort, ou l’inverse")
    COST = "cost", Text("dearer", "plus cher")
    EVIDENCE = "evidence", Text("quality only expected", "qualité seulement attendue")


@dataclass(frozen=True)
class ScorecardVerdict:
    """One row with its answer."""

    row: ScorecardRow
    place: Place | None
    """What is shown large in the row's lane: the first or a better proven equal; None where nothing is left."""
    shortfalls: tuple[Shortfall, ...]
    accepted_place: Place | None
    """The best place that is accepted: the first one where the row holds; None where none of the first 100 is."""
    tied: bool = False
    """Whether that place is one that nobody can tell from the first."""

    @property
    def holds(self) -> bool:
        """Whether the first place is accepted."""
        return not self.shortfalls


def verdict_of(catalog: Catalog, row: ScorecardRow) -> ScorecardVerdict:
    """Answer a situation as any visitor is answered, and judge it; raises UnknownName for an unknown accelerator."""
    return judged(row, recommendation_for(catalog, row))


def recommendation_for(catalog: Catalog, row: ScorecardRow) -> Recommendation:
    """The ranked answer to the row's settings."""
    settings = row.settings
    assessed = assess(catalog, settings.machine, settings.workload, settings.costs)
    return recommend(assessed, settings.requirements, settings.priorities, settings.good_enough)


def judged(row: ScorecardRow, recommendation: Recommendation) -> ScorecardVerdict:
    """The verdict on a ranked answer."""
    places = recommendation.places(PLACES_SEARCHED)
    if not places:
        return ScorecardVerdict(row, None, (Shortfall.NO_PLACE,), None)
    accepted = (place for place in places if not shortfalls_of(place.candidate, row.accepts))
    first, best = recommendation.headliners(1)[0], next(accepted, None)
    tied = best is not None and bool(recommendation.tied[best.rank - 1])
    return ScorecardVerdict(row, first, shortfalls_of(first.candidate, row.accepts), best, tied)


def shortfalls_of(candidate: Candidate, accepts: AcceptedAnswer) -> tuple[Shortfall, ...]:
    """Everything in which a candidate differs from what is accepted; (): it is accepted."""
    return tuple(shortfall for shortfall, met in CHECKS.items() if not met(candidate, accepts))


def _model(candidate: Candidate, accepts: AcceptedAnswer) -> bool:
    """By its own id, by that of its weights under another name, or by its size; offers name the open model they run."""
    if not accepts.models and not accepts.classes:
        return True
    named = {candidate.model.id, candidate.model.weights} & set(accepts.models)
    return bool(named) or any(each.holds(candidate.model) for each in accepts.classes)


def _provider(candidate: Candidate, accepts: AcceptedAnswer) -> bool:
    return not accepts.providers or (candidate.offer is not None and candidate.offer.provider in accepts.providers)


def _bits(candidate: Candidate, accepts: AcceptedAnswer) -> bool:
    if accepts.bits is None or candidate.quantization is None:
        return True
    return accepts.bits[0] <= candidate.quantization.nominal_bits <= accepts.bits[1]


def _placement(candidate: Candidate, accepts: AcceptedAnswer) -> bool:
    return not accepts.placements or candidate.placement in accepts.placements


def _speed(candidate: Candidate, accepts: AcceptedAnswer) -> bool:
    """The likely speed; one that is not known does not hold."""
    if accepts.least_tokens_per_s is None:
        return True
    speed = candidate.decode_tokens_per_s
    return speed is not None and speed.likely >= accepts.least_tokens_per_s


def _thinking(candidate: Candidate, accepts: AcceptedAnswer) -> bool:
    return accepts.thinks is None or accepts.thinks == (candidate.effort is not Effort.OFF)


def _cost(candidate: Candidate, accepts: AcceptedAnswer) -> bool:
    month = candidate.cost_usd_per_month
    return accepts.most_usd_per_month is None or (month is not None and month <= accepts.most_usd_per_month)


def _evidence(candidate: Candidate, accepts: AcceptedAnswer) -> bool:
    """Asked of every answer, whatever the guide says."""
    return candidate.evidence > Evidence.EXPECTED


CHECKS: Final[Mapping[Shortfall, Callable[[Candidate, AcceptedAnswer], bool]]] = {
    Shortfall.MODEL: _model,
    Shortfall.PROVIDER: _provider,
    Shortfall.BITS: _bits,
    Shortfall.PLACEMENT: _placement,
    Shortfall.SPEED: _speed,
    Shortfall.THINKING: _thinking,
    Shortfall.COST: _cost,
    Shortfall.EVIDENCE: _evidence,
}
