"""Candidates and criteria: added from the app or by hand, changed, and taken out."""

from collections.abc import Callable, Mapping

import streamlit as st
from pydantic import ValidationError

from llmselect.errors import LlmselectError
from llmselect.scoring.matrix import editing
from llmselect.scoring.matrix.case_faults import bad_case
from llmselect.scoring.matrix.decision_case import (
    MOST_CANDIDATES,
    MOST_CRITERIA,
    CaseCandidate,
    CaseCriterion,
    DecisionCase,
)
from llmselect.scoring.matrix.from_choose import (
    app_criteria,
    listed_rows,
    name_of_candidate,
    with_app_criterion,
    with_listed,
)
from llmselect.scoring.ranking.candidate import Candidate
from llmselect.scoring.ranking.recommend import Recommendation, recommend
from llmselect.scoring.ranking.reference_points import ValueScale
from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui.core import fault_messages
from llmselect.ui.core.view_switch import draw_named_list
from llmselect.ui.store import cached, current_case

LISTED = 40
NEW = "new"
SCALES = {ValueScale.LINEAR: "workbook.straight", ValueScale.LOGARITHMIC: "workbook.factors"}
POINTS = {"unacceptable": "workbook.unacceptable", "good_enough": "workbook.good_enough", "best": "workbook.best"}


def draw_candidates(case: DecisionCase, settings: Settings, say: Voice) -> None:
    """Take some in, take some out."""
    found = _ranking(settings, say)
    if found is not None and len(case.candidates) < MOST_CANDIDATES:
        rows = listed_rows(found, LISTED)
        names = {id: name_of_candidate(Candidate(found.estimates, row), say) for id, row in rows.items()}
        left = [id for id in names if id not in {each.app_id for each in case.candidates}]
        with st.container(horizontal=True, vertical_alignment="bottom"):
            chosen = draw_named_list(say("matrix.add_listed"), {id: names[id] for id in left}, "matrix.listed")
            st.button(
                say("matrix.add"),
                key="matrix.add_listed",
                on_click=current_case.change,
                args=(with_listed, found, rows.get(chosen, 0), say),
                disabled=not chosen,
            )
    with (
        st.form("matrix.own_candidate", border=False, clear_on_submit=True),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        st.text_input(say("matrix.own_candidate"), max_chars=60, key="matrix.own_name")
        st.text_input(say("matrix.note"), max_chars=300, key="matrix.own_note")
        st.form_submit_button(say("matrix.add"), on_click=_add_own)
    _take_out("candidate", {each.id: each.name for each in case.candidates}, editing.without_candidate, say)


def _add_own() -> None:
    name, note = (str(st.session_state.get(f"matrix.own_{part}", "")) for part in ("name", "note"))
    current_case.change(_with_own, name, note)


def _with_own(case: DecisionCase, name: str, note: str) -> DecisionCase:
    id = editing.new_id(name, [each.id for each in case.candidates])
    try:
        return editing.with_candidate(case, CaseCandidate(id=id, name=name, note=note))
    except ValidationError as fault:
        raise bad_case(fault) from fault


def draw_criteria(case: DecisionCase, settings: Settings, say: Voice) -> None:
    """The app's own that are missing, and a form for one's own or to change any."""
    found = _ranking(settings, say)
    listed = {} if found is None else app_criteria(found, say)
    missing = {id: name for id, name in listed.items() if case.criterion(id) is None}
    if missing and len(case.criteria) < MOST_CRITERIA:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            chosen = draw_named_list(say("matrix.add_app"), missing, "matrix.app")
            st.button(
                say("matrix.add"),
                key="matrix.add_app",
                on_click=current_case.change,
                args=(with_app_criterion, found, chosen, say),
            )
    names = {NEW: say("matrix.new_criterion"), **{each.id: each.name for each in case.criteria}}
    which = draw_named_list(say("matrix.which_criterion"), names, "matrix.which")
    _criterion_form(case.criterion(which), say)
    _take_out("criterion", {each.id: each.name for each in case.criteria}, editing.without_criterion, say)


def _criterion_form(known: CaseCriterion | None, say: Voice) -> None:
    key = f"matrix.criterion.{current_case.version()}.{known.id if known else NEW}"
    st.caption(say("matrix.criterion_lead"))
    with st.form(key, border=False):
        with st.container(horizontal=True):
            st.text_input(say("matrix.criterion_name"), known.name if known else "", max_chars=60, key=f"{key}.name")
            st.text_input(say("workbook.unit"), known.unit if known else "", max_chars=40, key=f"{key}.unit")
            st.segmented_control(
                say("workbook.scale"),
                list(SCALES),
                default=known.scale if known else ValueScale.LINEAR,
                format_func=lambda scale: say(SCALES[scale]),
                required=True,
                key=f"{key}.scale",
            )
        with st.container(horizontal=True):
            for point, label in POINTS.items():
                value = float(getattr(known, point)) if known else None
                st.number_input(say(label), value=value, format="%g", key=f"{key}.{point}")
        st.text_input(say("matrix.note"), known.note if known else "", max_chars=300, key=f"{key}.note")
        label = say("matrix.change_criterion") if known else say("matrix.add")
        st.form_submit_button(label, on_click=_put_criterion, args=(key, known))


def _put_criterion(key: str, known: CaseCriterion | None) -> None:
    fields = {name: st.session_state.get(f"{key}.{name}") for name in ("name", "unit", "scale", *POINTS, "note")}
    current_case.change(with_typed_criterion, known, fields)


def with_typed_criterion(case: DecisionCase, known: CaseCriterion | None, fields: Mapping[str, object]) -> DecisionCase:
    """The matrix with a criterion as the form holds it, new or in place of a known one. Raises BadCase."""
    id = known.id if known else editing.new_id(str(fields["name"]), [each.id for each in case.criteria])
    base = known.model_dump() if known else {}
    try:
        return editing.with_criterion(case, CaseCriterion.model_validate({**base, **fields, "id": id}))
    except ValidationError as fault:
        raise bad_case(fault) from fault


def _take_out(kind: str, names: dict[str, str], how: Callable[[DecisionCase, str], DecisionCase], say: Voice) -> None:
    if not names:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = draw_named_list(say("matrix.take_out_which"), names, f"matrix.out_{kind}")
        st.button(
            say("matrix.take_out"),
            key=f"matrix.take_out_{kind}",
            on_click=current_case.change,
            args=(how, chosen),
        )


def _ranking(settings: Settings, say: Voice) -> Recommendation | None:
    """The ranking of the settings above the page; None where they cannot be ranked, which is said."""
    try:
        return recommend(cached.assessed(settings), settings.requirements, settings.priorities, settings.good_enough)
    except LlmselectError as fault:
        fault_messages.show_fault(fault, say)
        return None
