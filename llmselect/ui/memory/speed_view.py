"""How fast one quantization runs: writing, reading, a typical answer, and both speeds over the context."""

import streamlit as st

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import LanguageModel, Reasoning
from llmselect.estimates.core.columns import Estimate, Fit
from llmselect.estimates.runs.curves import AnswerTime, answer_time
from llmselect.estimates.runs.nearest import Nearest, nearest_measurement
from llmselect.estimates.runs.run_estimates import RunEstimate
from llmselect.estimates.runs.thoughts import thinking_of
from llmselect.machine.machine import Phase
from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui.core import formatting
from llmselect.ui.memory import curve_view

THINKERS = (Reasoning.OPTIONAL, Reasoning.ALWAYS)


def draw_speed(catalog: Catalog, model: LanguageModel, run: RunEstimate, settings: Settings, say: Voice) -> None:
    """Three figures of the selected quantization and the curve; nothing where it does not run."""
    if run.fit is Fit.NONE or run.decode_tokens_per_s is None:
        return
    st.subheader(say("speed.title"), anchor=False)
    with st.container(horizontal=True, key="speed.cards"):
        _card(run.decode_tokens_per_s, Phase.DECODE, catalog, model, run, settings, say)
        _card(run.prefill_tokens_per_s, Phase.PREFILL, catalog, model, run, settings, say)
        time = answer_time(catalog, model, run.quantization, settings.machine, settings.workload)
        thoughts = thinking_of(catalog, model, settings.workload)
        _answer(time, thoughts, model, settings, say)
    curve_view.draw_speed_curves(catalog, model, run, settings, say)


def _card(
    speed: Estimate | None,
    phase: Phase,
    catalog: Catalog,
    model: LanguageModel,
    bar: RunEstimate,
    settings: Settings,
    say: Voice,
) -> None:
    """One speed with its range, what corrected it, and the nearest published measurement with its source."""
    workload = settings.workload
    depth = workload.prompt_tokens + workload.output_tokens / 2 if phase is Phase.DECODE else workload.prompt_tokens / 2
    with st.container(border=True, width="stretch", key=f"speed.{phase}"):
        _value(say(phase.label), speed, say("speed.per_s"), say)
        ratio = bar.decode_calibration_factor if phase is Phase.DECODE else bar.prefill_calibration_factor
        if ratio != 1:
            st.caption(f":material/speed: {say('speed.corrected', ratio=say.number(ratio, 2))}")
        nearest = nearest_measurement(catalog, model, bar.quantization, settings.machine, phase, depth)
        st.caption(_nearest(nearest, catalog, say) if nearest else say("speed.no_measurement"))


def _value(label: str, value: Estimate | None, unit: str, say: Voice) -> None:
    """The unit stands with the label: beside the figure a phone has no room for it."""
    titled = f"{label} ({unit})"
    if value is None:
        st.metric(titled, say("how.unknown"))
        return
    st.metric(titled, say.number(value.likely, formatting.digits_for(value.likely)))
    low, high = (say.number(side, formatting.digits_for(side)) for side in (value.low, value.high))
    st.caption(say("speed.between", low=low, high=high))


def _nearest(nearest: Nearest, catalog: Catalog, say: Voice) -> str:
    """What was measured, where it was published, and what is not the same."""
    speed = say.number(nearest.tokens_per_s, formatting.digits_for(nearest.tokens_per_s))
    model = catalog.models[nearest.model].name if nearest.model in catalog.models else nearest.model
    device = nearest.accelerator if nearest.count == 1 else f"{nearest.count} × {nearest.accelerator}"
    what = say(
        "speed.measured",
        speed=speed,
        model=formatting.escape_markdown(model),
        quantization=formatting.escape_markdown(nearest.quantization),
        device=formatting.escape_markdown(device),
        engine=formatting.escape_markdown(nearest.engine),
    )
    source = say("speed.source", day=formatting.published(nearest.date, say))
    told = f":material/straighten: {what} [{source}]({nearest.source})."
    if nearest.differs:
        told += " " + say(
            "speed.differs", words=formatting.escape_markdown(", ".join(say(words) for words in nearest.differs))
        )
    return told


def _answer(time: AnswerTime | None, thoughts: Estimate, model: LanguageModel, settings: Settings, say: Voice) -> None:
    """Time to finish the typical answer, split into its parts."""
    workload = settings.workload
    with st.container(border=True, width="stretch", key="speed.answer"):
        _value(say("speed.answer"), time and time.total_s, say("speed.s"), say)
        if time is None:
            return
        parts = [
            say("speed.prompt_part", n=say.number(workload.prompt_tokens, 0), s=_seconds(time.prompt_s, say)),
            say("speed.answer_part", n=say.number(workload.output_tokens, 0), s=_seconds(time.answer_s, say)),
        ]
        if time.thinking_s is not None:
            n, s = say.number(thoughts.likely, 0), _seconds(time.thinking_s, say)
            parts.insert(1, say("speed.thinking_part", n=n, s=s))
        st.caption(" · ".join(parts))
        if model.reasoning in THINKERS and not thoughts.likely:
            each = 1000 * time.answer_s.likely / workload.output_tokens
            st.caption(f":material/psychology: {say('speed.thinks', s=say.number(each, formatting.digits_for(each)))}")


def _seconds(value: Estimate, say: Voice) -> str:
    return say.number(value.likely, formatting.digits_for(value.likely))
