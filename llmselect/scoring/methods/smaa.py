"""SMAA-2: in what share of the weightings and of the plausible values a candidate takes each rank.

Lahdelma, R., & Salminen, P. (2001). SMAA-2: stochastic multicriteria acceptability analysis for group decision
making. Operations Research 49(3), 444-454. doi:10.1287/opre.49.3.444.11220
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from llmselect.errors import BadNumber
from llmselect.units import Floats, Ints

AT_ONCE = 4_000_000
"""Comparisons of two candidates held in memory at a time."""


@dataclass(frozen=True, slots=True)
class Smaa:
    """What SMAA-2 says, as shares of the draws."""

    acceptability: Floats
    """Share of draws in which the row's candidate takes the column's rank; rows and columns add up to 1."""
    central: Floats
    """Mean weights of the draws in which the candidate is first; NaN where it never is: no preference favours it."""
    pairwise: Floats
    """Share of draws in which the row's candidate beats the column's, ties as halves."""
    confidence: Floats
    """Share of the values in which the candidate is first when its own central weights hold; NaN without them."""

    @property
    def first(self) -> Floats:
        """Share of the draws in which each alternative ranks first."""
        return self.acceptability[:, 0]

    def among(self, places: int) -> Floats:
        """Share of draws in which each candidate is among the first so many."""
        return self.acceptability[:, :places].sum(axis=1)


def smaa(values: ArrayLike, weights: ArrayLike) -> Smaa:
    """Indices over draws of weights, (draws, criteria), and worth: (candidates, criteria), or one such table a draw.

    Ties split their ranks evenly. The draws come from `weights_around` and its neighbours, `between` and `ordinal`,
    or from any other source: measurements drawn from their own distribution and passed through a value function.
    """
    worth, drawn = np.asarray(values, dtype=np.float64), np.asarray(weights, dtype=np.float64)
    if worth.ndim not in (2, 3) or drawn.ndim != 2 or worth.shape[-1] != drawn.shape[1]:
        raise BadNumber("the shapes", (worth.shape, drawn.shape), "([draws,] candidates, criteria), (draws, criteria)")
    if worth.ndim == 3 and len(worth) != len(drawn):
        raise BadNumber("the number of draws of the worth", len(worth), f"{len(drawn)}, as of the weights")
    scores = _scores(worth, drawn)
    acceptability, pairwise = _compare(scores)
    first = _first(scores)
    times = first.sum(axis=0)
    central = np.full((scores.shape[1], drawn.shape[1]), np.nan)
    np.divide(first.T @ drawn, times[:, None], out=central, where=times[:, None] > 0)
    return Smaa(acceptability, central, pairwise, _confidence(worth, central))


def _scores(worth: Floats, drawn: Floats) -> Floats:
    return drawn @ worth.T if worth.ndim == 2 else np.matmul(worth, drawn[:, :, None])[:, :, 0]


def _first(scores: Floats) -> Floats:
    best = scores == scores.max(axis=1, keepdims=True)
    return best / best.sum(axis=1, keepdims=True)


def _compare(scores: Floats) -> tuple[Floats, Floats]:
    """Rank acceptabilities and pairwise winning, a slice of the draws at a time."""
    draws, count = scores.shape
    acceptability, pairwise = np.zeros(count * count), np.zeros((count, count))
    for part in np.array_split(scores, max(1, draws * count * count // AT_ONCE)):
        above, alike = part[:, :, None] > part[:, None, :], part[:, :, None] == part[:, None, :]
        pairwise += above.sum(axis=0) + 0.5 * alike.sum(axis=0)
        ahead: Ints = above.sum(axis=1)
        sharing: Ints = alike.sum(axis=1)
        rows = np.broadcast_to(np.arange(count, dtype=np.int64), ahead.shape)
        for step in range(int(sharing.max())):
            ranked = sharing > step
            cells = rows[ranked] * count + ahead[ranked] + step
            acceptability += np.bincount(cells, 1.0 / sharing[ranked], minlength=count * count)
    return acceptability.reshape(count, count) / draws, pairwise / draws


def _confidence(worth: Floats, central: Floats) -> Floats:
    count = len(central)
    known = ~np.isnan(central[:, 0])
    share = np.full(count, np.nan)
    tables = worth if worth.ndim == 3 else worth[None]
    for row in np.flatnonzero(known):
        share[row] = _first(tables @ central[row])[:, row].mean()
    return share


def weights_around(shares: ArrayLike, concentration: float, draws: int, rng: np.random.Generator) -> Floats:
    """Weights drawn around the given ones (Dirichlet with that mean), (draws, criteria); a share of 0 stays 0."""
    mean = np.asarray(shares, dtype=np.float64)
    if concentration <= 0 or (mean < 0).any() or mean.sum() <= 0:
        raise BadNumber("the weights and their concentration", (mean.tolist(), concentration), "numbers above 0")
    drawn = rng.standard_gamma(np.broadcast_to(concentration * mean / mean.sum(), (draws, len(mean))))
    return drawn / drawn.sum(axis=1, keepdims=True)


def any_weights(criteria: int, draws: int, rng: np.random.Generator) -> Floats:
    """All weightings alike: uniform on the simplex, (draws, criteria)."""
    drawn = rng.standard_exponential((draws, criteria))
    return drawn / drawn.sum(axis=1, keepdims=True)


def weights_in_order(ranks: ArrayLike, draws: int, rng: np.random.Generator) -> Floats:
    """All weightings that keep the order alike (1 matters most); between equal ranks either may weigh more.

    Their mean is the rank-order centroid.
    """
    given = np.asarray(ranks, dtype=np.float64)
    falling = -np.sort(-any_weights(len(given), draws, rng), axis=1)
    order = np.argsort(np.searchsorted(np.unique(given), given) + 0.5 * rng.random((draws, len(given))), axis=1)
    drawn = np.empty_like(falling)
    np.put_along_axis(drawn, order, falling, axis=1)
    return drawn


def between(low: ArrayLike, likely: ArrayLike, high: ArrayLike, draws: int, rng: np.random.Generator) -> Floats:
    """Values with the likely one as their median, even on either side of it, (draws, *shape).

    Where the likely value is not known (NaN) all from low to high are alike. A value at the end of its scale has
    no side beyond it, and keeps half of the draws on itself: what is clipped stays clipped.
    """
    least, most = np.asarray(low, dtype=np.float64), np.asarray(high, dtype=np.float64)
    middle = np.asarray(likely, dtype=np.float64)
    middle = np.where(np.isnan(middle), (least + most) / 2, middle)
    if not ((least <= middle) & (middle <= most)).all():
        raise BadNumber("an interval", "reversed or not known", "low <= likely <= high")
    side = 2 * rng.random((draws, *middle.shape)) - 1
    return middle + side * np.where(side < 0, middle - least, most - middle)


def ordinal(levels: int, draws: int, rng: np.random.Generator) -> Floats:
    """Worth of each level of an ordinal scale, (draws, levels): 0, then any that grow, then 1."""
    if levels < 2:
        raise BadNumber("the number of levels", levels, "2 or more")
    inner = np.sort(rng.random((draws, levels - 2)), axis=1)
    return np.hstack([np.zeros((draws, 1)), inner, np.ones((draws, 1))])
