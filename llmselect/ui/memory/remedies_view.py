"""What would make the selected quantization fit: changes of the run, and devices that are sold, each with its speed."""

from typing import NamedTuple

import streamlit as st

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import LanguageModel
from llmselect.estimates.core.columns import Fit
from llmselect.estimates.runs.remedies import Remedy, ways_to_fit
from llmselect.estimates.runs.run_estimates import RunEstimate
from llmselect.machine.machine import Machine
from llmselect.reports.memory.memory_rows import MemoryRow
from llmselect.reports.memory.sold_devices import sold_devices
from llmselect.settings import Settings, Workload
from llmselect.text import Text, Voice
from llmselect.ui.core import formatting, memory_chart, state
from llmselect.ui.memory import quantization_picker

MOST = 5
NOT_SOLD = (Remedy.MEMORY,)
"""Accelerators with a memory that nobody makes: devices of the catalog stand in their place."""


class ProposedChange(NamedTuple):
    """One thing to change, what it gives, and the settings it leads to."""

    text: Text
    run: RunEstimate
    machine: Machine
    workload: Workload


def draw_remedies(catalog: Catalog, model: LanguageModel, row: MemoryRow, settings: Settings, say: Voice) -> None:
    """For the selected row where it does not lie wholly in memory; nothing where it does."""
    if row.run.fit is Fit.FULL:
        return
    st.subheader(say("fitting.title_of", quantization=formatting.escape_markdown(row.id)), anchor=False)
    ways = ways_to_fit(catalog, model, settings.machine, settings.workload, row.run.quantization)
    helping = [way for way in ways if way.kind not in NOT_SOLD and way.helps][:MOST]
    devices = sold_devices(catalog, model, settings.machine, settings.workload, row.run)
    bought = [ProposedChange(each.text, each.run, each.machine, settings.workload) for each in devices]
    if not helping and not bought:
        st.info(say("fitting.nothing"), icon=":material/info:")
        return
    left, right = st.columns(2) if helping and bought else (st.container(), st.container())
    with left:
        if helping:
            st.markdown(say("fitting.settings"))
        for i, way in enumerate(helping):
            _line(f"way.{i}", ProposedChange(way.text, way.bar, way.machine, way.workload), model, row, settings, say)
    with right:
        if bought:
            st.markdown(say("fitting.devices"))
        for i, change in enumerate(bought):
            _line(f"device.{i}", change, model, row, settings, say)


def _line(
    key: str, change: ProposedChange, model: LanguageModel, row: MemoryRow, settings: Settings, say: Voice
) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"fitting.{key}"):
        what = f"**{formatting.escape_markdown(say(change.text))}**"
        st.markdown(f"{what}  \n{_gain(change.run, row.run, say)}", width="stretch")
        st.button(say("fitting.take"), key=f"fitting.take.{key}", on_click=_take, args=(change, model.id, settings))


def _gain(then: RunEstimate, now: RunEstimate, say: Voice) -> str:
    """Memory and speed, and how many times that of today's state where that runs at all."""
    words = f"{say.gib(then.total_bytes)} · {memory_chart.speed(then, say)} {say('speed.per_s')}"
    before, after = now.decode_tokens_per_s, then.decode_tokens_per_s
    if before is None or after is None:
        return words
    ratio = after.likely / before.likely
    return f"{words}, {say('fitting.times', n=say.number(ratio, formatting.digits_for(ratio)))}"


def _take(change: ProposedChange, model: str, settings: Settings) -> None:
    """The change, with the page still about its quantization."""
    quantization_picker.pick(model, change.run.quantization.id)
    if (change.machine, change.workload) != (settings.machine, settings.workload):
        state.ask(settings.model_copy(update={"machine": change.machine, "workload": change.workload}))
