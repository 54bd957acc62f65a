"""The colours of the verdicts: seen on both pages, and told apart by those who lack a receptor."""

from itertools import combinations

import numpy as np
import pytest

from llmselect.charts.memory_bars import FitColour

PAGES = ("#fdfefe", "#0f1a1d")
"""`.streamlit/config.toml`: backgrounds of the light and of the dark page."""
LEAST_CONTRAST = 3.0
"""WCAG 2.2, 1.4.11."""
SIGHTS = {  # Machado, Oliveira, Fernandes 2009, severity 1.0
    "ordinary": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
}
LEAST_DISTANCE = 20.0
"""Of CIE 1976 colour difference: far above what is just noticed (2.3)."""


def linear(colour):
    values = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def contrast(one, other):
    dark, light = sorted(float(linear(each) @ (0.2126, 0.7152, 0.0722)) for each in (one, other))
    return (light + 0.05) / (dark + 0.05)


def lab(light):
    """CIE L*a*b* under D65."""
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    x, y, z = np.cbrt(to_xyz @ np.clip(light, 1e-4, 1) / (0.9505, 1, 1.089))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("colour", FitColour)
def test_every_verdict_is_seen_on_the_light_and_on_the_dark_page(colour, page):
    assert contrast(colour.value, page) >= LEAST_CONTRAST


@pytest.mark.parametrize("sight", SIGHTS)
def test_no_two_verdicts_look_alike(sight):
    seen = [lab(np.array(SIGHTS[sight]) @ linear(colour.value)) for colour in FitColour]
    assert min(float(np.linalg.norm(one - other)) for one, other in combinations(seen, 2)) > LEAST_DISTANCE
