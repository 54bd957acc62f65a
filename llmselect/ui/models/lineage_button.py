"""The way from a family's card to the table with its models alone."""

import streamlit as st

from llmselect.text import Voice
from llmselect.ui.models.filters import LINEAGE

VIEW = "models.view"


def draw_lineage_button(lineage: str, count: int, say: Voice) -> None:
    """One press shows the table, filtered."""
    st.button(
        say.count(count, "models.its_model", "models.its_models"),
        key=f"models.to.{lineage}",
        icon=":material/table_rows:",
        on_click=_show,
        args=(lineage,),
    )


def _show(lineage: str) -> None:
    st.session_state[LINEAGE] = lineage
    st.session_state[VIEW] = "table"
