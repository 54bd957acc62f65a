"""The facts of several models in a table whose words wrap: two models stand side by side on a phone too."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from llmselect.text import Voice
from llmselect.ui.core import formatting

_streamlit: Any = st  # its table types name libraries that have no stubs
STYLE = """<style>
.st-key-compare-table table { table-layout: fixed; width: 100%; min-width: calc(6rem + 6.5rem * var(--models)) }
.st-key-compare-table :is(th, td) { vertical-align: top }
.st-key-compare-table :is(th, td), .st-key-compare-table :is(th, td) * {
    overflow-wrap: anywhere !important; hyphens: auto; min-width: 0; max-width: 100%
}
.st-key-compare-table th:first-child, .st-key-compare-table td:first-child { width: 26%; font-weight: 600 }
@media (max-width: 640px) {
    .st-key-compare-table :is(th, td) { font-size: 0.85rem; padding: 0.35rem 0.3rem !important }
    .st-key-compare-table table { min-width: 0 }
    .st-key-compare-table tr { display: grid; grid-template-columns: repeat(var(--models), minmax(0, 1fr)) }
    .st-key-compare-table :is(th, td):first-child { grid-column: 1 / -1; width: auto; padding-block-end: 0 !important }
    .st-key-compare-table :is(th, td):not(:first-child) { font-size: calc(1.05rem - 0.08rem * var(--models)) }
    .st-key-compare-table :is(th, td):first-child { border-block-end: 0 }
    .st-key-compare-table th:first-child { display: none }
}
</style>"""
"""Without fixed columns the longest word of a cell would push the second model out of a phone's window; there the name
of a fact has a line of its own, and the models share the next."""


def draw_compare_table(lines: Sequence[tuple[str, Sequence[str | None]]], names: Sequence[str], say: Voice) -> None:
    """One line a fact, one column a model; an unknown value is called so."""
    unknown = say("how.unknown")
    columns = {say("compare.fact"): [label for label, _ in lines]}
    for i, name in enumerate(names):
        cells = [cells[i] for _, cells in lines]
        columns[formatting.escape_markdown(name)] = [
            unknown if cell is None else formatting.escape_markdown(cell) for cell in cells
        ]
    st.html(STYLE.replace("var(--models)", str(len(names))))
    with st.container(key="compare.table"):
        _streamlit.table(columns, border="horizontal", hide_index=True, alt=say("compare.alt"))
