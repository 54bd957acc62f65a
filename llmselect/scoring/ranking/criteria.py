"""The criteria of the ranking; their type: `criterion.py`.

One entry in `CRITERIA` is all a new criterion needs: slider, column, radar axis, analyses and exports follow.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import SupportsIndex, overload

from llmselect.errors import UnknownName
from llmselect.estimates.assessment import CandidateEstimates
from llmselect.estimates.core.columns import Range
from llmselect.scoring.ranking.criterion import Anchors, Criterion, Measure
from llmselect.scoring.ranking.own_prompts import OWN_PROMPTS, OWN_VOTES
from llmselect.scoring.ranking.reference_points import (
    PRIVACY_WORTH,
    ReferencePoints,
    Situation,
    ValueScale,
    cost_points,
    privacy_points,
    quality_points,
    speed_points,
    wait_points,
)
from llmselect.settings import GoodEnough, Weight, Workload
from llmselect.text import Text
from llmselect.units import Floats


def _exact(column: Floats) -> Range:
    return Range(column, column, column)


def _shown(points: Callable[[Situation], ReferencePoints], workload: Workload) -> Anchors:
    """The outer points of a scale, where the visitor changed none of them."""
    found = points(Situation(workload, GoodEnough()))
    return Anchors(found.unacceptable, found.best)


def _whole_answer(workload: Workload) -> Anchors:
    """Seconds of a whole answer at the longest wait and slowest writing, and at the shortest and fastest."""
    situation, tokens = Situation(workload, GoodEnough()), workload.output_tokens
    wait, speed = wait_points(situation), speed_points(situation)
    return Anchors(wait.unacceptable + tokens / speed.unacceptable, wait.best + tokens / speed.best)


class Criteria(Sequence[Criterion]):
    """The criteria in the order of the columns of every decision matrix; also found by name."""

    def __init__(self, *entries: Criterion) -> None:
        self.entries = entries

    @overload
    def __getitem__(self, index: SupportsIndex) -> Criterion: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Criterion, ...]: ...
    def __getitem__(self, index: SupportsIndex | slice) -> Criterion | tuple[Criterion, ...]:
        return self.entries[index]

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[Criterion]:
        return iter(self.entries)

    @property
    def names(self) -> tuple[str, ...]:
        """The name of each criterion, in order."""
        return tuple(criterion.name for criterion in self.entries)

    @property
    def everyones(self) -> tuple[str, ...]:
        """Names of those that need no trial of one's own."""
        return tuple(criterion.name for criterion in self.entries if not criterion.from_trial)

    def offered(self, estimates: CandidateEstimates) -> tuple[str, ...]:
        """Names of those that can matter for these candidates."""
        return tuple(criterion.name for criterion in self.entries if criterion.offered(estimates))

    def counting(self, priorities: Iterable[Weight], estimates: CandidateEstimates) -> tuple[Weight, ...]:
        """The weights, 0 where a criterion waits for a trial: a link may bring the weight without what was measured."""
        waiting = set(self.names) - set(self.offered(estimates))
        return tuple(Weight(each.criterion, 0.0) if each.criterion in waiting else each for each in priorities)

    def named(self, name: str) -> Criterion:
        """The criterion of that name; raises UnknownName."""
        for criterion in self.entries:
            if criterion.name == name:
                return criterion
        raise UnknownName("criterion", name, self.names)


