"""A button for a file that is made when somebody asks for it."""

from collections.abc import Callable

import streamlit as st


def draw_file_button(label: str, made: Callable[[], bytes | str], name: str, kind: str, key: str) -> None:
    """`name` of the file with its ending, `kind` its media type; `key` is followed by the ending."""
    st.download_button(
        label,
        made,
        file_name=name,
        mime=kind,
        key=f"{key}{name.rsplit('.')[-1]}",
        on_click="ignore",
        icon=":material/download:",
        width="stretch",
    )
