"""Every price in the sums with its source and its day: API prices, the rate, electricity, rents and purchases."""

import datetime
from typing import Final, NamedTuple

import streamlit as st

from llmselect.catalog.accelerators import Accelerator
from llmselect.catalog.catalog import Catalog
from llmselect.catalog.price_terms.price_days import is_stale, price_readers, rentals, sources_disagree
from llmselect.catalog.prices import price_list
from llmselect.estimates.cost.currency import RATE_DAY, rate_of
from llmselect.estimates.cost.rented_machines import USUAL
from llmselect.estimates.energy.countries import ElectricityPrice, country, mean_price
from llmselect.reports.costs.comparison import Comparison
from llmselect.settings import Spending
from llmselect.text import Voice
from llmselect.ui.core import formatting, tables
from llmselect.ui.costs import widgets

SAME_EUR_PER_KWH: Final = 0.0005
"""Prices no further apart are the same: what a visitor sees has four figures of a dollar."""


class _Line(NamedTuple):
    what: str
    price: str
    source: str
    day: datetime.date
    marks: str


def draw_prices(found: Comparison, say: Voice) -> None:
    """The general ones in sentences, those of accelerators as a table."""
    catalog, today, spending = found.bills.catalog, found.bills.day, found.bills.settings.spending
    st.markdown(say("costs.prices_lead"))
    st.markdown(_of_offers(catalog, today, say))
    st.markdown(widgets.plain(_rate(spending, today, say)))
    counted = found.bills.settings.costs.electricity_usd_per_kwh / rate_of(spending)
    st.markdown(widgets.plain(electricity(spending, counted, today, say)))
    lines = [line for each in _accelerators(catalog, found) for line in _lines(each, today, say)]
    columns: tables.Columns = {
        say("costs.col_what"): [line.what for line in lines],
        say("costs.col_price"): [line.price for line in lines],
        say("costs.col_mark"): [line.marks for line in lines],
        say("costs.col_day"): [line.day for line in lines],
        say("costs.col_source"): [line.source for line in lines],
    }
    tables.draw_table(columns, say("costs.prices_alt"), say, key="costs.prices_table", rows_in_sight=14)


def _of_offers(catalog: Catalog, today: datetime.date, say: Voice) -> str:
    """Where API prices come from, and how old the oldest of each list is."""
    listed, readers = price_list(catalog), price_readers(catalog)
    told = [
        say("costs.prices_reader", name=each.name, n=each.offers, day=say.day(each.oldest))
        + _stale(each.oldest, today, say)
        for each in readers
    ]
    return say(
        "costs.prices_api",
        version=listed.version,
        day=say.day(listed.checked),
        marks=_stale(listed.checked, today, say),
        own=sum(each.offers for each in readers),
        readers=say.list(told),
    )


def _rate(spending: Spending, today: datetime.date, say: Voice) -> str:
    typed = spending.usd_per_eur is not None
    source = say("costs.prices_own_rate") if typed else "ECB, ecb.europa.eu/stats/eurofxref"
    day = "–" if typed else say.day(RATE_DAY)
    marks = "" if typed else _stale(RATE_DAY, today, say)
    return say("costs.prices_rate", rate=say.number(rate_of(spending), 4), source=source, day=day, marks=marks)


def electricity(spending: Spending, counted_eur: float, today: datetime.date, say: Voice) -> str:
    """The price of the country that is chosen, or the mean that stands in, what another source says, and the visitor.

    `counted_eur`: euros a kilowatt-hour of the sums, which is said where it is not the price shown.
    """
    here = country(spending.country)
    price = here.prices[0] if here.prices else mean_price()
    words = "costs.electricity_of" if here.prices else "costs.electricity_mean"
    marks = _stale(price.day, today, say)
    marks += say("costs.mark", words=say("costs.disagree")) if here.prices_disagree else ""
    told = say(words, country=say(here.name), marks=marks, **_said(price, say))
    others = [say("costs.electricity_other", **_said(other, say)) for other in here.prices[1:]]
    own = [say("costs.electricity_typed", price=say.number(counted_eur, 4))]
    return " ".join([told, *others, *(own if abs(counted_eur - price.eur_per_kwh) > SAME_EUR_PER_KWH else [])])


def _said(price: ElectricityPrice, say: Voice) -> dict[str, str]:
    source = formatting.escaped(price.source)
    return {"price": say.number(price.eur_per_kwh, 4), "source": source, "day": say.day(price.day)}


def _stale(day: datetime.date, today: datetime.date, say: Voice) -> str:
    return say("costs.mark", words=say("costs.stale")) if is_stale(day, today) else ""


def _accelerators(catalog: Catalog, found: Comparison) -> list[Accelerator]:
    """Those of the ways that are shown, and the usual ones that clouds rent."""
    names = [way.way.machine.accelerator for way in found.ways]
    every = dict.fromkeys([*(name for name in names if name), *USUAL])
    return [catalog.accelerator(name) for name in every]


def _lines(accelerator: Accelerator, today: datetime.date, say: Voice) -> list[_Line]:
    rents, apart = rentals(accelerator), sources_disagree(accelerator)
    lines: list[_Line] = []
    for place, rent in enumerate(rents):
        low, high = rent.low_usd_per_hour, rent.high_usd_per_hour
        words = say("costs.price_one_hour", usd=say.number(rent.usd_per_hour, 2))
        if low is not None and high is not None and low < high:
            words += f" ({say('costs.price_hour', low=say.number(low, 2), high=say.number(high, 2))})"
        marks = [say("costs.price_used")] if place == 0 else []
        marks += [say("costs.stale")] if is_stale(rent.checked, today) else []
        marks += [say("costs.disagree")] if apart else []
        lines.append(_Line(accelerator.name, words, rent.source, rent.checked, ", ".join(marks)))
    if (bought := accelerator.purchase) is not None:
        words = say("costs.price_buy", low=say.number(bought.low_usd, 0), high=say.number(bought.high_usd, 0))
        marks = [say("costs.price_used"), *([say("costs.stale")] if is_stale(bought.checked, today) else [])]
        lines.append(_Line(accelerator.name, words, bought.source, bought.checked, ", ".join(marks)))
    return lines
