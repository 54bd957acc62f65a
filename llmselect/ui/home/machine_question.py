"""The machine as a search field: ordinary kinds, then every accelerator, and what people type (`2x3090`)."""

import streamlit as st

from llmselect.catalog.catalog import Catalog
from llmselect.errors import LlmselectError
from llmselect.estimates.hardware.ordinary_machines import ordinary_machine, typed_machine
from llmselect.scoring.elicitation.questionnaire import BY_ID, MINE, answer_of, answered
from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui.core import fault_messages, state

QUESTION = BY_ID["machine"]
KEY = "ask.machine"
RAM = "ask.ram"
_TYPED = "typed"
"""Stands for a machine that is no single entry of the list, such as two cards."""
_FAULT = "ask.machine_fault"


def draw_machine_question(catalog: Catalog, settings: Settings, say: Voice) -> None:
    """The field, and beside it the main memory where that is not the accelerator's own."""
    kinds = {each.id: say(each.label) for each in QUESTION.answers if each.id != MINE}
    names = {each.name: each.name for each in catalog.file.accelerators}
    shown = _shown(settings)
    labels = {_TYPED: _several(settings), **kinds, **names}
    st.session_state[KEY] = shown
    left, right = st.columns([3, 1], vertical_alignment="bottom", gap="small")
    left.selectbox(
        say(QUESTION.label),
        [*([_TYPED] if shown == _TYPED else []), *kinds, *names],
        format_func=lambda choice: labels.get(str(choice), str(choice)),
        key=KEY,
        on_change=_chosen,
        args=(catalog,),
        accept_new_options=True,
        placeholder=say("home.machine_placeholder"),
        help=say("home.machine_help"),
    )
    st.session_state[RAM] = settings.machine.host_memory_gib
    right.number_input(say("home.ram"), 1.0, 65536.0, step=8.0, format="%.0f", key=RAM, on_change=_ram_typed)
    if (fault := st.session_state.pop(_FAULT, None)) is not None:
        fault_messages.show_fault(fault, say)


def _shown(settings: Settings) -> str:
    """The entry that stands for the machine: a kind, a single accelerator, or what was typed."""
    kind = answer_of(QUESTION, settings)
    if kind is not None and kind != MINE:
        return kind
    machine = settings.machine
    single = machine.count == 1 and not machine.further and machine.custom is None
    return machine.accelerator if single and machine.accelerator else _TYPED


def _several(settings: Settings) -> str:
    machine = settings.machine
    name = machine.custom.name if machine.custom else machine.accelerator or "CPU"
    return name if machine.count == 1 else f"{machine.count} × {name}"


def _chosen(catalog: Catalog) -> None:
    """Take a kind or a machine; what means nothing is said below the field, and the machine stays."""
    choice, settings = st.session_state[KEY], state.read()
    if choice in (None, _TYPED):
        return
    if choice in {each.id for each in QUESTION.answers}:
        state.put(answered(settings, QUESTION.id, choice))
        return
    try:
        known = choice in catalog.accelerators
        machine = ordinary_machine(catalog, choice) if known else typed_machine(catalog, choice)
    except LlmselectError as fault:
        st.session_state[_FAULT] = fault
        return
    served = settings.requirements.model_copy(update={"served": False})
    state.put(settings.model_copy(update={"machine": machine, "requirements": served}))


def _ram_typed() -> None:
    """The main memory; the drawer of the machine has a field for it too, which then shows it."""
    st.session_state[state.key("machine", "host_memory_gib")] = float(st.session_state[RAM])
