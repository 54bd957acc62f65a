"""Every offer at this volume, cheapest first: cost, quality, energy, the day of its price, and what else is to know."""

import numpy as np
import streamlit as st

from llmselect.reports.costs.comparison import Comparison
from llmselect.reports.costs.money import Money, digits_of, rounded
from llmselect.reports.costs.offer_bills import OfferBill, OfferBills
from llmselect.text import Voice
from llmselect.ui.core import tables
from llmselect.ui.costs import widgets
from llmselect.units import Bools

WHICH = "costs.which_offers"
GOOD, ALL = "good", "all"
CHOICES = {GOOD: "costs.offers_good", ALL: "costs.offers_all"}


def draw_offers(found: Comparison, money: Money, say: Voice) -> None:
    """At most as many rows as a page draws; those without a price are counted."""
    which = st.segmented_control(
        say("costs.offers_which"),
        list(CHOICES),
        format_func=lambda each: say(CHOICES[each], model=found.model.name),
        key=WHICH,
        default=GOOD,
        required=True,
        persist_state="session",
        label_visibility="collapsed",
    )
    bills = found.bills
    among = bills.at_default if which == ALL or found.quality is None else bills.as_good_as(found.quality.likely)
    rows = _cheapest(bills, among)
    if not rows:
        st.info(say("costs.offers_none"), icon=":material/info:")
        return
    _lead(bills, among, len(rows), say)
    _table([bills.bill(row) for row in rows], money, say)
    st.caption(widgets.plain(say("costs.prices_per_mtok")))


def _cheapest(bills: OfferBills, among: Bools) -> list[int]:
    rows = np.flatnonzero(among & bills.usable)
    found: list[int] = rows[np.argsort(bills.costs.month.likely[rows], kind="stable")][: tables.MOST_ROWS].tolist()
    return found


def _lead(bills: OfferBills, among: Bools, shown: int, say: Voice) -> None:
    priced = int((among & bills.usable).sum())
    silent = int((among & np.isnan(bills.costs.request.likely)).sum())
    unknown = say.count(silent, "costs.offers_unknown_one", "costs.offers_unknown") if silent else ""
    st.markdown(say("costs.offers_lead", n=shown, of=say.number(priced, 0), unknown=unknown))


def _table(bills: list[OfferBill], money: Money, say: Voice) -> None:
    sign = say(money.currency.label)
    columns: tables.Columns = {
        say("costs.col_model"): [each.model.name for each in bills],
        say("costs.col_provider"): [each.provider for each in bills],
        say("costs.col_month", currency=sign): [
            money.figure(each.month.likely if each.month else None) for each in bills
        ],
        say("costs.col_low"): [money.figure(each.month.low if each.month else None) for each in bills],
        say("costs.col_high"): [money.figure(each.month.high if each.month else None) for each in bills],
        say("costs.col_day"): [each.day for each in bills],
        say("costs.col_thousand", currency=sign): [
            money.figure(1000 * each.request.likely if each.request else None) for each in bills
        ],
        say("costs.col_year", currency=sign): [money.figure(each.year.likely if each.year else None) for each in bills],
        say("costs.col_quality"): [round(each.quality.likely) if each.quality else None for each in bills],
        say("costs.col_effort"): [say(each.effort.label) for each in bills],
        say("costs.col_wh"): [rounded(1000 * each.kwh.likely) if each.kwh else None for each in bills],
        say("costs.col_g"): [rounded(1000 * each.kg.likely) if each.kg else None for each in bills],
        say("costs.col_note"): [note(each, money, say) for each in bills],
        say("costs.col_source"): [each.price_source for each in bills],
    }
    if any(each.stale for each in bills):
        marks = [widgets.marks(say, stale=each.stale) for each in bills]
        columns = {say("costs.col_mark"): marks, **columns}
    tables.draw_table(columns, say("costs.offers_alt"), say, key="costs.offers_table", rows_in_sight=14)


def note(bill: OfferBill, money: Money, say: Voice) -> str:
    """Other hours, an announced price, other regions, the catalog's own words."""
    parts: list[str] = []
    if (hours := bill.other_hours) is not None:
        figures = {"in": _usd(hours.prices.input, say), "out": _usd(hours.prices.output, say)}
        parts.append(say("costs.note_hours", **figures, hours=say.number(hours.hours_per_day, 0)))
    if (planned := bill.planned) is not None:
        figures = {"in": _usd(planned.prices.input, say), "out": _usd(planned.prices.output, say)}
        parts.append(say("costs.note_planned", **figures, day=say.day(planned.day)))
    if regions := bill.regions:
        told = [f"{each.offer.api_model_id} {money.say(each.month.likely, say)}" for each in regions if each.month]
        parts.append(say("costs.note_regions", amounts=", ".join(told)))
    if bill.offer.price_note is not None and bill.other_hours is None:
        parts.append(say(bill.offer.price_note))
    return ". ".join(part.rstrip(".") for part in parts)


def _usd(value: float | None, say: Voice) -> str:
    return say("costs.unknown") if value is None else say.number(value, digits_of(value))
