"""A third lane: machines that the visitor would rent by the hour, ranked only when they are asked for."""

import streamlit as st

from llmselect.charts.contributions import contributions
from llmselect.estimates.cost.rented_machines import usual_names
from llmselect.reports import criterion_words, lanes
from llmselect.reports.costs.money import Money
from llmselect.reports.costs.rented_lane import rented_bars, rented_facts
from llmselect.scoring.ranking.recommend import Recommendation, recommend
from llmselect.scoring.ranking.rented import RentedPlace, rented_places, runs_alone
from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui.core import figures, state, tables
from llmselect.ui.store import cached

RENTED = state.key("spending", "rented")


def draw_rented_lane(found: Recommendation, settings: Settings, say: Voice) -> None:
    """Which machines, then their bars and facts; nothing is estimated until one is named."""
    st.subheader(say("lanes.rented"), anchor=False)
    st.multiselect(
        say("lanes.rented_which"),
        list(usual_names(found.catalog)),
        key=RENTED,
        max_selections=6,
        placeholder=say("lanes.rented_none"),
        persist_state="session",
        label_visibility="collapsed",
    )
    names = settings.spending.rented
    if not names:
        st.caption(say("lanes.rented_help"))
        return
    if settings.requirements.served or settings.requirements.local:
        st.caption(say("lanes.served_only" if settings.requirements.served else "lanes.rented_mine_only"))
        return
    places = _places(found, settings)
    if not places:
        st.caption(say("lanes.rented_nothing"))
        return
    _picture(found, places, say)
    _table(places, Money.of(settings.spending), say)
    st.caption(say("lanes.rented_how", hours=say(settings.costs.rented_hours.label)))


def _places(found: Recommendation, settings: Settings) -> tuple[RentedPlace, ...]:
    needs = runs_alone(settings.requirements)
    ranked = [
        (name, recommend(valued, needs, settings.priorities, settings.good_enough))
        for name, valued in cached.rented(settings)
    ]
    return rented_places(found, ranked, lanes.ROWS)


def _picture(found: Recommendation, places: tuple[RentedPlace, ...], say: Voice) -> None:
    counted = lanes.weighed(found)
    names = [criterion_words.virtue(i, say) for i in counted]
    figure = contributions(names, rented_bars(places, say), say, counted)
    first = places[0].place
    alt = say("lanes.alt", first=first.candidate.model.name, score=say.number(first.score, 0))
    figures.draw_figure(figure, "lanes.rented", alt)


def _table(places: tuple[RentedPlace, ...], money: Money, say: Voice) -> None:
    rows = rented_facts(places, money)
    columns: tables.Columns = {
        say("lanes.rented_model"): [each.place.candidate.model.name for each, _ in rows],
        say("lanes.rented_machine"): [each.name for each, _ in rows],
    }
    for at, fact in enumerate(rows[0][1]):
        columns[say(fact.label)] = [say(facts[at].value) for _, facts in rows]
    tables.draw_table(columns, say("lanes.rented"), say, key="lanes.rented_table")
