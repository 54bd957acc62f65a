"""One model: its facts with their sources, how good it is, who serves it, what it takes, its licence, how to run it."""

import streamlit as st

from llmselect.errors import LlmselectError, UnknownName
from llmselect.overview.model_table import Panorama, panorama
from llmselect.reports.costs.money import Money
from llmselect.scoring.ranking.recommend import recommend
from llmselect.settings import DEFAULT_PRIORITIES, Settings
from llmselect.text import Voice
from llmselect.ui import frame
from llmselect.ui.core import fault_messages, formatting, model_link, rooms
from llmselect.ui.core.view_switch import one_of
from llmselect.ui.model import detail_views, facts_view, popularity_view, ways_view
from llmselect.ui.store import cached, into_matrix

VIEWS = {
    "facts": "model.as_facts",
    "offers": "model.as_offers",
    "memory": "model.as_memory",
    "scores": "card.scores",
    "licence": "card.licence",
    "run": "card.run",
    "hub": "model.as_hub",
}

settings, say = frame.enter()


def draw(overview: Panorama, name: str, settings: Settings, say: Voice) -> None:
    """The page of the model with that name."""
    asked = overview.catalog.model(name)
    row = overview.position[asked.id]
    model = overview.models[row]
    st.title(formatting.escape_markdown(model.name), anchor=False)
    facts_view.head(overview, row, asked, say)
    weights = settings.priorities if any(weight.value for weight in settings.priorities) else DEFAULT_PRIORITIES
    found = recommend(cached.assessed(settings), settings.requirements, weights, settings.good_enough)
    ways_view.draw_ways(found, overview, row, Money.of(settings.spending), say)
    with st.container(horizontal=True, vertical_alignment="center", key="model.ways"):
        if st.button(say("model.compare"), icon=":material/compare_arrows:", key="model.compare"):
            st.session_state["models.view"] = "compare"
            st.session_state.pop("compare.models", None)
            st.switch_page(rooms.path("models"), query_params={"compare": model.id})
        into_matrix.draw_bring_models([model.id], settings, say, "model.into_matrix")
        back(say)
    facts_view.quality(overview, row, say)
    views(overview, row, settings, say)
    detail_views.siblings(overview, row, say)


@st.fragment
def views(overview: Panorama, row: int, settings: Settings, say: Voice) -> None:
    """One of what else there is to know; another one reruns this alone."""
    view = one_of("model.view", VIEWS, say)
    if view == "facts":
        facts_view.facts(overview, row, say)
    elif view == "offers":
        detail_views.offers(overview, row, say)
    elif view == "memory":
        detail_views.memory(overview, row, settings, say)
    elif view == "scores":
        detail_views.scores(overview, row, say)
    elif view == "licence":
        detail_views.licence(overview, row, say)
    elif view == "run":
        detail_views.run(cached.assessed(settings), overview, row, say)
    else:
        popularity_view.draw_popularity(overview.models[row].hub_repo, say)


def back(say: Voice) -> None:
    """The way to the catalog."""
    st.page_link(rooms.path("models"), label=say("model.back"), icon=":material/arrow_back:")


try:
    overview = panorama(cached.catalog_for(settings))
    name = (st.query_params.get(model_link.PARAMETER) or "").strip()[:200]
    if name:
        draw(overview, name, settings, say)
    else:
        st.title(say("model.title"), anchor=False)
        model_link.choose(overview.models, "model.open", say)
        back(say)
except LlmselectError as fault:
    if isinstance(fault, UnknownName):
        st.title(say("model.title"), anchor=False)
    fault_messages.show_fault(fault, say)
    back(say)
