"""The page put together: weights and result side by side, and below them everything that can be changed."""

import streamlit as st

from llmselect.scoring.matrix.case_values import case_values
from llmselect.scoring.matrix.decision_case import DecisionCase
from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui.core import fault_messages, formatting, rooms
from llmselect.ui.core.live_charts.criterion_style import swatch
from llmselect.ui.core.view_switch import one_of
from llmselect.ui.matrix import case_files, cells_view, kept_link, parts_view, result_view, weights_view
from llmselect.ui.store import current_case

PARTS = {"values": "matrix.values", "criteria": "matrix.criteria", "candidates": "matrix.candidates"}
FRAME = """
.st-key-matrix-board { display: grid; grid-template-columns: minmax(15rem, 2fr) 5fr; gap: 0.5rem 2rem }
.st-key-matrix-board > * { min-width: 0; width: 100% }
.st-key-matrix-weights { gap: 0.2rem }
.st-key-matrix-fault { position: fixed; z-index: 60; inset: 4rem 1rem auto; width: auto; pointer-events: none }
.st-key-matrix-fault [data-testid=stAlert] { background: light-dark(#fff, #111); border-radius: 0.5rem }
.st-key-matrix-weights label::before {
    content: ""; flex: none; inline-size: 0.85rem; block-size: 0.85rem; margin-inline-end: 0.4rem; border-radius: 3px
}
.st-key-matrix-start > * { flex: 1 1 17rem }
@media (max-width: 899px) { .st-key-matrix-board { grid-template-columns: minmax(0, 1fr) } }
"""


def draw_fault(say: Voice) -> None:
    """Why the last change could not be."""
    fault = current_case.fault()
    if fault is not None:
        fault_messages.show_fault(fault, say)


def draw_style(case: DecisionCase | None) -> None:
    """Where the parts stand, and the mark of each criterion before its slider."""
    marks = "" if case is None else "".join(swatch(i, f"matrix-weight-{c.id}") for i, c in enumerate(case.criteria))
    st.html(f"<style>{FRAME}{marks}</style>")


@st.fragment
def draw_matrix(settings: Settings, say: Voice) -> None:
    """Weights, result and analysis; a moved slider reruns this alone."""
    case = current_case.current()
    if case is None:
        st.rerun()
    draw_style(case)  # here, since criteria that are added rerun this alone
    values = case_values(case)
    with st.container(key="matrix.fault"):
        draw_fault(say)
    with st.container(horizontal=True, vertical_alignment="center", key="matrix.bar"):
        st.subheader(formatting.escape_markdown(case.title), anchor=False)
        kept_link.draw_keep(case, say)
        case_files.draw_files(values, say)
        st.page_link(rooms.path("workshop"), label=say("matrix.to_workshop"), icon=":material/groups:")
    with st.container(key="matrix.board"):
        with st.container(key="matrix.left"):
            weights_view.draw_weights(case, say)
            weights_view.draw_other_ways(case, say)
        with st.container(key="matrix.right"):
            result_view.draw_result(values, say)
    result_view.draw_analysis(values, say)
    st.subheader(say("matrix.parts"), anchor=False)
    part = one_of("matrix.part", PARTS, say)
    if part == "values":
        cells_view.draw_cells(case, say)
    elif part == "criteria":
        parts_view.draw_criteria(case, settings, say)
    else:
        parts_view.draw_candidates(case, settings, say)
