"""Errors by chip family, by kind of model and by stated range: the table that the command prints, in percent."""

from collections.abc import Sequence

import streamlit as st

from llmselect.estimates.accuracy.points import LEFT_OUT, ModelKind, View
from llmselect.estimates.accuracy.speed_accuracy import FEW_ROWS, By, SpeedAccuracy
from llmselect.text import Voice
from llmselect.ui.core import tables
from llmselect.ui.method import method_labels

BY = {By.FAMILY: "method.by_family", By.KIND: "method.by_kind", By.RANGE: "method.by_range"}
FIGURES = {"median_error": "method.median_error", "p90_error": "method.p90_error"}


def draw_accuracy_groups(accuracies: Sequence[SpeedAccuracy], phase: str, say: Voice) -> None:
    """Errors by chip family and by kind of model, whatever is filtered above."""
    st.header(say("method.errors"), anchor="errors")
    by = st.segmented_control(
        say("method.by"),
        list(BY),
        default=By.FAMILY,
        required=True,
        key="method.by",
        format_func=lambda name: say(BY[name]),
        persist_state="session",
    )
    own = [row for row in accuracies if row.phase == phase]
    groups = sorted((row for row in own if row.by is (by or By.FAMILY)), key=lambda row: -row.rows)
    whole = [row for row in own if row.by is By.ALL]
    worst = max((row for row in groups if row.rows >= FEW_ROWS), key=lambda row: row.median_error_without_device)
    best = min((row for row in groups if row.rows >= FEW_ROWS), key=lambda row: row.median_error_without_device)
    figures = {
        "best": _group(best, say),
        "least": say.percent(best.median_error_without_device),
        "worst": _group(worst, say),
        "most": say.percent(worst.median_error_without_device),
    }
    st.markdown(say("method.errors_say", few=say.number(FEW_ROWS, 0), **figures))
    columns, config = _errors([*whole, *groups], say)
    tables.draw_table(columns, say("method.errors_alt"), say, config, key="method.errors_table")


def _group(row: SpeedAccuracy, say: Voice) -> str:
    if row.by is By.FAMILY:
        return method_labels.family(row.group, say)
    if row.by is By.KIND:
        return say(ModelKind(row.group).label)
    return say(method_labels.RANGES[row.group]) if row.by is By.RANGE else say("method.every")


def _errors(accuracies: Sequence[SpeedAccuracy], say: Voice) -> tuple[tables.Columns, dict[str, object]]:
    views = (*LEFT_OUT, View.FITTED)
    columns: tables.Columns = {
        say("method.group"): [_group(row, say) for row in accuracies],
        say("method.rows"): [row.rows for row in accuracies],
    }
    if any(row.rows < FEW_ROWS for row in accuracies):
        columns[say("method.note")] = [say("method.few") if row.rows < FEW_ROWS else "" for row in accuracies]
    percent = st.column_config.NumberColumn(format="%.0f %%")
    config: dict[str, object] = {}
    for view in views:
        suffix = "" if view is View.FITTED else f"_{view}"
        for figure, words in FIGURES.items():
            name = say(words, view=say(view.label))
            columns[name] = [_percent(getattr(row, f"{figure}{suffix}")) for row in accuracies]
            config[name] = percent
    inside = say("method.inside")
    columns[inside] = [_percent(row.inside_range_without_device) for row in accuracies]
    return columns, config | {inside: percent}


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share
