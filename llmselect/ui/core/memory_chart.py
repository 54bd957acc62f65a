"""The memory page's parts: the model, the bars with their sentence, and the table behind them."""

from collections.abc import Sequence

import streamlit as st

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.configs.towers import SENSE_NAMES
from llmselect.catalog.models import LanguageModel
from llmselect.catalog.published import Published
from llmselect.charts.memory_bars import Stack, memory_bars
from llmselect.estimates.core.columns import Estimate, Fit
from llmselect.estimates.memory.beside_language import beside_notes, draft_bytes, tower_bytes
from llmselect.estimates.memory.memory_use import room_for_model_bytes
from llmselect.estimates.memory.paging import TIGHT, TIGHT_LABEL
from llmselect.estimates.quality.quantization.quantization_loss import FEW_BITS_WARNING, few_bits
from llmselect.estimates.quality.quantization.quantization_methods import stored_models
from llmselect.estimates.quality.quantization.quantization_points import quality_kept
from llmselect.estimates.runs.run_estimates import RunEstimate
from llmselect.settings import Settings, Workload
from llmselect.text import Voice
from llmselect.ui.core import figures, formatting, tables
from llmselect.units import GIB


def draw_memory_chart(bars: tuple[RunEstimate, ...], model: LanguageModel, settings: Settings, say: Voice) -> None:
    """One sentence, the picture, the table; and what the architecture does to the cache."""
    if not bars:
        st.info(say("memory.no_quantization"), icon=":material/info:")
        return
    bars = tuple(sorted(bars, key=lambda bar: -bar.total_bytes))
    st.markdown(_sentence(bars, model, say))
    if any(bar.tight for bar in bars):
        st.warning(say(TIGHT), icon=":material/warning:")
    over = settings.workload.context_tokens - (model.context_tokens or settings.workload.context_tokens)
    if over > 0:
        st.warning(say("memory.beyond", most=say.number(model.context_tokens or 0, 0)), icon=":material/warning:")
    if (
        model.architecture is not None
        and model.architecture.family == KEEPS_MXFP4
        and not any(bar.file for bar in bars)
    ):
        st.caption(say("memory.keeps_mxfp4"))
    _beside(bars[-1], model, say)
    memory_bytes = _memory_bytes(bars, settings)
    figure = memory_bars(
        [say(name) for name in PARTS],
        [_stack(bar, say) for bar in bars],
        memory_bytes / GIB,
        say("memory.capacity", name=_machine(settings, say), gib=say.gib(memory_bytes)),
        say("machine.gib"),
        say,
    )
    figures.draw_figure(figure, "memory.chart", say("memory.chart_alt", model=model.name))
    with st.expander(say("memory.table"), expanded=True, icon=":material/table:", key="memory.table"):
        tables.draw_table(
            _columns(bars, model, settings.workload, say), say("memory.table"), say, key="memory.table_drawn"
        )
        st.caption(say("bars.kept_from"))
        if few_bits(stored_models(model, [bar.quantization for bar in bars])).any():
            st.caption(f":material/warning: {formatting.escape_markdown(say(FEW_BITS_WARNING))}")


KEEPS_MXFP4 = "gpt_oss"
PARTS = ("bars.weights", "bars.kv", "bars.buffers", "bars.runtime", "bars.host")


def _stack(bar: RunEstimate, say: Voice) -> Stack:
    weights, cache = bar.kept_bytes
    host = bar.host_bytes if bar.device_memory_bytes is not None else 0.0
    parts = (weights, cache, bar.compute_buffer_bytes, bar.runtime_bytes, host)
    return Stack(
        bar.quantization.id,
        tuple(part / GIB for part in parts),
        f"{say.number(bar.total_bytes / GIB, 1)} · {_verdict(bar, say)}",
    )


def _beside(bar: RunEstimate, model: LanguageModel, say: Voice) -> None:
    """What the model has beside its language part, which the bars leave out: towers, and layers that only draft."""
    shape = model.architecture
    if shape is None:
        return
    names = [name for kind, name in SENSE_NAMES.items() if kind in model.inputs]
    drafts = draft_bytes(shape, bar.weights_bytes / shape.parameters) if shape.parameters else 0.0
    for note in beside_notes(names if shape.tower_parameters else (), tower_bytes(shape), shape.draft_layers, drafts):
        st.caption(say(note))


def _verdict(bar: RunEstimate, say: Voice) -> str:
    """Whether it fits, and whether the disk has to help."""
    return f"{say(bar.fit.label)}, {say(TIGHT_LABEL)}" if bar.tight else say(bar.fit.label)


