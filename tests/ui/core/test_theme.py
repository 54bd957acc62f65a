"""The theme can be read in light and in dark: contrast as WCAG 2.2 defines it (https://www.w3.org/TR/WCAG22/)."""

import tomllib
from pathlib import Path

import pytest

from llmselect.charts.figure import LINE_COLOUR
from llmselect.ui.frame import ON_PRIMARY

THEME = tomllib.loads((Path(__file__).parents[3] / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
SHADES = ("light", "dark")
TEXT, GRAPHICS = 4.5, 3.0


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def backgrounds(shade):
    theme = THEME[shade]
    fields = ("backgroundColor", "secondaryBackgroundColor")
    return [theme[field] for field in fields] + [theme["sidebar"][field] for field in fields]


def test_contrast_of_black_on_white_is_21():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("shade", SHADES)
@pytest.mark.parametrize("words", ["textColor", "linkColor", "primaryColor"])
def test_words_can_be_read_on_every_background(shade, words):
    assert min(contrast(THEME[shade][words], ground) for ground in backgrounds(shade)) >= TEXT


@pytest.mark.parametrize("shade", SHADES)
def test_words_on_the_primary_button_can_be_read(shade):
    assert contrast(ON_PRIMARY[shade], THEME[shade]["primaryColor"]) >= TEXT


@pytest.mark.parametrize("shade", SHADES)
def test_captions_can_be_read_although_they_are_fainter(shade):
    # Streamlit writes captions in the text colour at 60 % opacity.
    for ground in backgrounds(shade):
        assert contrast(blend(THEME[shade]["textColor"], ground, 0.6), ground) >= TEXT


def blend(colour, ground, opacity):
    parts = [(int(colour[i : i + 2], 16), int(ground[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(opacity * over + (1 - opacity) * under):02x}" for over, under in parts)


@pytest.mark.parametrize("shade", SHADES)
def test_chart_colours_stand_out_from_the_page(shade):
    assert (
        min(contrast(colour, THEME[shade]["backgroundColor"]) for colour in THEME[shade]["chartCategoricalColors"])
        >= GRAPHICS
    )
    assert contrast(LINE_COLOUR, THEME[shade]["backgroundColor"]) >= GRAPHICS


@pytest.mark.parametrize("shade", SHADES)
def test_there_are_exactly_ten_chart_colours(shade):
    # With fewer, Streamlit hands Plotly the word "undefined" and Plotly drops the whole list.
    assert len(set(THEME[shade]["chartCategoricalColors"])) == 10
