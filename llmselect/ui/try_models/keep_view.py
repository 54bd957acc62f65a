"""Keeping a trial: a link that opens it, a file, an older one to compare with, and a replay without any server."""

from functools import cache, partial

import streamlit as st

from llmselect.bench.results.against_older import against_older
from llmselect.bench.trial.askers import replay_asker
from llmselect.bench.trial.record import MOST_BYTES, TrialRecord, read_trial, written
from llmselect.bench.trial.trial_store import KEPT_DAYS, TrialStore
from llmselect.errors import LlmselectError
from llmselect.text import Voice
from llmselect.ui.core import address, fault_messages, tables
from llmselect.ui.try_models.trial_state import trial_state
from llmselect.ui.try_models.two_line_table import draw_two_line_table

PARAMETER = "trial"
_FAULT = "try.keep_fault"
REPLAYED_FASTER = 10.0


@cache
def store() -> TrialStore:
    """The database of this process."""
    return TrialStore()


def open_linked() -> None:
    """Show the trial that the address names, once; a link that opens nothing says so."""
    token = st.query_params.get(PARAMETER)
    state = trial_state()
    if token and not state.full and token != state.token and token != st.session_state.get("try.opened"):
        st.session_state["try.opened"] = token
        try:
            state.show(store().open(token))
            state.token = token
        except LlmselectError as fault:
            st.session_state[_FAULT] = fault


def draw_keep(record: TrialRecord, say: Voice) -> None:
    """Save, export, replay."""
    state = trial_state()
    with st.container(horizontal=True, key="try.keep_buttons"):
        st.button(say("try.save"), key="try.save", icon=":material/link:", on_click=_save, args=(record,))
        day = record.started.date().isoformat()
        st.download_button(
            say("try.export"),
            partial(written, record),
            file_name=f"llmselect-trial-{day}.jsonl",
            mime="application/jsonl",
            key="try.export",
            on_click=_exported,
            args=(record,),
            icon=":material/download:",
        )
        st.button(
            say("try.replay"),
            key="try.replay",
            icon=":material/replay:",
            on_click=_replay,
            args=(record,),
            disabled=state.full,
        )
    st.caption(say("try.keep_help", days=KEPT_DAYS))
    if state.token is not None:
        st.code(address.link(), language=None, wrap_lines=True)


def _exported(record: TrialRecord) -> None:
    trial_state().safe = record


def _save(record: TrialRecord) -> None:
    state = trial_state()
    st.session_state.pop(_FAULT, None)
    title = ", ".join(contestant.name for contestant in record.plan.contestants)
    try:
        state.token = store().save(record, title)
        state.safe = record
        st.session_state["try.opened"] = state.token
        st.query_params[PARAMETER] = state.token
    except LlmselectError as fault:
        st.session_state[_FAULT] = fault


def _replay(record: TrialRecord) -> None:
    """Run the recorded cells again as they came, ten times as fast: what a classroom without keys uses."""
    state = trial_state()
    state.start(record.plan.model_copy(update={"repeats": record.plan.repeats}), replay_asker(record, REPLAYED_FASTER))
    state.replayed = True


def draw_open(say: Voice, *, local: bool) -> None:
    """Open a trial from a file or, on one's own computer, from the list of those kept; also to compare with."""
    with st.expander(say("try.open_title"), icon=":material/folder_open:", key="try.open_drawer"):
        most = MOST_BYTES // 2**20
        st.file_uploader(say("try.import", most=most), type=["jsonl"], key="try.import", max_upload_size=most)
        with st.container(horizontal=True, key="try.open_buttons"):
            nothing = st.session_state.get("try.import") is None
            for name, older in (("try.open", False), ("try.compare", True)):
                closed = nothing or (trial_state().full and not older)
                st.button(say(name), key=name, disabled=closed, on_click=_import, args=(older,))
        if local:
            _listed(say)
    if fault := st.session_state.get(_FAULT):
        fault_messages.show_fault(fault, say)


def _import(older: bool) -> None:
    file = st.session_state.get("try.import")
    if file is not None:
        _take(partial(read_trial, file.getvalue()), older)


def _take(read: "partial[TrialRecord]", older: bool) -> None:
    state = trial_state()
    st.session_state.pop(_FAULT, None)
    try:
        record = read()
    except LlmselectError as fault:
        st.session_state[_FAULT] = fault
        return
    if older:
        state.older = record
    else:
        state.show(record)


def _listed(say: Voice) -> None:
    """Names of the trials kept on this computer; nobody else's are ever listed."""
    try:
        kept = {each.token_hash: each for each in store().listed()}
    except LlmselectError:
        return
    if not kept:
        return
    chosen = st.selectbox(
        say("try.kept"),
        list(kept),
        format_func=lambda key: f"{say.day(kept[key].saved.date())} · {kept[key].title}",
        key="try.kept",
    )
    with st.container(horizontal=True, key="try.kept_buttons"):
        open_kept = partial(store().open_hashed, chosen)
        full = trial_state().full
        st.button(say("try.open"), key="try.open_kept", on_click=_take, args=(open_kept, False), disabled=full)
        st.button(say("try.compare"), key="try.compare_kept", on_click=_take, args=(open_kept, True))
        st.button(say("try.forget"), key="try.forget", on_click=store().forget, args=(chosen,))


def draw_older(record: TrialRecord, say: Voice) -> None:
    """The same contestants on the same tasks, then and now."""
    older = trial_state().older
    if older is None:
        return
    found = against_older(record, older)
    st.markdown(say("try.older_title", day=say.day(older.started.date())))
    if not found:
        st.info(say("try.nothing_in_common"), icon=":material/info:")
        return
    columns: tables.Columns = {
        say("try.contestant"): [each.name for each in found],
        say("try.now"): [round(100 * each.now, 1) for each in found],
        say("try.then"): [round(100 * each.then, 1) for each in found],
        say("try.graded"): [each.comparison.tasks for each in found],
        say("try.low"): [round(100 * each.comparison.difference.low, 1) for each in found],
        say("try.high"): [round(100 * each.comparison.difference.high, 1) for each in found],
        say("try.p"): [round(each.comparison.p, 4) for each in found],
    }
    draw_two_line_table(columns, say("try.older_title", day=""), say, "try.older_table")
