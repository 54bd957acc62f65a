"""Reproducible draws behind the robustness figures: weights around the visitor's, worths within their ranges."""

import hashlib
from collections.abc import Mapping
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from llmselect.errors import BadNumber
from llmselect.scoring.methods import smaa
from llmselect.scoring.ranking.matrix import DecisionMatrix
from llmselect.text import Text
from llmselect.units import Floats, Ints

Singles = NDArray[np.float32]
"""Single precision: half the time of double, and a ten-thousandth of what 10,000 draws can tell apart."""

DRAWS = 10_000
"""Standard error of a share: half a point at most."""
SEED = 1944
"""Fixed, so that a shared link shows the same figures."""


class ConfidenceInWeights(StrEnum):
    """How sure the visitor is of the priorities: how far drawn weights stray from them."""

    SURE = "sure"
    FAIRLY = "fairly"
    UNSURE = "unsure"
    ORDER = "order"
    """Only the order of the weights holds."""
    NONE = "none"
    """Any weighting of the criteria that have weight."""

    @property
    def label(self) -> Text:
        return LABELS[self]

    @property
    def weightings(self) -> Text:
        """Which weightings are drawn, for the sentence “first in 62 % of …”."""
        return WEIGHTINGS[self]


CONCENTRATION = {ConfidenceInWeights.SURE: 200.0, ConfidenceInWeights.FAIRLY: 50.0, ConfidenceInWeights.UNSURE: 10.0}
"""Of the Dirichlet distribution: a weight of 30 % stays within 27–33, 24–36 and 16–44 in two draws of three."""
LABELS = {
    ConfidenceInWeights.SURE: Text("Very sure", "Oui"),
    ConfidenceInWeights.FAIRLY: Text("Fairly sure", "Plutôt"),
    ConfidenceInWeights.UNSURE: Text("Not very sure", "Pas vraiment"),
    ConfidenceInWeights.ORDER: Text("Only of their order", "De leur ordre seulement"),
    ConfidenceInWeights.NONE: Text("No preference", "Sans préférence"),
}
WEIGHTINGS = {
    ConfidenceInWeights.SURE: Text("weightings very close to yours", "pondérations très proches des vôtres"),
    ConfidenceInWeights.FAIRLY: Text("weightings close to yours", "pondérations proches des vôtres"),
    ConfidenceInWeights.UNSURE: Text("weightings around yours", "pondérations autour des vôtres"),
    ConfidenceInWeights.ORDER: Text("weightings in your order", "pondérations qui gardent votre ordre"),
    ConfidenceInWeights.NONE: Text("possible weightings", "pondérations possibles"),
}


def weight_draws(shares: Floats, confidence: ConfidenceInWeights, draws: int = DRAWS, seed: int = SEED) -> Singles:
    """Drawn shares, (criteria, draws), each draw adding up to 1; a criterion without weight stays without."""
    rng = np.random.default_rng([seed, 0])
    counting = shares > 0
    weighted = shares[counting]
    if confidence is ConfidenceInWeights.ORDER:
        drawn = smaa.weights_in_order(-np.round(weighted, 9), draws, rng)
    elif confidence is ConfidenceInWeights.NONE:
        drawn = smaa.any_weights(len(weighted), draws, rng)
    else:
        drawn = smaa.weights_around(weighted, CONCENTRATION[confidence], draws, rng)
    weights = np.zeros((len(shares), draws), dtype=np.float32)
    weights[counting] = drawn.T
    return weights


def times(worth: Singles, weights: Singles) -> Singles:
    """Matrix product on one core: with so few criteria, BLAS threads wait for each other longer than they work."""
    return np.einsum("nk,kd->nd", worth, weights)


def facts_of_rows(matrix: DecisionMatrix) -> Ints:
    """Random-stream number of each cell, (candidates, criteria), from the row's content.

    Equal rows share their draws, and no row's draws depend on the other rows.
    """
    table = np.hstack([matrix.low, matrix.likely, matrix.high])
    named = [int.from_bytes(hashlib.blake2b(row.tobytes(), digest_size=7).digest()) for row in table]
    return np.repeat(np.array(named, dtype=np.int64)[:, None], matrix.likely.shape[1], axis=1)


def score_draws(
    matrix: DecisionMatrix, weights: Singles, facts: Ints, levels: Mapping[int, int], seed: int = SEED
) -> Singles:
    """Score 0 to 1 of each candidate in each draw, (candidates, draws).

    A worth has its likely value as median and is even on either side of it; all of low to high where nothing is known.
    Cells of a criterion with the same number in `facts`, (candidates, criteria), are one uncertain fact, drawn once:
    the quality of one model behind two providers. `levels` names ordinal criteria with their number of levels: the
    worths of their inner levels are drawn, growing, the same for all candidates.
    """
    middle = np.where(np.isnan(matrix.likely), (matrix.low + matrix.high) / 2, matrix.likely)
    fixed = middle.copy()
    fixed[:, list(levels)] = 0.0
    scores = times(fixed.astype(np.float32), weights)
    for criterion, count in levels.items():
        steps = smaa.ordinal(count, weights.shape[1], np.random.default_rng([seed, 1, criterion]))
        worth = np.ascontiguousarray(steps.T, dtype=np.float32)[_level(middle[:, criterion], count)]
        scores += worth * weights[criterion]
    for criterion in np.flatnonzero(weights.any(axis=1)):
        rows = np.flatnonzero(matrix.low[:, criterion] < matrix.high[:, criterion])
        if criterion in levels or not len(rows):
            continue
        below = (middle - matrix.low)[rows, criterion, None].astype(np.float32)
        above = (matrix.high - middle)[rows, criterion, None].astype(np.float32)
        side = _sides(facts[rows, criterion], weights.shape[1], [seed, 2, int(criterion)])
        moved = np.abs(side)
        moved *= (above - below) / 2
        side *= (above + below) / 2
        moved += side
        moved *= weights[criterion]
        scores[rows] += moved
    return scores


def _sides(facts: Ints, draws: int, seed: list[int]) -> Singles:
    """Uniform(-1, 1) samples, (facts, draws), one reproducible stream per uncertain quantity."""
    names, which = np.unique(facts, return_inverse=True)
    sides = np.empty((len(names), draws), dtype=np.float32)
    for name, row in zip(names, sides, strict=True):
        np.random.Generator(np.random.SFC64([*seed, int(name)])).random(out=row, dtype=np.float32)
    sides *= 2
    sides -= 1
    return sides[which]


def _level(worth: Floats, count: int) -> Ints:
    level = np.rint(worth * (count - 1)).astype(np.int64)
    if (np.abs(level - worth * (count - 1)) > 1e-6).any():
        raise BadNumber("the worth of an ordinal criterion", worth.tolist(), f"one of {count} even steps from 0 to 1")
    return level
