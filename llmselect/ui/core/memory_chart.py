"""The memory of a model at each quantization: the finding in one line, the bars by verdict, the table behind them."""

from collections.abc import Callable, Sequence

import streamlit as st

from llmselect.catalog.accelerators import AcceleratorKind
from llmselect.catalog.configs.towers import SENSE_NAMES
from llmselect.catalog.models import LanguageModel
from llmselect.charts.memory_bars import FitColour, MemoryBar, Wording, memory_bars
from llmselect.estimates.core.columns import Estimate, Fit
from llmselect.estimates.memory.beside_language import beside_notes, draft_bytes, tower_bytes
from llmselect.estimates.memory.paging import TIGHT
from llmselect.estimates.quality.quantization.quantization_loss import FEW_BITS_WARNING, few_bits
from llmselect.estimates.quality.quantization.quantization_methods import stored_models
from llmselect.estimates.runs.run_estimates import RunEstimate
from llmselect.reports.memory.memory_rows import MemoryRow, best_row, best_whole_row, memory_rows, shown_rows
from llmselect.settings import Settings
from llmselect.text import Voice, capitalized
from llmselect.ui.core import figures, formatting, tables
from llmselect.units import GIB

PARTS = ("bars.weights", "bars.kv", "bars.buffers", "bars.runtime")
COLOURS = {Fit.FULL: FitColour.FITS, Fit.PARTIAL: FitColour.PARTLY, Fit.NONE: FitColour.NOT}
STAR = "★"
KEEPS_MXFP4 = "gpt_oss"
WIDE, NARROW = "memory.wide", "memory.narrow"
STYLE = """<style>
.st-key-memory-narrow { display: none }
@media (max-width: 46rem) {
    .st-key-memory-narrow { display: flex }
    .st-key-memory-wide { display: none }
}
@media (max-width: 46rem) { .st-key-memory-quantization button { min-height: 44px } }
.st-key-speed-cards > *, .st-key-tuning-cards > * { min-width: min(16rem, 100%) }
</style>"""
"""Words stand before the bars where there is room for them, and below them where there is none."""


def draw_memory_chart(runs: tuple[RunEstimate, ...], model: LanguageModel, settings: Settings, say: Voice) -> None:
    """The finding, the usual bars with the best one opened, and the table: for a model's page."""
    rows = memory_rows(model, runs, settings)
    best = best_row(model, rows, settings)
    draw_headline(rows, best, model, settings, say)
    if rows:
        shown = shown_rows(rows, (best.id,) if best else (), every=False)
        draw_bars(shown, best or shown[-1], best, model, settings, say)
        draw_memory_table(rows, model, say)


def draw_headline(
    rows: Sequence[MemoryRow], best: MemoryRow | None, model: LanguageModel, settings: Settings, say: Voice
) -> None:
    """What to take, in one line; and what the context or the publisher's format does to it."""
    if not rows:
        st.info(say("memory.no_quantization"), icon=":material/info:")
        return
    st.markdown(_finding(rows, best, model, say))
    if best is not None and best.run.tight:
        st.warning(say(TIGHT), icon=":material/warning:")
    _beside((best or rows[-1]).run, model, say)
    over = settings.workload.context_tokens - (model.context_tokens or settings.workload.context_tokens)
    if over > 0:
        st.warning(say("memory.beyond", most=say.number(model.context_tokens or 0, 0)), icon=":material/warning:")
    shape = model.architecture
    if shape is not None and shape.family == KEEPS_MXFP4 and not any(row.run.file for row in rows):
        st.caption(say("memory.keeps_mxfp4"))


def _beside(run: RunEstimate, model: LanguageModel, say: Voice) -> None:
    """What the model has beside its language part, which the bars leave out: towers, and layers that only draft."""
    shape = model.architecture
    if shape is None:
        return
    names = [name for kind, name in SENSE_NAMES.items() if kind in model.inputs]
    drafts = draft_bytes(shape, run.weights_bytes / shape.parameters) if shape.parameters else 0.0
    for note in beside_notes(names if shape.tower_parameters else (), tower_bytes(shape), shape.draft_layers, drafts):
        st.caption(say(note))


def _finding(rows: Sequence[MemoryRow], best: MemoryRow | None, model: LanguageModel, say: Voice) -> str:
    if best is None:
        least = min(rows, key=lambda row: row.run.total_bytes)
        values = {"quantization": formatting.escape_markdown(least.name), "gib": say.gib(least.run.total_bytes)}
        return say("memory.none", model=formatting.escape_markdown(model.name), **values)
    whole = best.run.fit is Fit.FULL
    facts = [
        formatting.escape_markdown(model.name),
        say("memory.best" if whole else "memory.best_partly", quantization=formatting.escape_markdown(best.id)),
        _room(best.run, say),
        f"{speed(best.run, say)}{formatting.NO_BREAK_SPACE}{say('speed.per_s')}",
        say("memory.kept", share=say.percent(best.kept.likely, 1)),
    ]
    other = best_whole_row(rows) if not whole else None
    if other is None:
        return " · ".join(facts)
    wholly = say(
        "memory.wholly", quantization=formatting.escape_markdown(other.id), share=say.percent(other.kept.likely, 1)
    )
    return f"{' · '.join(facts)}. {wholly}"


def _room(run: RunEstimate, say: Voice) -> str:
    """What it takes of the accelerators' memory; of main memory where the host runs it alone."""
    if run.device_memory_bytes is None:
        return say("memory.in_host", used=say.gib(run.total_bytes))
    used = say.number(run.device_bytes / GIB, 1)
    return say("memory.of", used=used, room=say.gib(run.device_memory_bytes))


