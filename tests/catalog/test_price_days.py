"""A price that was read more than 90 days ago is old, and one on which sources lie far apart is in dispute."""

import datetime

import pytest

from llmselect.catalog.load import load
from llmselect.catalog.price_terms.price_days import (
    AGREEING,
    STALE_DAYS,
    is_stale,
    price_day,
    rental_range,
    rentals,
    sources_disagree,
)

TODAY = datetime.date(2026, 11, 29)


@pytest.mark.parametrize(("age_days", "old"), [(0, False), (90, False), (91, True), (400, True)])
def test_a_price_is_old_after_ninety_days(age_days, old):
    assert STALE_DAYS == 90
    assert is_stale(TODAY - datetime.timedelta(days=age_days), TODAY) is old


def test_every_price_has_its_day_and_what_has_no_price_has_none():
    catalog = load()
    for offer in catalog.file.offers:
        priced = offer.price is not None or offer.price_reference is not None
        assert (price_day(catalog, offer) is not None) is priced


def test_sources_far_apart_disagree_and_the_range_holds_them_all():
    disputed = 0
    for accelerator in load().file.accelerators:
        prices = [rental.usd_per_hour for rental in rentals(accelerator)]
        assert sources_disagree(accelerator) is (len(prices) > 1 and max(prices) / min(prices) > AGREEING)
        disputed += sources_disagree(accelerator)
        bounds = rental_range(accelerator)
        assert (bounds is None) is (not prices)
        if bounds is not None:
            assert bounds[0] <= min(prices) <= max(prices) <= bounds[2]
    assert disputed
