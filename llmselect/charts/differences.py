"""Where one candidate loses and gains against another: bars to the left and to the right of the same score."""

from collections.abc import Sequence
from typing import NamedTuple

from llmselect.charts.figure import LINE_COLOUR, Figure, figure
from llmselect.text import Voice

ROW_HEIGHT = 36
GAIN_COLOUR = "#2f8f89"
LEAST_WIDTH = 5.0
"""Points shown on either side at least, so that a difference of one point does not look like a chasm."""


class Gap(NamedTuple):
    """Points of the score that a candidate has more (or, below 0, less) than the other on one criterion."""

    criterion: str
    points: float


def differences(gaps: Sequence[Gap], unit: str, say: Voice) -> Figure:
    """Losses to the left, hatched; gains to the right; the same distance on both sides."""
    width = max([abs(gap.points) for gap in gaps] + [LEAST_WIDTH]) * 1.3
    loses = [gap.points < 0 for gap in gaps]
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": [gap.criterion for gap in gaps],
        "x": [round(gap.points, 1) for gap in gaps],
        "text": [_signed(gap.points, say) for gap in gaps],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {
            "color": [LINE_COLOUR if losing else GAIN_COLOUR for losing in loses],
            "pattern": {"shape": ["/" if losing else "" for losing in loses], "fillmode": "overlay", "size": 7},
        },
        "hovertemplate": "%{y} %{text}<extra></extra>",
    }
    return figure(
        [bars],
        say,
        height=70 + ROW_HEIGHT * len(gaps),
        showlegend=False,
        margin={"l": 8, "r": 20, "t": 8, "b": 42},
        bargap=0.3,
        xaxis={"range": [-width, width], "fixedrange": True, "title": {"text": unit}, "zeroline": True, "nticks": 7},
        yaxis={"autorange": "reversed", "fixedrange": True, "automargin": True, "type": "category"},
    )


def _signed(points: float, say: Voice) -> str:
    """With its sign: +5.2 or −12.0."""
    sign = "+" if points > 0 else "−" if points < 0 else ""
    return f"{sign}{say.number(abs(points), 1)}"
