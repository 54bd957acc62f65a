"""Speeds that the visitor measured: typed in, or measured on a server of their own computer; they correct the rest."""

import streamlit as st

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import LanguageModel
from llmselect.estimates.runs.run_estimates import RunEstimate
from llmselect.machine.machine import Phase, UserMeasurement
from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui.core import formatting, local_browser
from llmselect.ui.memory import local_server_view
from llmselect.ui.store import kept_measurements


def draw_user_measurements(
    catalog: Catalog, model: LanguageModel, bar: RunEstimate | None, settings: Settings, say: Voice
) -> None:
    """What is known, how to add to it, and where the server may measure for the visitor."""
    any_measured = bool(settings.machine.measured)
    with st.expander(say("own.title"), icon=":material/speed:", key="own.box", expanded=any_measured):
        st.caption(say("own.lead"))
        _list(catalog, settings, say)
        if bar is not None and model.id in catalog.models:
            _form(model, bar, settings, say)
        elif bar is not None:
            st.caption(say("own.catalog_only"))
        if local_browser.is_local():
            local_server_view.draw_local_server(catalog, say)
        else:
            st.caption(say("own.not_local"))


def _list(catalog: Catalog, settings: Settings, say: Voice) -> None:
    """One line each, and a button that takes it away."""
    for i, own in enumerate(settings.machine.measured):
        with st.container(horizontal=True, vertical_alignment="center", key=f"own.line.{i}"):
            name = catalog.models[own.model].name if own.model in catalog.models else own.model
            speed = say.number(own.tokens_per_s, formatting.digits_for(own.tokens_per_s))
            what, stored = say(own.phase.label), formatting.escape_markdown(own.quantization)
            line = say("own.line", what=what, model=formatting.escape_markdown(name), quantization=stored, speed=speed)
            st.markdown(line, width="stretch")
            st.button(
                say("own.remove"),
                key=f"own.remove.{i}",
                icon=":material/delete:",
                on_click=kept_measurements.remove,
                args=(i,),
            )


def _form(model: LanguageModel, bar: RunEstimate, settings: Settings, say: Voice) -> None:
    """A measurement of the model and quantization looked at, one or both speeds."""
    name = say(
        "own.of",
        model=formatting.escape_markdown(model.name),
        quantization=formatting.escape_markdown(bar.quantization.id),
    )
    with st.form("own.form", border=False, clear_on_submit=True):
        st.markdown(name)
        left, middle, right = st.columns(3, vertical_alignment="bottom")
        empty = say("own.empty")
        left.number_input(say(Phase.DECODE.label), 0.01, 1e6, None, key="own.decode", format="%g", placeholder=empty)
        middle.number_input(
            say(Phase.PREFILL.label), 0.01, 1e6, None, key="own.prefill", format="%g", placeholder=empty
        )
        right.number_input(say("own.depth"), 0, 10_000_000, settings.workload.prompt_tokens, key="own.depth")
        st.form_submit_button(
            say("own.add"),
            icon=":material/add:",
            on_click=_add,
            args=(model.id, bar.quantization.id),
            disabled=len(settings.machine.measured) >= kept_measurements.MOST,
        )


def _add(model: str, quantization: str) -> None:
    """Keep what was typed in the form."""
    form = st.session_state
    depth = int(form.get("own.depth") or 0)
    typed = [(Phase.DECODE, form.get("own.decode")), (Phase.PREFILL, form.get("own.prefill"))]
    kept_measurements.keep(
        UserMeasurement(model=model, quantization=quantization, phase=phase, tokens_per_s=speed, depth_tokens=depth)
        for phase, speed in typed
        if speed
    )
