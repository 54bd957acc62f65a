"""Trials of this session that another took the place of before they were saved: none is lost without a click."""

import streamlit as st

from llmselect.bench.trial.record import TrialRecord
from llmselect.text import Voice
from llmselect.ui.core import formatting
from llmselect.ui.try_models.trial_state import MOST_EARLIER, trial_state


def draw_earlier(say: Voice) -> None:
    """A line for each, with what can be done with it; nothing where there are none."""
    state = trial_state()
    if not state.earlier:
        return
    with st.container(border=True, key="try.earlier"):
        st.markdown(say("try.earlier_title"))
        if state.full:
            st.warning(say("try.earlier_full", n=MOST_EARLIER), icon=":material/warning:")
        for i, record in enumerate(state.earlier):
            _line(i, record, say)


def _line(i: int, record: TrialRecord, say: Voice) -> None:
    names = formatting.escape_markdown(", ".join(contestant.name for contestant in record.plan.contestants))
    answers = say("try.progress", done=say.number(len(record.replies), 0), of=say.number(len(record.plan), 0))
    with st.container(horizontal=True, vertical_alignment="center", key=f"try.earlier.{i}"):
        st.markdown(f"{names} · {record.started:%H:%M:%S} UTC · {answers}", width="stretch")
        for act, words in ((_bring_back, "try.bring_back"), (_compare, "try.compare"), (_let_go, "try.let_go")):
            st.button(say(words), key=f"{words}.{i}", type="tertiary", on_click=act, args=(i,))


def _bring_back(i: int) -> None:
    trial_state().bring_back(i)


def _compare(i: int) -> None:
    trial_state().older = trial_state().earlier[i]


def _let_go(i: int) -> None:
    del trial_state().earlier[i]
