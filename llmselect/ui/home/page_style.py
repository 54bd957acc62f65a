"""Where the parts of Home stand at each width, so that the questions, the sliders and the answer share one screen."""

import streamlit as st

STYLE = """<style>
.st-key-home-questions { gap: 0.3rem }
.st-key-home-questions button { min-height: 1.9rem; padding: 0.1rem 0.55rem }
.st-key-home-priorities { padding-block-start: 0.3rem }
.st-key-home-priorities .st-key-choose-weights { flex-direction: column; flex: 1 1 180px; gap: 0 }
.st-key-home-priorities .st-key-choose-weights > * { flex: 0 0 auto; width: 100% }
.st-key-home-halves [data-testid=stColumn] > [data-testid=stVerticalBlock] { gap: 0.65rem }
.st-key-home-best, [class*=st-key-home-card] { padding: 0.6rem 0.9rem }
:is(.st-key-home-best, [class*=st-key-home-card]) p { line-height: 1.45 }
.st-key-home-best h3 { padding-block: 0.1rem 0.3rem }
.st-key-home-best_facts { row-gap: 0.3rem; padding-block: 0.5rem 0.2rem }
.st-key-home-lines { gap: 0.4rem }
.st-key-home-lines summary { padding-block: 0.3rem }
.st-key-home-pinned { display: none }
@media (min-width: 768px) {
    .st-key-home-priorities [data-testid=stSliderThumbValue] { display: none }
    .st-key-home-priorities :is(label, button) { min-height: 1.4rem }
    .st-key-home-priorities [data-testid=stSlider] > div > div { padding-block: 0.35rem 0.65rem }
}
@media (min-width: 768px) and (max-width: 999px) {
    .st-key-home-halves > * > [data-testid=stHorizontalBlock] { flex-wrap: wrap }
    .st-key-home-halves > * > * > [data-testid=stColumn] { flex: 1 1 100%; min-width: 100% }
    .st-key-home-questions { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0.5rem 1.5rem }
    .st-key-home-questions > :has(> .st-key-home-priorities) { grid-column: 1 / -1 }
    .st-key-home-priorities .st-key-choose-weights {
        display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0.5rem 1.5rem; align-content: start
    }
}
@media (max-width: 767px) {
    .st-key-home-questions button { min-height: 44px }
    .st-key-home-pinned {
        display: flex; position: fixed; inset: auto 0 0 0; z-index: 50; padding: 0.5rem 1rem;
        background: var(--st-background-color, canvas); border-top: 1px solid var(--st-border-color, gray)
    }
}
</style>"""


def draw_page_style() -> None:
    """One style sheet for the page; the value over a slider's thumb is left out where the label's share says enough."""
    st.html(STYLE)
