"""Which quantization the whole page is about: the best one, until the visitor picks another bar or name."""

from collections.abc import Sequence

import streamlit as st

from llmselect.reports.memory.memory_rows import MemoryRow
from llmselect.text import Voice
from llmselect.ui.core import memory_chart

CHOICE = "memory.quantization"
EVERY = "memory.every"
_PICKED = "memory.picked"
"""Model and quantization that the visitor picked; for another model, or a row that is gone, the best one again."""


def picked_row(model: str, rows: Sequence[MemoryRow], best: MemoryRow | None) -> MemoryRow:
    """The visitor's row of this model, else the best one, else the smallest."""
    of_model, quantization = st.session_state.get(_PICKED, ("", ""))
    mine = next((row for row in rows if row.id == quantization), None) if of_model == model else None
    return mine or best or min(rows, key=lambda row: row.run.total_bytes)


def pick(model: str, quantization: str) -> None:
    """Have the page speak of this quantization, as in a callback; unchecked, since a browser may send anything."""
    st.session_state[_PICKED] = (model, quantization)


def every() -> bool:
    """Whether all quantizations are asked for, not only the usual ones."""
    return bool(st.session_state.get(EVERY))


def draw_choice(
    model: str, rows: Sequence[MemoryRow], selected: MemoryRow, best: MemoryRow | None, count: int, say: Voice
) -> None:
    """The names of the bars as buttons, for the keyboard and for fingers, and the switch for all of them."""
    names = {row.id: row.name for row in rows}
    st.session_state[CHOICE] = selected.id
    starred = best.id if best else None
    st.pills(
        say("memory.select"),
        list(names),
        format_func=lambda i: f"{memory_chart.STAR} {names.get(i, i)}" if i == starred else names.get(i, str(i)),
        key=CHOICE,
        required=True,
        on_change=_pick_named,
        args=(model,),
    )
    st.toggle(say("memory.every", n=say.number(count, 0)), key=EVERY, persist_state="session")


def _pick_named(model: str) -> None:
    if chosen := st.session_state.get(CHOICE):
        pick(model, str(chosen))
