"""What stands below the assistant on the home page: three points on what this program does."""

from typing import NamedTuple

import streamlit as st

from llmselect.text import Voice


class IntroPoint(NamedTuple):
    """One of the things that this program does for a visitor; `words` is a key of the messages."""

    icon: str
    words: str


POINTS = (
    IntroPoint(":material/developer_board:", "home.point_1"),
    IntroPoint(":material/tune:", "home.point_2"),
    IntroPoint(":material/fact_check:", "home.point_3"),
)


def draw_points(say: Voice) -> None:
    """The three points, side by side."""
    for column, point in zip(st.columns(len(POINTS), gap="medium"), POINTS, strict=True):
        with column:
            st.markdown(f"{point.icon} {say(point.words)}")
