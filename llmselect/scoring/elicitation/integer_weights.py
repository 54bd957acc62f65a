"""Weights as whole numbers, as sliders hold them, with shares as near as possible to the ones that were meant."""

import numpy as np
from numpy.typing import ArrayLike

from llmselect.errors import BadNumber
from llmselect.scoring.methods.problem import finite
from llmselect.units import Floats, Ints


def integer_weights(shares: ArrayLike, highest: int) -> Ints:
    """Whole numbers from 0 to `highest` whose shares differ least from these, in their largest difference.

    Of scales that do equally well the largest. Raises BadNumber for a negative share, or when all are zero.
    """
    meant = finite("the shares", shares, 1)
    if (meant < 0).any() or meant.sum() <= 0:
        raise BadNumber("the shares", meant.tolist(), "0 or more, at least one above 0")
    meant = meant / meant.sum()
    scales = np.arange(highest, 0, -1)
    tried = np.rint(scales[:, None] * meant / meant.max()).astype(np.int64)
    held: Floats = tried / tried.sum(axis=1, keepdims=True)
    error: Floats = np.abs(held - meant).max(axis=1)
    return tried[int(np.argmin(np.round(error, 9)))]
