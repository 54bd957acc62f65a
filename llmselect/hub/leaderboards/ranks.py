"""Ranks with ties: two models share one where the board cannot tell them apart."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple


class ScoreInterval(NamedTuple):
    """A score with its interval; None where the board has none."""

    score: float
    low: float | None
    high: float | None


def ranks(spans: Sequence[ScoreInterval], higher_is_better: bool = True) -> list[int]:
    """1 plus the number of models that are better beyond doubt: whose worse end is better than this one's better end.

    This is how LMArena ranks (by upper bound); without intervals it is the ordinary ranking, in which equals share the
    better rank and the next rank is left out (1, 2, 2, 4).
    """
    sign = 1 if higher_is_better else -1
    ends = [_ends(span, sign) for span in spans]
    surely = sorted(worst for worst, _ in ends)
    return [1 + len(surely) - bisect_right(surely, best) for _, best in ends]


def _ends(span: ScoreInterval, sign: int) -> tuple[float, float]:
    """Worst and best end, larger meaning better."""
    low = span.score if span.low is None else span.low
    high = span.score if span.high is None else span.high
    return min(sign * low, sign * high), max(sign * low, sign * high)
