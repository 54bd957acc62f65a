"""The budget a month, in dollars or euros at a dated rate that may be changed; empty: no limit."""

import streamlit as st

from llmselect.estimates.cost.currency import RATE_DAY, USD_PER_EUR, Currency, from_usd, in_usd
from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui.core import state

USD_PER_MONTH = state.key("requirements", "usd_per_month")
CURRENCY, RATE = state.key("spending", "currency"), state.key("spending", "usd_per_eur")
_AMOUNT = "ask.budget"


def draw_budget_question(settings: Settings, say: Voice) -> None:
    """The amount, its currency, in which every page shows amounts, and for euros the rate."""
    limit, currency = settings.requirements.usd_per_month, settings.spending.currency
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
        say("home.currency"),
        list(Currency),
        format_func=lambda each: say(Currency(each).label),
        key=CURRENCY,
        required=True,
        on_change=_limited,
        persist_state="session",
        label_visibility="collapsed",
    )
    if currency is Currency.EUR and limit is not None:
        row.number_input(
            say("home.rate"),
            0.5,
            3.0,
            None,
            0.01,
            "%.4f",
            RATE,
            say("home.rate_help", day=say.day(RATE_DAY)),
            on_change=_limited,
            placeholder=say.number(USD_PER_EUR, 4),
            persist_state="session",
            width=150,
        )


def _rate() -> float:
    return float(st.session_state.get(RATE) or USD_PER_EUR)


def _limited() -> None:
    """What is typed is kept in dollars; with another currency or rate the amount stays as it was typed."""
    amount = st.session_state.get(_AMOUNT)
    currency = Currency(st.session_state.get(CURRENCY) or Currency.EUR)
    st.session_state[USD_PER_MONTH] = None if amount is None else in_usd(amount, currency, _rate())
