"""More about the machine: accelerators of further kinds, how they share, what stays on the host, what others take."""

import streamlit as st

from llmselect.catalog.accelerators import Kind
from llmselect.catalog.catalog import Catalog
from llmselect.machine.machine import Further, Split
from llmselect.ui import labels, state
from llmselect.words import Voice

FURTHER = state.key("machine", "further")
MOST_KINDS = 4
SESSION = "session"
NONE = "none"
"""Takes a further kind away: an option of a widget is never None."""


def draw(catalog: Catalog, say: Voice, *, has_card: bool) -> None:
    """Folded away: most machines have one kind, and leave to the program what lies where."""
    with st.expander(say("machine.more"), icon=":material/tune:", key="machine.more"):
        if has_card:
            _further(catalog, say)
            _sharing(say)
            _offload(say)
            st.number_input(
                say("machine.reserved"), 0.0, 65536.0, step=0.5, format="%g", key=_key("reserved_gib"),
                persist_state=SESSION, help=say("machine.reserved_help"),
            )  # fmt: skip
        st.number_input(
            say("machine.host_bandwidth"), 1.0, 10_000.0, value=None, step=5.0, format="%g",
            key=_key("host_bandwidth_gb_per_s"), persist_state=SESSION, placeholder=say("machine.ordinary"),
            help=say("machine.host_bandwidth_help"),
        )  # fmt: skip


def _key(field: str) -> str:
    return state.key("machine", field)


def _further(catalog: Catalog, say: Voice) -> None:
    """A line for each further kind, and a way to add one."""
    names = [a.name for a in catalog.file.accelerators if a.kind is not Kind.PROCESSOR]
    kinds: tuple[Further, ...] = st.session_state.get(FURTHER) or ()
    for i, kind in enumerate(kinds):
        st.session_state[f"further.name.{i}"], st.session_state[f"further.count.{i}"] = kind.accelerator, kind.count
        left, right = st.columns([3, 1], vertical_alignment="bottom")
        left.selectbox(
            say("machine.further"), [NONE, *names],
            format_func=lambda name: say("machine.take_away") if name == NONE else name,
            key=f"further.name.{i}", on_change=_changed, args=(i,), filter_mode="contains",
        )  # fmt: skip
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
            say("machine.split"), list(Split), format_func=lambda split: say(labels.SPLITS[Split(split)]),
            key=_key("split"), required=True, persist_state=SESSION, help=say("machine.split_help"),
        )  # fmt: skip


def _offload(say: Voice) -> None:
    st.number_input(
        say("machine.host_layers"), 0, 2000, value=None, key=_key("host_layers"), persist_state=SESSION,
        placeholder=say("machine.as_few"), help=say("machine.host_layers_help"),
    )  # fmt: skip
    st.toggle(
        say("machine.experts"), key=_key("experts_on_host"), persist_state=SESSION, help=say("machine.experts_help")
    )
