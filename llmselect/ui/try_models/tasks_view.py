"""The tasks of a trial: ready ones by kind and language, and the visitor's own, typed or from a file."""

import streamlit as st

from llmselect.bench.graders.grader import Contains, Exact, Numeric
from llmselect.bench.graders.numbers import read_number
from llmselect.bench.tasks.ready_tasks import chosen_tasks
from llmselect.bench.tasks.task import TaskKind, TrialTask
from llmselect.bench.tasks.task_file import MOST_BYTES, read_tasks
from llmselect.errors import LlmselectError
from llmselect.text import Labelled, Language, Text, Voice
from llmselect.ui.core import fault_messages, formatting
from llmselect.ui.try_models.removable_rows import draw_removable_rows
from llmselect.ui.try_models.trial_state import trial_state

_FAULT = "try.tasks_fault"
FIRST_KINDS = (TaskKind.CLASSIFICATION, TaskKind.EXTRACTION, TaskKind.REASONING)
LANGUAGES = {Language.EN: "English", Language.FR: "Français"}
LONGEST_TYPED = 20_000
MOST_LISTED = 20


class AnswerCheck(Labelled):
    """How the answer to a typed prompt is graded."""

    CONTAINS = "contains", Text("contains", "contient")
    EXACT = "exact", Text("is exactly", "est exactement")
    NUMBER = "number", Text("ends with the number", "finit par le nombre")
    PEOPLE = "people", Text("people compare", "on compare à l’œil")


def draw_tasks(say: Voice) -> tuple[TrialTask, ...]:
    """The controls, and the tasks chosen with them."""
    kinds = st.pills(
        say("try.kinds"),
        [kind for kind in TaskKind if kind is not TaskKind.OWN],
        format_func=lambda kind: say(TaskKind(kind).label),
        selection_mode="multi",
        default=list(FIRST_KINDS),
        key="try.kinds",
        persist_state="session",
    )
    languages = st.pills(
        say("try.languages"),
        list(Language),
        format_func=lambda language: LANGUAGES[Language(language)],
        selection_mode="multi",
        default=[say.language],
        key="try.languages",
        persist_state="session",
    )
    with st.expander(say("try.own_title"), icon=":material/edit_note:", key="try.own_drawer"):
        _own(say)
    own = trial_state().own_tasks
    ready = chosen_tasks(map(Language, languages or ()), map(TaskKind, kinds or ()))
    st.caption(say("try.tasks_chosen", ready=len(ready), own=len(own)))
    return (*ready, *own)


def _own(say: Voice) -> None:
    with st.form("try.own_form", clear_on_submit=True, border=False):
        st.text_area(say("try.own_prompt"), key="try.own_prompt", max_chars=LONGEST_TYPED)
        left, right = st.columns(2)
        left.selectbox(
            say("try.own_check"),
            list(AnswerCheck),
            format_func=lambda each: say(AnswerCheck(each).label),
            key="try.own_check",
        )
        right.text_input(
            say("try.own_expected"), key="try.own_expected", max_chars=500, placeholder=say("try.own_ungraded")
        )
        st.form_submit_button(say("try.own_add"), icon=":material/add:", on_click=_add_typed)
    file = st.file_uploader(
        say("try.own_file"),
        type=["csv", "jsonl"],
        key="try.own_file",
        help=say("try.own_file_help"),
        max_upload_size=MOST_BYTES // 2**20,
    )
    if file is not None:
        st.button(say("try.own_read"), key="try.own_read", icon=":material/upload_file:", on_click=_add_file)
    if fault := st.session_state.get(_FAULT):
        fault_messages.show_fault(fault, say)
    lines = [_line(task, say) for task in trial_state().own_tasks[:MOST_LISTED]]
    draw_removable_rows(lines, "try.own", _remove, say)


def _line(task: TrialTask, say: Voice) -> str:
    """A prompt, marked where no rule will grade its answers."""
    prompt = formatting.escape_markdown(_short(task.prompt))
    return prompt if task.graders else f"{prompt} · {say('try.own_ungraded')}"


def _short(prompt: str) -> str:
    line = " ".join(prompt.split())
    return line if len(line) <= 100 else line[:99] + "…"


def _remove(i: int) -> None:
    state = trial_state()
    state.own_tasks = (*state.own_tasks[:i], *state.own_tasks[i + 1 :])


def _add_typed() -> None:
    state, prompt = trial_state(), str(st.session_state.get("try.own_prompt", "")).strip()
    if not prompt:
        return
    used = {task.id for task in state.own_tasks}
    number = next(i for i in range(1, len(used) + 2) if f"typed-{i}" not in used)
    task = TrialTask(id=f"typed-{number}", prompt=prompt[:LONGEST_TYPED], graders=_graders())
    state.own_tasks = (*state.own_tasks, task)


def _graders() -> tuple[Exact | Contains | Numeric, ...]:
    expected = str(st.session_state.get("try.own_expected", "")).strip()[:500]
    check = AnswerCheck(st.session_state.get("try.own_check", AnswerCheck.CONTAINS))
    if not expected or check is AnswerCheck.PEOPLE:
        return ()
    if check is AnswerCheck.NUMBER and (values := read_number(expected)):
        return (Numeric(value=min(values, key=abs)),)
    return (Exact(any_of=(expected,)),) if check is AnswerCheck.EXACT else (Contains(all_of=(expected,)),)


def _add_file() -> None:
    file, state = st.session_state.get("try.own_file"), trial_state()
    st.session_state.pop(_FAULT, None)
    if file is None:
        return
    try:
        read = read_tasks(file.getvalue()[: MOST_BYTES + 1], file.name)
    except LlmselectError as fault:
        st.session_state[_FAULT] = fault
        return
    ids = {task.id for task in read}
    state.own_tasks = (*(task for task in state.own_tasks if task.id not in ids), *read)
