"""What the model is asked to do: its use, typical tokens, volume."""

import streamlit as st

from llmselect.catalog.standings import Use
from llmselect.settings import KvType
from llmselect.text import Voice
from llmselect.ui.controls.typical_requests import OTHER_REQUEST, REQUESTS
from llmselect.ui.core import state

_REQUEST = "workload.request"
OTHER = "other"
SESSION = "session"


def _key(field: str) -> str:
    return state.key("workload", field)


def draw_workload_controls(say: Voice, *, sizes: bool) -> None:
    """The workload; `sizes` also draws context, cache and users, which the memory page draws itself."""
    st.selectbox(
        say("work.use"),
        list(Use),
        format_func=lambda use: say(Use(use).label),
        key=_key("use"),
        persist_state=SESSION,
        help=say("work.use_help"),
    )
    _request(say)
    left, right = st.columns(2, vertical_alignment="bottom")
    left.number_input(say("work.prompt"), 1, 10_000_000, step=500, key=_key("prompt_tokens"), persist_state=SESSION)
    right.number_input(say("work.answer"), 1, 10_000_000, step=100, key=_key("output_tokens"), persist_state=SESSION)
    st.number_input(
        say("work.thinking"),
        0,
        1_000_000,
        value=None,
        step=500,
        key=_key("thinking_tokens"),
        persist_state=SESSION,
        placeholder=say("work.thinking_usual"),
        help=say("work.thinking_help"),
    )
    st.number_input(say("work.requests"), 1, 10**10, step=1000, key=_key("requests_per_month"), persist_state=SESSION)
    st.slider(
        say("work.cached"),
        0.0,
        1.0,
        step=0.05,
        format="percent",
        key=_key("cached_share"),
        persist_state=SESSION,
        help=say("work.cached_help"),
    )
    st.toggle(say("work.batch"), key=_key("batch"), persist_state=SESSION, help=say("work.batch_help"))
    if sizes:
        draw_sizes(say)


def draw_sizes(say: Voice) -> None:
    """Context, users and the type of the KV cache: what the memory beside the weights depends on."""
    st.number_input(
        say("work.context"),
        1,
        10_000_000,
        step=1024,
        key=_key("context_tokens"),
        persist_state=SESSION,
        help=say("work.context_help"),
    )
    st.number_input(say("work.users"), 1, 1024, key=_key("users"), persist_state=SESSION, help=say("work.users_help"))
    st.segmented_control(
        say("work.kv"),
        list(KvType),
        format_func=lambda kv: say(KvType(kv).label),
        key=_key("kv_type"),
        required=True,
        persist_state=SESSION,
        help=say("work.kv_help"),
    )


def _request(say: Voice) -> None:
    """A list of typical requests that fills in the figures below it."""
    names = {request.id: request.label for request in REQUESTS} | {OTHER: OTHER_REQUEST}
    workload = state.read().workload
    shown = next((request.id for request in REQUESTS if request.shown_by(workload)), OTHER)
    st.session_state[_REQUEST] = shown
    st.selectbox(
        say("work.request"),
        list(names),
        format_func=lambda i: say(names[i]),
        key=_REQUEST,
        on_change=_fill,
        help=say("work.request_help"),
    )


def _fill() -> None:
    chosen = next((r for r in REQUESTS if r.id == st.session_state[_REQUEST]), None)
    if chosen is not None:
        st.session_state[_key("prompt_tokens")] = chosen.prompt_tokens
        st.session_state[_key("output_tokens")] = chosen.output_tokens
        st.session_state[_key("cached_share")] = chosen.cached_share
        st.session_state[_key("batch")] = chosen.batch
