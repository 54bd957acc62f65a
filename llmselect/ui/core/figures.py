"""One way to put a picture on a page: in the theme's colours, and with words for those who do not see it."""

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
