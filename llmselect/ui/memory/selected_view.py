"""The selected quantization: what its memory is made of, its disk space and download, and how it is started."""

import streamlit as st

from llmselect.catalog.published import Published
from llmselect.reports.memory.memory_rows import MemoryRow
from llmselect.reports.memory.quantization_commands import catalog_commands, hub_commands
from llmselect.reports.run_commands import Command
from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui.core import formatting
from llmselect.ui.store import cached
from llmselect.units import GIB

LINE = "memory.line_mbit"
USUAL_LINE_MBIT = 100
"""What the field shows until the visitor says how fast their line is; the sentence names it."""
BITS = 8


def draw_composition(row: MemoryRow, say: Voice) -> None:
    """The parts of its memory as a sum."""
    run = row.run
    parts = (
        ("bars.weights", run.weights_bytes),
        ("bars.kv", run.kv_cache_bytes),
        ("bars.buffers", run.compute_buffer_bytes),
        ("bars.runtime", run.runtime_bytes),
    )
    total = " + ".join(f"{say(key)} {say.number(size / GIB, 1)}" for key, size in parts)
    words = say("memory.sum", parts=total, total=say.gib(run.total_bytes))
    if run.host_bytes > 0 and run.device_memory_bytes is not None:
        words += " " + say("memory.sum_host", gib=say.gib(run.host_bytes))
    st.markdown(words)


def draw_disk(row: MemoryRow, say: Voice) -> None:
    """Disk space, and the time to download it over the visitor's line."""
    run = row.run
    size_bytes = float(run.file.size_bytes) if run.file else run.weights_bytes
    with st.container(horizontal=True, vertical_alignment="bottom", key="memory.disk"):
        mbit = st.number_input(
            say("memory.line"), 1, 100_000, USUAL_LINE_MBIT, step=50, key=LINE, persist_state="session", width=190
        )
        minutes = size_bytes * BITS / (mbit * 1e6) / 60
        st.markdown(
            say(
                "memory.disk" if run.file else "memory.disk_about",
                gib=say.gib(size_bytes),
                time=_duration(minutes, say),
                mbit=say.number(mbit, 0),
            ),
            width="stretch",
        )


def _duration(minutes: float, say: Voice) -> str:
    if minutes < 1:
        return say("memory.under_a_minute")
    if minutes < 90:
        return say("memory.minutes", n=say.number(minutes, 0))
    return say("memory.hours", n=say.number(minutes / 60, 1 if minutes < 600 else 0))


def draw_commands(row: MemoryRow, model: str, published: Published | None, settings: Settings, say: Voice) -> None:
    """How to start it, worked out when it is opened: the exact placement takes an estimate of the whole catalog."""
    box = st.expander(
        say("memory.run", quantization=row.id), icon=":material/terminal:", key="memory.run", on_change="rerun"
    )
    with box:
        if not box.open:
            return
        commands = _commands(row, model, published, settings)
        if not commands:
            st.caption(say("memory.no_command", quantization=formatting.escape_markdown(row.id)))
        for command in commands:
            st.caption(say(command.label))
            st.code(command.command, language=command.language, wrap_lines=True)


def _commands(row: MemoryRow, model: str, published: Published | None, settings: Settings) -> tuple[Command, ...]:
    if published is not None:
        return hub_commands(published, row.run, settings.workload)
    return catalog_commands(cached.assessed(settings).estimates, model, row.names)
