"""Qualities at each use as a radar, and who is ahead at which: for Compare and for the page of a model."""

from collections.abc import Sequence

import numpy as np

from llmselect.catalog.standings import Use
from llmselect.charts.radar import Outline, Radar, radar
from llmselect.estimates.quality import Basis
from llmselect.overview.model_table import Panorama
from llmselect.text import Voice

MEASURED = (Basis.MEASURED, Basis.SAME_WEIGHTS, Basis.OTHER_EFFORT)
"""Qualities with a public score behind them; the side of any other is dashed."""


def quality_radar(overview: Panorama, rows: Sequence[int], names: Sequence[str], say: Voice) -> Radar:
    """One outline a model, one axis a use; the rim is 100."""
    outlines = [_outline(overview, row, name) for row, name in zip(rows, names, strict=True)]
    return radar([say(use.label) for use in Use], outlines, say)


def _outline(overview: Panorama, row: int, name: str) -> Outline:
    values = tuple(float(overview.quality(use).likely[row]) for use in Use)
    expected = tuple(overview.bases(use)[row] not in MEASURED for use in Use)
    return Outline(name, tuple(None if np.isnan(value) else value for value in values), expected)


def who_leads(overview: Panorama, rows: Sequence[int], names: Sequence[str], say: Voice) -> str:
    """At which uses each of several models has the highest likely quality; plain words, no Markdown."""
    ahead: dict[str, list[str]] = {}
    for use in Use:
        values = [round(float(overview.quality(use).likely[row])) for row in rows]
        for name, value in zip(names, values, strict=True):
            if value == max(values):
                ahead.setdefault(name, []).append(say(use.label))
    told = [say("compare.ahead", model=name, uses=say.list(uses)) for name, uses in ahead.items()]
    return " ".join(told if any(_apart(overview, rows, use) for use in Use) else [*told, say("compare.uncertain")])


def _apart(overview: Panorama, rows: Sequence[int], use: Use) -> bool:
    """Whether the best at a use is beyond the interval of some other."""
    ranges = [overview.quality(use).row(row) for row in rows]
    low = max(ranges, key=lambda each: each[1])[0]
    return any(high < low for _, _, high in ranges)
