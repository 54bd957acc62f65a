"""The questions, which are the settings of every page, and the answer to them: three ways to run a model."""

import streamlit as st

from llmselect.errors import LlmselectError
from llmselect.reports import story
from llmselect.reports.costs.money import Money
from llmselect.scoring.elicitation import questionnaire
from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.scoring.ranking.recommend import recommend
from llmselect.ui import frame
from llmselect.ui.choose import sliders
from llmselect.ui.core import data_sources, fault_messages
from llmselect.ui.core.share import exports
from llmselect.ui.home import answer_cards, answer_lines, intro, page_style, priority_radar, questions
from llmselect.ui.store import cached, live_speeds

settings, say = frame.enter()

page_style.draw_page_style()
st.title(say("home.title"), anchor=False)
try:
    catalog, drawn = cached.catalog_for(settings), live_speeds.version()
    with st.container(key="home.halves"):
        asked, answered = st.columns([9, 13], gap="medium")
    with asked, st.container(key="home.questions"):
        questions.draw_questions(catalog, settings, say)
        assessed = cached.assessed(settings)
        priorities = st.container(horizontal=True, gap="small", key="home.priorities")
        with priorities:
            sliders.draw_sliders(CRITERIA.counting(settings.priorities, assessed.estimates), say)
    recommended = recommend(assessed, settings.requirements, settings.priorities, settings.good_enough)
    portraits, money = story.portraits(recommended), Money.of(settings.spending)
    if portraits:
        with priorities, st.container(key="home.radar_box", width=230):
            priority_radar.draw_priority_radar(recommended, portraits, say)
    with answered:
        if portraits:
            answer_cards.draw_answer_cards(recommended, portraits, money, say)
            with st.container(key="home.lines"):
                answer_lines.draw_answer_lines(catalog, recommended, settings, say)
            answer_cards.draw_pinned(portraits[0], money, say)
        else:
            why = questionnaire.contradiction(settings) or story.confidence(recommended).sentences[-1]
            st.warning(say("assistant.none", why=say(why)), icon=":material/filter_alt_off:")
            answer_lines.draw_left_out(recommended, say)
        exports.draw_exports(recommended, settings, say, "home")
    intro.draw_points(say)
    data_sources.draw_data_sources(catalog, say)
    live_speeds.redraw_when_read(drawn, say)
except LlmselectError as fault:
    fault_messages.show_fault(fault, say)
