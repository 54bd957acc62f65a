"""The ranking in two lanes, on the visitor's machine and by API: who stands in each, and the rows of their picture."""

from typing import Final, NamedTuple

import numpy as np

from llmselect.catalog.efforts import Effort
from llmselect.charts.contributions import ContributionBar
from llmselect.estimates.core.columns import Fit
from llmselect.machine.machine import PlacementKind
from llmselect.reports import criterion_words
from llmselect.scoring.ranking.candidate import Candidate
from llmselect.scoring.ranking.places import Place
from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.text import Voice
from llmselect.units import Floats

ROWS: Final = 6
SHORT_PLACEMENTS: Final = {
    PlacementKind.EXPERTS_ON_HOST: "lanes.experts",
    PlacementKind.LAYERS_ON_HOST: "lanes.layers",
    PlacementKind.HOST_ALONE: "lanes.host",
}
LEAST_SHIFT = 0.5
"""Points below which a score has not moved in any figure shown."""


class WeightsBefore(NamedTuple):
    """The situation before a change of the weights: enough to tell where any candidate stood in it."""

    shares: Floats
    scores: Floats
    """Of all places, (places,)."""

    @classmethod
    def of(cls, found: Recommendation) -> "WeightsBefore":
        """This situation, to be compared with the next."""
        return cls(found.shares, found.scores[found.ordered[found.leaders]])

    def score(self, found: Recommendation, place: Place) -> float:
        """What the candidate scored."""
        return 100 * float(found.assessed.matrix.cautious[place.candidate.row] @ self.shares)

    def rank(self, score: float) -> int:
        """The rank that a score had."""
        return int((np.round(self.scores, 9) > round(score, 9)).sum()) + 1


def lane(found: Recommendation, *, local: bool, most: int = ROWS) -> tuple[Place, ...]:
    """The best places of one way to run, one for each set of weights, best first.

    A model that is ranked by the other way stands here with the place that this way would take.
    """
    here = found.ordered[found.estimates.rows.local[found.ordered] == local]
    _, first = np.unique(found.estimates.rows.weights[here], return_index=True)
    return tuple(found.place_of(int(row)) for row in here[np.sort(first)[:most]])


def bars(
    found: Recommendation, places: tuple[Place, ...], before: WeightsBefore | None, say: Voice
) -> list[ContributionBar]:
    """A row of the picture for each place, over the criteria that have weight."""
    return [_bar(found, place, before, say) for place in places]


def weighed(found: Recommendation) -> list[int]:
    """Criteria that have weight, by place in CRITERIA."""
    return [int(i) for i in np.flatnonzero(found.shares > 0)]


def _bar(found: Recommendation, place: Place, before: WeightsBefore | None, say: Voice) -> ContributionBar:
    low, high = score_range(found, place)
    counted = weighed(found)
    scored = place.score if before is None else before.score(found, place)
    moved = 0 if before is None else before.rank(scored) - place.rank
    return ContributionBar(
        id=place.candidate.id,
        rank=rank_shown(found, place),
        name=_name(place.candidate, say),
        how=how(place.candidate, say),
        points=tuple(place.contributions[i].points for i in counted),
        expected=criterion_words.only_expected(place.candidate, counted),
        missing=place.score_high - place.score,
        low=low,
        high=high,
        places_moved=moved,
        score_before=round(scored, 1) if abs(scored - place.score) >= LEAST_SHIFT else None,
    )


def _name(candidate: Candidate, say: Voice) -> str:
    name = candidate.model.name
    return say("mine.mark", model=name) if candidate.own else name


def rank_shown(found: Recommendation, place: Place) -> str:
    """The overall rank; the mark of a tie only for the candidate that its model is ranked by."""
    leads = place.rank <= len(found) and found.ordered[found.leaders[place.rank - 1]] == place.candidate.row
    return found.rank_shown(place.rank) if leads else str(place.rank)


def score_range(found: Recommendation, place: Place) -> tuple[float, float]:
    """Low and high score: the ranges of the values, taken as independent of each other.

    The distances to either side are added as squares; an unknown value reaches from nothing to all of its weight.
    """
    matrix, row = found.assessed.matrix, place.candidate.row
    likely = matrix.cautious[row]
    down = _together(found.shares, likely - np.nan_to_num(matrix.low[row]))
    up = _together(found.shares, matrix.high[row] - likely)
    return max(place.score - down, 0.0), min(place.score + up, 100.0)


def _together(shares: Floats, distances: Floats) -> float:
    return 100 * float(np.sqrt(np.sum((shares * np.maximum(distances, 0.0)) ** 2)))


def how(candidate: Candidate, say: Voice) -> str:
    """How it runs in the fewest words, as the lane itself says where."""
    if candidate.provider is not None:
        parts = [candidate.provider.name, *([say("served.free")] if candidate.free_quota else [])]
    else:
        parts = [candidate.quantization.id if candidate.quantization else "", *_placed(candidate, say)]
    if candidate.effort is not Effort.OFF:
        words = "lanes.thinks" if candidate.effort is not Effort.ON else "lanes.thinks_on"
        parts.append(say(words, effort=say(candidate.effort.label)))
    return " · ".join(part for part in parts if part)


def _placed(candidate: Candidate, say: Voice) -> list[str]:
    if candidate.placement is PlacementKind.WHOLE or candidate.fit is Fit.NONE:
        return []
    memory = candidate.assessment.runs.memory
    layers = memory.expert_host_layers if candidate.placement is PlacementKind.EXPERTS_ON_HOST else memory.host_layers
    return [say(SHORT_PLACEMENTS[candidate.placement], n=say.number(float(layers[candidate.row]), 0))]


def unlike(found: Recommendation, lanes: tuple[tuple[Place, ...], ...], chosen: Place | None) -> tuple[Place, ...]:
    """Three for the radar: the best of each lane, then the chosen one, else the one that differs most from them."""
    shown = [each[0] for each in lanes if each]
    others = [place for each in lanes for place in each if place not in shown]
    if chosen is not None and chosen.candidate.row not in {place.candidate.row for place in shown}:
        return (*shown, chosen)
    worth = found.assessed.matrix.cautious[:, weighed(found)]

    def distance(place: Place) -> float:
        return min(float(np.abs(worth[place.candidate.row] - worth[s.candidate.row]).sum()) for s in shown)

    return (*shown, max(others, key=distance)) if others else tuple(shown)
