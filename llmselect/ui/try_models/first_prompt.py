"""Something to try at once on one's own computer: the packaged model against itself, and what it says of this
machine."""

from dataclasses import dataclass

import streamlit as st

from llmselect.bench import local_server
from llmselect.bench.faults import ServerFault
from llmselect.bench.http.addresses import AddressRule
from llmselect.bench.measured import Measured
from llmselect.bench.tasks.ready_tasks import chosen_tasks
from llmselect.bench.tasks.task import TaskKind
from llmselect.bench.trial.askers import live_asker
from llmselect.bench.trial.plan import MOST_CONTESTANTS, Contestant, TrialCell, TrialPlan
from llmselect.catalog.catalog import Catalog
from llmselect.errors import LlmselectError
from llmselect.estimates.runs.calibration import plausible_speeds
from llmselect.estimates.runs.one_model import estimate
from llmselect.machine.machine import Machine, Phase, UserMeasurement
from llmselect.settings import Settings
from llmselect.text import Language, Voice
from llmselect.ui.core import fault_messages, formatting, tables
from llmselect.ui.store import kept_measurements
from llmselect.ui.try_models.answers_view import draw_answer
from llmselect.ui.try_models.contestants_view import PACKAGED
from llmselect.ui.try_models.trial_state import trial_state
from llmselect.ui.try_models.two_line_table import draw_two_line_table

MODEL, QUANTIZATION = "smollm2-135m-instruct", "Q4_1"
"""What the packaged model is in the catalog."""
TEMPERATURES = (0.0, 1.0)
SHOWN = (MODEL, "qwen3-8b", "llama-3.1-8b-instruct")
PROMPT_TOKENS, OUTPUT_TOKENS, ROUNDS = 512, 128, 3
LOOK_EVERY_S = 1.0
FIELDS = {Phase.DECODE: "decode_tokens_per_s", Phase.PREFILL: "prefill_tokens_per_s"}
ESTIMATED = {Phase.DECODE: "try.speed_decode", Phase.PREFILL: "try.speed_prefill"}
FOUND = {Phase.DECODE: "try.here_decode", Phase.PREFILL: "try.here_prefill"}
_FAULT, _BEFORE = "try.first_fault", "try.before"


@dataclass(frozen=True, slots=True)
class SpeedBefore:
    """Writing and reading speeds that were estimated before the machine was measured, by model; None: unknown."""

    machine: Machine
    measured: Measured


def draw_first_prompt(catalog: Catalog, rule: AddressRule, settings: Settings, say: Voice) -> None:
    """Two buttons; drawn only where the owner turned local things on."""
    with st.container(border=True, key="try.first"):
        st.markdown(say("try.first_title"))
        st.caption(say("try.first_help"))
        with st.container(horizontal=True, key="try.first_buttons"):
            busy = (
                trial_state().running or trial_state().full
            )  # its server would answer two at once, and slower than it is
            st.button(
                say("try.first_run"),
                key="try.first_run",
                icon=":material/bolt:",
                on_click=_begin,
                args=(rule, say),
                disabled=busy,
            )
            pressed = st.button(say("try.measure"), key="try.measure", icon=":material/speed:", disabled=busy)
        if pressed:
            _measure(catalog, settings, say)
        if fault := st.session_state.get(_FAULT):
            fault_messages.show_fault(fault, say)
        before = st.session_state.get(_BEFORE)
        if isinstance(before, SpeedBefore):
            _before_and_after(catalog, before, say)
        if shows_answers(first=trial_state().first, view=str(st.session_state.get("try.view"))):
            st.fragment(_first_answers, run_every=LOOK_EVERY_S if trial_state().running else None)(say)


def _begin(rule: AddressRule, say: Voice) -> None:
    """Two settings of the packaged model compete on a few short tasks."""
    for shown in (_FAULT, _BEFORE):
        st.session_state.pop(shown, None)
    try:
        served = local_server.models(PACKAGED.base_url)
    except ServerFault as fault:
        st.session_state[_FAULT] = fault
        return
    state, pair = trial_state(), tuple(_setting(served[0], temperature, say) for temperature in TEMPERATURES)
    state.contestants = [each for each in state.contestants if each not in pair]
    for contestant in pair:
        state.add(contestant)
    tasks = chosen_tasks([Language.EN], [TaskKind.CLASSIFICATION, TaskKind.REASONING, TaskKind.SUMMARY])
    state.start(TrialPlan(contestants=pair, tasks=tasks), live_asker(rule, {}))
    state.first = True


