"""The cards of Home as a radar, the visitor's weights as a grey outline over it."""

from llmselect.reports import radar_answer
from llmselect.reports.story import Portrait
from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.text import Voice
from llmselect.ui.core import figures

HEIGHT = 215


def draw_priority_radar(recommendation: Recommendation, portraits: tuple[Portrait, ...], say: Voice) -> None:
    """One outline a card; the cards hold its figures."""
    places = tuple(portrait.place for portrait in portraits)
    figure = radar_answer.radar_of(recommendation, places, say, HEIGHT)
    sentence = radar_answer.radar_sentence(recommendation, places, say)
    figures.draw_figure(figure, "home.radar", say("radar.alt", what=sentence))
