"""The method page's beginning: what the estimates are, how right they are in four figures, and memory's errors."""

from collections.abc import Sequence

import streamlit as st

from llmselect.catalog.catalog import Catalog
from llmselect.estimates.accuracy.evidence import (
    QUALITY_PROOF,
    memory_models,
    partial_offload_rows,
    quality_fit_size,
)
from llmselect.estimates.accuracy.memory_accuracy import MemoryErrors
from llmselect.estimates.accuracy.speed_accuracy import By, SpeedAccuracy
from llmselect.estimates.measured.records import DECODE, PREFILL
from llmselect.estimates.privacy import LEVELS
from llmselect.text import Text, Voice
from llmselect.ui.core import data_sources, tables
from llmselect.ui.store.cached import Judged

ANCHORS = {
    "accuracy": "method.accuracy",
    "errors": "method.errors",
    "memory": "method.memory",
    "served": "served.accuracy",
    "scorecard": "method.scorecard",
    "formulas": "method.formulas",
    "scales": "method.scales",
    "limits": "method.limits",
    "sources": "method.sources",
}
"""Headings that other pages may link to, as /method#formulas, with what they say."""
FIGURE_WIDTH = 156
"""Pixels: four beside each other on a desk, two on a phone."""
KINDS = {
    "weights file": Text("weights file", "fichier des poids"),
    "kv cache": Text("KV cache", "cache KV"),
    "compute buffer on the host": Text("buffers, processor only", "tampons, processeur seul"),
    "compute buffer on the accelerator": Text("buffers on the accelerator", "tampons dans l’accélérateur"),
    "compute buffer beside it": Text("buffers in main memory", "tampons en mémoire vive"),
    "total on the host": Text("total, processor only", "total, processeur seul"),
    "total on the accelerator": Text("total on the accelerator", "total dans l’accélérateur"),
    "total beside it": Text("total in main memory", "total en mémoire vive"),
}


def lead(judged: Judged, say: Voice) -> None:
    """Three sentences, four figures, and the way to the rest of the page."""
    st.markdown(say("method.lead", rows=say.number(len(judged.points), 0)))
    decode, prefill = (_whole(judged.speed, phase) for phase in (DECODE, PREFILL))
    totals = max(each.p90_percent for each in judged.memory if each.kind.startswith("total"))
    at_half = [f"≤ {say.percent(each.median_error_without_device)}" for each in (decode, prefill)]
    figures = (
        ("method.figure_memory", "method.nine_in_ten", "method.help_memory", f"≤ {say.percent(totals / 100, 2)}"),
        ("method.figure_decode", "method.one_in_two", "method.help_decode", at_half[0]),
        ("method.figure_prefill", "method.one_in_two", "method.help_prefill", at_half[1]),
        (
            *("method.figure_inside", "method.of_speeds", "method.help_inside"),
            say.percent(decode.inside_range_without_device),
        ),
    )
    with st.container(horizontal=True, key="method.figures"):
        for name, how_often, more, figure in figures:
            st.metric(
                say(name),
                figure,
                say(how_often),
                delta_color="off",
                delta_arrow="off",
                border=True,
                width=FIGURE_WIDTH,
                help=say(more),
            )
    st.markdown(" · ".join(f"[{say(words)}](#{anchor})" for anchor, words in ANCHORS.items()))


def _whole(accuracies: Sequence[SpeedAccuracy], phase: str) -> SpeedAccuracy:
    return next(row for row in accuracies if row.phase == phase and row.by is By.ALL)


def memory(errors: Sequence[MemoryErrors], say: Voice) -> None:
    """What llama.cpp allocates against what is computed."""
    st.header(say("method.memory"), anchor="memory")
    totals = [each for each in errors if each.kind.startswith("total")]
    worst = max(totals, key=lambda each: each.worst_percent)
    figures = {
        "rows": say.number(sum(each.rows for each in errors), 0),
        "models": memory_models(),
        "p90": say.percent(max(each.p90_percent for each in totals) / 100, 2),
        "worst": say.percent(worst.worst_percent / 100, 2),
        "model": worst.worst_model,
    }
    st.markdown(say("method.memory_says", **figures))
    columns: tables.Columns = {
        say("method.what"): [say(KINDS[each.kind]) if each.kind in KINDS else each.kind for each in errors],
        say("method.rows"): [each.rows for each in errors],
        say("method.median"): [each.median_percent / 100 for each in errors],
        say("method.p90"): [each.p90_percent / 100 for each in errors],
        say("method.worst"): [each.worst_percent / 100 for each in errors],
        say("method.worst_model"): [each.worst_model for each in errors],
    }
    percent = st.column_config.NumberColumn(format="percent", step=0.00001)
    config = {say(name): percent for name in ("method.median", "method.p90", "method.worst")}
    tables.draw_table(columns, say("method.memory_alt"), say, config, key="method.memory_table")


SCALES = {
    "method.quality": "method.quality_words",
    "method.privacy": "method.privacy_words",
    "method.cost": "method.cost_words",
}


def draw_method_end(catalog: Catalog, say: Voice) -> None:
    """Three scales, the limits, the sources."""
    st.header(say("method.scales"), anchor="scales")
    for column, (title, words) in zip(st.columns(len(SCALES), gap="medium"), SCALES.items(), strict=True):
        with column:
            st.subheader(say(title), anchor=False)
            st.markdown(say(words, **_scale_figures(say)))
    _levels(say)
    st.header(say("method.limits"), anchor="limits")
    st.markdown(say("method.limits_words", offload=partial_offload_rows()))
    st.header(say("method.sources"), anchor="sources")
    st.markdown(say("method.sources_words"))
    data_sources.draw_data_sources(catalog, say)


def _scale_figures(say: Voice) -> dict[str, str]:
    """What fills the blanks of the three texts of `SCALES`."""
    fit = quality_fit_size()
    return {
        "standings": say.number(fit.standings, 0),
        "models": say.number(fit.models, 0),
        "boards": say.number(fit.benchmarks, 0),
        "ranks": say.number(QUALITY_PROOF.rank_correlation, 2),
        "held": say.percent(QUALITY_PROOF.intervals_held),
        "later": say.number(QUALITY_PROOF.later_rank_correlation, 2),
        "n": say.number(len(LEVELS), 0),
    }


def _levels(say: Voice) -> None:
    with st.expander(say("method.levels", n=len(LEVELS)), icon=":material/lock:", key="method.levels"):
        columns: tables.Columns = {
            say("method.level"): [int(level) for level in LEVELS],
            say("method.what"): [say(words.name) for words in LEVELS.values()],
            say("method.evidence"): [say(words.evidence) for words in LEVELS.values()],
        }
        tables.draw_table(columns, say("method.levels", n=len(LEVELS)), say, key="method.levels_table")