CRITERIA = Criteria(
    Criterion(
        "privacy",
        Text("Privacy", "Confidentialité"),
        Text("level", "niveau"),
        Text(
            "Who can see what you send: from level 0, a consumer application, to level 7, offline on your device.",
            "Qui peut voir ce que vous envoyez : du niveau 0, une application grand public, au niveau 7, hors ligne "
            "sur votre appareil.",
        ),
        ValueScale.LINEAR,
        lambda _: Anchors(0.0, 7.0),
        lambda estimates: _exact(estimates.privacy_level),
        noise=0.0,
        decides=2.0,
        digits=0,
        measures=(
            Measure(
                Text("Privacy level", "Niveau de confidentialité"),
                Text("out of 7", "sur 7"),
                ValueScale.LINEAR,
                privacy_points,
                lambda estimates: _exact(estimates.privacy_level),
            ),
        ),
        at_good_enough=PRIVACY_WORTH,
    ),
    Criterion(
        "cost",
        Text("Cost", "Coût"),
        Text("USD per 1,000 requests", "USD pour 1\u202f000 requêtes"),
        Text(
            "Cost of 1,000 requests like yours. Cheaper than the amount that is good enough hardly counts.",
            "Coût de 1\u202f000 requêtes comme les vôtres. Moins cher que le montant suffisant ne compte guère.",
        ),
        ValueScale.LOGARITHMIC,
        lambda workload: _shown(cost_points, workload),
        lambda estimates: estimates.cost,
        noise=1.1,
        decides=3.0,
        digits=2,
        measures=(
            Measure(
                Text("Cost", "Coût"),
                Text("USD per 1,000 requests", "USD pour 1\u202f000 requêtes"),
                ValueScale.LOGARITHMIC,
                cost_points,
                lambda estimates: estimates.cost,
            ),
        ),
    ),
    Criterion(
        "latency",
        Text("Latency", "Latence"),
        Text("seconds to the end of the answer", "secondes jusqu’à la fin de la réponse"),
        Text(
            "How long you wait for the answer to begin, reasoning included, and how fast it is then written. Faster "
            "than people notice hardly counts.",
            "Le temps d’attente avant le début de la réponse, raisonnement compris, puis la vitesse d’écriture. "
            "Une vitesse que l’on ne remarque plus ne compte guère.",
        ),
        ValueScale.LOGARITHMIC,
        _whole_answer,
        lambda estimates: estimates.finish_s,
        noise=1.1,
        decides=2.0,
        measures=(
            Measure(
                Text("Wait for the answer", "Attente de la réponse"),
                Text("seconds", "secondes"),
                ValueScale.LOGARITHMIC,
                wait_points,
                lambda estimates: estimates.answer_wait_s,
            ),
            Measure(
                Text("Writing speed", "Vitesse d’écriture"),
                Text("tokens per second", "jetons par seconde"),
                ValueScale.LOGARITHMIC,
                speed_points,
                lambda estimates: estimates.decode,
            ),
        ),
    ),
    Criterion(
        "quality",
        Text("Quality", "Qualité"),
        Text("points out of 100", "points sur 100"),
        Text(
            "How good it is for your use, from public benchmarks, on a scale from 20 points (worst) to 95 (best).",
            "Sa valeur pour votre usage, d’après des évaluations publiques, sur une échelle de 20 points (le "
            "pire) à 95 (le meilleur).",
        ),
        ValueScale.LINEAR,
        lambda _: Anchors(20.0, 95.0),
        lambda estimates: estimates.quality,
        deviations=1.645,
        noise=2.0,
        decides=10.0,
        measures=(
            Measure(
                Text("Quality", "Qualité"),
                Text("points out of 100", "points sur 100"),
                ValueScale.LINEAR,
                quality_points,
                lambda estimates: estimates.quality,
            ),
        ),
    ),
    Criterion(
        "context",
        Text("Context headroom", "Marge de contexte"),
        Text("tokens", "jetons"),
        Text(
            "Longest context compared with the one you need, on a scale from half of it (worst) to four "
            "times as much (best).",
            "Contexte le plus long, par rapport à votre besoin, sur une échelle de la moitié (le pire) au "
            "quadruple (le meilleur).",
        ),
        ValueScale.LOGARITHMIC,
        lambda workload: Anchors(workload.context_tokens / 2, workload.context_tokens * 4.0),
        lambda estimates: _exact(estimates.context_tokens),
        noise=1.0,
        decides=4.0,
        digits=0,
        optional=True,
    ),
    Criterion(
        "licence",
        Text("Licence freedom", "Liberté de licence"),
        Text("grade out of 4", "degré sur 4"),
        Text(
            "What the licence lets you do: from 0, research only, to 4, free for any use.",
            "Ce que la licence permet : de 0, recherche seulement, à 4, libre pour tout usage.",
        ),
        ValueScale.LINEAR,
        lambda _: Anchors(0.0, 4.0),
        lambda estimates: _exact(estimates.licence_freedom),
        noise=0.0,
        decides=2.0,
        digits=0,
        optional=True,
    ),
    Criterion(
        "safety",
        Text("Safety", "Prudence"),
        Text("percent of nonsense pushed back on", "pour cent de questions absurdes refusées"),
        Text(
            "How often it pushes back on questions that make no sense, instead of making up an answer "
            "(BullshitBench v2, May 2026). Only 70 models were asked; the others count as anything from worst to best.",
            "La part de questions absurdes que le modèle relève au lieu d’inventer une réponse (BullshitBench v2, "
            "mai 2026). Seuls 70 modèles ont été interrogés\u202f; les autres comptent comme valant de 0 à 100.",
        ),
        ValueScale.LINEAR,
        lambda _: Anchors(0.0, 100.0),
        lambda estimates: estimates.pushback,
        deviations=1.645,
        noise=5.0,
        decides=20.0,
        digits=0,
        optional=True,
    ),
    OWN_PROMPTS,
    OWN_VOTES,
)
"""The thresholds `noise` and `decides` are choices of this project: two points of a benchmark are noise and ten decide;
a tenth more money or time is noise, two or three times as much decides; a level is never noise, two levels decide."""
