"""The page below the field: the best that fits, the bars, and everything about the one that is selected."""

import streamlit as st

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import LanguageModel
from llmselect.catalog.published import Published
from llmselect.estimates.runs.run_estimates import model_run_estimates
from llmselect.reports.memory.memory_rows import MemoryRow, best_row, memory_rows, shown_rows
from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui.core import formatting, memory_chart
from llmselect.ui.memory import (
    finetuning_view,
    quantization_picker,
    remedies_view,
    selected_view,
    speed_view,
    user_measurements,
)


def draw_quantizations(
    catalog: Catalog, model: LanguageModel, published: Published | None, settings: Settings, say: Voice
) -> None:
    """One row is selected, and it alone is what the rest of the page is about."""
    files = published.files if published else ()
    runs = model_run_estimates(catalog, model, settings.machine, settings.workload, files)
    rows = memory_rows(model, runs, settings)
    best = best_row(model, rows, settings)
    memory_chart.draw_headline(rows, best, model, settings, say)
    if not rows:
        return
    selected = quantization_picker.picked_row(model.id, rows, best)
    always = [row.id for row in (best, selected) if row is not None]
    shown = shown_rows(rows, always, every=quantization_picker.every())
    memory_chart.draw_bars(
        shown, selected, best, model, settings, say, lambda chosen: quantization_picker.pick(model.id, chosen)
    )
    quantization_picker.draw_choice(model.id, shown, selected, best, len(rows), say)
    _draw_selected(catalog, model, published, selected, settings, say)
    memory_chart.draw_memory_table(rows, model, say)


def _draw_selected(
    catalog: Catalog,
    model: LanguageModel,
    published: Published | None,
    row: MemoryRow,
    settings: Settings,
    say: Voice,
) -> None:
    st.header(say("memory.selected", quantization=formatting.escape_markdown(row.name)), anchor=False)
    selected_view.draw_composition(row, say)
    selected_view.draw_disk(row, say)
    selected_view.draw_commands(row, model.id, published, settings, say)
    remedies_view.draw_remedies(catalog, model, row, settings, say)
    speed_view.draw_speed(catalog, model, row.run, settings, say)
    finetuning_view.draw_finetuning(catalog, model, row.run.device_memory_bytes, say)
    user_measurements.draw_user_measurements(catalog, model, row.run, settings, say)