def _memory_bytes(bars: tuple[RunEstimate, ...], settings: Settings) -> float:
    """Of all accelerators, 0 where the desktop keeps everything; the host's own memory where it runs models alone."""
    machine = settings.machine
    if bars[0].device_memory_bytes is not None:
        return bars[0].device_memory_bytes
    typed = machine.custom and (machine.memory_gib or machine.custom.memory_gib)
    return (typed or machine.host_memory_gib) * GIB


def _machine(settings: Settings, say: Voice) -> str:
    """What the capacity is of: every kind of accelerator with its count, or the host alone."""
    machine = settings.machine
    first = machine.custom.name if machine.custom else machine.accelerator
    if first is None:
        return say("machine.host_alone")
    kinds = [(first, machine.count), *((other.accelerator, other.count) for other in machine.further)]
    return " + ".join(name if count == 1 else f"{count} × {name}" for name, count in kinds)


def _sentence(bars: tuple[RunEstimate, ...], model: LanguageModel, say: Voice) -> str:
    """The finest quantization that fits; else the finest that fits in part; else what is missing."""
    for fit, key in ((Fit.FULL, "memory.full"), (Fit.PARTIAL, "memory.part")):
        fitting = [bar for bar in bars if bar.fit is fit]
        if fitting:
            return _about(fitting[0], key, model, say)
    return _about(bars[-1], "memory.none", model, say)


def _about(bar: RunEstimate, key: str, model: LanguageModel, say: Voice) -> str:
    return say(
        key,
        model=formatting.escape_markdown(model.name),
        quantization=formatting.escape_markdown(bar.quantization.id),
        gib=say.gib(bar.total_bytes),
        speed=formatting.spread(bar.decode_tokens_per_s, say("how.per_s"), say),
    )


def by_files(catalog: Catalog, published: Published | None, settings: Settings, say: Voice) -> None:
    """A model of unknown shape: the sizes of its files against the machine, and no word of what is not known."""
    name = formatting.escape_markdown(published.model.name) if published else ""
    if published is None or not published.files:
        st.info(say("from.nothing_computable", model=name), icon=":material/info:")
        return
    room = room_for_model_bytes(catalog, settings.machine)
    st.markdown(say("from.by_files", model=name, capacity=say.gib(room)))
    files = sorted(published.files, key=lambda file: -file.size_bytes)[: tables.MOST_ROWS]
    columns: tables.Columns = {
        say("from.file"): [file.name for file in files],
        say("bars.weights"): [round(file.size_bytes / GIB, 2) for file in files],
        say("bars.verdict"): [
            say("from.weights_fit" if file.size_bytes < room else "from.too_large") for file in files
        ],
    }
    tables.draw_table(columns, say("from.files_alt"), say, key="memory.by_files")


def _columns(bars: Sequence[RunEstimate], model: LanguageModel, workload: Workload, say: Voice) -> tables.Columns:
    """The figures behind the memory bars, in GiB, with the speed of each quantization."""

    def gib(size_bytes: float) -> float:
        return round(size_bytes / GIB, 2)

    listed = {say("from.size_from"): [say("from.listed" if bar.file else "from.computed") for bar in bars]}
    kept = quality_kept(model, [bar.quantization for bar in bars], workload.use, workload.kv_type)
    return {
        say("bars.quantization"): [bar.quantization.id for bar in bars],
        say("bars.verdict"): [_verdict(bar, say) for bar in bars],
        say("bars.kept"): [_percent(kept.row(i), say) for i in range(len(bars))],
        say("bars.total"): [gib(bar.total_bytes) for bar in bars],
        say("bars.weights"): [gib(bar.weights_bytes) for bar in bars],
        **(listed if any(bar.file for bar in bars) else {}),
        say("bars.kv"): [gib(bar.kv_cache_bytes) for bar in bars],
        say("bars.buffers"): [gib(bar.compute_buffer_bytes) for bar in bars],
        say("bars.runtime"): [gib(bar.runtime_bytes) for bar in bars],
        say("bars.host"): [gib(bar.host_bytes) for bar in bars],
        say("bars.speed"): [formatting.spread(bar.decode_tokens_per_s, "", say) for bar in bars],
        say("bars.ttft"): [formatting.spread(bar.ttft_s, "", say) for bar in bars],
    }


def _percent(share: Estimate, say: Voice) -> str:
    """A share as a percentage with its range."""
    return formatting.spread(Estimate(*(100 * side for side in share)), "", say)
