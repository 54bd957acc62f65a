"""Swing questions: how much it is worth to go from the worst to the best that can really be had on each criterion."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from llmselect.errors import UnknownName
from llmselect.estimates.assessment import CandidateEstimates
from llmselect.scoring.methods.weights import swing
from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.scoring.ranking.criterion import Criterion
from llmselect.settings import Weight
from llmselect.text import Text, Voice, in_both
from llmselect.units import Ints

QUESTION = Text(
    "{label}: going from {worst} to {best} ({unit}). How many points is this change worth, if the "
    "one that matters most to you is worth 100?",
    "{label} : passer de {worst} à {best} ({unit}). Combien de points vaut ce changement, si le plus "
    "important pour vous en vaut 100 ?",
)


class Swing(NamedTuple):
    """The range that candidates really cover on one criterion."""

    criterion: Criterion
    worst: float
    best: float
    """Likely measures in the criterion's unit; no further than the anchors, beyond which nothing is worth more."""
    span: float
    """Part of the way between the anchors that lies between them, 0 to 1."""

    @property
    def question(self) -> Text:
        label, unit = self.criterion.label, self.criterion.unit
        return in_both(
            QUESTION,
            label=lambda say: say(label),
            unit=lambda say: say(unit),
            worst=lambda say: _measure(self.worst, self.criterion, say),
            best=lambda say: _measure(self.best, self.criterion, say),
        )


def swings(assessment: CandidateEstimates, rows: Ints) -> tuple[Swing, ...]:
    """What to ask about these candidates: the criteria on which they differ, those that differ most first."""
    found = list[Swing]()
    for criterion in CRITERIA:
        anchors, worth = criterion.anchors(assessment.workload), criterion.values(assessment).likely[rows]
        least, most = min(anchors.worst, anchors.best), max(anchors.worst, anchors.best)
        measure = np.clip(criterion.measure(assessment).likely[rows], least, most)
        if np.isnan(worth).all():
            continue
        worst, best = int(np.nanargmin(worth)), int(np.nanargmax(worth))
        span = float(worth[best] - worth[worst])
        if span > 0:
            found.append(Swing(criterion, float(measure[worst]), float(measure[best]), span))
    return tuple(sorted(found, key=lambda swing: -swing.span))


def priorities(points: Mapping[str, float], asked: tuple[Swing, ...]) -> tuple[Weight, ...]:
    """Weights from the points given to each question, in percent of the whole.

    A question about a short part of the scale counts for the whole of it, so that the ranking agrees with the answers.
    Raises UnknownName for a criterion that was not asked about, BadNumber without any points.
    """
    spans = {swing.criterion.name: swing.span for swing in asked}
    for name in points:
        if name not in spans:
            raise UnknownName("criterion", name, spans)
    weights = swing([points.get(name, 0.0) for name in spans], list(spans.values()))
    shares = dict(zip(spans, weights, strict=True))
    return tuple(Weight(name, 100 * float(shares[name])) for name in CRITERIA.names if name in shares)


def _measure(value: float, criterion: Criterion, say: Voice) -> str:
    return say.number(value, criterion.digits)
