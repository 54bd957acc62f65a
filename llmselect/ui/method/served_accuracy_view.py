"""The Method page's table of the speeds of providers: estimated against measured, as if never seen."""

from collections.abc import Sequence

import streamlit as st

from llmselect.estimates.accuracy.served_accuracy import ServedAccuracy, ServedView
from llmselect.text import Voice
from llmselect.ui.core import tables

GROUPS = {"project": "served.project", "cited": "served.cited_rows"}


def draw_served_accuracy(accuracies: Sequence[ServedAccuracy], say: Voice) -> None:
    """One sentence, and the lines that the command prints, in percent."""
    st.header(say("served.accuracy"), anchor="served")
    unseen = [row for row in accuracies if row.view is ServedView.WITHOUT_MODEL]
    largest = max(unseen, key=lambda row: row.offers)
    figures = {
        "offers": say.number(largest.offers, 0),
        "median": say.percent(largest.median_error),
        "p90": say.percent(largest.p90_error),
        "inside": say.percent(largest.inside_range),
    }
    st.markdown(say("served.accuracy_says", **figures))
    columns: tables.Columns = {
        say("served.group"): [say(GROUPS[row.group]) for row in accuracies],
        say("served.view"): [say(row.view.label) for row in accuracies],
        say("served.offers"): [row.offers for row in accuracies],
        say("served.models"): [row.models for row in accuracies],
        say("served.providers"): [row.providers for row in accuracies],
        say("method.median"): [100 * row.median_error for row in accuracies],
        say("method.p90"): [100 * row.p90_error for row in accuracies],
        say("served.inside"): [100 * row.inside_range for row in accuracies],
    }
    percent = st.column_config.NumberColumn(format="%.0f %%")
    config = {say(name): percent for name in ("method.median", "method.p90", "served.inside")}
    tables.draw_table(columns, say("served.accuracy_alt"), say, config, key="method.served_table")
