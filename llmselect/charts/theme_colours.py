"""Colours of the theme by number: stand-ins that the browser fills in, and fills in anew when the theme changes.

A trace takes the next colour of the theme by itself; a piece that must keep its colour whatever else is drawn names it.
"""

from typing import Final

THEME_COLOURS: Final = tuple(f"#{number:06d}" for number in range(1, 11))
"""The stand-ins that Streamlit's interface replaces in every figure drawn in its theme."""
CRITERION_COLOURS: Final = (0, 1, 2, 3, 4, 9)
"""By the place of a criterion in the list of all: the same colour in every picture."""
CANDIDATE_COLOURS: Final = (5, 7, 6, 8)
"""Of candidates drawn over one another; none of them is that of a criterion."""


def criterion_colour(number: int) -> str:
    """Colour of a criterion, by its place in the list of all."""
    return THEME_COLOURS[CRITERION_COLOURS[number % len(CRITERION_COLOURS)]]


def candidate_colour(number: int) -> str:
    """Colour of the candidate drawn as number `number`, from 0."""
    return THEME_COLOURS[CANDIDATE_COLOURS[number % len(CANDIDATE_COLOURS)]]