def _setting(served: str, temperature: float, say: Voice) -> Contestant:
    """The packaged model at one temperature."""
    return Contestant(
        name=say("try.first_name", n=say.number(temperature, 1)),
        base_url=PACKAGED.base_url,
        model=served,
        temperature=temperature,
        max_tokens=96,
        catalog_model=MODEL,
        quantization=QUANTIZATION,
    )


def shows_answers(*, first: bool, view: str) -> bool:
    """Whether the answers stand in the box: those of a first prompt, and not while they are compared without names."""
    return first and view != "blind"


def _first_answers(say: Voice) -> None:
    """What both settings answered to the first task, as soon as it is there; everything else stands in the results."""
    state = trial_state()
    state.refresh()
    record = state.record
    if record is None:
        return
    with st.container(key="try.first_answers"):
        first_line = record.plan.tasks[0].prompt.splitlines()[0]
        st.caption(say("try.first_asked", prompt=formatting.escape_markdown(first_line)))
        for column, position in zip(st.columns(len(record.plan.contestants)), range(MOST_CONTESTANTS), strict=False):
            with column:
                draw_answer(record, TrialCell(position, record.plan.tasks[0].id, 0), say)


def _measure(catalog: Catalog, settings: Settings, say: Voice) -> None:
    """About a minute; what is found counts as the machine's own measurement at once."""
    st.session_state.pop(_FAULT, None)
    bar = st.progress(0.0, say("server.loading"))
    try:
        name = local_server.models(PACKAGED.base_url)[0]
        for step in local_server.measure(PACKAGED.base_url, name, PROMPT_TOKENS, OUTPUT_TOKENS, ROUNDS):
            if isinstance(step, Measured):
                _take(catalog, SpeedBefore(settings.machine, step))
            else:
                bar.progress(min(step.done / step.of, 1.0), say(step.words))
    except ServerFault as fault:
        st.session_state[_FAULT] = fault
    finally:
        bar.empty()


def _take(catalog: Catalog, before: SpeedBefore) -> None:
    """A speed that the machine in the settings cannot have corrects nothing; the other one still counts."""
    st.session_state[_BEFORE] = before
    kept_measurements.keep(_plausible(catalog, before))


def _plausible(catalog: Catalog, before: SpeedBefore) -> tuple[UserMeasurement, ...]:
    return plausible_speeds(catalog, before.machine, before.measured.own_speeds(MODEL, QUANTIZATION))


def _before_and_after(catalog: Catalog, before: SpeedBefore, say: Voice) -> None:
    """The estimates of a few models without and with what was measured."""
    mine, kept = before.measured.own_speeds(MODEL, QUANTIZATION), _plausible(catalog, before)
    for speed in mine:
        if speed not in kept:
            st.warning(_other_machine(catalog, before.machine, speed, say), icon=":material/warning:")
    if not kept:
        return
    calibrated = _calibrated(before.machine, kept)
    columns: tables.Columns = {say("try.model_column"): [catalog.models[model].name for model in SHOWN]}
    for phase, field in FIELDS.items():
        for machine, when in ((before.machine, "try.before"), (calibrated, "try.after")):
            values = [_likely(catalog, model, machine, field) for model in SHOWN]
            columns[say(ESTIMATED[phase], when=say(when))] = values
    st.markdown(say("try.measured_here", speeds=say("try.and").join(_found(each, say) for each in kept)))
    draw_two_line_table(columns, say("try.before_alt"), say, "try.before_table")


def _other_machine(catalog: Catalog, machine: Machine, speed: UserMeasurement, say: Voice) -> str:
    """Which speed is how far from its estimate, and why that may be."""
    likely = _likely(catalog, MODEL, machine, FIELDS[speed.phase])
    return say("try.other_machine", measured=_found(speed, say), likely=_rounded(likely or 0.0, say))


def _found(speed: UserMeasurement, say: Voice) -> str:
    return say(FOUND[speed.phase], speed=_rounded(speed.tokens_per_s, say))


def _calibrated(machine: Machine, mine: tuple[UserMeasurement, ...]) -> Machine:
    replaced = {each.subject for each in mine}
    others = (m for m in machine.measured if m.subject not in replaced)
    return machine.model_copy(update={"measured": (*others, *mine)[-kept_measurements.MOST :]})


def _likely(catalog: Catalog, model: str, machine: Machine, field: str) -> float | None:
    try:
        run = estimate(model, machine, quantization=QUANTIZATION if model == MODEL else None, catalog=catalog)
    except LlmselectError:
        return None
    found = getattr(run, field)
    return None if found is None else float(f"{found.likely:.3g}")


def _rounded(value: float, say: Voice) -> str:
    return say.number(value, formatting.digits_for(value))
