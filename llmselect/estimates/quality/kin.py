"""Close kin: models of the same maker's same line, their sizes within a factor of two."""

import math
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from llmselect.estimates.quality.attributes import Attributes
from llmselect.estimates.quality.posterior import line_key

FARTHEST: Final = math.log10(2.0) + 1e-9
"""Sizes are kept as powers of ten."""


def are_kin(one: Attributes, other: Attributes) -> bool:
    """Whether two models are close kin; total and active parameters both count, where they are published.

    Lines of unpublished sizes tell the size by their words (Claude Opus, GPT mini), so there the line is enough.
    """
    if not one.line or line_key(one) != line_key(other) or one.base != other.base:
        return False
    if one.total is None or other.total is None:
        return one.total is None and other.total is None
    return _near(one.total, other.total) and _near(one.active, other.active)


def _near(one: float | None, other: float | None) -> bool:
    return one is None or other is None or abs(one - other) <= FARTHEST


def kin_of(known: Sequence[Attributes]) -> list[tuple[int, ...]]:
    """The rows of each model's close kin, without itself."""
    lines: dict[str, list[int]] = defaultdict(list)
    for row, about in enumerate(known):
        lines[line_key(about)].append(row)
    return [
        tuple(other for other in lines[line_key(about)] if other != row and are_kin(about, known[other]))
        for row, about in enumerate(known)
    ]
