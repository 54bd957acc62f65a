"""Attributes as columns: what the expected abilities of an unmeasured model are a weighted sum of."""

import math
from collections.abc import Callable, Sequence

import numpy as np

from llmselect.catalog.models import Reasoning
from llmselect.estimates.quality.attributes import Attributes, Tier
from llmselect.units import Floats

EARLIEST, LATEST = -2.0, 4.0
"""Years around the middle of 2024 beyond which the trend is not drawn on."""
MIDDLE_USD = 2.0


def years(known: Attributes) -> float:
    """Years since the middle, 0 where the day is unknown: its whole spread is then in the interval."""
    return 0.0 if known.years is None else min(max(known.years, EARLIEST), LATEST)


def price(known: Attributes) -> float:
    """Powers of ten of the middle price, told only where the size is not: it stands for the size."""
    if known.total is not None or known.usd_per_mtok is None or known.usd_per_mtok <= 0:
        return 0.0
    return min(max(math.log10(known.usd_per_mtok / MIDDLE_USD), -2.0), 1.5)


def _tier(tier: Tier) -> Callable[[Attributes], float]:
    return lambda known: float(known.total is None and known.tier is tier)


FEATURES: tuple[tuple[str, Callable[[Attributes], float]], ...] = (
    ("one", lambda known: 1.0),
    ("years", years),
    ("size unpublished", lambda known: float(known.total is None)),
    ("total parameters", lambda known: known.total or 0.0),
    ("active parameters", lambda known: known.active or 0.0),
    ("below 30 billion", lambda known: min(known.total or 0.0, 0.0)),
    ("total parameters x years", lambda known: (known.total or 0.0) * years(known)),
    ("always reasons", lambda known: float(known.reasoning is Reasoning.ALWAYS)),
    ("can reason", lambda known: float(known.reasoning is Reasoning.OPTIONAL)),
    ("reasoning unknown", lambda known: float(known.reasoning is Reasoning.UNKNOWN)),
    ("base model", lambda known: float(known.base)),
    ("for code", lambda known: float(known.code)),
    *((f"tier {tier}", _tier(tier)) for tier in Tier if tier is not Tier.PLAIN),
    ("price", price),
    ("price x years", lambda known: price(known) * years(known) / 2),
)
NAMES = tuple(name for name, _ in FEATURES)
ONE, YEARS = NAMES.index("one"), NAMES.index("years")


def features(models: Sequence[Attributes]) -> Floats:
    """A row a model, a column a feature."""
    return np.array([[feature(known) for _, feature in FEATURES] for known in models]).reshape(-1, len(FEATURES))
