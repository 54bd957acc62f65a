"""Lines that a visitor added, each with the button that takes it away."""

from collections.abc import Callable, Iterable

import streamlit as st

from llmselect.text import Voice


def draw_removable_rows(lines: Iterable[str], key: str, remove: Callable[[int], None], say: Voice) -> None:
    """Each line as Markdown; `remove` is called with its position."""
    for i, line in enumerate(lines):
        with st.container(horizontal=True, vertical_alignment="center", key=f"{key}.{i}"):
            st.markdown(line, width="stretch")
            st.button(
                say("try.remove"),
                key=f"{key}_remove.{i}",
                icon=":material/close:",
                on_click=remove,
                args=(i,),
                type="tertiary",
            )
