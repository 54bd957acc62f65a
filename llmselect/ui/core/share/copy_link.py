"""A button that copies the address of the page as the browser shows it."""

from typing import Any

import streamlit as st

from llmselect.text import Voice
from llmselect.ui.core import address

HTML = '<button type="button"><span></span></button>'
CSS = """
button {
    font: inherit; font-size: 0.875rem; color: var(--st-text-color); background: transparent; cursor: pointer;
    border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius);
    padding: 0.35rem 0.75rem; width: 100%; min-height: 2.5rem;
}
button:hover, button:focus-visible { border-color: var(--st-primary-color); color: var(--st-primary-color); }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
"""
# On an address of the local network the clipboard is closed to scripts, and only the old way is open.
JS = """
function copiedTheOldWay(text) {
    const field = document.createElement("textarea")
    field.value = text
    document.body.append(field)
    field.select()
    document.execCommand("copy")
    field.remove()
}
function shared(secrets) {
    const address = new URL(window.location.href)
    secrets.forEach((name) => address.searchParams.delete(name))
    return address.href
}
export default function ({ data, parentElement }) {
    const button = parentElement.querySelector("button"), words = button.querySelector("span")
    words.textContent = data.copy
    button.onclick = async () => {
        try {
            await navigator.clipboard.writeText(shared(data.secrets))
        } catch {
            copiedTheOldWay(shared(data.secrets))
        }
        words.textContent = data.copied
        button.setAttribute("aria-live", "polite")
        setTimeout(() => { words.textContent = data.copy }, 2000)
    }
}
"""
_components: Any = st.components  # its second version has no types
_button = _components.v2.component("llmselect_copy_link", html=HTML, css=CSS, js=JS)


def draw_copy_link(say: Voice, key: str) -> None:
    """The button; what it copies never passes through the server."""
    _button(
        key=key, data={"copy": say("export.copy"), "copied": say("export.copied"), "secrets": list(address.PRIVATE)}
    )
