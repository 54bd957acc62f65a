"""Starting a trial, its progress while it runs, and stopping or resuming it."""

from collections.abc import Iterator

import streamlit as st

from llmselect.bench.chat.listening import LONGEST_ANSWER_S
from llmselect.bench.http.addresses import AddressRule
from llmselect.bench.tasks.task import TrialTask
from llmselect.bench.trial.askers import live_asker
from llmselect.bench.trial.forecast import forecast
from llmselect.bench.trial.plan import MOST_REPEATS, MOST_SIMULTANEOUS, MOST_TASKS, TrialPlan
from llmselect.bench.trial.record import MOST_PLAN_BYTES
from llmselect.bench.trial.trial_run import TrialProgress
from llmselect.reports.costs.money import Money
from llmselect.text import Voice
from llmselect.ui.core import formatting
from llmselect.ui.try_models import forecast_view, tasks_view
from llmselect.ui.try_models.trial_state import trial_state

LOOK_EVERY_S = 1.0
MOST_CELLS = 4000
_BEGUN = "try.begun"
"""Whether the button was pressed: its own value is lost, for it is drawn disabled in the run that starts a trial."""


def draw_setup(rule: AddressRule, money: Money, say: Voice) -> None:
    """Tasks and run in a fragment of their own, so that a choice among them draws neither settings nor results anew."""
    st.fragment(_setup)(rule, money, say)


def _setup(rule: AddressRule, money: Money, say: Voice) -> None:
    st.subheader(say("try.tasks"), anchor=False)
    _draw_run(tasks_view.draw_tasks(say), rule, money, say)


def _draw_run(tasks: tuple[TrialTask, ...], rule: AddressRule, money: Money, say: Voice) -> None:
    """How often and how many at a time, what it comes to, and the button that starts it."""
    state = trial_state()
    left, right = st.columns(2)
    repeats = left.number_input(
        say("try.repeats"), 1, MOST_REPEATS, 1, key="try.repeats", help=say("try.repeats_help"), persist_state="session"
    )
    simultaneous = right.number_input(
        say("try.simultaneous"),
        1,
        MOST_SIMULTANEOUS,
        1,
        key="try.simultaneous",
        help=say("try.simultaneous_help"),
        persist_state="session",
    )
    cells = len(tasks) * len(state.contestants) * int(repeats)
    if cells:
        forecast_view.draw_forecast(forecast(state.contestants, tasks, int(repeats)), money, say)
    else:
        st.caption(say("try.nothing_to_run"))
    if cells > MOST_CELLS:
        st.warning(say("try.too_many_cells", n=say.number(MOST_CELLS, 0)), icon=":material/warning:")
    elif not _fits(tasks):
        most = {"n": MOST_TASKS, "most": MOST_PLAN_BYTES // 2**20}
        st.warning(say("try.too_much_text", **most), icon=":material/warning:")
    st.button(
        say("try.run"),
        key="try.run",
        type="primary",
        icon=":material/play_arrow:",
        disabled=state.running or state.full or not 0 < cells <= MOST_CELLS or not _fits(tasks),
        on_click=_start,
        args=(tasks, int(repeats), int(simultaneous), rule),
    )
    if st.session_state.pop(_BEGUN, False):
        st.rerun(scope="app")  # the progress stands outside this fragment


def _fits(tasks: tuple[TrialTask, ...]) -> bool:
    """Whether a trial of these tasks can be kept in a file and opened again; a letter takes up to six bytes there."""
    letters = sum(len(task.prompt) + len(task.system) for task in tasks)
    small = letters < MOST_PLAN_BYTES // 6
    return len(tasks) <= MOST_TASKS and (small or sum(len(t.model_dump_json()) for t in tasks) <= MOST_PLAN_BYTES)


def _start(tasks: tuple[TrialTask, ...], repeats: int, simultaneous: int, rule: AddressRule) -> None:
    state = trial_state()
    plan = TrialPlan(contestants=tuple(state.contestants), tasks=tasks, repeats=repeats, simultaneous=simultaneous)
    state.start(plan, live_asker(rule, dict(state.keys)))
    st.session_state[_BEGUN] = True


def draw_progress(rule: AddressRule, say: Voice) -> None:
    """The progress of a run, looked at each second until it ends; a stopped one may be resumed."""
    state = trial_state()
    if state.running:
        st.fragment(_look, run_every=LOOK_EVERY_S)(say)
        return
    state.refresh()
    record = state.record
    faults = 0 if record is None else sum(reply.fault_en is not None for reply in record.replies)
    if record is not None and (len(record.replies) < len(record.plan) or faults):
        missing = len(record.plan) - len(record.replies)
        st.warning(_incomplete(missing, faults, say), icon=":material/pause:")
        st.button(say("try.resume"), key="try.resume", icon=":material/replay:", on_click=state.resume, args=(rule,))


def _incomplete(missing: int, faults: int, say: Voice) -> str:
    said = [say.count(missing, "try.missing_one", "try.missing")] if missing else []
    said += [say.count(faults, "try.faulty_one", "try.faulty")] if faults else []
    return " ".join((*said, say("try.kept_so_far")))


def _look(say: Voice) -> None:
    state = trial_state()
    run = state.run
    if run is None or not run.running:
        st.rerun(scope="app")
    progress = run.progress()
    words = say("try.progress", done=say.number(progress.done, 0), of=say.number(progress.of, 0))
    st.progress(progress.done / max(progress.of, 1), " · ".join((words, *_left(run.plan, progress, say))))
    st.button(say("try.stop"), key="try.stop", icon=":material/stop:", on_click=state.stop)


def _left(plan: TrialPlan, progress: TrialProgress, say: Voice) -> Iterator[str]:
    """The time left where it can be told, else the request that holds the trial up."""
    if progress.left_s is not None:
        yield say("try.left", time=_duration(progress.left_s, say))
    elif progress.awaited is not None:
        yield say(
            "try.held_up",
            name=formatting.escape_markdown(plan.contestants[progress.awaited.contestant].name),
            time=_duration(progress.awaited.for_s, say),
            most=_duration(LONGEST_ANSWER_S, say),
        )


def _duration(seconds: float, say: Voice) -> str:
    if seconds < 90:
        return say("try.seconds", n=say.number(max(seconds, 1), 0))
    return say("try.minutes", n=say.number(seconds / 60, 0))
