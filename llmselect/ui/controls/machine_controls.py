"""The visitor's machine: an accelerator of the catalog or one typed in by hand, how many, how much memory."""

import streamlit as st
from pydantic import ValidationError

from llmselect.catalog.accelerators import Accelerator, AcceleratorKind
from llmselect.catalog.catalog import Catalog
from llmselect.machine.machine import ChipClass, Custom
from llmselect.text import Voice
from llmselect.ui.controls import detection, more_machine_controls
from llmselect.ui.core import state

CUSTOM = state.key("machine", "custom")
FIRST = Custom(name="-", maker=ChipClass.NVIDIA, memory_gib=24, bandwidth_gb_per_s=1000)
"""What the fields hold before anything is typed; round figures that are nobody's card."""
FIELDS = ("name", "maker", "memory_gib", "bandwidth_gb_per_s", "fp16_tflops", "unified_memory")


def _custom_device(say: Voice) -> None:
    """One field each; a field left empty is unknown, and figures that need it are left out."""
    _show(st.session_state.get(CUSTOM) or FIRST)
    st.text_input(say("device.name"), key=_device_key("name"), max_chars=60, on_change=_typed)
    st.selectbox(
        say("device.maker"),
        list(ChipClass),
        format_func=lambda maker: say(ChipClass(maker).label),
        key=_device_key("maker"),
        on_change=_typed,
        help=say("device.maker_help"),
    )
    left, right = st.columns(2, vertical_alignment="bottom")
    left.number_input(
        say("device.memory"), 0.5, 2048.0, step=1.0, format="%g", key=_device_key("memory_gib"), on_change=_typed
    )
    right.number_input(
        say("device.bandwidth"),
        1.0,
        50_000.0,
        step=10.0,
        format="%g",
        key=_device_key("bandwidth_gb_per_s"),
        on_change=_typed,
        help=say("device.bandwidth_help"),
    )
    st.number_input(
        say("device.tflops"),
        0.1,
        50_000.0,
        value=None,
        step=1.0,
        format="%g",
        key=_device_key("fp16_tflops"),
        on_change=_typed,
        placeholder=say("device.unknown"),
        help=say("device.tflops_help"),
    )
    st.toggle(
        say("device.unified"), key=_device_key("unified_memory"), on_change=_typed, help=say("device.unified_help")
    )


def _device_key(field: str) -> str:
    return f"device.{field}"


def _show(custom: Custom) -> None:
    """The fields hold what the settings say, which a link or a reset may have changed."""
    for field in FIELDS:
        st.session_state[_device_key(field)] = getattr(custom, field)


def _typed() -> None:
    """Take the fields as they stand; an empty name keeps the last one."""
    chosen = {field: st.session_state[_device_key(field)] for field in FIELDS}
    chosen["name"] = chosen["name"].strip() or FIRST.name
    try:
        st.session_state[CUSTOM] = Custom.model_validate(chosen)
    except ValidationError:
        return


ACCELERATOR = state.key("machine", "accelerator")
COUNT = state.key("machine", "count")
MEMORY = state.key("machine", "memory_gib")
HOST_MEMORY = state.key("machine", "host_memory_gib")
BY_HAND = "custom"
HOST_ALONE = "host"
"""Stands for no accelerator: an option of a widget is never None."""
_CHOICE = "machine.choice"
KIND_ORDER = (
    AcceleratorKind.GRAPHICS_CARD,
    AcceleratorKind.APPLE,
    AcceleratorKind.INTEGRATED,
    AcceleratorKind.DATA_CENTRE,
    AcceleratorKind.PROCESSOR,
)


def draw_machine_controls(catalog: Catalog, say: Voice) -> None:
    """Every control of the machine, and the offer to detect it."""
    accelerator = _accelerator(catalog, say)
    by_hand = st.session_state[_CHOICE] == BY_HAND
    if by_hand:
        _custom_device(say)
    has_card = by_hand or (accelerator is not None and accelerator.kind is not AcceleratorKind.PROCESSOR)
    if has_card:
        st.number_input(say("machine.count"), 1, 64, key=COUNT, persist_state="session", help=say("machine.count_help"))
    if has_card and accelerator is not None:
        _memory(accelerator, say)
    if accelerator is None or not accelerator.unified_memory:
        st.number_input(
            say("machine.ram"),
            1.0,
            65536.0,
            step=8.0,
            format="%.0f",
            key=HOST_MEMORY,
            persist_state="session",
            help=say("machine.ram_help"),
        )
    more_machine_controls.draw_more_machine_controls(catalog, say, has_card=has_card)
    detection.draw_detection(catalog, say)


def _accelerator(catalog: Catalog, say: Voice) -> Accelerator | None:
    accelerators = sorted(catalog.file.accelerators, key=lambda a: (KIND_ORDER.index(a.kind), a.vendor))
    names = {a.name: _described(a, say) for a in accelerators}
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
    return f"{accelerator.name}{size}{maker} · {say(accelerator.kind.label)}"


def _chosen() -> None:
    """A new accelerator brings its own memory, and what was measured on another one says nothing of it."""
    chosen = st.session_state[_CHOICE]
    st.session_state[ACCELERATOR] = None if chosen in (HOST_ALONE, BY_HAND) else chosen
    st.session_state[CUSTOM] = FIRST if chosen == BY_HAND else None
    st.session_state[MEMORY] = None
    st.session_state[state.key("machine", "measured")] = ()
    if chosen == HOST_ALONE:
        st.session_state[state.key("machine", "further")] = ()


def _sizes(accelerator: Accelerator) -> tuple[float, ...]:
    return accelerator.memory_choices_gib if len(accelerator.memory_choices_gib) > 1 else ()


def _memory(accelerator: Accelerator, say: Voice) -> None:
    """Ask for the size where the name alone does not tell it."""
    chosen = st.session_state.get(MEMORY)
    sizes = sorted({*_sizes(accelerator), *([chosen] if chosen else [])})
    if len(sizes) < 2 and chosen in (None, accelerator.memory_gib):
        return
    if chosen is None:
        st.session_state[MEMORY] = accelerator.memory_gib or sizes[0]
    st.selectbox(
        say("machine.memory"),
        sorted({*sizes, *([accelerator.memory_gib] if accelerator.memory_gib else [])}),
        format_func=lambda gib: f"{say.number(gib, 0 if gib == round(gib) else 1)} {say('machine.gib')}",
        key=MEMORY,
        persist_state="session",
        help=say("machine.memory_help"),
    )
