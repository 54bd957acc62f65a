"""A table of many columns: as it is in a wide window, and in a narrow one each name with its figures beneath."""

from math import floor, log10
from typing import Any

import streamlit as st

from llmselect.text import Voice
from llmselect.ui.core import formatting, tables

STYLE = """<style>
.st-key-KEY-narrow { display: none }
@media (max-width: WIDTH) {
    .st-key-KEY-narrow { display: flex }
    .st-key-KEY-wide { display: none }
}
</style>"""
MANY, WIDTHS = 7, ("66rem", "46rem")
"""From so many columns on, the narrower form stands below the first width, else below the second."""


def draw_two_line_table(columns: tables.Columns, alt: str, say: Voice, key: str) -> None:
    """The first column names the rows; `key` ends in `_table`."""
    width = WIDTHS[len(columns) < MANY]
    st.html(STYLE.replace("KEY", key.replace(".", "-")).replace("WIDTH", width))
    with st.container(key=f"{key}.wide"):
        tables.draw_table(columns, alt, say, own_rows=True, key=key)
    with st.container(key=f"{key}.narrow"):
        st.markdown("\n".join(f"- {line}" for line in row_lines(columns, say)[: tables.MOST_ROWS]))


def row_lines(columns: tables.Columns, say: Voice) -> list[str]:
    """Markdown of each row: its name, and beneath it what each other column says; what is unknown is left out."""
    (_, names), *others = columns.items()
    return [
        f"**{formatting.escape_markdown(str(name))}**  \n  "
        + " · ".join(
            f"{formatting.escape_markdown(label)}{say('try.cell_mark')}{_said(cells[row], say)}"
            for label, cells in others
            if cells[row] is not None
        )
        for row, name in enumerate(names)
    ]


def _said(cell: Any, say: Voice) -> str:
    match cell:
        case float():
            small = 0 < abs(cell) < 0.01
            return say.number(cell, 1 - floor(log10(abs(cell))) if small else formatting.digits_for(cell))
        case int():
            return say.number(cell, 0)
        case _:
            return formatting.escape_markdown(str(cell))
