"""Times, speeds and costs of the contestants, with the definitions that the figures follow."""

from collections.abc import Sequence

import streamlit as st

from llmselect.bench.feedback.measured_machine import machine_measurements
from llmselect.bench.feedback.measured_offers import OfferMeasurement, offer_measurement
from llmselect.bench.results.latency import LatencySummary, latency
from llmselect.bench.trial.plan import Contestant, TrialPlan
from llmselect.bench.trial.record import TrialRecord
from llmselect.catalog.catalog import Catalog
from llmselect.charts.answer_costs import answer_costs
from llmselect.charts.answer_times import MedianTimes, TimeLabels, answer_times
from llmselect.charts.figure import short_names
from llmselect.estimates.runs.calibration import plausible_speeds
from llmselect.machine.machine import Machine, UserMeasurement
from llmselect.reports.costs.money import Money, rounded
from llmselect.settings import Settings
from llmselect.text import Voice
from llmselect.ui.core import figures, formatting, rooms, tables
from llmselect.ui.store import kept_measurements, visitors_speeds
from llmselect.ui.try_models.two_line_table import draw_two_line_table

_USED = "try.used"
"""The plan of the trial whose speeds are in use: another trial's are not."""


def draw_times(record: TrialRecord, catalog: Catalog, settings: Settings, say: Voice) -> None:
    """Bars and their table, the definitions, and the button that hands the speeds on."""
    money = Money.of(settings.spending)
    names = [contestant.name for contestant in record.plan.contestants]
    found, whole = latency(record), dict(zip(short_names(names), names, strict=True))
    times = [
        MedianTimes(name, each.ttft_s.median, each.total_s.median)
        for name, each in zip(whole, found, strict=True)
        if each.ttft_s.median is not None and each.total_s.median is not None
    ]
    if not times:
        st.info(say("try.nothing_timed"), icon=":material/info:")
        return
    quickest = min(times, key=lambda each: each.total_s)
    st.markdown(say("try.quickest", name=formatting.escape_markdown(whole[quickest.name]), s=_s(quickest.total_s, say)))
    labels = TimeLabels(say("try.to_first"), say("try.writing"), say("try.seconds_unit"))
    figures.draw_figure(answer_times(times, labels, say), "try.times_chart", say("try.times_alt"))
    _draw_costs(record.plan.contestants, list(whole), found, money, say)
    draw_two_line_table(_columns(names, found, money, say), say("try.times_alt"), say, "try.times_table")
    if any(each.estimated for each in found):
        st.caption(say("try.estimated_tokens"))
    st.caption(say("try.definitions"))
    _hand_on(record, catalog, settings.machine, say)


def _draw_costs(
    contestants: Sequence[Contestant], short: list[str], found: tuple[LatencySummary, ...], money: Money, say: Voice
) -> None:
    """A picture of what is known; where no price is, the table says unknown."""
    paid = [(name, each.usd) for name, each in zip(short, found, strict=True) if each.usd is not None]
    if not paid:
        own = all(contestant.own_server for contestant in contestants)
        st.caption(say("try.forecast_free" if own else "try.no_prices"))
        return
    amounts = [money.value(usd) for _, usd in paid]
    picture = answer_costs([name for name, _ in paid], amounts, _cost_label(money, say), say)
    figures.draw_figure(picture, "try.costs_chart", say("try.costs_alt"))


def _cost_label(money: Money, say: Voice) -> str:
    return say("try.cost_in", currency=str(money.currency).upper())


def _s(seconds: float, say: Voice) -> str:
    return say("try.seconds", n=say.number(seconds, formatting.digits_for(seconds)))


def _columns(names: list[str], found: tuple[LatencySummary, ...], money: Money, say: Voice) -> tables.Columns:
    """A row for each contestant; what is known of none of them, as p95 of few requests, has no column."""
    columns: tables.Columns = {
        say("try.contestant"): list(names),
        say("try.requests"): [each.requests for each in found],
        say("try.ttft_median"): [_shown(each.ttft_s.median) for each in found],
        say("try.ttft_p95"): [_shown(each.ttft_s.p95) for each in found],
        say("try.tpot_ms"): [_shown(each.tpot_s.median, 1000) for each in found],
        say("try.tokens_per_s"): [_shown(each.tokens_per_s) for each in found],
        say("try.total_median"): [_shown(each.total_s.median) for each in found],
        say("try.total_p95"): [_shown(each.total_s.p95) for each in found],
        say("try.cold"): [_shown(each.cold_ttft_s) for each in found],
        say("try.tokens_out"): [each.output_tokens for each in found],
        _cost_label(money, say): [money.figure(each.usd) for each in found],
        say("try.retried"): [each.retried for each in found],
    }
    return {label: cells for label, cells in columns.items() if any(cell is not None for cell in cells)}


def _shown(value: float | None, times: float = 1.0) -> float | None:
    """As far as it is read: three figures."""
    return None if value is None else rounded(times * value)


def _hand_on(record: TrialRecord, catalog: Catalog, machine: Machine, say: Voice) -> None:
    """What was measured of candidates of the catalog replaces their estimate, once the visitor says so."""
    positions = range(len(record.plan.contestants))
    measured = [speed for i in positions for speed in machine_measurements(record, i)][-kept_measurements.MOST :]
    speeds = list(plausible_speeds(catalog, machine, measured))
    if len(speeds) < len(measured):
        st.warning(say("try.other_speeds"), icon=":material/warning:")
    offers = [offer for i in positions if (offer := offer_measurement(record, i)) is not None]
    if not speeds and not offers:
        st.caption(say("try.no_feedback"))
        return
    st.markdown(say("try.feedback_title"))
    st.caption(say.count(len(speeds) + len(offers), "try.feedback_one", "try.feedback"))
    st.button(
        say("try.use_speeds"),
        key="try.use_speeds",
        icon=":material/speed:",
        on_click=_use,
        args=(record.plan, speeds, offers),
    )
    if st.session_state.get(_USED) is record.plan:
        st.success(say("try.used"), icon=":material/check:")
        st.page_link(rooms.path("choose"), label=say("try.to_choose"), icon=":material/balance:")


def _use(plan: TrialPlan, machine: list[UserMeasurement], offers: list[OfferMeasurement]) -> None:
    kept_measurements.keep(machine)
    visitors_speeds.keep(tuple(offers))
    st.session_state[_USED] = plan
