"""Having a model judge the answers: which one, its progress, and the ratings that its consistent verdicts give."""

from dataclasses import replace

import streamlit as st

from llmselect.bench.http.addresses import AddressRule
from llmselect.bench.results.blind_votes import ratings
from llmselect.bench.trial.judge_run import JudgeRun
from llmselect.bench.trial.plan import Contestant
from llmselect.bench.trial.record import TrialRecord, Voter
from llmselect.text import Voice
from llmselect.ui.core import fault_messages
from llmselect.ui.try_models.blind_view import rating_columns
from llmselect.ui.try_models.trial_state import trial_state
from llmselect.ui.try_models.two_line_table import draw_two_line_table

_RUN = "try.judge_run"
LOOK_EVERY_S = 1.0


def draw_judge(record: TrialRecord, rule: AddressRule, say: Voice) -> None:
    """The choice of the judge among the models added, and what it said."""
    state, run = trial_state(), _run_of(record)
    with st.expander(say("try.judge_title"), icon=":material/gavel:", key="try.judge_drawer"):
        st.caption(say("try.judge_help"))
        judges = {each.name: each for each in state.contestants}
        if not judges or len(record.plan.contestants) < 2:
            st.caption(say("try.judge_none"))
            return
        name = st.selectbox(say("try.judge"), list(judges), key="try.judge")
        if run is not None and run.running:
            st.fragment(_look, run_every=LOOK_EVERY_S)(say)
            return
        st.button(
            say("try.judge_run"),
            key="try.judge_begin",
            icon=":material/gavel:",
            on_click=_begin,
            args=(record, judges[name], rule),
        )
        if run is not None:
            _take(run)
            if run.fault is not None:
                fault_messages.show_fault(run.fault, say)
            st.caption(say("try.judge_consistent", n=len(run.votes()), of=run.asked))
    found = ratings(state.record, Voter.JUDGE) if state.record is not None else None
    if found is not None:
        names = [contestant.name for contestant in record.plan.contestants]
        draw_two_line_table(rating_columns(names, found, say), say("try.judge_alt"), say, "try.judge_table")


def _run_of(record: TrialRecord) -> JudgeRun | None:
    """The judge at work on this trial; one that was left at another stops."""
    run = st.session_state.get(_RUN)
    if isinstance(run, JudgeRun) and run.plan is not record.plan:
        run.stop()
        return None
    return run if isinstance(run, JudgeRun) else None


def _begin(record: TrialRecord, judge: Contestant, rule: AddressRule) -> None:
    run = JudgeRun(record, judge, rule, trial_state().keys.get(judge.host))
    st.session_state[_RUN] = run
    run.start()


def _take(run: JudgeRun) -> None:
    """Add its verdicts to the trial, each once."""
    state = trial_state()
    if state.record is not None:
        new = tuple(vote for vote in run.votes() if vote not in state.record.votes)
        if new:
            state.record = replace(state.record, votes=(*state.record.votes, *new))


def _look(say: Voice) -> None:
    run = st.session_state.get(_RUN)
    if not isinstance(run, JudgeRun) or not run.running:
        st.rerun(scope="app")
    st.caption(f":material/sync: {say.count(run.asked, 'try.judge_asked_one', 'try.judge_asked')}")
    st.button(say("try.stop"), key="try.judge_stop", icon=":material/stop:", on_click=run.stop)
