"""Answers side by side, as they came: plain text, whatever a model wrote into it."""

import streamlit as st

from llmselect.bench.trial.plan import TrialCell
from llmselect.bench.trial.record import TrialRecord
from llmselect.bench.trial.reply import Reply
from llmselect.text import Voice
from llmselect.ui.core import formatting
from llmselect.ui.try_models.trial_state import trial_state

LONGEST_SHOWN = 6000
IN_A_ROW = 3
LONG, LONG_LINES, TALLEST = 1200, 24, 420
"""From so many characters or lines on, a text scrolls in a frame of so many pixels beside its neighbours."""


def draw_answers(record: TrialRecord, say: Voice) -> None:
    """One task at a time: its prompt, then every contestant's answer with verdict and times."""
    tasks = {task.id: task for task in record.plan.tasks}
    left, right = st.columns([3, 1])
    chosen = left.selectbox(
        say("try.task"),
        list(tasks),
        format_func=lambda i: f"{i} · {' '.join(tasks[i].prompt.split())[:70]}",
        key="try.answers_task",
    )
    repeat = 0
    if record.plan.repeats > 1:
        repeat = right.number_input(say("try.repeat"), 1, record.plan.repeats, 1, key="try.answers_repeat") - 1
    with st.expander(say("try.prompt"), key="try.prompt_drawer"):
        plain(tasks[chosen].prompt)
    for start in range(0, len(record.plan.contestants), IN_A_ROW):
        shown = range(start, min(start + IN_A_ROW, len(record.plan.contestants)))
        for column, position in zip(st.columns(IN_A_ROW), shown, strict=False):
            with column:
                draw_answer(record, TrialCell(position, chosen, repeat), say)


def draw_answer(record: TrialRecord, cell: TrialCell, say: Voice) -> None:
    """One contestant's answer in a frame of its own."""
    with st.container(border=True):
        st.markdown(f"**{formatting.escape_markdown(record.plan.contestants[cell.contestant].name)}**")
        _answer(record, record.by_cell.get(cell), say)


def _answer(record: TrialRecord, reply: Reply | None, say: Voice) -> None:
    if reply is None:
        st.caption(say("try.awaited" if trial_state().running else "try.not_asked"))
        return
    verdict = record.verdict(reply)
    if verdict is not None:
        mark = ":material/check_circle:" if verdict.passed else ":material/cancel:"
        why = formatting.escape_markdown(say(verdict.why))
        st.markdown(f"{mark} {say('try.passed' if verdict.passed else 'try.failed', why=why)}")
    if reply.fault is not None:
        st.warning(formatting.escape_markdown(say(reply.fault)), icon=":material/error:")
    if reply.text or reply.fault is None:
        plain(reply.text)
    st.caption(_facts(reply, say))


def plain(text: str) -> None:
    """Text from outside, with nothing of it read as Markdown or HTML."""
    height = TALLEST if len(text) > LONG or text.count("\n") > LONG_LINES else "content"
    st.code(text[:LONGEST_SHOWN] or " ", language=None, wrap_lines=True, height=height)


def _facts(reply: Reply, say: Voice) -> str:
    if reply.ttft_s is None or reply.total_s is None:
        return say("try.no_times")
    first, total = say.number(reply.ttft_s, 2), say.number(reply.total_s, 2)
    tokens = say.count(reply.output_tokens, "try.token_one", "try.token_many")
    if reply.fault is not None:
        return say("try.faulty_facts", first=first, after=total, tokens=tokens)
    speed = "–" if reply.tpot_s is None else say.number(1 / reply.tpot_s, 1)
    return say("try.reply_facts", first=first, total=total, speed=speed, tokens=tokens)
