"""What a volume costs by API and on machines of one's own, from when a machine pays, and its electricity."""

import streamlit as st

from llmselect.errors import LlmselectError
from llmselect.reports.costs.comparison import compare
from llmselect.reports.costs.money import Money
from llmselect.reports.costs.offer_bills import OfferBills
from llmselect.text import Voice
from llmselect.ui import frame
from llmselect.ui.core import address, fault_messages, state, view_switch
from llmselect.ui.costs import (
    answer_view,
    breakeven_view,
    efforts_view,
    energy_view,
    exercises_view,
    model_choice,
    more_controls,
    offers_view,
    prices_view,
    volume_controls,
)
from llmselect.ui.store import cached

VIEWS = {
    "offers": "costs.view_offers",
    "efforts": "costs.view_efforts",
    "energy": "costs.view_energy",
    "prices": "costs.view_prices",
    "exercises": "costs.view_exercises",
}


@st.fragment
def bill_of_a_volume(say: Voice) -> None:
    """The volume and all that it changes; a figure that is typed reruns this alone."""
    counted = volume_controls.draw_volume_controls(say)
    answer = st.container(key="costs.answer")
    volume_controls.draw_request_controls(state.read(), say)
    more_controls.draw_more_controls(say)
    settings = state.read()
    address.write(settings)
    state.settle()
    if not counted:
        return
    try:
        catalog = cached.catalog_for(settings)
        bills = OfferBills.of(catalog, settings)
        chosen = model_choice.draw_model_choice(catalog, bills, settings, say)
        if chosen is None:
            return
        found, money = compare(bills, *chosen), Money.of(settings.spending)
        with answer:
            answer_view.draw_answer(found, money, say)
        breakeven_view.draw_breakeven(found, money, say)
        match view_switch.one_of("costs.view", VIEWS, say):
            case "efforts":
                efforts_view.draw_efforts(found, money, say)
            case "energy":
                energy_view.draw_energy(found, say)
            case "prices":
                prices_view.draw_prices(found, say)
            case "exercises":
                exercises_view.draw_exercises(found, money, say)
            case _:
                offers_view.draw_offers(found, money, say)
    except LlmselectError as fault:
        fault_messages.show_fault(fault, say)


settings, say = frame.enter()

st.title(say("costs.title"), anchor=False)
st.caption(say("costs.lead"))
bill_of_a_volume(say)
