"""A place to drop a GGUF file or a config.json: the browser reads the beginning alone, the rest never leaves the disk.

The whole box is the file field, so that a file can be dropped anywhere on it, and the keyboard reaches it.
"""

import base64
import binascii
from collections.abc import Callable
from typing import Any, NamedTuple

import streamlit as st

from llmselect.text import Voice

HEAD_BYTES = 1 << 20
"""Of the file's beginning; the keys of a model's shape stand in its first kilobytes, before the tokenizer's."""
LONGEST_NAME = 200

HTML = """
<label>
    <span class="words"></span><input type="file" accept=".gguf,.json"><span class="note" aria-live="polite"></span>
</label>
"""
CSS = """
label { position: relative; display: block; box-sizing: border-box; min-height: 2.5rem; padding: 0.5rem 0.75rem;
        font-size: 0.875rem; line-height: 1.4; color: var(--st-text-color); cursor: pointer; overflow-wrap: anywhere;
        border: 1px dashed var(--st-border-color); border-radius: var(--st-button-radius);
        background: var(--st-secondary-background-color); }
label:hover { border-color: var(--st-primary-color); }
label:focus-within { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
input { position: absolute; inset: 0; width: 100%; height: 100%; opacity: 0; cursor: pointer; }
.note:not(:empty) { margin-inline-start: 0.5rem; font-weight: 600; }
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


def draw_gguf_chooser(say: Voice, key: str, on_file: Callable[[], None]) -> Head | None:
    """The chooser; None until a file is chosen, or where the browser sent something else than a file's beginning.

    `on_file` is called, before the page is drawn, when the visitor chooses one.
    """
    sent = _chooser(key=key, data={"label": say("from.drop"), "most": HEAD_BYTES}, on_file_change=on_file)
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
