"""The values: a table to type in, and a form for the range, the remark and the original of one cell."""

import math
from collections.abc import Mapping
from typing import Any, cast

import pyarrow  # pyright: ignore[reportMissingTypeStubs] - it has none
import streamlit as st

from llmselect.estimates.core.columns import Estimate
from llmselect.reports.matrix.case_story import measure_words, number_words
from llmselect.scoring.matrix import editing
from llmselect.scoring.matrix.case_faults import BadCase, CaseTrouble
from llmselect.scoring.matrix.decision_case import CaseCriterion, DecisionCase
from llmselect.text import UNKNOWN, Language, Voice
from llmselect.ui.core import formatting
from llmselect.ui.core.view_switch import draw_named_list
from llmselect.ui.matrix.typed_number import MARK, figures, typed_number
from llmselect.ui.store import current_case

_arrow: Any = pyarrow
_streamlit: Any = st  # its table types name libraries that have no stubs
NAME_WIDTH = 190
"""Pixels of the column that stays in sight: on a phone of 360 a value stands beside it."""


def draw_cells(case: DecisionCase, say: Voice) -> None:
    """Likely values to type over; an edited one shows its original, and each edit is listed below."""
    if not case.candidates or not case.criteria:
        st.info(say("matrix.no_cells"), icon=":material/info:")
        return
    st.caption(say("matrix.cells_lead"))
    if units := [f"{each.name}{say('card.colon')}{each.unit}" for each in case.criteria if each.unit]:
        st.caption(formatting.escape_markdown(" · ".join(units)))
    key = f"matrix.cells.{current_case.version()}"
    columns: dict[str, list[str | None]] = {"": [each.name for each in case.candidates]}
    first = st.column_config.TextColumn(say("workbook.candidate"), disabled=True, pinned=True, width=NAME_WIDTH)
    config: dict[str, Any] = {"": first}
    for criterion in case.criteria:
        columns[criterion.id] = [cell_words(case, (each.id, criterion.id), say) for each in case.candidates]
        unit = f" ({criterion.unit})" if criterion.unit else ""
        config[criterion.id] = st.column_config.TextColumn(
            criterion.name, help=formatting.escape_markdown(f"{criterion.name}{unit}"), alignment="right"
        )
    _streamlit.data_editor(
        _arrow.table(columns, schema=_arrow.schema([(name, _arrow.string()) for name in columns])),
        key=key,
        hide_index=True,
        column_config=config,
        on_change=_typed,
        args=(key, say.language),
        placeholder=say("how.unknown"),
        width="stretch",
    )
    _edits(case, say)
    _one_cell(case, say)


def cell_words(case: DecisionCase, key: tuple[str, str], say: Voice) -> str | None:
    """What a cell of the table shows: the value, and where somebody edited it a pen and what stood there before."""
    cell, original = case.by_key.get(key), case.originals.get(key)
    if key not in case.originals:
        return None if cell is None else figures(cell.likely, say)
    now = say(UNKNOWN) if cell is None else figures(cell.likely, say)
    was = "" if original is None else f" ({say('matrix.was', value=figures(original.likely, say))})"
    return f"{MARK} {now}{was}"


def _typed(key: str, language: Language) -> None:
    edits: Any = st.session_state.get(key, {})
    rows = cast("Mapping[int, Mapping[str, object]]", edits.get("edited_rows", {}))
    current_case.change(with_typed, rows, language)
    current_case.put(current_case.current())  # the table anew, without what could not be


def with_typed(case: DecisionCase, rows: Mapping[int, Mapping[str, object]], language: Language) -> DecisionCase:
    """The matrix with values as the table's editor hands them over: by row, by criterion; None is unknown.

    What is no cell is left out: the browser's word is not trusted. Raises BadCase, also for what is no number.
    """
    for row, cells in rows.items():
        for criterion, text in cells.items():
            if not 0 <= int(row) < len(case.candidates) or case.criterion(criterion) is None:
                continue
            value = typed_number("" if text is None else str(text), language)
            if value is not None and math.isnan(value):
                raise BadCase(CaseTrouble.NUMBER)
            measure = None if value is None else Estimate(value, value, value)
            case = editing.with_cell(case, case.candidates[int(row)].id, criterion, measure)
    return case


def _edits(case: DecisionCase, say: Voice) -> None:
    """What was edited, with the original beside it."""
    lines = list[str]()
    for key, original in case.originals.items():
        candidate, criterion, cell = case.candidate(key[0]), case.criterion(key[1]), case.by_key.get(key)
        if original is not None and criterion and candidate:
            now, was = (measure_words(each and each.likely, criterion, say) for each in (cell, original))
            lines.append(say("matrix.edit", candidate=candidate.name, criterion=criterion.name, now=now, was=was))
    if lines:
        with st.expander(say("matrix.edits", n=len(lines)), expanded=True, icon=":material/edit_note:"):
            st.markdown("\n".join(f"- {formatting.escape_markdown(line)}" for line in lines))


def _one_cell(case: DecisionCase, say: Voice) -> None:
    """Range and remark of one cell, and the way back to its original."""
    drawer = st.expander(say("matrix.one_cell"), icon=":material/tune:", key="matrix.one_cell", on_change="rerun")
    if not drawer.open:
        return
    with drawer:
        names = {each.id: each.name for each in case.candidates}
        criteria = {each.id: each.name for each in case.criteria}
        with st.container(horizontal=True):
            candidate = draw_named_list(say("workbook.candidate"), names, "matrix.cell_candidate")
            criterion = draw_named_list(say("workbook.criterion"), criteria, "matrix.cell_criterion")
        chosen = case.criterion(criterion)
        if chosen is not None:
            _form(case, candidate, chosen, say)


def _form(case: DecisionCase, candidate: str, criterion: CaseCriterion, say: Voice) -> None:
    cell = case.by_key.get((candidate, criterion.id))
    key = f"matrix.cell.{current_case.version()}.{candidate}.{criterion.id}"
    with st.form(key, border=False):
        with st.container(horizontal=True):
            for side in ("low", "likely", "high"):
                value = None if cell is None else float(getattr(cell, side))
                st.number_input(say(SIDES[side]), value=value, key=f"{key}.{side}", format="%g")
        st.text_input(say("matrix.note"), "" if cell is None else cell.note, max_chars=300, key=f"{key}.note")
        st.form_submit_button(say("matrix.set_cell"), on_click=_set, args=(key, candidate, criterion.id))
    if (original := case.originals.get((candidate, criterion.id))) is not None:
        st.button(
            say("matrix.back_to_original", value=number_words(original.likely, say)),
            key="matrix.back_to_original",
            on_click=current_case.change,
            args=(editing.with_original, candidate, criterion.id),
        )


SIDES = {"low": "matrix.low", "likely": "matrix.likely", "high": "matrix.high"}


def _set(key: str, candidate: str, criterion: str) -> None:
    """A side that was left empty is the likely value; without that the cell is unknown."""
    low, likely, high = (st.session_state.get(f"{key}.{side}") for side in SIDES)
    note = str(st.session_state.get(f"{key}.note", ""))
    if likely is None:
        current_case.change(editing.with_cell, candidate, criterion, None)
        return
    measure = Estimate(likely if low is None else low, likely, likely if high is None else high)
    current_case.change(editing.with_cell, candidate, criterion, measure, note)
