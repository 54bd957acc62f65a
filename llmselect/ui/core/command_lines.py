"""Commands that start a candidate, as every page shows them: what each does, the line, and what to fill in."""

from collections.abc import Sequence

import streamlit as st

from llmselect.reports.run_commands import Command
from llmselect.text import Voice
from llmselect.ui.core import formatting


def draw_command_lines(commands: Sequence[Command], say: Voice) -> None:
    """Each with its sentence above and, where a part is to be replaced, the sentence on it below."""
    for command in commands:
        st.caption(say(command.label))
        st.code(command.command, language=command.language, wrap_lines=True)
        if command.to_replace is not None:
            st.caption(formatting.escape_markdown(say(command.to_replace)))
