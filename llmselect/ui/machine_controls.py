"""The visitor's machine: an accelerator of the catalog or one typed in by hand, how many, how much memory."""

import streamlit as st

from llmselect.catalog.accelerators import Accelerator, Kind
from llmselect.catalog.catalog import Catalog
from llmselect.ui import detection, labels, machine_custom, machine_more, state
from llmselect.words import Voice

ACCELERATOR = state.key("machine", "accelerator")
COUNT = state.key("machine", "count")
MEMORY = state.key("machine", "memory_gib")
HOST_MEMORY = state.key("machine", "host_memory_gib")
CUSTOM = state.key("machine", "custom")
BY_HAND = "custom"
HOST_ALONE = "host"
"""Stands for no accelerator: an option of a widget is never None."""
_CHOICE = "machine.choice"
KIND_ORDER = (Kind.GRAPHICS_CARD, Kind.APPLE, Kind.INTEGRATED, Kind.DATA_CENTRE, Kind.PROCESSOR)


def draw(catalog: Catalog, say: Voice) -> None:
    """Every control of the machine, and the offer to detect it."""
    accelerator = _accelerator(catalog, say)
    by_hand = st.session_state[_CHOICE] == BY_HAND
    if by_hand:
        machine_custom.draw(say)
    has_card = by_hand or (accelerator is not None and accelerator.kind is not Kind.PROCESSOR)
    if has_card:
        st.number_input(say("machine.count"), 1, 64, key=COUNT, persist_state="session", help=say("machine.count_help"))
    if has_card and accelerator is not None:
        _memory(accelerator, say)
    if accelerator is None or not accelerator.unified_memory:
        st.number_input(
            say("machine.ram"), 1.0, 65536.0, step=8.0, format="%.0f", key=HOST_MEMORY, persist_state="session",
            help=say("machine.ram_help"),
        )  # fmt: skip
    machine_more.draw(catalog, say, has_card=has_card)
    detection.draw(catalog, say)


def _accelerator(catalog: Catalog, say: Voice) -> Accelerator | None:
    known = sorted(catalog.file.accelerators, key=lambda a: (KIND_ORDER.index(a.kind), a.vendor))
    names = {a.name: _described(a, say) for a in known}
    by_hand = st.session_state.get(CUSTOM) is not None
    st.session_state[_CHOICE] = BY_HAND if by_hand else st.session_state.get(ACCELERATOR) or HOST_ALONE
    chosen = st.selectbox(
        say("machine.accelerator"),
        [HOST_ALONE, BY_HAND, *names],
        format_func=lambda name: names.get(name) or say("machine.by_hand" if name == BY_HAND else "machine.host_alone"),
        key=_CHOICE,
        on_change=_chosen,
        help=say("machine.accelerator_help"),
        filter_mode="contains",
    )
    return catalog.accelerators.get(chosen)


def _described(accelerator: Accelerator, say: Voice) -> str:
    """Name, maker and kind: the search of the list finds them all."""
    maker = "" if accelerator.vendor in accelerator.name else f" · {accelerator.vendor}"
    gib = None if _sizes(accelerator) else accelerator.memory_gib
    size = f" · {say.number(gib, 0)} {say('machine.gib')}" if gib else ""
    return f"{accelerator.name}{size}{maker} · {say(labels.KINDS[accelerator.kind])}"


def _chosen() -> None:
    """A new accelerator brings its own memory, and what was measured on another one says nothing of it."""
    chosen = st.session_state[_CHOICE]
    st.session_state[ACCELERATOR] = None if chosen in (HOST_ALONE, BY_HAND) else chosen
    st.session_state[CUSTOM] = machine_custom.FIRST if chosen == BY_HAND else None
    st.session_state[MEMORY] = None
    st.session_state[state.key("machine", "measured")] = ()
    if chosen == HOST_ALONE:
        st.session_state[state.key("machine", "further")] = ()


def _sizes(accelerator: Accelerator) -> tuple[float, ...]:
    return accelerator.memory_choices_gib if len(accelerator.memory_choices_gib) > 1 else ()


def _memory(accelerator: Accelerator, say: Voice) -> None:
    """Ask for the size where the name alone does not tell it."""
    given = st.session_state.get(MEMORY)
    sizes = sorted({*_sizes(accelerator), *([given] if given else [])})
    if len(sizes) < 2 and given in (None, accelerator.memory_gib):
        return
    if given is None:
        st.session_state[MEMORY] = accelerator.memory_gib or sizes[0]
    st.selectbox(
        say("machine.memory"),
        sorted({*sizes, *([accelerator.memory_gib] if accelerator.memory_gib else [])}),
        format_func=lambda gib: f"{say.number(gib, 0 if gib == round(gib) else 1)} {say('machine.gib')}",
        key=MEMORY,
        persist_state="session",
        help=say("machine.memory_help"),
    )
