"""What every page tells the browser: the language of its words, which row a finger touches, and the ink of tables.

Plotly selects the mark under the pointer when a click ends. A finger has no pointer before it touches, so that a tap
chose what the tap before had touched, and the first one nothing. A movement of the pointer, told as the finger comes
down, has Plotly look under it first.
"""

from typing import Any

import streamlit as st

from llmselect.ui.core import table_ink

SCRIPT = """
function pointed(event) {
    const finger = event.touches[0], picture = event.target.closest?.('.js-plotly-plot .nsewdrag')
    if (!picture || event.touches.length !== 1) return
    const { clientX, clientY } = finger
    picture.dispatchEvent(new MouseEvent('mousemove', { clientX, clientY, bubbles: true, view: window }))
}
export default function ({ data }) {
    document.documentElement.lang = data.language
    if (document.llmselectPointed) return
    document.llmselectPointed = true
    document.addEventListener('touchstart', pointed, { capture: true, passive: true })
}
"""
_components: Any = st.components  # its second version has no types
_script = _components.v2.component("llmselect_page", html="<span></span>", js=table_ink.SCRIPT + SCRIPT)


def run_page_script(language: str) -> None:
    """Once a page: the language of the document (WCAG 3.1.1), and fingers that point."""
    _script(key="frame.language", data={"language": language})
