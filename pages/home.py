"""The assistant: five questions, three ways to run a model, and why."""

import streamlit as st

from llmselect.errors import LlmselectError
from llmselect.scoring.recommend import recommend
from llmselect.ui import assistant, cached, exports, faults, frame, questions, rooms, take, welcome

mine, say = frame.enter()

st.markdown(say("assistant.lead"))
try:
    catalog = cached.catalog_for(mine)
    asked, answered = st.columns([5, 7], gap="large")
    with asked:
        settings = questions.draw(mine, say)
        found = recommend(cached.assessed(settings), settings.requirements, settings.priorities)
        take.draw(settings, say)
        exports.draw(found, settings, say, "home")
    with answered:
        assistant.draw(catalog, found, settings, questions.given(), say)
    welcome.points(say)
    if st.button(say("home.to_memory"), icon=":material/memory:", key="home.to_memory"):
        st.switch_page(rooms.path("memory"))
    welcome.sources(catalog, say)
except LlmselectError as fault:
    faults.show(fault, say)
