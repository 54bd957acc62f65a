"""The end of the method page: quality, privacy and cost in short, what is not covered, and every source."""

import streamlit as st

from llmselect.catalog.catalog import Catalog
from llmselect.estimates.privacy import LEVELS
from llmselect.ui import tables, welcome
from llmselect.words import Voice

SCALES = {
    "method.quality": "method.quality_words",
    "method.privacy": "method.privacy_words",
    "method.cost": "method.cost_words",
}


def draw(catalog: Catalog, say: Voice) -> None:
    """Three scales, the limits, the sources."""
    st.header(say("method.scales"), anchor="scales")
    for column, (title, words) in zip(st.columns(len(SCALES), gap="medium"), SCALES.items(), strict=True):
        with column:
            st.subheader(say(title), anchor=False)
            st.markdown(say(words))
    _levels(say)
    st.header(say("method.limits"), anchor="limits")
    st.markdown(say("method.limits_words"))
    st.header(say("method.sources"), anchor="sources")
    st.markdown(say("method.sources_words"))
    welcome.sources(catalog, say)


def _levels(say: Voice) -> None:
    with st.expander(say("method.levels"), icon=":material/lock:", key="method.levels"):
        columns: tables.Columns = {
            say("method.level"): [int(level) for level in LEVELS],
            say("method.what"): [say(words.name) for words in LEVELS.values()],
            say("method.evidence"): [say(words.evidence) for words in LEVELS.values()],
        }
        tables.draw(columns, say("method.levels"), say, key="method.levels_table")
