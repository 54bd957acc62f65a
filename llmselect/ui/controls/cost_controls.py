"""How the machine is paid for, and what that costs."""

import streamlit as st

from llmselect.settings import Ownership
from llmselect.text import Voice
from llmselect.ui.core import state


def _key(field: str) -> str:
    return state.key("costs", field)


def draw_cost_controls(say: Voice) -> None:
    """Ownership, and the figures that this way of paying needs."""
    ownership = st.segmented_control(
        say("cost.ownership"),
        list(Ownership),
        format_func=lambda o: say(Ownership(o).label),
        key=_key("ownership"),
        required=True,
        persist_state="session",
        help=say("cost.ownership_help"),
    )
    if ownership == Ownership.RENTED:
        _optional("rental_usd_per_hour", say("cost.rental"), 0.01, 10_000.0, say)
        return
    if ownership == Ownership.BOUGHT:
        _optional("purchase_usd", say("cost.purchase"), 1.0, 1e7, say)
        st.number_input(say("cost.months"), 1, 240, key=_key("amortisation_months"), persist_state="session")
    st.number_input(
        say("cost.electricity"),
        0.0,
        5.0,
        step=0.01,
        format="%.2f",
        key=_key("electricity_usd_per_kwh"),
        persist_state="session",
        help=say("cost.electricity_help"),
    )


def _optional(field: str, label: str, least: float, most: float, say: Voice) -> None:
    st.number_input(
        label,
        least,
        most,
        None,
        key=_key(field),
        persist_state="session",
        placeholder=say("cost.catalog_price"),
        help=say("cost.catalog_price_help"),
    )
