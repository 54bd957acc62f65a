"""How often a model pushes back on questions that make no sense: the one public measure of safety that may be shipped.

BullshitBench v2 (2 May 2026, MIT licence): 100 questions, graded by judges. Most models were never asked; of these
nothing is known, which is not the same as a low share.
"""

from collections import defaultdict
from functools import lru_cache

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.efforts import EFFORTS, default_efforts
from llmselect.estimates.core.columns import Estimate, Range
from llmselect.estimates.measured.load import pushed_back
from llmselect.estimates.measured.records import PushedBack
from llmselect.estimates.quality.efforts.board_efforts import variant_effort
from llmselect.units import Ints

Z_90 = 1.645


def pushback_at(catalog: Catalog, model: Ints, effort: Ints) -> Range:
    """Percent of nonsense that each row pushes back on, with a 90 % interval; NaN where nobody asked the model.

    `model` are places in the catalog's models, `effort` places in EFFORTS. An effort that was not asked lies anywhere
    among those that were.
    """
    return Range(*(side[model, effort] for side in _grid(catalog)))


@lru_cache(maxsize=8)
def _grid(catalog: Catalog) -> Range:
    """Models by EFFORTS."""
    asked: dict[str, list[PushedBack]] = defaultdict(list)
    for row in pushed_back():
        if row.model in catalog.models:
            asked[catalog.models[row.model].weights].append(row)
    cells = np.full((3, len(catalog.file.models), len(EFFORTS)), np.nan)
    for at, model in enumerate(catalog.file.models):
        default = default_efforts(catalog)[model.id].effort
        told = [(variant_effort(row.variant) or default, _interval(row)) for row in asked[model.weights]]
        for column, effort in enumerate(EFFORTS if told else ()):
            own = [estimate for named, estimate in told if named is effort]
            cells[:, at, column] = _together(own or [estimate for _, estimate in told])
    return Range(*cells)


def _interval(row: PushedBack) -> Estimate:
    """By the adjusted Wald interval (Agresti and Coull, 1998): close to exact for a hundred questions."""
    questions = row.questions + 4
    share = (row.pushed_back_percent / 100 * row.questions + 2) / questions
    reach = Z_90 * float(np.sqrt(share * (1 - share) / questions))
    likely = row.pushed_back_percent
    return Estimate(min(100 * max(share - reach, 0), likely), likely, max(100 * min(share + reach, 1), likely))


def _together(estimates: list[Estimate]) -> Estimate:
    return Estimate(
        min(each.low for each in estimates),
        float(np.mean([each.likely for each in estimates])),
        max(each.high for each in estimates),
    )
