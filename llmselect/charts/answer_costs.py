"""What each contestant of a trial cost: one bar each."""

from collections.abc import Sequence

from llmselect.charts.figure import Figure, figure, hatched
from llmselect.text import Voice

BAR_HEIGHT = 44


def answer_costs(names: Sequence[str], amounts: Sequence[float], unit: str, say: Voice) -> Figure:
    """Bars from top to bottom, in the currency that `unit` names."""
    return figure(
        [
            {
                "type": "bar",
                "orientation": "h",
                "y": list(names),
                "x": [float(f"{amount:.3g}") for amount in amounts],
                "marker": hatched(0),
                "hovertemplate": "%{y}: %{x}<extra></extra>",
            }
        ],
        say,
        height=80 + BAR_HEIGHT * len(names),
        showlegend=False,
        bargap=0.35,
        xaxis={"title": {"text": unit}, "rangemode": "tozero", "fixedrange": True, "exponentformat": "none"},
        yaxis={"autorange": "reversed", "fixedrange": True, "automargin": True},
        margin={"l": 8, "r": 16, "t": 8, "b": 50},
    )
