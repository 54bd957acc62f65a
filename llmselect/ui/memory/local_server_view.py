"""Measuring a model on a server of the visitor's own computer, with progress, and a person who says what it is."""

import streamlit as st

from llmselect.bench import local_server, matching
from llmselect.bench.faults import ServerFault
from llmselect.bench.measured import Measured
from llmselect.catalog.catalog import Catalog
from llmselect.text import Voice
from llmselect.ui.core import fault_messages, formatting
from llmselect.ui.store import kept_measurements

_MODELS, _FOUND, _ADDRESS = "server.models", "server.found", "server.address"
LONGEST = 200


def draw_local_server(catalog: Catalog, say: Voice) -> None:
    """Address, its models, the measurement; only ever drawn where the app runs on the visitor's own computer."""
    st.markdown(say("server.title"))
    addresses = [usual.base_url for usual in local_server.USUAL]
    names = {usual.base_url: f"{usual.name} · {usual.base_url}" for usual in local_server.USUAL}
    chosen = st.selectbox(
        say("server.address"),
        addresses,
        format_func=lambda each: names.get(str(each), str(each)),
        key=_ADDRESS,
        accept_new_options=True,
        persist_state="session",
        help=say("server.address_help"),
    )
    address = str(chosen or "")[:LONGEST]
    st.button(say("server.ask"), key="server.ask", icon=":material/dns:", on_click=_ask, args=(address,))
    served = st.session_state.get(_MODELS)
    if isinstance(served, ServerFault):
        fault_messages.show_fault(served, say)
    elif served:
        _measure(address, served, say)
    if found := st.session_state.get(_FOUND):
        _confirm(found, catalog, say)


def _ask(address: str) -> None:
    st.session_state.pop(_FOUND, None)
    try:
        st.session_state[_MODELS] = local_server.models(address)
    except ServerFault as fault:
        st.session_state[_MODELS] = fault


def _measure(address: str, served: tuple[str, ...], say: Voice) -> None:
    """Streamlit's own stop ends the run: the connection closes with the generator."""
    model = st.selectbox(say("server.model"), served, key="server.model")
    if not st.button(say("server.measure"), key="server.measure", icon=":material/timer:", type="primary"):
        return
    bar = st.progress(0.0, say("server.loading"))
    stop = st.empty()
    stop.button(say("server.stop"), key="server.stop", icon=":material/stop:")
    try:
        for step in local_server.measure(address, model):
            if isinstance(step, Measured):
                st.session_state[_FOUND] = step
            else:
                bar.progress(min(step.done / step.of, 1.0), say(step.words))
    except ServerFault as fault:
        fault_messages.show_fault(fault, say)
    finally:
        bar.empty()
        stop.empty()


def _confirm(measurement: Measured, catalog: Catalog, say: Voice) -> None:
    """What was measured; it counts once a person has said which model and quantization it was."""
    decode = measurement.decode_tokens_per_s
    prefill = measurement.prefill_tokens_per_s
    st.success(
        say(
            "server.found",
            model=formatting.escape_markdown(measurement.model),
            decode=_number(decode.middle, say),
            prefill=_number(prefill.middle, say) if prefill else say("how.unknown"),
            ttft=_number(measurement.ttft_s.middle, say),
        ),
        icon=":material/check:",
    )
    likely = matching.matches(catalog, measurement.model)
    models = [model.id for model in catalog.file.models if model.architecture is not None]
    ids = list(dict.fromkeys([*(match.model for match in likely), *models]))
    left, right = st.columns(2, vertical_alignment="bottom")
    model = left.selectbox(
        say("server.which"),
        ids,
        format_func=lambda i: catalog.models[i].name,
        key="server.which",
        filter_mode="contains",
    )
    likely_quantization = next(
        (match.quantization for match in likely if match.model == model and match.quantization), None
    )
    quantizations = [quantization.id for quantization in catalog.file.quantizations]
    quantization = right.selectbox(
        say("bars.quantization"),
        quantizations,
        index=quantizations.index(likely_quantization) if likely_quantization in quantizations else None,
        key="server.quantization",
        placeholder=say("server.say_which"),
        filter_mode="contains",
    )
    st.button(
        say("server.use"),
        key="server.use",
        icon=":material/check:",
        disabled=quantization is None,
        on_click=_use,
        args=(measurement, model, quantization),
    )


def _use(measurement: Measured, model: str, quantization: str) -> None:
    kept_measurements.keep(measurement.own_speeds(model, quantization))
    st.session_state.pop(_FOUND, None)


def _number(value: float, say: Voice) -> str:
    return say.number(value, formatting.digits_for(value))
