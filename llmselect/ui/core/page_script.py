"""What every page tells the browser: the language of its words, which row a finger touches, the ink of tables, and how
bars and radars look.

Plotly selects the mark under the pointer when a click ends. A finger has no pointer before it touches, so that a tap
chose what the tap before had touched, and the first one nothing. A movement of the pointer, told as the finger comes
down, has Plotly look under it first.
"""

from typing import Any

import streamlit as st

from llmselect.ui.core.live_charts import contribution_bars, radar_chart

INK = r"""
const ink = Object.getOwnPropertyDescriptor(CanvasRenderingContext2D.prototype, "fillStyle")
if (!window.llmselectInk) {
    window.llmselectInk = true
    Object.defineProperty(CanvasRenderingContext2D.prototype, "fillStyle", {
        ...ink,
        set(paint) { ink.set.call(this, typeof paint === "string" ? paint.replace(/, 0?\.4\)$/, ", 0.7)") : paint) },
    })
}
"""
"""Words in tables that can be read: Streamlit paints a missing cell with 40% of the ink, 2.6 to 1 on a light page.

Its tables are canvases, which no style sheet reaches, and no setting names that colour; so the colour is changed where
the browser takes it for painting. WCAG 1.4.3 asks for 4.5 to 1; 70% of the ink gives 6 to 1 and more in both themes.
"""
LOCALE = """
const languages = navigator.languages
Object.defineProperty(navigator, "languages", {
    configurable: true, get: () => document.llmselectLanguage ? [document.llmselectLanguage, ...languages] : languages,
})
"""
"""Numbers and days of tables in the language of the page: Streamlit writes them in that of the browser."""
LISTS = """
const french = [
    [/^Add: /, "Ajouter\u00a0: "], [/^No results$/, "Aucun résultat"],
    [/^You can only select up to (\\d+) options?\\. .*/, "$1 choix au plus\u00a0: retirez-en un d’abord."],
]
function inFrench(list) {
    if (document.llmselectLanguage !== "fr") return
    for (const words of list.querySelectorAll("[role=option] :not(:has(*))"))
        for (const [english, said] of french)
            if (english.test(words.textContent)) words.firstChild.data = words.textContent.replace(english, said)
}
function reworded(opened) {
    inFrench(opened)
    new MutationObserver(() => inFrench(opened))
        .observe(opened, { subtree: true, childList: true, characterData: true })
}
function watchLists() {
    const isElement = node => node.nodeType === Node.ELEMENT_NODE
    new MutationObserver(seen => seen.flatMap(each => [...each.addedNodes]).filter(isElement).forEach(reworded))
        .observe(document.body, { childList: true })
}
"""
"""Streamlit's own words in the lists that open under a field, which no parameter names; the lists hang on the body."""
SCRIPT = """
function pointed(event) {
    const finger = event.touches[0], picture = event.target.closest?.('.js-plotly-plot .nsewdrag')
    if (!picture || event.touches.length !== 1) return
    const { clientX, clientY } = finger
    picture.dispatchEvent(new MouseEvent('mousemove', { clientX, clientY, bubbles: true, view: window }))
}
export default function ({ data }) {
    document.documentElement.lang = document.llmselectLanguage = data.language
    if (document.llmselectPointed) return
    document.llmselectPointed = true
    watchLists()
    document.addEventListener('touchstart', pointed, { capture: true, passive: true })
}
"""
_components: Any = st.components  # its second version has no types
_script = _components.v2.component(
    "llmselect_page",
    html="<span></span>",
    css=contribution_bars.CSS + radar_chart.CSS,
    js=INK + LOCALE + LISTS + SCRIPT,
    isolate_styles=False,
)


def run_page_script(language: str) -> None:
    """Once a page: the language of the document (WCAG 3.1.1), of its tables and lists, and fingers that point."""
    _script(key="frame.language", data={"language": language})
