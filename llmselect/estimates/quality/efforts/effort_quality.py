"""Quality of rows of the ranking, each a model at an effort."""

from functools import lru_cache

import numpy as np

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.standings import Use
from llmselect.estimates.core.columns import Range
from llmselect.estimates.quality.table import table
from llmselect.units import Ints


def quality_at(catalog: Catalog, use: Use, model: Ints, effort: Ints) -> Range:
    """Points 0 to 100 with a 90 % interval of each row: shape (rows,), never NaN.

    `model` are places in the catalog's models, `effort` places in EFFORTS. A row's own effort counts what boards say of
    it; another is the default effort plus what thinking adds, with the doubt about that.
    """
    return Range(*(side[model, effort] for side in quality_grid(catalog, use)))


@lru_cache(maxsize=32)
def quality_grid(catalog: Catalog, use: Use) -> Range:
    """Points of each model at each effort: models by EFFORTS."""
    found = table(catalog)
    rows = np.array([found.row_of[model.id] for model in catalog.file.models], dtype=np.int64)
    return Range(*(side[rows] for side in found.values_at(use)))