def speed(run: RunEstimate, say: Voice) -> str:
    """Likely tokens written per second, or a dash where it does not run."""
    if run.decode_tokens_per_s is None:
        return "–"
    likely = run.decode_tokens_per_s.likely
    return say.number(likely, 0 if likely >= 10 else 1)


def draw_bars(
    rows: Sequence[MemoryRow],
    selected: MemoryRow,
    best: MemoryRow | None,
    model: LanguageModel,
    settings: Settings,
    say: Voice,
    on_pick: Callable[[str], None] | None = None,
) -> None:
    """The rows as bars, in the form for wide and in that for narrow screens; a click hands over a quantization's id."""
    capacity_bytes = _capacity_bytes(rows[0].run, settings)
    capacity = say("memory.capacity", name=_machine(settings, say), gib=say.gib(capacity_bytes))
    columns = tuple(say(key) for key in ("bars.needs", "bars.verdict", "speed.per_s", "bars.quality"))
    wording = Wording(columns, tuple(map(say, PARTS)), say("bars.host"), capacity, say("machine.gib"))
    st.html(STYLE)
    for key, narrow in ((WIDE, False), (NARROW, True)):
        bars = [_bar(row, best, say, narrow=narrow) for row in rows]
        figure = memory_bars(bars, selected.id, capacity_bytes / GIB, wording, say, narrow=narrow)
        alt = say("memory.chart_alt", model=model.name)
        with st.container(key=key):
            if narrow:
                st.caption(" · ".join(f"{fit.mark} {say(fit.label)}" for fit in (Fit.FULL, Fit.PARTIAL, Fit.NONE)))
            if on_pick is None:
                figures.draw_figure(figure, f"{key}.chart", alt)
            else:
                figures.draw_clickable(figure, f"{key}.chart", alt, on_pick)


def _bar(row: MemoryRow, best: MemoryRow | None, say: Voice, *, narrow: bool) -> MemoryBar:
    run = row.run
    weights, cache = run.kept_bytes
    beyond = run.host_bytes if run.device_memory_bytes is not None else 0.0
    parts = (weights, cache, run.compute_buffer_bytes, run.runtime_bytes)
    mark = run.fit.mark
    kept = say.percent(row.kept.likely, 1)
    cells = (say.gib(run.total_bytes), f"{mark} {say(run.fit.label)}", speed(run, say), kept)
    if narrow:
        cells = (cells[0], mark, f"{cells[2]}{formatting.NO_BREAK_SPACE}{say('speed.per_s')}", kept)
    name = f"{STAR} {row.name}" if best is not None and row.id == best.id else row.name
    return MemoryBar(row.id, name, cells, COLOURS.get(run.fit, FitColour.FITS), _gib(parts), beyond / GIB)


def _gib(sizes: Sequence[float]) -> tuple[float, ...]:
    return tuple(size / GIB for size in sizes)


def _capacity_bytes(run: RunEstimate, settings: Settings) -> float:
    """Of all accelerators, 0 where the desktop keeps everything; the host's own memory where it runs models alone."""
    machine = settings.machine
    if run.device_memory_bytes is not None:
        return run.device_memory_bytes
    typed = machine.custom and (machine.memory_gib or machine.custom.memory_gib)
    return (typed or machine.host_memory_gib) * GIB


def _machine(settings: Settings, say: Voice) -> str:
    """What the capacity is of: every kind of accelerator with its count, or the host alone."""
    machine = settings.machine
    first = machine.custom.name if machine.custom else machine.accelerator
    if first is None:
        return capitalized(say(AcceleratorKind.PROCESSOR.label))
    kinds = [(first, machine.count), *((other.accelerator, other.count) for other in machine.further)]
    return " + ".join(name if count == 1 else f"{count} × {name}" for name, count in kinds)


def draw_memory_table(rows: Sequence[MemoryRow], model: LanguageModel, say: Voice) -> None:
    """Every row's figures, folded away, with what the quality kept rests on."""
    with st.expander(say("memory.table"), icon=":material/table:", key="memory.table"):
        tables.draw_table(_columns(rows, say), say("memory.table"), say, key="memory.table_drawn")
        st.caption(say("bars.kept_from"))
        if few_bits(stored_models(model, [row.run.quantization for row in rows])).any():
            st.caption(f":material/warning: {formatting.escape_markdown(say(FEW_BITS_WARNING))}")


def _columns(rows: Sequence[MemoryRow], say: Voice) -> tables.Columns:
    """The figures behind the memory bars, in GiB, with the speed of each quantization."""

    def gib(size_bytes: float) -> float:
        return round(size_bytes / GIB, 2)

    runs = [row.run for row in rows]
    listed = {say("from.size_from"): [say("from.listed" if run.file else "from.computed") for run in runs]}
    return {
        say("bars.quantization"): [row.name for row in rows],
        say("bars.verdict"): [say(run.fit.label) for run in runs],
        say("bars.kept"): [_percent(row.kept, say) for row in rows],
        say("bars.total"): [gib(run.total_bytes) for run in runs],
        say("bars.weights"): [gib(run.weights_bytes) for run in runs],
        **(listed if any(run.file for run in runs) else {}),
        say("bars.kv"): [gib(run.kv_cache_bytes) for run in runs],
        say("bars.buffers"): [gib(run.compute_buffer_bytes) for run in runs],
        say("bars.runtime"): [gib(run.runtime_bytes) for run in runs],
        say("bars.host"): [gib(run.host_bytes) for run in runs],
        say("bars.speed"): [formatting.spread(run.decode_tokens_per_s, "", say) for run in runs],
        say("bars.ttft"): [formatting.spread(run.ttft_s, "", say) for run in runs],
    }


def _percent(share: Estimate, say: Voice) -> str:
    """A share as a percentage with its range."""
    return formatting.spread(Estimate(*(100 * side for side in share)), "", say)
