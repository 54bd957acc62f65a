"""Times, speeds and costs of the contestants, with the definitions that the figures follow."""

import streamlit as st

from llmselect.bench.feedback.measured_machine import machine_measurements
from llmselect.bench.feedback.measured_offers import OfferMeasurement, offer_measurement
from llmselect.bench.results.latency import LatencySummary, latency
from llmselect.bench.trial.record import TrialRecord
from llmselect.catalog.catalog import Catalog
from llmselect.charts.answer_times import MedianTimes, TimeLabels, answer_times
from llmselect.estimates.runs.calibration import measured_faults
from llmselect.machine.machine import Machine, UserMeasurement
from llmselect.text import Voice
from llmselect.ui.core import figures, formatting, rooms, tables
from llmselect.ui.store import kept_measurements, visitors_speeds


def draw_times(record: TrialRecord, catalog: Catalog, machine: Machine, say: Voice) -> None:
    """Bars and their table, the definitions, and the button that hands the speeds on."""
    names = [contestant.name for contestant in record.plan.contestants]
    found = latency(record)
    times = [
        MedianTimes(name, each.ttft_s.median, each.total_s.median)
        for name, each in zip(names, found, strict=True)
        if each.ttft_s.median is not None and each.total_s.median is not None
    ]
    if not times:
        st.info(say("try.nothing_timed"), icon=":material/info:")
        return
    quickest = min(times, key=lambda each: each.total_s)
    st.markdown(say("try.quickest", name=formatting.escape_markdown(quickest.name), s=_s(quickest.total_s, say)))
    labels = TimeLabels(say("try.to_first"), say("try.writing"), say("try.seconds_unit"))
    figures.draw_figure(answer_times(times, labels, say), "try.times_chart", say("try.times_alt"))
    tables.draw_table(_columns(names, found, say), say("try.times_alt"), say, key="try.times_table")
    if any(each.estimated for each in found):
        st.caption(say("try.estimated_tokens"))
    st.caption(say("try.definitions"))
    _hand_on(record, catalog, machine, say)


def _s(seconds: float, say: Voice) -> str:
    return say("try.seconds", n=say.number(seconds, formatting.digits_for(seconds)))


def _columns(names: list[str], found: tuple[LatencySummary, ...], say: Voice) -> tables.Columns:
    return {
        say("try.contestant"): list(names),
        say("try.requests"): [each.requests for each in found],
        say("try.ttft_median"): [each.ttft_s.median for each in found],
        say("try.ttft_p95"): [each.ttft_s.p95 for each in found],
        say("try.tpot_ms"): [_ms(each.tpot_s.median) for each in found],
        say("try.tokens_per_s"): [each.tokens_per_s for each in found],
        say("try.total_median"): [each.total_s.median for each in found],
        say("try.total_p95"): [each.total_s.p95 for each in found],
        say("try.cold"): [each.cold_ttft_s for each in found],
        say("try.tokens_out"): [each.output_tokens for each in found],
        say("try.usd"): [each.usd for each in found],
        say("try.retried"): [each.retried for each in found],
    }


def _ms(seconds: float | None) -> float | None:
    return None if seconds is None else 1000 * seconds


def _hand_on(record: TrialRecord, catalog: Catalog, machine: Machine, say: Voice) -> None:
    """What was measured of candidates of the catalog replaces their estimate, once the visitor says so."""
    positions = range(len(record.plan.contestants))
    speeds = [speed for i in positions for speed in machine_measurements(record, i)][-kept_measurements.MOST :]
    if speeds and measured_faults(catalog, (machine.model_copy(update={"measured": tuple(speeds)}),))[0] is not None:
        st.warning(say("try.other_speeds"), icon=":material/warning:")
        speeds = []
    offers = [offer for i in positions if (offer := offer_measurement(record, i)) is not None]
    if not speeds and not offers:
        st.caption(say("try.no_feedback"))
        return
    st.markdown(say("try.feedback_title"))
    st.caption(say("try.feedback", n=len(speeds) + len(offers)))
    st.button(
        say("try.use_speeds"), key="try.use_speeds", icon=":material/speed:", on_click=_use, args=(speeds, offers)
    )
    if st.session_state.get("try.used"):
        st.success(say("try.used"), icon=":material/check:")
        st.page_link(rooms.path("choose"), label=say("try.to_choose"), icon=":material/balance:")


def _use(machine: list[UserMeasurement], offers: list[OfferMeasurement]) -> None:
    kept_measurements.keep(machine)
    visitors_speeds.keep(tuple(offers))
    st.session_state["try.used"] = True
