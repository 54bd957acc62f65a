"""A model on the Hub today: its downloads and likes, and the publishers of quantized copies."""

import streamlit as st

from llmselect.hub.http.hub_faults import HubFault
from llmselect.text import Voice
from llmselect.ui.core import formatting, tables
from llmselect.ui.store import cached


def draw_popularity(hub_repo: str | None, say: Voice) -> None:
    """Read when somebody looks here: the page is painted before."""
    if hub_repo is None:
        st.caption(say("popularity.not_there"))
        return
    with st.spinner(say("popularity.reading")):
        outcome = cached.popularity(hub_repo)
    if isinstance(outcome, HubFault):
        st.warning(formatting.escape_markdown(say(outcome.text)), icon=":material/cloud_off:")
        return
    figures = (
        ("popularity.month", outcome.downloads_30d),
        ("popularity.ever", outcome.downloads_ever),
        ("popularity.likes", outcome.likes),
        ("popularity.trending", outcome.trending),
    )
    with st.container(horizontal=True, key="model.popularity"):
        for label, count in figures:
            if count is not None:
                st.metric(say(label), say.number(count, 0))
    facts = [
        say(
            "popularity.read",
            repository=formatting.escape_markdown(outcome.repository),
            at=f"{outcome.read_at:%Y-%m-%d %H:%M} UTC",
        )
    ]
    if outcome.changed is not None:
        facts.append(say("popularity.changed", day=say.day(outcome.changed)))
    if outcome.gated:
        facts.append(say("popularity.gated"))
    st.caption(" ".join(facts))
    st.subheader(say("popularity.copies"), anchor=False)
    if outcome.gap is not None:
        st.warning(formatting.escape_markdown(say(outcome.gap)), icon=":material/cloud_off:")
        return
    if not outcome.copies:
        st.caption(say("popularity.no_copies"))
        return
    columns: tables.Columns = {
        say("popularity.repository"): [f"https://huggingface.co/{copy.repository}" for copy in outcome.copies],
        say("popularity.month"): [copy.downloads_30d for copy in outcome.copies],
        say("popularity.likes"): [copy.likes for copy in outcome.copies],
        say("popularity.last"): [copy.changed for copy in outcome.copies],
    }
    looks = {
        say("popularity.repository"): st.column_config.LinkColumn(display_text=r"https://[^/]+/(.+)", width="large"),
        say("popularity.last"): st.column_config.DateColumn(format="localized"),
    }
    tables.draw_table(columns, say("popularity.copies_alt"), say, looks, key="model.copies")
