"""A criterion that the project does not have, for the duration of a test: one entry must be all that it needs."""

import numpy as np

from llmselect.estimates.core.columns import Range
from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.scoring.ranking.criterion import Anchors, Criterion
from llmselect.scoring.ranking.reference_points import ValueScale
from llmselect.text import Text

NAME = "energy"


def _measure(estimates):
    """Figures that differ from row to row, with a range and some that are not known."""
    likely = 10.0 + 5.0 * (np.arange(len(estimates)) % 17)
    likely[::11] = np.nan
    return Range(0.8 * likely, likely, 1.3 * likely)


ENERGY = Criterion(
    NAME,
    Text("Made-up energy", "Énergie inventée"),
    Text("Wh per 1,000 requests", "Wh pour 1 000 requêtes"),
    Text("A made-up measure.", "Une mesure inventée."),
    ValueScale.LOGARITHMIC,
    lambda _: Anchors(1000.0, 1.0),
    _measure,
    noise=1.1,
    decides=3.0,
)


def add_to(monkeypatch):
    """Add the one entry until the test ends."""
    monkeypatch.setattr(CRITERIA, "entries", (*CRITERIA.entries, ENERGY))
