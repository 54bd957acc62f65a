"""Speed over the context as a picture with its sentence and its table."""

import numpy as np
import streamlit as st

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.models import LanguageModel
from llmselect.charts.speed_curves import Curve, CurveLegend, DepthMark, speed_curves
from llmselect.estimates.core.columns import Fit
from llmselect.estimates.runs import curves
from llmselect.estimates.runs.run_estimates import RunEstimate
from llmselect.machine.machine import Phase
from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui.core import figures, formatting, tables
from llmselect.units import GIB

_PHASE = "speed.phase"
DIGITS = 3
AXES = {Phase.DECODE: "speed.decode_axis", Phase.PREFILL: "speed.prefill_axis"}
SENTENCES = {Phase.DECODE: "speed.decode_sentence", Phase.PREFILL: "speed.prefill_sentence"}
SIDES = ("speed.low", "speed.likely", "speed.high")


def draw_speed_curves(catalog: Catalog, model: LanguageModel, bar: RunEstimate, settings: Settings, say: Voice) -> None:
    """Decode or prefill over the context; what cannot be known is left out of the picture and empty in the table."""
    estimates = curves.speed_curves(catalog, model, bar.quantization, settings.machine, settings.workload)
    st.session_state.setdefault(_PHASE, Phase.DECODE)
    shown = st.segmented_control(
        say("speed.curve"),
        list(Phase),
        format_func=lambda each: say(Phase(each).label),
        key=_PHASE,
        required=True,
        persist_state="session",
        label_visibility="collapsed",
    )
    phase = Phase(shown or Phase.DECODE)
    speeds = estimates.decode if phase == Phase.DECODE else estimates.prefill
    estimated = np.flatnonzero(~np.isnan(speeds.likely))
    if len(estimated) < 2:
        st.info(say("speed.no_curve"), icon=":material/info:")
        return
    st.markdown(_sentence(estimates, estimated, phase, say))
    depths = [int(estimates.depth_tokens[row]) for row in estimated]
    curve = Curve(depths, *([float(side[row]) for row in estimated] for side in speeds))
    words = CurveLegend(say("speed.depth"), say(AXES[phase]), say("speed.likely"), say("speed.range"), say("speed.own"))
    figure = speed_curves(curve, _marks(estimates, depths, say), (), words, say)
    figures.draw_figure(figure, "speed.chart", say("speed.chart_alt", model=model.name))
    with st.expander(say("speed.table"), icon=":material/table:", key="speed.table"):
        tables.draw_table(_columns(estimates, say), say("speed.table"), say, key="speed.table_drawn")


def _sentence(estimates: curves.Curves, estimated: np.ndarray, phase: Phase, say: Voice) -> str:
    """From an empty cache to the longest context: how much slower it gets, and where the memory ends."""
    speeds = estimates.decode if phase == Phase.DECODE else estimates.prefill
    first, last = int(estimated[0]), int(estimated[-1])
    sentence = say(
        SENTENCES[phase],
        first=_speed(float(speeds.likely[first]), say),
        last=_speed(float(speeds.likely[last]), say),
        depth=say.number(int(estimates.depth_tokens[last]), 0),
    )
    deepest = int(estimates.depth_tokens[-1])
    if estimates.wholly_up_to_tokens is not None and _splits(estimates):
        sentence += " " + say("speed.wholly", n=say.number(estimates.wholly_up_to_tokens, 0))
    if estimates.fits_up_to_tokens is not None and estimates.fits_up_to_tokens < deepest:
        sentence += " " + say("speed.fits", n=say.number(estimates.fits_up_to_tokens, 0))
    return sentence


def _splits(estimates: curves.Curves) -> bool:
    """Whether a longer context still fits with a part in main memory; elsewhere all memory ends at once."""
    wholly, fits = estimates.wholly_up_to_tokens, estimates.fits_up_to_tokens
    return wholly is not None and fits is not None and wholly < fits


def _speed(value: float, say: Voice) -> str:
    return say.number(value, formatting.digits_for(value))


def _marks(estimates: curves.Curves, depths: list[int], say: Voice) -> list[DepthMark]:
    """Where the typical request stands, and where the accelerators, or the only memory, are full."""
    here = int(estimates.depth_tokens[estimates.workload_row])
    marks = [DepthMark(here, say("speed.yours"))] if here <= depths[-1] else []
    full = estimates.wholly_up_to_tokens
    if full is not None and full < int(estimates.depth_tokens[-1]):
        marks.append(DepthMark(full, say("speed.full" if _splits(estimates) else "speed.full_memory"), limit=True))
    return marks


def _columns(estimates: curves.Curves, say: Voice) -> tables.Columns:
    rows = range(len(estimates.depth_tokens))
    return {
        say("speed.depth"): [int(estimates.depth_tokens[row]) for row in rows],
        say("bars.total"): [round(float(estimates.total_bytes[row]) / GIB, 2) for row in rows],
        say("bars.verdict"): [say(Fit(int(estimates.fit[row])).label) for row in rows],
        **{
            f"{say(phase.label)}, {say(side)}": [_rounded(float(column[row])) for row in rows]
            for phase, speeds in ((Phase.DECODE, estimates.decode), (Phase.PREFILL, estimates.prefill))
            for side, column in zip(SIDES, speeds, strict=True)
        },
    }


def _rounded(value: float) -> float | None:
    return None if np.isnan(value) else float(f"{value:.{DIGITS}g}")
