"""Measurements of offers, as columns, and how wrong one may be after some time."""

import datetime
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import count
from typing import Final, Self

import numpy as np

from llmselect.estimates.speed.served_coefficients import FOUR_IN_FIVE
from llmselect.text import Labelled, Text
from llmselect.units import Floats, Ints

AGES_DAYS: Final = (14.0, 49.0, 91.0)
AGE_FACTORS: Final = (1.5, 1.9, 2.6)
"""What a figure of that age may be wrong by, either way: the same offers measured again after 13, 37 to 50 and 96 days
(Artificial Analysis, July to October 2026)."""
PROBE_TTFT_SD: Final = float(np.log(2.7)) / 1.645
"""Of one wait for the first token: nine in ten probes of an offer three days apart differ by less than a factor 2.7
(Hugging Face router, 23 and 26 February 2026)."""


class MeasurementKind(IntEnum):
    """How the speed of an offer was measured."""

    PROBE = 0
    """One short request of the Hugging Face router, which counts slower than long answers."""
    MEDIAN = 1
    """The middle of many requests."""
    OWN = 2
    """By the visitor."""


@dataclass(frozen=True, slots=True)
class MeasurementSource:
    """Who measured the offers, of which day the copy is, and how fresh: shown wherever these speeds are."""

    name: Text
    url: str
    state: Labelled
    """Live, a saved copy, or the copy in the project."""
    day: datetime.date
    """On which the source was read; of the copy in the project, the day of most of its offers."""
    ages_end: datetime.date
    """The day on which `age_days` were counted."""


@dataclass(frozen=True, eq=False)
class ServedMeasurements:
    """What was measured of each offer; NaN where nothing was. Equal to itself alone, so that caches can hold it."""

    tokens_per_s: Floats
    ttft_s: Floats
    age_days: Floats
    """NaN: the day is not known."""
    prompt_tokens: Floats
    """Of the request that was timed; NaN: a few words."""
    kind: Ints
    """MeasurementKind of each row; without a figure it counts for nothing."""
    source: MeasurementSource | None = None
    """None: nobody in particular."""
    serial: int = field(init=False, default_factory=count(1).__next__)
    """Names this value in caches of one process."""

    @classmethod
    def none(cls, rows: int) -> Self:
        """No offer was measured."""
        speed, wait, age, prompt = (np.full(rows, np.nan) for _ in range(4))
        return cls(speed, wait, age, prompt, np.zeros(rows, dtype=np.int64))

    def day(self, offer: int) -> datetime.date | None:
        """On which the offer at this position was measured; None where it was not, or the day is not known."""
        age = self.age_days[offer]
        if self.source is None or np.isnan(age) or np.isnan(self.tokens_per_s[offer]):
            return None
        return self.source.ages_end - datetime.timedelta(days=int(age))


def age_sd(days: Floats) -> Floats:
    """How wrong a figure of that age may be, as a standard deviation of its logarithm; it grows as the root of time.

    Beyond the oldest that was compared it goes on as between the last two; an unknown age counts as the oldest.
    """
    roots = np.sqrt(AGES_DAYS)
    sds = np.log(AGE_FACTORS) / FOUR_IN_FIVE
    root = np.sqrt(np.clip(np.nan_to_num(days, nan=AGES_DAYS[-1]), 0.0, None))
    slope = (sds[-1] - sds[-2]) / (roots[-1] - roots[-2])
    return np.interp(root, roots, sds) + slope * np.clip(root - roots[-1], 0.0, None)
