"""Which ways to run a model suit these priorities, why, and how sure that is."""

import streamlit as st

from llmselect.errors import LlmselectError
from llmselect.scoring.ranking import Place
from llmselect.scoring.recommend import Assessed, Recommendation, recommend
from llmselect.settings import Settings
from llmselect.ui import (
    address,
    answer,
    behind,
    cached,
    cards,
    choice,
    excluded,
    exports,
    faults,
    frame,
    own_places,
    priorities,
    state,
    sure,
    tables,
    todays,
    weighing,
)
from llmselect.words import Voice

settings, say = frame.enter()


@st.fragment
def ranked_answer(assessed: Assessed, settings: Settings, say: Voice) -> None:
    """The sliders and all that they move; a moved slider reruns this alone."""
    weights = priorities.draw(say)
    with st.container(horizontal=True, vertical_alignment="bottom", key="choose.ways"):
        priorities.more(weights, say)
        weighing.draw(assessed, settings.requirements, weights, say)
        conviction = sure.ask(say)
    settings = settings.model_copy(update={"priorities": weights})
    address.write(settings)
    state.settle()
    if not any(weight.value for weight in weights):
        weighing.none(say)
        return
    found = recommend(assessed, settings.requirements, weights)
    places = found.places(tables.MOST_ROWS)
    if not places:
        st.info(say("choose.none_left"), icon=":material/filter_alt_off:")
        excluded.draw(found, say)
        return
    sure.ranking(found, places, settings, conviction, say)
    own_places.draw(found, say)
    todays.draw(found, settings, say)
    excluded.draw(found, say)
    exports.draw(found, settings, say, "choose")
    behind.draw(found, settings, say)
    leaders(found, places, say)


def leaders(found: Recommendation, places: tuple[Place, ...], say: Voice) -> None:
    """The first few compared, and one of them from nearby."""
    left, right = st.columns([5, 6], gap="large")
    with left:
        st.subheader(say("choose.leaders"), anchor=False)
        answer.pictures(found, places, say)
    with right:
        st.subheader(say("choose.closer"), anchor=False)
        place = choice.draw(own_places.beyond(found, places), say)
        cards.card(place, say)


st.title(say("choose.title"), anchor=False)
st.caption(say("choose.lead"))
try:
    ranked_answer(cached.assessed(settings), settings, say)
    todays.watch(settings, say)
except LlmselectError as fault:
    faults.show(fault, say)
