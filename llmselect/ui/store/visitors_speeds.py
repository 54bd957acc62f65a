"""Speeds of offers that this visitor measured in Try: with them its estimates are its own, and nobody else's."""

import streamlit as st

from llmselect.bench.feedback.measured_offers import OfferMeasurement, with_own
from llmselect.catalog.catalog import Catalog
from llmselect.estimates.speed.served_measurements import ServedMeasurements

_OFFERS, _JOINED = "own_speeds.offers", "own_speeds.joined"


def keep(measured: tuple[OfferMeasurement, ...]) -> None:
    """Add measurements; a second one of an offer replaces the first."""
    replaced = {each.offer for each in measured}
    st.session_state[_OFFERS] = (*(each for each in offers() if each.offer not in replaced), *measured)


def offers() -> tuple[OfferMeasurement, ...]:
    """Those of this session."""
    return st.session_state.get(_OFFERS, ())


def joined(catalog: Catalog, shared: ServedMeasurements) -> ServedMeasurements:
    """The measurements that all visitors share, with this one's in place; the same value while nothing changes."""
    mine = offers()
    if not mine:
        return shared
    key = (catalog.serial, shared.serial, mine)
    kept = st.session_state.get(_JOINED)
    if kept is None or kept[0] != key:
        kept = (key, with_own(shared, catalog, mine))
        st.session_state[_JOINED] = kept
    return kept[1]
