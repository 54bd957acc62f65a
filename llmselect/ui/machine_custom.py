"""A device typed in by hand: maker, memory, bandwidth, arithmetic."""

import streamlit as st
from pydantic import ValidationError

from llmselect.machine.machine import Custom, Maker
from llmselect.ui import labels, state
from llmselect.words import Voice

CUSTOM = state.key("machine", "custom")
FIRST = Custom(name="-", maker=Maker.NVIDIA, memory_gib=24, bandwidth_gb_per_s=1000)
"""What the fields hold before anything is typed; round figures that are nobody's card."""
FIELDS = ("name", "maker", "memory_gib", "bandwidth_gb_per_s", "fp16_tflops", "unified_memory")


def draw(say: Voice) -> None:
    """One field each; what is left empty is unknown, and what needs it is not told."""
    _show(st.session_state.get(CUSTOM) or FIRST)
    st.text_input(say("device.name"), key=_key("name"), max_chars=60, on_change=_typed)
    st.selectbox(
        say("device.maker"), list(Maker), format_func=lambda maker: say(labels.MAKERS[Maker(maker)]), key=_key("maker"),
        on_change=_typed, help=say("device.maker_help"),
    )  # fmt: skip
    left, right = st.columns(2, vertical_alignment="bottom")
    left.number_input(
        say("device.memory"), 0.5, 2048.0, step=1.0, format="%g", key=_key("memory_gib"), on_change=_typed
    )
    right.number_input(
        say("device.bandwidth"), 1.0, 50_000.0, step=10.0, format="%g", key=_key("bandwidth_gb_per_s"),
        on_change=_typed, help=say("device.bandwidth_help"),
    )  # fmt: skip
    st.number_input(
        say("device.tflops"), 0.1, 50_000.0, value=None, step=1.0, format="%g", key=_key("fp16_tflops"),
        on_change=_typed, placeholder=say("device.unknown"), help=say("device.tflops_help"),
    )  # fmt: skip
    st.toggle(say("device.unified"), key=_key("unified_memory"), on_change=_typed, help=say("device.unified_help"))


def _key(field: str) -> str:
    return f"device.{field}"


def _show(custom: Custom) -> None:
    """The fields hold what the settings say, which a link or a reset may have changed."""
    for field in FIELDS:
        st.session_state[_key(field)] = getattr(custom, field)


def _typed() -> None:
    """Take the fields as they stand; an empty name keeps the last one."""
    given = {field: st.session_state[_key(field)] for field in FIELDS}
    given["name"] = given["name"].strip() or FIRST.name
    try:
        st.session_state[CUSTOM] = Custom.model_validate(given)
    except ValidationError:
        return
