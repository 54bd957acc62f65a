"""Where the parts of Choose stand at each width, and the colours beside the sliders."""

import streamlit as st

from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.ui.core.live_charts.criterion_style import swatch

FRAME = """
[data-testid=stLayoutWrapper]:has(> .st-key-choose-bar) {
    position: sticky; top: 3.75rem; z-index: 45; background: light-dark(#fdfefe, #0f1a1d); padding-block: 0.25rem;
    border-bottom: 1px solid light-dark(#c9d8d6, #31454a)
}
.st-key-choose-bar .st-key-choose-weights {
    display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 0 1.5rem; width: 100%
}
.st-key-choose-bar .st-key-choose-weights > * { min-width: 0 }
.st-key-choose-weights label::before {
    content: ""; flex: none; inline-size: 0.85rem; block-size: 0.85rem; margin-inline-end: 0.4rem; border-radius: 3px
}
.st-key-choose-below { align-items: center; row-gap: 0 }
.st-key-choose-below > :has(.st-key-sure-headline) { flex: 1 1 20rem }
.st-key-sure-headline { min-height: 1.7rem !important; row-gap: 0 }
.st-key-choose-board [data-testid=stHeading] [data-testid=stMarkdownContainer] { margin-block-end: 0 }
.st-key-choose-below > :not(:has(.st-key-sure-headline)) { order: 2 }
.st-key-choose-board { display: grid; gap: 0.5rem 1.75rem; align-items: start;
    grid-template: "local api radar" auto "local api card" auto "detail detail card" 1fr / 5fr 5fr 4fr }
.st-key-choose-board > * { min-width: 0; width: 100% }
.st-key-choose-board > :is(.st-key-lanes-local, :has(> .st-key-lanes-local)) { grid-area: local }
.st-key-choose-board > :is(.st-key-lanes-served, :has(> .st-key-lanes-served)) { grid-area: api }
.st-key-choose-board > .st-key-choose-radar { grid-area: radar }
.st-key-choose-board > :has(> .st-key-choose-chosen) { grid-area: card }
.st-key-choose-board > :has(> .st-key-choose-detail) { grid-area: detail }
.st-key-choose-board h3 { padding-block: 0.2rem; font-size: 1.05rem }
@media (max-width: 1099px) {
    .st-key-choose-board { grid-template: "radar card" auto "local api" auto "detail detail" auto / 1fr 1fr }
}
@media (max-width: 999px) {
    .st-key-choose-bar .st-key-choose-weights { grid-template-columns: repeat(2, minmax(0, 1fr)) }
}
@media (max-width: 767px) {
    [data-testid=stLayoutWrapper]:has(> .st-key-choose-bar) { top: 0 }
}
@media (max-width: 639px) {
    .st-key-choose-bar .st-key-choose-weights { grid-template-columns: minmax(0, 1fr); gap: 0 }
    .st-key-choose-bar [data-testid=stSlider] {
        display: grid; grid-template-columns: 9.5rem minmax(0, 1fr); align-items: center; min-height: 44px
    }
    .st-key-choose-board { grid-template: "radar" auto "local" auto "api" auto "card" auto "detail" auto / 1fr }
}
@media (max-width: 639px) and (max-height: 599px) {
    [data-testid=stLayoutWrapper]:has(> .st-key-choose-bar) { position: static }
}
"""


def draw_page_style() -> None:
    """One style sheet a page."""
    swatches = "".join(swatch(number, f"weight-{criterion.name}") for number, criterion in enumerate(CRITERIA))
    st.html(f"<style>{FRAME}{swatches}</style>")
