"""The budget a month, in dollars or euros at a dated rate that may be changed; empty: no limit."""

import streamlit as st

from llmselect.estimates.cost.currency import RATE_DAY, USD_PER_EUR, Currency, from_usd, in_usd, rate_of
from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui.core import state

USD_PER_MONTH = state.key("requirements", "usd_per_month")
CURRENCY, RATE = state.key("spending", "currency"), state.key("spending", "usd_per_eur")
_AMOUNT, _CURRENCY, _RATE = "ask.budget", "ask.currency", "ask.usd_per_eur"
"""Keys of this page's own: the page of costs shows the same fields."""


def draw_budget_question(settings: Settings, say: Voice) -> None:
    """The amount, its currency, in which every page shows amounts, and for euros the rate."""
    limit, currency = settings.requirements.usd_per_month, settings.spending.currency
    st.session_state[_CURRENCY], st.session_state[_RATE] = currency, settings.spending.usd_per_eur
    st.session_state[_AMOUNT] = None if limit is None else round(from_usd(limit, currency, _rate()), 2)
    row = st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="ask.budget_row")
    row.number_input(
        say("home.budget"),
        0.0,
        1e9,
        step=10.0,
        format="%g",
        key=_AMOUNT,
        on_change=_limited,
        placeholder=say("need.no_limit"),
        width=170,
    )
    row.segmented_control(
        say("costs.currency"),
        list(Currency),
        format_func=lambda each: say(Currency(each).label),
        key=_CURRENCY,
        required=True,
        on_change=_limited,
        label_visibility="collapsed",
    )
    if currency is Currency.EUR and limit is not None:
        row.number_input(
            say("costs.rate"),
            0.5,
            3.0,
            None,
            0.01,
            "%.4f",
            _RATE,
            say("costs.rate_help", day=say.day(RATE_DAY)),
            on_change=_limited,
            placeholder=say.number(USD_PER_EUR, 4),
            width=150,
        )


def _rate() -> float:
    return rate_of(state.read().spending)


def _limited() -> None:
    """What is typed is kept in dollars; with another currency or rate the amount stays as it was typed."""
    amount, currency = st.session_state.get(_AMOUNT), Currency(st.session_state.get(_CURRENCY) or Currency.EUR)
    st.session_state[CURRENCY] = currency
    if _RATE in st.session_state:
        st.session_state[RATE] = st.session_state[_RATE]
    st.session_state[USD_PER_MONTH] = None if amount is None else in_usd(amount, currency, _rate())
