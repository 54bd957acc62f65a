"""The picture of both bills over the volume, what it takes to serve it, and the table of every way to host."""

from typing import Final

import numpy as np
import streamlit as st

from llmselect.charts.costs.breakeven import Bill, BillRange, PaysFrom, Words, breakeven
from llmselect.estimates.core.columns import Fit
from llmselect.estimates.cost.break_even import Crossing
from llmselect.estimates.cost.hosting import people_usd_per_month
from llmselect.reports.costs.comparison import Comparison
from llmselect.reports.costs.money import Money, rounded
from llmselect.reports.costs.way_bills import WayBill
from llmselect.text import Voice
from llmselect.ui.core import figures, formatting, tables
from llmselect.ui.costs import widgets

POINTS: Final = 160
BELOW, ABOVE = 30.0, 300.0
"""The picture reaches that many times below and above the volume, and as far as the break-evens."""


def draw_breakeven(found: Comparison, money: Money, say: Voice) -> None:
    """Picture, feasibility, table."""
    st.subheader(say("costs.picture"), anchor=False)
    _picture(found, found.headliners, money, say)
    st.markdown(widgets.plain(_feasible(found, say)))
    with st.expander(say("costs.ways"), icon=":material/table:", expanded=True, key="costs.ways"):
        _table(found, money, say)
        st.caption(widgets.plain(_counted(found, money, say)))


def _picture(found: Comparison, ways: tuple[WayBill, ...], money: Money, say: Voice) -> None:
    here = float(found.bills.settings.workload.requests_per_month)
    crossings = [(way, way.break_even.likely.requests_per_month) for way in ways]
    met = [(way, at) for way, at in crossings if at and way.break_even.likely.crossing is Crossing.FROM]
    top = max([here * ABOVE, *(3 * at for _, at in met)])
    volumes = np.geomspace(max(here / BELOW, 1.0), top, POINTS)
    api, price = found.api, found.api.request if found.api else None
    line = spread = None
    if api is not None and price is not None:
        each = [[money.value(side * float(volume)) for volume in volumes] for side in price]
        line, spread = Bill(f"{api.model.name} · {api.provider}", each[1]), BillRange(each[0], each[2])
    words = Words(
        say("costs.axis_requests"),
        say("costs.axis_amount", currency=say(money.currency.label)),
        say("costs.yours"),
        say("costs.range"),
        say("costs.meeting"),
        say("costs.hover_machines"),
    )
    meetings = [_meeting(way, at, found, money, say) for way, at in met]
    bills = [_bill(way, volumes, money, say) for way in ways]
    figure = breakeven(volumes.tolist(), line, spread, bills, meetings, here, words, say)
    alt = say("costs.chart_alt", api=line.name if line else "–", n=len(bills), model=found.model.name)
    figures.draw_figure(figure, "costs.chart", alt)


def _bill(way: WayBill, volumes: np.ndarray, money: Money, say: Voice) -> Bill:
    usd, machines = way.curve(volumes)
    amounts = [None if np.isnan(each) else money.value(float(each)) for each in usd]
    return Bill(way.name(say), amounts, [None if np.isnan(each) else int(each) for each in machines])


def _meeting(way: WayBill, at: float, found: Comparison, money: Money, say: Voice) -> PaysFrom:
    price = found.api.request.likely if found.api and found.api.request else 0.0
    words = say("costs.meeting_words", way=way.name(say), volume=say.number(rounded(at), 0))
    return PaysFrom(at, money.value(price * at), words)


def _feasible(found: Comparison, say: Voice) -> str:
    """What the busiest hour asks, and what the best way and the visitor's own machine serve."""
    mine, best = found.ways[0], found.best
    parts: list[str] = []
    if best is not None and best.way.capacity is not None and best.machines is not None:
        served = best.way.capacity
        low, hourly, high = (say.number(side, 0) for side in served.requests_per_hour)
        machines = say.count(round(best.machines.likely), "costs.one_machine", "costs.machines")
        parts.append(
            say(
                "costs.feasible",
                peak=_count(best.volume.peak_per_hour, say),
                way=best.name(say),
                hourly=hourly,
                low=low,
                high=high,
                users=served.users,
                quantization=served.quantization.id,
                machines=machines,
            )
        )
    if mine.way.capacity is None:
        parts.append(say("costs.not_held", model=formatting.escape_markdown(found.model.name)))
    elif not mine.serves:
        hourly = say.number(mine.way.capacity.requests_per_hour.likely, 0)
        parts.append(say("costs.not_served", hourly=hourly, peak=_count(mine.volume.peak_per_hour, say)))
    return " ".join(parts)


def _count(value: float, say: Voice) -> str:
    return say.number(value, 0 if value >= 10 else 1)


def _table(found: Comparison, money: Money, say: Voice) -> None:
    ways = sorted(found.ways, key=lambda each: each.month.likely if each.month and each.serves else np.inf)
    sign = say(money.currency.label)
    months = [way.month if way.serves else None for way in ways]
    columns: tables.Columns = {
        say("costs.way"): [way.name(say) for way in ways],
        say("costs.col_month", currency=sign): [money.figure(each.likely if each else None) for each in months],
        say("costs.col_low"): [money.figure(each.low if each else None) for each in months],
        say("costs.col_high"): [money.figure(each.high if each else None) for each in months],
        say("costs.col_mark"): [_mark(way, found, say) for way in ways],
        say("costs.col_day"): [way.day for way in ways],
        say("costs.col_even"): [_crossing(way, say) for way in ways],
        say("costs.col_machines"): [round(way.machines.likely) if way.machines else None for way in ways],
        say("costs.col_hourly"): [
            round(way.way.capacity.requests_per_hour.likely) if way.way.capacity else None for way in ways
        ],
        say("costs.col_thousand", currency=sign): [
            money.figure(1000 * way.request.likely if way.request and way.serves else None) for way in ways
        ],
        say("costs.col_year", currency=sign): [money.figure(way.year.likely if way.year else None) for way in ways],
        say("costs.col_kwh"): [rounded(way.energy.kwh.likely) if way.energy else None for way in ways],
        say("costs.col_kg"): [rounded(way.energy.kg.likely) if way.energy else None for way in ways],
        say("costs.col_quantization"): [way.way.capacity.quantization.id if way.way.capacity else None for way in ways],
    }
    whole = {say("costs.col_hourly"): st.column_config.NumberColumn(format="localized")}
    tables.draw_table(columns, say("costs.ways_alt"), say, whole, key="costs.ways_table", rows_in_sight=12)


def _crossing(way: WayBill, say: Voice) -> str:
    likely = way.break_even.likely
    if way.way.capacity is None:
        return say(Fit.NONE.label)
    if likely.crossing is Crossing.FROM and likely.requests_per_month is not None:
        return say.number(rounded(likely.requests_per_month), 0)
    names = {Crossing.ALWAYS: "costs.always", Crossing.UNKNOWN: "costs.unknown"}
    return say(names.get(likely.crossing, "costs.never"))


def _mark(way: WayBill, found: Comparison, say: Voice) -> str:
    return widgets.marks(say, stale=way.stale(found.bills.day), apart=way.disagreeing)


def _counted(found: Comparison, money: Money, say: Voice) -> str:
    settings = found.bills.settings
    people = money.say(people_usd_per_month(settings.spending), say)
    hours, months = say(settings.costs.rented_hours.label), say.number(settings.costs.amortisation_months, 0)
    return say("costs.counted", people=people, hours=hours, months=months)
