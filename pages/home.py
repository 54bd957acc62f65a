"""The assistant: five questions, three ways to run a model, and why."""

import streamlit as st

from llmselect.errors import LlmselectError
from llmselect.scoring.ranking.recommend import recommend
from llmselect.ui import frame
from llmselect.ui.core import data_sources, exports, fault_messages, rooms
from llmselect.ui.home import apply_answers, intro, questions, recommendation
from llmselect.ui.store import cached, live_speeds

mine, say = frame.enter()

st.markdown(say("assistant.lead"))
try:
    catalog, drawn = cached.catalog_for(mine), live_speeds.version()
    asked, answered = st.columns([5, 7], gap="large")
    with asked:
        settings = questions.draw_questions(mine, say)
        recommended = recommend(
            cached.assessed(settings), settings.requirements, settings.priorities, settings.good_enough
        )
        apply_answers.draw_apply_button(settings, say)
        exports.draw_exports(recommended, settings, say, "home")
    with answered:
        recommendation.draw_recommendation(catalog, recommended, settings, questions.given(), say)
    intro.draw_points(say)
    if st.button(say("home.to_memory"), icon=":material/memory:", key="home.to_memory"):
        st.switch_page(rooms.path("memory"))
    data_sources.draw_data_sources(catalog, say)
    live_speeds.redraw_when_read(drawn, say)
except LlmselectError as fault:
    fault_messages.show_fault(fault, say)
