"""More of the machine, folded away: further accelerators, where models lie, memory kept back, bandwidth."""

import streamlit as st

from llmselect.catalog.accelerators import AcceleratorKind
from llmselect.catalog.catalog import Catalog
from llmselect.estimates.hardware.devices import DESKTOP_GIB
from llmselect.machine.machine import Further, PlacementKind, Split
from llmselect.text import Voice, capitalized
from llmselect.ui.core import state

FURTHER = state.key("machine", "further")
MOST_KINDS = 4
PLACES = tuple(kind for kind in PlacementKind if kind is not PlacementKind.SERVED)
AUTOMATIC = "automatic"
"""Stands for the fastest place of each model: an option of a widget is never None."""
_PLACEMENT = "machine.placement_choice"
SESSION = "session"
NONE = "none"
"""Takes a further kind away: an option of a widget is never None."""


def draw_more_machine_controls(catalog: Catalog, say: Voice, *, has_card: bool) -> None:
    """Folded away: most machines have one kind of accelerator and leave the placement to the engine."""
    with st.expander(say("machine.more"), icon=":material/tune:", key="machine.more"):
        if has_card:
            _further(catalog, say)
            _sharing(say)
            _offload(say)
            _placement(say)
            st.number_input(
                say("machine.reserved"),
                0.0,
                65536.0,
                value=None,
                step=0.1,
                format="%g",
                key=_key("reserved_gib"),
                persist_state=SESSION,
                placeholder=say("machine.usual_reserve", gib=say.number(DESKTOP_GIB)),
                help=say("machine.reserved_help"),
            )
        st.number_input(
            say("machine.host_reserved"),
            0.0,
            65536.0,
            step=0.5,
            format="%g",
            key=_key("host_reserved_gib"),
            persist_state=SESSION,
            help=say("machine.host_reserved_help"),
        )
        st.number_input(
            say("machine.host_bandwidth"),
            1.0,
            10_000.0,
            value=None,
            step=5.0,
            format="%g",
            key=_key("host_bandwidth_gb_per_s"),
            persist_state=SESSION,
            placeholder=say("machine.ordinary"),
            help=say("machine.host_bandwidth_help"),
        )


def _key(field: str) -> str:
    return state.key("machine", field)


def _further(catalog: Catalog, say: Voice) -> None:
    """A line for each further kind, and a way to add one."""
    names = [a.name for a in catalog.file.accelerators if a.kind is not AcceleratorKind.PROCESSOR]
    kinds: tuple[Further, ...] = st.session_state.get(FURTHER) or ()
    for i, kind in enumerate(kinds):
        st.session_state[f"further.name.{i}"], st.session_state[f"further.count.{i}"] = kind.accelerator, kind.count
        left, right = st.columns([3, 1], vertical_alignment="bottom")
        left.selectbox(
            say("machine.further"),
            [NONE, *names],
            format_func=lambda name: say("machine.take_away") if name == NONE else name,
            key=f"further.name.{i}",
            on_change=_changed,
            args=(i,),
            filter_mode="contains",
        )
        right.number_input(say("machine.count"), 1, 64, key=f"further.count.{i}", on_change=_changed, args=(i,))
    if len(kinds) < MOST_KINDS:
        st.button(
            say("machine.add"),
            key="further.add",
            icon=":material/add:",
            on_click=_add,
            args=(names[0],),
            width="stretch",
        )


def _changed(i: int) -> None:
    kinds: list[Further] = list(st.session_state[FURTHER])
    name = st.session_state[f"further.name.{i}"]
    changed = [] if name == NONE else [Further(accelerator=name, count=st.session_state[f"further.count.{i}"])]
    st.session_state[FURTHER] = (*kinds[:i], *changed, *kinds[i + 1 :])


def _add(name: str) -> None:
    first = st.session_state.get(_key("accelerator")) or name
    st.session_state[FURTHER] = (*(st.session_state.get(FURTHER) or ()), Further(accelerator=first))


def _sharing(say: Voice) -> None:
    several = st.session_state.get(_key("count"), 1) > 1 or st.session_state.get(FURTHER)
    if several:
        st.segmented_control(
            say("machine.split"),
            list(Split),
            format_func=lambda split: say(Split(split).label),
            key=_key("split"),
            required=True,
            persist_state=SESSION,
            help=say("machine.split_help"),
        )


def _placement(say: Voice) -> None:
    """One place for every model, or the fastest one for each."""
    chosen = st.session_state.get(_key("placement"))
    st.session_state[_PLACEMENT] = AUTOMATIC if chosen is None else str(chosen)
    st.selectbox(
        say("machine.placement"),
        [AUTOMATIC, *(str(kind) for kind in PLACES)],
        format_func=lambda name: (
            say("machine.automatic") if name == AUTOMATIC else capitalized(say(PlacementKind(name).label))
        ),
        key=_PLACEMENT,
        on_change=_placed,
        help=say("machine.placement_help"),
    )


def _placed() -> None:
    name = st.session_state[_PLACEMENT]
    st.session_state[_key("placement")] = None if name == AUTOMATIC else PlacementKind(name)


def _offload(say: Voice) -> None:
    st.number_input(
        say("machine.host_layers"),
        0,
        2000,
        value=None,
        key=_key("host_layers"),
        persist_state=SESSION,
        placeholder=say("machine.as_few"),
        help=say("machine.host_layers_help"),
    )
    st.number_input(
        say("machine.expert_layers"),
        0,
        2000,
        value=None,
        key=_key("expert_host_layers"),
        persist_state=SESSION,
        placeholder=say("machine.as_few"),
        help=say("machine.expert_layers_help"),
    )
    st.toggle(
        say("machine.experts"), key=_key("experts_on_host"), persist_state=SESSION, help=say("machine.experts_help")
    )
