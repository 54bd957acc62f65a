"""Energy and emissions of one answer on several grids, and of a month on machines of one's own."""

import streamlit as st

from llmselect.charts.costs.range_bars import RangeRow, range_bars
from llmselect.estimates.core.columns import Estimate
from llmselect.estimates.cost.hosting import HostingKind
from llmselect.estimates.energy.answers import offer_energy
from llmselect.estimates.energy.countries import COMPARED, countries, country
from llmselect.estimates.energy.served_sizes import package_version, zone_of
from llmselect.reports.costs.comparison import Comparison
from llmselect.reports.costs.energy_words import energy_range, mass_range, mass_words
from llmselect.reports.costs.offer_bills import OfferBill
from llmselect.reports.costs.way_bills import WayBill
from llmselect.settings import RentedHours
from llmselect.text import Voice
from llmselect.ui.core import figures, formatting, tables


def draw_energy(found: Comparison, say: Voice) -> None:
    """The API on each grid, then one's own machines."""
    api = found.api
    if api is None or api.kwh is None or api.kg is None:
        name = found.model.name if api is None else api.model.name
        st.info(say("costs.energy_none", model=name), icon=":material/info:")
    else:
        _answer(found, api, api.kwh, api.kg, say)
    lines = [_own(way, say) for way in found.headliners if way.energy is not None]
    if lines:
        name = say(country(found.bills.settings.spending.country).name)
        st.markdown(say("costs.energy_own", country=name, lines=" · ".join(lines)))
    always = found.bills.settings.costs.rented_hours is RentedHours.ALWAYS
    if always and any(way.way.kind is HostingKind.RENTED for way in found.headliners):
        st.caption(say("costs.energy_always"))
    st.caption(say("costs.energy_how", version=package_version()))


def _answer(found: Comparison, api: OfferBill, kwh: Estimate, kg: Estimate, say: Voice) -> None:
    zones = list(dict.fromkeys([found.bills.settings.spending.country, *COMPARED]))
    by_zone = {zone: _on(found, api, zone) for zone in zones}
    france, usa = by_zone["FRA"], by_zone["USA"]
    st.markdown(
        say(
            "costs.energy_lead",
            model=formatting.escape_markdown(api.model.name),
            energy=energy_range(kwh, say),
            here=mass_range(kg, say),
            zone=say(countries()[zone_of(api.offer.provider)].name),
            france=mass_words(france.likely, say) if france else say("costs.unknown"),
            usa=mass_words(usa.likely, say) if usa else say("costs.unknown"),
        )
    )
    rows = [_row(zone, each, say) for zone, each in by_zone.items() if each is not None]
    figures.draw_figure(range_bars(rows, say("costs.energy_axis"), say), "costs.energy", say("costs.energy_alt"))
    _table(by_zone, say)


def _on(found: Comparison, api: OfferBill, zone: str) -> Estimate | None:
    """Kilograms of one answer were it given on that grid."""
    bills = found.bills
    return Estimate.at(offer_energy(bills.catalog, bills.costs, bills.settings.workload, zone).kg, api.row)


def _row(zone: str, kg: Estimate, say: Voice) -> RangeRow:
    low, likely, high = (1000 * side for side in kg)
    return RangeRow(say(country(zone).name), low, likely, high, mass_words(kg.likely, say))


def _table(by_zone: dict[str, Estimate | None], say: Voice) -> None:
    columns: tables.Columns = {
        say("costs.col_grid"): [say(country(zone).name) for zone in by_zone],
        say("costs.col_kg_per_kwh"): [country(zone).kg_per_kwh for zone in by_zone],
        say("costs.energy_axis"): [_grams(each, 1) for each in by_zone.values()],
        say("costs.col_low"): [_grams(each, 0) for each in by_zone.values()],
        say("costs.col_high"): [_grams(each, 2) for each in by_zone.values()],
    }
    tables.draw_table(columns, say("costs.energy_alt"), say, key="costs.energy_table")


def _grams(kg: Estimate | None, side: int) -> float | None:
    return None if kg is None else float(f"{1000 * kg[side]:.3g}")


def _own(way: WayBill, say: Voice) -> str:
    energy = way.energy
    if energy is None:
        return ""
    making = "" if energy.making_counted else say("costs.energy_no_making")
    words = {"kwh": energy_range(energy.kwh, say), "kg": mass_range(energy.kg, say)}
    return say("costs.energy_own_line", way=formatting.escape_markdown(way.name(say)), making=making, **words)
