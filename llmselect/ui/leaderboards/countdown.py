"""Seconds until the sources may be asked again, counted down by the browser alone: no run of the page for each."""

import math

import streamlit as st

from llmselect.text import Voice

STYLE = """<style>
@property --left {{ syntax: "\\3c integer>"; inherits: false; initial-value: 0 }}
@keyframes {name} {{ from {{ --left: {seconds} }} to {{ --left: 0 }} }}
.boards-left::after {{
    counter-reset: left var(--left); content: counter(left); animation: {name} {seconds}s linear forwards
}}
.boards-wait {{ font-size: 0.875rem; opacity: 0.85 }}
</style>"""
"""`\\3c ` is a less-than sign: with one of its own the browser's cleaning takes the style for a tag and drops it."""


def draw_countdown(wait_s: float, say: Voice) -> None:
    """One sentence in which the number falls; the page is drawn again at the end by whoever watches the readings.

    The animation is named after its seconds, so that a page drawn anew starts from the right one.
    """
    seconds = math.ceil(wait_s)
    st.html(STYLE.format(name=f"boards-left-{seconds}", seconds=seconds))
    words = say("boards.wait", seconds='<span class="boards-left"></span>')
    st.html(f'<div class="boards-wait">{words}</div>')
