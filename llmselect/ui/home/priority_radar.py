"""The cards of Home as a radar, the visitor's weights as a grey outline over it."""

from llmselect.reports import radar_answer
from llmselect.reports.story import Portrait
from llmselect.scoring.ranking.recommend import Recommendation
from llmselect.text import Voice
from llmselect.ui.core.live_charts.radar_chart import draw_radar

HEIGHT = 150


def draw_priority_radar(recommendation: Recommendation, portraits: tuple[Portrait, ...], say: Voice) -> None:
    """One outline a card; the cards hold its figures."""
    places = tuple(portrait.place for portrait in portraits)
    sentence = radar_answer.radar_sentence(recommendation, places, say)
    drawn = radar_answer.radar_of(recommendation, places, say, small=True)
    draw_radar(drawn, "home.radar", say("radar.alt", what=sentence), HEIGHT)
