"""The criteria of the ranking.

One entry in `CRITERIA` is all a new criterion needs: slider, column, radar axis, analyses and exports follow.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import SupportsIndex, overload

import numpy as np

from llmselect.errors import UnknownName
from llmselect.estimates.assessment import CandidateEstimates
from llmselect.estimates.core.columns import Range
from llmselect.settings import Workload
from llmselect.text import Text
from llmselect.units import Floats


class ValueScale(Enum):
    """How a measure becomes a value between 0 and 1."""

    LINEAR = "linear"
    LOGARITHMIC = "logarithmic"
    """Money, time, speed and context: ten times is ten times, wherever one starts."""


@dataclass(frozen=True, slots=True)
class Anchors:
    """The measure that is worth nothing and the one that is worth everything, in the criterion's unit.

    They do not depend on who else is listed, so that a loser that comes or goes never changes the winner.
    """

    worst: float
    best: float


@dataclass(frozen=True, slots=True)
class Criterion:
    """Something that can matter, with its unit and its two absolute anchors."""

    name: str
    label: Text
    unit: Text
    help: Text
    scale: ValueScale
    anchors: Callable[[Workload], Anchors]
    measure: Callable[[CandidateEstimates], Range]
    noise: float
    """Difference of the measure up to which two candidates count as equal (indifference threshold of PROMETHEE).

    In the criterion's unit; on a logarithmic scale a factor.
    """
    decides: float
    """Difference of the measure from which one is fully preferred (preference threshold of PROMETHEE)."""
    digits: int = 1
    optional: bool = False
    """Starts without weight and counts only once the visitor gives it some."""

    def values(self, estimates: CandidateEstimates) -> Range:
        """Worth of each candidate, 0 to 1, clipped at the anchors: low, likely, high; NaN where nothing is known."""
        anchors = self.anchors(estimates.workload)
        columns = [_worth(column, anchors, self.scale) for column in self.measure(estimates)]
        likely = columns[1]
        return Range(np.fmin(columns[0], columns[2]), likely, np.fmax(columns[0], columns[2]))


def _worth(measure: Floats, anchors: Anchors, scale: ValueScale) -> Floats:
    if scale is ValueScale.LINEAR:
        worth = (measure - anchors.worst) / (anchors.best - anchors.worst)
    else:
        # A free candidate has no logarithm; the floor keeps it finite, and it is beyond the best anchor.
        floor = min(anchors.worst, anchors.best) * 1e-3
        worth = np.log(np.maximum(measure, floor) / anchors.worst) / np.log(anchors.best / anchors.worst)
    return np.clip(worth, 0.0, 1.0)


def _exact(column: Floats) -> Range:
    return Range(column, column, column)


SLOWEST_TTFT_S, QUICKEST_TTFT_S = 10.0, 0.2
SLOWEST_TOKENS_PER_S, QUICKEST_TOKENS_PER_S = 3.0, 100.0
"""Response-time limits of 0.1, 1 and 10 s (Nielsen 1993); people read 5 to 7 tokens a second."""


def _finish_anchors(workload: Workload) -> Anchors:
    """The workload's whole answer at the slowest and at the quickest of both limits."""
    tokens = workload.output_tokens
    return Anchors(SLOWEST_TTFT_S + tokens / SLOWEST_TOKENS_PER_S, QUICKEST_TTFT_S + tokens / QUICKEST_TOKENS_PER_S)


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
    ),
    Criterion(
        "cost",
        Text("Cost", "Coût"),
        Text("USD per 1,000 requests", "USD pour 1 000 requêtes"),
        Text(
            "Cost of 1,000 requests like yours, on a logarithmic scale from 100 dollars (worst) to 5 cents (best).",
            "Coût de 1 000 requêtes comme les vôtres, sur une échelle logarithmique de 100 dollars (le pire) "
            "à 5 cents (le meilleur).",
        ),
        ValueScale.LOGARITHMIC,
        lambda _: Anchors(100.0, 0.05),
        lambda estimates: _exact(estimates.usd_per_1000_requests),
        noise=1.1,
        decides=3.0,
        digits=2,
    ),
    Criterion(
        "latency",
        Text("Latency", "Latence"),
        Text("seconds to the end of the answer", "secondes jusqu’à la fin de la réponse"),
        Text(
            "Time to read your prompt and write the whole answer, on a logarithmic scale from 10 s of "
            "waiting and 3 tokens per second to 0.2 s and 100 tokens per second.",
            "Temps pour lire votre prompt et écrire toute la réponse, sur une échelle logarithmique allant "
            "de 10 s d’attente et 3 jetons par seconde à 0,2 s et 100 jetons par seconde.",
        ),
        ValueScale.LOGARITHMIC,
        _finish_anchors,
        lambda estimates: estimates.finish_s,
        noise=1.1,
        decides=2.0,
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
        noise=2.0,
        decides=10.0,
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
)
"""The thresholds `noise` and `decides` are choices of this project: two points of a benchmark are noise and ten decide;
a tenth more money or time is noise, two or three times as much decides; a level is never noise, two levels decide."""
