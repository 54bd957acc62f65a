"""Which open model is hosted, and which API it is compared with."""

from typing import Final

import streamlit as st

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import LanguageModel
from llmselect.reports.costs.comparison import first_model, hostable
from llmselect.reports.costs.offer_bills import OfferBills
from llmselect.settings import Settings
from llmselect.text import Voice

MODEL, AGAINST = "costs.model", "costs.against"
AUTO: Final = "auto"


def draw_model_choice(
    catalog: Catalog, bills: OfferBills, settings: Settings, say: Voice
) -> tuple[LanguageModel, LanguageModel | None] | None:
    """The model to host and the model of the API; None for the second: the cheapest that is as good."""
    alike = settings.workload.model_copy(update={"requests_per_month": 1, "cached_share": 0.0, "batch": False})
    models = {model.id: model for model in hostable(catalog, alike)}
    if not models:
        return None
    if st.session_state.get(MODEL) not in models:
        first = first_model(catalog, alike)
        st.session_state[MODEL] = first.id if first else next(iter(models))
    served = _served(catalog, bills)
    if st.session_state.get(AGAINST) not in served:
        st.session_state[AGAINST] = AUTO
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="costs.which"):
        chosen = st.selectbox(
            say("costs.model"),
            list(models),
            format_func=lambda name: models[name].name if name in models else name,
            key=MODEL,
            persist_state="session",
            help=say("costs.model_help"),
            width=330,
        )
        against = st.selectbox(
            say("costs.against"),
            list(served),
            key=AGAINST,
            persist_state="session",
            help=say("costs.against_help"),
            format_func=lambda name: say("costs.against_auto") if name == AUTO else served.get(str(name), str(name)),
            width=330,
        )
    return models[chosen], None if against == AUTO else catalog.models[against]


def _served(catalog: Catalog, bills: OfferBills) -> dict[str, str]:
    """Weights with a usable offer, by name, and the choice that is made for the visitor."""
    offers = {int(row) for row in bills.costs.rows.model[bills.usable]}
    names = {catalog.models[catalog.file.models[row].weights].id for row in offers}
    ordered = sorted(names, key=lambda name: catalog.models[name].name.casefold())
    return {AUTO: "", **{name: catalog.models[name].name for name in ordered}}
