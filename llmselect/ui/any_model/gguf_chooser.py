"""A file chooser that reads only the beginning of a GGUF file, in the browser: the rest never leaves the disk."""

import base64
import binascii
from typing import Any, NamedTuple

import streamlit as st

from llmselect.text import Voice
from llmselect.ui.core.debounce import ignore_event

HEAD_BYTES = 1 << 20
"""Of the file's beginning; the keys of a model's shape stand in its first kilobytes, before the tokenizer's."""
LONGEST_NAME = 200

HTML = """
<label>
    <span class="words"></span><input type="file" accept=".gguf"><span class="note" aria-live="polite"></span>
</label>
"""
CSS = """
label { display: flex; flex-direction: column; gap: 0.35rem; font-size: 0.875rem; color: var(--st-text-color); }
input { font: inherit; color: var(--st-text-color); padding: 0.5rem; border: 1px dashed var(--st-border-color);
        border-radius: var(--st-button-radius); background: var(--st-secondary-background-color); max-width: 100%; }
input:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
input::file-selector-button { font: inherit; color: var(--st-text-color); background: var(--st-background-color);
        border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius); padding: 0.3rem 0.7rem;
        margin-right: 0.75rem; cursor: pointer; }
.note { opacity: 0.8; }
"""
JS = """
export default function ({ data, parentElement, setStateValue }) {
    const input = parentElement.querySelector("input")
    parentElement.querySelector(".words").textContent = data.label
    const note = parentElement.querySelector(".note")
    input.onchange = async () => {
        const file = input.files[0]
        if (!file) return
        const bytes = new Uint8Array(await file.slice(0, data.most).arrayBuffer())
        let text = ""
        for (let i = 0; i < bytes.length; i += 32768) text += String.fromCharCode(...bytes.subarray(i, i + 32768))
        note.textContent = file.name
        setStateValue("file", { name: file.name, size: file.size, head: btoa(text) })
    }
}
"""
_components: Any = st.components  # its second version has no types
_chooser = _components.v2.component("llmselect_gguf_file", html=HTML, css=CSS, js=JS)


class Head(NamedTuple):
    """The beginning of a file on the visitor's disk."""

    name: str
    size_bytes: int
    data: bytes


def draw_gguf_chooser(say: Voice, key: str) -> Head | None:
    """The chooser; None until a file is chosen, or where the browser sent something else than a file's beginning."""
    sent = _chooser(key=key, data={"label": say("from.gguf_label"), "most": HEAD_BYTES}, on_file_change=ignore_event)
    return head_of(getattr(sent, "file", None))


def head_of(sent: object) -> Head | None:
    """What the browser sent, checked: it could be anything."""
    match sent:
        case {"name": str(name), "size": int(size), "head": str(text)} if len(text) <= HEAD_BYTES * 4 // 3 + 4:
            try:
                data = base64.b64decode(text, validate=True)
            except (binascii.Error, ValueError):
                return None
            return Head(name[:LONGEST_NAME], max(size, len(data)), data)
        case _:
            return None
