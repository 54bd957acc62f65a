"""What this computer reports, offered for correction before it becomes the visitor's machine."""

import streamlit as st

from llmselect.catalog.accelerators import Accelerator, AcceleratorKind
from llmselect.catalog.catalog import Catalog
from llmselect.machine.detect import DetectedAccelerators, Detection, detect
from llmselect.machine.machine import Further
from llmselect.machine.typed_names import same_size
from llmselect.text import Voice
from llmselect.ui.core import local_browser, state
from llmselect.units import GIB

_FOUND = "machine.found"
NOTHING = "none"
"""Stands for no accelerator: an option of a widget is never None."""


def draw_detection(catalog: Catalog, say: Voice) -> None:
    """The offer to detect, only where this server runs on the visitor's own computer; then what was found."""
    if not local_browser.is_local():
        st.caption(say("machine.not_local"))
        return
    if st.button(say("machine.detect"), key="machine.detect", icon=":material/search:", width="stretch"):
        st.session_state[_FOUND] = detect({a.name: a.memory_gib for a in catalog.file.accelerators})
    if found := st.session_state.get(_FOUND):
        with st.container(border=True, key="machine.found_box"):
            _correct(found, catalog, say)


def _correct(detection: Detection, catalog: Catalog, say: Voice) -> None:
    """One line of what was read, then a control for each of its parts."""
    st.markdown(say("machine.detected_title"))
    devices = [kind.device for kind in detection.kinds] or ([detection.processor] if detection.processor else [])
    st.caption(
        say(
            "machine.detected",
            ram=say.number(detection.host_memory_gib, 0),
            device=", ".join(devices) or say("machine.no_card"),
        )
    )
    for reason in detection.reasons:
        st.caption(say(reason))
    for i, kind in enumerate(detection.kinds[:5]):
        _kind(i, kind, catalog, say)
    st.number_input(
        say("machine.ram"),
        1.0,
        65536.0,
        float(max(1, round(detection.host_memory_gib))),
        8.0,
        format="%.0f",
        key="found.ram",
    )
    with st.container(horizontal=True):
        st.button(say("machine.use_this"), key="machine.use", type="primary", on_click=_use, args=(detection, catalog))
        st.button(say("machine.leave"), key="machine.leave", type="tertiary", on_click=_forget)


def _kind(i: int, kind: DetectedAccelerators, catalog: Catalog, say: Voice) -> None:
    """Which entry of the catalog it is, and how many: the likeliest first, and every other for correction."""
    if len(kind.names) > 1:
        st.caption(say("machine.ambiguous", device=kind.device))
    names = [*kind.names, *([] if kind.names else [NOTHING]), *(n for n in catalog.accelerators if n not in kind.names)]
    st.selectbox(
        kind.device,
        names,
        format_func=lambda name: say("machine.leave_out") if name == NOTHING else name,
        key=f"found.name.{i}",
        filter_mode="contains",
    )
    if kind.count > 1:
        st.number_input(say("machine.count"), 1, 64, kind.count, key=f"found.count.{i}")


def other_size(memory_gib: float | None, accelerator: Accelerator) -> float | None:
    """The memory found, where the card was sold in another size than the catalog's (an RTX 3060 with 8 GB)."""
    if memory_gib is None or accelerator.memory_gib is None or same_size(accelerator.memory_gib, memory_gib * GIB):
        return None
    return float(round(memory_gib))


def _use(detection: Detection, catalog: Catalog) -> None:
    """Make the machine what the controls show."""
    shown = st.session_state
    kinds = [
        (accelerator, int(shown.get(f"found.count.{i}", 1)), other_size(kind.memory_gib, accelerator))
        for i, kind in enumerate(detection.kinds[:5])
        if (accelerator := catalog.accelerators.get(shown.get(f"found.name.{i}", NOTHING))) is not None
    ]
    shown[state.key("machine", "host_memory_gib")] = float(shown["found.ram"])
    shown[state.key("machine", "custom")] = None
    shown[state.key("machine", "host_cores")] = detection.cores
    shown[state.key("machine", "host_instructions")] = detection.instructions
    first, *others = kinds or [(None, 1, None)]
    name = first[0].name if first[0] else None
    shown[state.key("machine", "accelerator")] = name
    shown[state.key("machine", "count")], shown[state.key("machine", "memory_gib")] = first[1], first[2]
    shown[state.key("machine", "further")] = tuple(
        Further(accelerator=card.name, count=count, memory_gib=gib)
        for card, count, gib in others
        if card is not None and card.kind is not AcceleratorKind.PROCESSOR
    )
    _forget()


def _forget() -> None:
    st.session_state.pop(_FOUND, None)
