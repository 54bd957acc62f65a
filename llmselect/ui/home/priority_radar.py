"""The cards of Home as a radar, the visitor's weights as a grey outline over it."""

import numpy as np

from llmselect.charts.radar import Outline, radar
from llmselect.reports.story import Portrait
from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.text import Voice
from llmselect.ui.core import figures

HEIGHT = 230


def draw_priority_radar(recommendation: Recommendation, portraits: tuple[Portrait, ...], say: Voice) -> None:
    axes = [i for i, criterion in enumerate(CRITERIA) if not criterion.optional or recommendation.shares[i] > 0]
    outlines = [_outline(recommendation, portrait, axes) for portrait in portraits]
    names = [say(CRITERIA[i].label) for i in axes]
    figures.draw_figure(radar(names, outlines, say, HEIGHT), "home.radar", say("home.radar_alt"))


def _outline(recommendation: Recommendation, portrait: Portrait, axes: list[int]) -> Outline:
    worth = recommendation.assessed.matrix.likely[portrait.place.candidate.row, axes] * 100
    return Outline(
        portrait.place.candidate.model.name, tuple(None if np.isnan(value) else float(value) for value in worth)
    )
