"""How the workshop looks: large targets for thumbs on phones, large type on the wall."""

import streamlit as st

STYLE = """
.st-key-workshop-entrance > * { flex: 1 1 18rem }
.st-key-workshop-ballot label::before {
    content: ""; flex: none; inline-size: 0.85rem; block-size: 0.85rem; margin-inline-end: 0.4rem; border-radius: 3px
}
.st-key-workshop-short_code p { font-size: 2.2rem; letter-spacing: 0.12em; font-weight: 650 }
.st-key-workshop-desk { display: grid; grid-template-columns: minmax(14rem, 1fr) 3fr; gap: 1rem 2rem }
.st-key-workshop-desk > * { min-width: 0; width: 100% }
@media (max-width: 899px) { .st-key-workshop-desk { grid-template-columns: minmax(0, 1fr) } }
@media (max-width: 767px) {
    .st-key-workshop-ballot button, .st-key-workshop-entrance button { min-height: 48px; width: 100% }
    .st-key-workshop-ballot [data-testid=stSlider] { padding-block: 0.35rem }
    .st-key-workshop-ballot [data-testid=stSlider] [role=group] > [data-rac] { min-block-size: 44px }
    .st-key-workshop-ballot [data-testid=stSlider] [data-rac] [data-rac] [data-rac] {
        inline-size: 24px; block-size: 24px
    }
    .st-key-workshop-ballot [data-testid=stSlider] [data-rac] [data-rac] [data-rac]::after {
        content: ""; position: absolute; inset: -10px
    }
    .st-key-workshop-ballot [data-testid=stSliderThumbValue] { display: none }
}
"""
PHONE = """
.st-key-settings-bar { display: none !important }
[data-testid=stMainBlockContainer] { max-width: 44rem }
"""
"""A participant sets weights and nothing else."""
WALL = """
header[data-testid=stHeader], .st-key-settings-bar, .st-key-settings-menu { display: none !important }
[data-testid=stMainBlockContainer] { max-width: none; padding-block: 1.5vh 0 }
.st-key-workshop-wall, .st-key-workshop-wall [data-testid=stVerticalBlock] { gap: 0.6vh }
[data-testid=stMainBlockContainer] h1 { font-size: min(3.4vw, 5vh); padding-block: 0 }
.st-key-workshop-wall_head [data-testid=stAlertContainer] { padding-block: 0.4vh }
.st-key-workshop-wall p { font-size: max(min(2vw, 3.6vh), 1.25rem); line-height: 1.25; overflow-wrap: anywhere }
.st-key-workshop-wall [data-testid=stCaptionContainer] p { font-size: max(min(1.6vw, 2.5vh), 1rem) }
.st-key-workshop-wall_code p {
    font-size: clamp(4rem, 10vw, 12rem) !important; letter-spacing: 0.04em; font-weight: 700; line-height: 1 !important;
    white-space: nowrap
}
.st-key-workshop-wall img { width: min(44vw, 66vh) !important; max-width: none !important }
.st-key-workshop-wall_open { display: grid; grid-template-columns: 1fr 1fr; gap: 2rem; align-items: center }
.st-key-workshop-wall_results { display: grid; grid-template-columns: 2fr 3fr; gap: 2vw; min-block-size: 61vh }
:is(.st-key-workshop-wall_open, .st-key-workshop-wall_results) > * { min-width: 0; width: 100% }
:is(.st-key-workshop-wall_dots_frame, .st-key-workshop-wall_dots_frame > *) { block-size: 61vh }
.st-key-workshop-wall_dots_frame text { font-size: max(min(1.9vw, 3.4vh), 1rem) !important }
.st-key-workshop-wall_ranking table { width: 100%; line-height: 1.2 }
.st-key-workshop-wall_ranking :is(th, td) {
    border: 0; padding: 0.35vh 0.4em; font-size: max(min(2.2vw, 3.9vh), 1rem); vertical-align: top; white-space: nowrap
}
.st-key-workshop-wall_ranking table:has(tbody tr:nth-child(7)) :is(th, td) { font-size: max(min(2vw, 2.9vh), 1rem) }
.st-key-workshop-wall_ranking td:nth-child(2) { width: 100%; white-space: normal; overflow-wrap: anywhere }
.st-key-workshop-wall_ranking th { font-weight: 400; opacity: 0.8 }
@media (max-width: 899px) {
    :is(.st-key-workshop-wall_open, .st-key-workshop-wall_results) { grid-template-columns: minmax(0, 1fr) }
    .st-key-workshop-wall_results { min-block-size: 0 }
}
"""
"""Shares of the screen, so that the results fit one whatever its size: the two pictures take 61 % of its height."""


def draw_style(more: str = "") -> None:
    """One style sheet for the page and one for who looks at it."""
    st.html(f"<style>{STYLE}{more}</style>")
