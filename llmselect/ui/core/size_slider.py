"""A slider with two ends over the sizes of models, for every page that filters models by size."""

import math

import streamlit as st

from llmselect.text import Voice

SIZES = (0.0, 1.0, 3.0, 8.0, 15.0, 35.0, 80.0, 250.0, 1000.0, math.inf)
"""Billions of parameters at which the slider stops."""


def draw_size_slider(label: str, no_end: str, key: str, width: int, say: Voice) -> tuple[float, float]:
    """The smallest and the largest size wanted, in billions of parameters; `no_end` labels an open upper end."""

    def billions(size: float) -> str:
        return no_end if math.isinf(size) else say("memory.size", total=say.number(size, 0))

    least, most = st.select_slider(
        label,
        SIZES,
        (SIZES[0], SIZES[-1]),
        format_func=billions,
        key=key,
        persist_state="session",
        width=width,
    )
    return float(least), float(most)
