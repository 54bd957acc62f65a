"""The candidates that no other beats on every criterion: a first look that needs no weights."""

import numpy as np

from llmselect.errors import BadNumber
from llmselect.units import Bools, Floats, Ints

AT_ONCE = 64
"""Rows looked at together."""


def non_dominated(worth: Floats) -> Bools:
    """Which rows no other row dominates: at least as good everywhere and better somewhere. More is better.

    Equal rows stay together. Worth (candidates, criteria); choose two columns for the view of two criteria. Raises
    BadNumber for NaN or infinity: what is unknown must be given a value first.
    """
    if worth.ndim != 2 or not np.isfinite(worth).all():
        raise BadNumber("the worth", worth.shape, "a table of finite numbers, candidates down")
    if not worth.size:
        return np.ones(len(worth), dtype=np.bool_)
    rows, where = np.unique(worth, axis=0, return_inverse=True)
    kept = _two(rows) if rows.shape[1] <= 2 else _many(rows)
    return kept[where.reshape(-1)]


def _two(rows: Floats) -> Bools:
    """Different rows in rising order of the first column: those that the best of the second has not reached before."""
    last: Floats = rows[:, -1]
    best_after = np.maximum.accumulate(last[::-1])[::-1]
    kept = np.ones(len(rows), dtype=np.bool_)
    if rows.shape[1] == 1:
        return np.equal(last, last.max())
    kept[:-1] = last[:-1] > best_after[1:]
    return kept


def _many(rows: Floats) -> Bools:
    """Different rows, largest sums first: a row can only be dominated by one with a larger sum.

    Each group loses first what the front so far dominates, then what its own members do.
    """
    order = np.argsort(-rows.sum(axis=1), kind="stable")
    kept = np.zeros(len(rows), dtype=np.bool_)
    left: Ints = order
    while len(left):
        group, left = left[:AT_ONCE], left[AT_ONCE:]
        group = group[~_below(rows[group], rows[group], themselves=True)]
        kept[group] = True
        left = left[~_below(rows[left], rows[group])]
    return kept


def _below(rows: Floats, front: Floats, themselves: bool = False) -> Bools:
    """Which rows some row of the front is at least equal to everywhere, itself aside where the front is these rows."""
    covered = np.ones((len(front), len(rows)), dtype=np.bool_)
    for criterion in range(rows.shape[1]):
        covered &= front[:, criterion, None] >= rows[:, criterion]
    if themselves:
        np.fill_diagonal(covered, False)
    return np.count_nonzero(covered, axis=0) > 0
