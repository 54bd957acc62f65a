"""One way to put a picture on a page: in the theme's colours, and with words for those who do not see it.

Beside it the mark before a slider's name, drawn as its pieces of the bars are: sliders are the legend of every bar.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st
from streamlit.elements.lib import streamlit_plotly_theme as places

from llmselect.charts.checked import CheckedFigure
from llmselect.charts.figure import Figure

QUIET = {"displayModeBar": False, "scrollZoom": False}
COLOURS = [getattr(places, f"CATEGORY_{i}") for i in range(10)]
"""Where the browser fills in the colours of the theme it shows, and does so anew when the visitor changes it."""
TEMPLATE = {"layout": {"colorway": COLOURS}}
_streamlit: Any = st  # its chart types name libraries that have no stubs
LIGHT = ("#0b7a75", "#b45f06", "#4b4fb8", "#b5306b", "#4f7a1e", "#c0392b")
DARK = ("#4fc3b5", "#f0a94b", "#9aa5ff", "#f285b4", "#a5cf6b", "#f58a7c")
"""The theme's colours of the criteria, by their place in the list of all: the theme gives no names to style sheets."""
RULE = "repeating-linear-gradient({}deg, #fff9 0 1px, #0000 1px 5px)"
HATCHES = (
    (),
    ("radial-gradient(circle, #fff9 1.2px, #0000 1.4px) 0 0 / 5px 5px",),
    (RULE.format(90),),
    (RULE.format(45), RULE.format(-45)),
    (RULE.format(0),),
    (RULE.format(0), RULE.format(90)),
)
"""As the bars are patterned."""


def draw_figure(figure: Figure, key: str, alt: str, height: str = "content") -> None:
    """Draw a figure; `alt` says what it shows and where its table is. It is as high as it says, or as its place.

    Streamlit's own template weighs more than a small picture does (3.4 kB, and a millisecond to copy), so only its
    colours are taken.
    """
    drawn = CheckedFigure({"data": figure["data"], "layout": figure["layout"] | {"template": TEMPLATE}})
    _streamlit.plotly_chart(drawn, key=key, config=QUIET, alt=alt, height=height)


def picked(figure: Figure, key: str, alt: str) -> tuple[str, ...]:
    """Draw a figure whose marks can be clicked; the words that each clicked mark carries, unchecked."""
    drawn = CheckedFigure({"data": figure["data"], "layout": figure["layout"] | {"template": TEMPLATE}})
    chosen: Any = _streamlit.plotly_chart(
        drawn, key=key, config=QUIET, alt=alt, on_select="rerun", selection_mode="points"
    )
    points: Any = chosen.get("selection", {}).get("points", ()) if chosen else ()
    return tuple(str(point["customdata"]) for point in points if "customdata" in point)


def draw_clickable(figure: Figure, key: str, alt: str, on_pick: Callable[[str], None]) -> None:
    """Draw a figure whose marks can be clicked; `on_pick` gets the unchecked words of a clicked mark before the run."""
    drawn = CheckedFigure({"data": figure["data"], "layout": figure["layout"] | {"template": TEMPLATE}})

    def clicked() -> None:
        chosen: Any = st.session_state.get(key) or {}
        points: Any = chosen.get("selection", {}).get("points", ())
        named = next((point["customdata"] for point in points if "customdata" in point), None)
        if named is not None:
            on_pick(named if isinstance(named, str) else str(named[0]))

    _streamlit.plotly_chart(drawn, key=key, config=QUIET, alt=alt, on_select=clicked, selection_mode="points")


def swatch(number: int, key: str) -> str:
    """Style of the mark of criterion number `number` before the label of the widget with this key."""
    colour = f"light-dark({LIGHT[number % len(LIGHT)]}, {DARK[number % len(DARK)]})"
    hatch = HATCHES[(number + number // len(LIGHT)) % len(HATCHES)]
    layers = [*hatch, f"linear-gradient({colour}, {colour})"]
    return f".st-key-{key} label::before {{ background: {', '.join(layers)} }}\n"
