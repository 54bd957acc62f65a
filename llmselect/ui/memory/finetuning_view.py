"""What fine-tuning the model would take, LoRA and QLoRA, and whether its licence lets one publish the result."""

import streamlit as st

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import LanguageModel
from llmselect.estimates.finetuning import RANK, SEQUENCE_TOKENS, AdapterMethod, FinetuningMemory, finetuning_memory
from llmselect.reports.memory.derivatives import MARKS, publishing
from llmselect.text import Voice
from llmselect.ui.core import formatting
from llmselect.units import GIB

SOURCES = (
    ("LoRA", "https://arxiv.org/abs/2106.09685"),
    ("QLoRA", "https://arxiv.org/abs/2305.14314"),
    ("ZeRO", "https://arxiv.org/abs/1910.02054"),
    ("Korthikanti et al.", "https://arxiv.org/abs/2205.05198"),
)


def draw_finetuning(catalog: Catalog, model: LanguageModel, device_memory_bytes: float | None, say: Voice) -> None:
    """Two methods against the accelerators' memory, and the verdict of the licence."""
    shape, parameters = model.architecture, model.total_parameters
    if shape is None or not parameters:
        return
    st.subheader(say("tuning.title"), anchor=False)
    with st.container(horizontal=True, key="tuning.cards"):
        for method in AdapterMethod:
            _card(finetuning_memory(shape, parameters, method), device_memory_bytes, say)
        _licence(catalog, model, say)
    links = ", ".join(f"[{name}]({address})" for name, address in SOURCES)
    st.caption(say("tuning.how", rank=str(RANK), tokens=say.number(SEQUENCE_TOKENS, 0), sources=links))


def _card(memory: FinetuningMemory, room: float | None, say: Voice) -> None:
    total = memory.total_bytes
    with st.container(border=True, width="stretch", key=f"tuning.{memory.method.name}"):
        st.metric(say("tuning.memory", method=memory.method.value), say.gib(total.likely, 0))
        low, high = (say.number(side / GIB, 0) for side in (total.low, total.high))
        st.caption(f"{say('speed.between', low=low, high=high)} · {_verdict(memory, room, say)}")
        parts = (memory.weights_bytes, memory.adapters_bytes, memory.activations_bytes)
        weights, adapters, activations = (say.number(part / GIB, 1) for part in parts)
        st.caption(say("tuning.parts", weights=weights, adapters=adapters, activations=activations))


def _verdict(memory: FinetuningMemory, room: float | None, say: Voice) -> str:
    """Fits, perhaps, or not, by where the accelerators' memory lies in the range."""
    if room is None:
        return say("tuning.no_device")
    total = memory.total_bytes
    return say("tuning.fits" if room >= total.high else "tuning.perhaps" if room >= total.low else "tuning.too_large")


def _licence(catalog: Catalog, model: LanguageModel, say: Voice) -> None:
    """The verdict in the size of the figures beside it, and the licence's own condition."""
    licence = catalog.licences.get(model.licence or "")
    verdict = publishing(licence, eu_excluded=model.eu_excluded)
    with st.container(border=True, width="stretch", key="tuning.licence"):
        st.caption(say("tuning.publish"))
        st.markdown(f"**{MARKS[verdict]} {say(verdict.value)}**")
        if licence is None:
            st.caption(formatting.escape_markdown(model.licence or say("from.no_licence")))
            return
        name = formatting.escape_markdown(licence.name)
        linked = f"[{name}]({licence.url})" if licence.url else name
        st.caption(f"{linked} · {formatting.escape_markdown(say(licence.condition))}")
