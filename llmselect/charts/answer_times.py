"""Times of answers: to the first token and to the last, one bar for each contestant."""

from collections.abc import Sequence
from typing import NamedTuple

from llmselect.charts.figure import Figure, Trace, figure, hatched, legend_below
from llmselect.text import Voice

BAR_HEIGHT = 44


class MedianTimes(NamedTuple):
    """Medians of one contestant, in seconds."""

    name: str
    ttft_s: float
    total_s: float


class TimeLabels(NamedTuple):
    """Words of the picture."""

    first: str
    writing: str
    unit: str


def answer_times(times: Sequence[MedianTimes], labels: TimeLabels, say: Voice) -> Figure:
    """Bars from top to bottom: the wait for the first token, then the writing up to the last."""
    parts = ((labels.first, [each.ttft_s for each in times]), (labels.writing, [_writing(each) for each in times]))
    names = [each.name for each in times]
    return figure(
        [_bar(i, name, names, values) for i, (name, values) in enumerate(parts)],
        say,
        height=110 + BAR_HEIGHT * len(times),
        barmode="stack",
        bargap=0.35,
        xaxis={"title": {"text": labels.unit}, "rangemode": "tozero", "fixedrange": True},
        yaxis={"autorange": "reversed", "fixedrange": True, "automargin": True},
        margin={"l": 8, "r": 16, "t": 8, "b": 80},
        legend=legend_below(),
    )


def _writing(each: MedianTimes) -> float:
    return max(each.total_s - each.ttft_s, 0.0)


def _bar(i: int, name: str, names: Sequence[str], values: Sequence[float]) -> Trace:
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "y": list(names),
        "x": [round(value, 3) for value in values],
        "marker": hatched(i),
        "hovertemplate": "%{y} · %{fullData.name}: %{x:.2f} s<extra></extra>",
    }
