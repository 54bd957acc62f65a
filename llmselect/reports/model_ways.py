"""The best way to run one model on the visitor's machine, and the best offer of it: what its page opens with."""

from typing import NamedTuple

import numpy as np

from llmselect.estimates.core.columns import Fit
from llmselect.scoring.ranking import places as ranking
from llmselect.scoring.ranking.places import Place, Reason
from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.units import Bools


class ModelWay(NamedTuple):
    """One way, with where it stands, or why it has no place in the ranking."""

    place: Place
    missed: tuple[Reason, ...]
    """Requirements of the visitor that it does not meet; () where it is ranked."""


class ModelWays(NamedTuple):
    """Both; None where the machine does not hold the model, or nobody serves it."""

    local: ModelWay | None
    served: ModelWay | None


def ways_of(found: Recommendation, weights: int) -> ModelWays:
    """The ways with the highest score, those that meet the requirements before the others.

    `weights`: row of the model whose weights are meant; one that reasons when it is told to shares them with itself.
    """
    rows = found.estimates.rows
    same = rows.weights == weights
    runs = found.estimates.fit != Fit.NONE
    return ModelWays(_best(found, same & rows.local & runs), _best(found, same & ~rows.local))


def _best(found: Recommendation, meant: Bools) -> ModelWay | None:
    for among in (meant & found.passed, meant):
        if not among.any():
            continue
        row = _first(found, among)
        (excluded,) = found.exclusions([row])
        return ModelWay(found.place_of(row), tuple(excluded.reasons))
    return None


def _first(found: Recommendation, among: Bools) -> int:
    """The quantization that stands for its model where there is a choice, then the highest score."""
    rows = np.flatnonzero(among)
    preference = found.estimates.preference[rows]
    best = rows[preference == preference.min()]
    return int(ranking.order(found.scores, best)[0])
