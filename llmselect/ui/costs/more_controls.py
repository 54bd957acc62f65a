"""What a bill rests on beside the volume: the busiest hour, people, rented hours, country and electricity, the rate."""

import streamlit as st

from llmselect.estimates.cost.currency import RATE_DAY, USD_PER_EUR, rate_of
from llmselect.estimates.cost.hosting import PERSON_HOUR_USD
from llmselect.estimates.energy.countries import countries, mean_price
from llmselect.settings import Currency, RentedHours
from llmselect.text import Voice
from llmselect.ui.core import state
from llmselect.ui.costs import widgets

SESSION = "session"


def _key(field: str) -> str:
    return state.key("spending", field)


def draw_more_controls(say: Voice) -> None:
    """Folded away: each has a default that is told beside the sums."""
    with (
        st.expander(say("costs.more"), icon=":material/tune:", key="costs.more"),
        st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="costs.more_row"),
    ):
        st.number_input(
            say("costs.peak"),
            1.0,
            1000.0,
            step=1.0,
            key=_key("peak_factor"),
            persist_state=SESSION,
            help=say("costs.peak_help"),
            width=130,
        )
        st.number_input(say("costs.spare"), 0, 64, key=_key("spare_machines"), persist_state=SESSION, width=150)
        st.number_input(
            say("costs.people"),
            0.0,
            10_000.0,
            step=1.0,
            key=_key("people_hours_per_month"),
            persist_state=SESSION,
            help=say("costs.people_help"),
            width=190,
        )
        st.number_input(
            say("costs.person_hour"),
            0.0,
            1000.0,
            None,
            step=1.0,
            key=_key("usd_per_person_hour"),
            persist_state=SESSION,
            placeholder=f"{PERSON_HOUR_USD:.1f}",
            width=150,
            help=say("costs.person_hour_help", usd=say.number(PERSON_HOUR_USD, 1)),
        )
        st.segmented_control(
            say("costs.hours"),
            list(RentedHours),
            format_func=lambda each: say(RentedHours(each).label),
            key=widgets.show("costs", "rented_hours"),
            on_change=widgets.changed,
            args=("costs", "rented_hours"),
            required=True,
            wrap=True,
        )
        _country(say)
        _rate(say)


def _country(say: Voice) -> None:
    known = countries()
    st.selectbox(
        say("costs.country"),
        list(known),
        format_func=lambda code: say(known[code].name) if code in known else code,
        key=_key("country"),
        on_change=_country_chosen,
        persist_state=SESSION,
        help=say("costs.country_help"),
        width=190,
    )
    st.number_input(
        say("costs.electricity"),
        0.0,
        5.0,
        None,
        step=0.01,
        format="%.4g",
        key=widgets.show("costs", "electricity_usd_per_kwh"),
        on_change=widgets.changed,
        args=("costs", "electricity_usd_per_kwh"),
        width=170,
    )


def _country_chosen() -> None:
    """Its price of electricity, or the mean of the European Union where none was read."""
    code = st.session_state.get(_key("country"))
    known = countries().get(str(code))
    price = known.prices[0] if known and known.prices else mean_price()
    rate = rate_of(state.read().spending)
    st.session_state[state.key("costs", "electricity_usd_per_kwh")] = round(price.eur_per_kwh * rate, 4)


def _rate(say: Voice) -> None:
    if st.session_state.get(_key("currency")) != Currency.EUR:
        return
    st.number_input(
        say("costs.rate"),
        0.2,
        5.0,
        None,
        step=0.01,
        format="%.4f",
        key=_key("usd_per_eur"),
        persist_state=SESSION,
        placeholder=f"{USD_PER_EUR:.4f}",
        help=say("costs.rate_help", day=say.day(RATE_DAY)),
        width=170,
    )
