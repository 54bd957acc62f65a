"""Colours of criteria and candidates are those of the theme, in figures and in style sheets; no two look alike."""

import tomllib
from pathlib import Path

import pytest
from streamlit.elements.lib import streamlit_plotly_theme as stand_ins

from llmselect.charts.theme_colours import CANDIDATE_COLOURS, CRITERION_COLOURS, THEME_COLOURS
from llmselect.ui.core.live_charts import criterion_style

THEME = tomllib.loads((Path(__file__).parents[2] / ".streamlit/config.toml").read_text("utf-8"))["theme"]


def test_the_colours_of_figures_are_those_that_the_interface_fills_in():
    assert tuple(getattr(stand_ins, f"CATEGORY_{i}") for i in range(10)) == THEME_COLOURS


@pytest.mark.parametrize(("name", "place"), [("light", 0), ("dark", 1)])
def test_style_sheets_name_the_colours_of_the_theme(name, place):
    colours = THEME[name]["chartCategoricalColors"]
    criteria = (criterion_style.LIGHT, criterion_style.DARK)[place]
    assert list(criteria) == [colours[i] for i in CRITERION_COLOURS]
    assert [each[place] for each in criterion_style.CANDIDATES] == [colours[i] for i in CANDIDATE_COLOURS]


def test_as_many_criteria_as_colours_by_patterns_look_different():
    count = len(criterion_style.LIGHT) * len(criterion_style.HATCHES)
    looks = {(criterion_style.colour_of(i), criterion_style.hatch_of(i)) for i in range(count)}
    assert len(looks) == count
