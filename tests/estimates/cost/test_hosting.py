"""Bills of machines and their break-even: worked out by hand, and never at a volume that cannot be served."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmselect.catalog.load import load
from llmselect.catalog.quantizations import Quantization
from llmselect.estimates.core.columns import Estimate
from llmselect.estimates.cost.break_even import Crossing, break_even, break_evens
from llmselect.estimates.cost.capacity import Capacity, capacity
from llmselect.estimates.cost.hosting import (
    Hosting,
    HostingKind,
    MonthlyTerms,
    hosting_usd,
    monthly_terms,
    people_usd_per_month,
    usd_per_month,
)
from llmselect.machine.machine import Machine
from llmselect.settings import Costs, RentedHours, Spending, Workload
from llmselect.units import HOURS_PER_MONTH

NO_PEOPLE = Spending(people_hours_per_month=0)
HOURLY = Estimate(2.95, 2.95, 2.95)
OWNED = Costs()
H100 = Machine(accelerator="H100 SXM 80GB")


@pytest.fixture(scope="module")
def quantization() -> Quantization:
    return load().quantization("FP8")


@pytest.fixture
def way(quantization):
    """Serves a thousand requests an hour, half to twice that."""

    def build(kind=HostingKind.RENTED, usd=HOURLY):
        served = Capacity(quantization, 8, Estimate(500, 1000, 2000), Estimate(1, 2, 3), Estimate(1, 2, 3))
        return Hosting(kind, H100, served, usd, Estimate(700, 700, 700))

    return build


def likely(way, costs=OWNED, spending=NO_PEOPLE):
    return monthly_terms(way, costs, spending)[1]


def test_an_h100_around_the_clock_costs_what_the_calculator_says(way):
    # 2.95 $ * 730 h * 1.5 = 3230 $: the dearest overhead of the three
    assert monthly_terms(way(), Costs(), NO_PEOPLE)[2].per_machine == pytest.approx(3230.25)
    assert likely(way()).per_machine == pytest.approx(2.95 * 730 * 1.4)


@pytest.mark.parametrize(("usd", "requests"), [(0.01, 323_025), (0.005, 646_050), (0.00025, 12_921_000)])
def test_the_published_examples_of_break_even_come_out(usd, requests):
    terms = MonthlyTerms(0.0, 3230.25, 0.0, 1e12, 0)
    found = break_even(terms, usd)
    assert found.crossing is Crossing.FROM
    assert found.requests_per_month == pytest.approx(requests, rel=1e-4)


def test_hours_by_volume_cost_by_the_request(way):
    terms = likely(way(), Costs(rented_hours=RentedHours.BY_VOLUME))
    assert (terms.per_machine, terms.per_request) == (0, pytest.approx(2.95 * 1.4 / 1000))


def test_a_bought_machine_costs_its_price_over_its_life_and_electricity(way):
    terms = likely(way(HostingKind.BOUGHT, Estimate(25_000, 32_500, 40_000)), Costs(electricity_usd_per_kwh=0.25))
    assert terms.per_machine == pytest.approx(32_500 / 36)
    assert terms.per_request == pytest.approx(0.7 * 0.25 / 1000)  # 700 W for the thousandth of an hour


def test_the_machine_one_has_costs_electricity_alone_and_there_is_one(way):
    mine = way(HostingKind.MINE, None)
    bills = hosting_usd(mine, Costs(), Spending(peak_factor=1), np.array([1000.0, 730_000.0, 731_000.0])).likely
    assert bills[0] == pytest.approx(1000 * 0.7 * Costs().electricity_usd_per_kwh / 1000)
    assert not np.isnan(bills[1])
    assert np.isnan(bills[2])


def test_people_and_spare_machines_are_in_the_sum(way):
    spending = Spending(people_hours_per_month=10, usd_per_person_hour=50, spare_machines=1)
    assert people_usd_per_month(spending) == 500
    alone, both = likely(way()), likely(way(), spending=spending)
    volumes = np.array([100.0])
    assert usd_per_month(both, volumes)[0] == pytest.approx(2 * usd_per_month(alone, volumes)[0] + 500)


def test_machines_are_counted_by_the_busiest_hour(way):
    terms = likely(way(), spending=NO_PEOPLE.model_copy(update={"peak_factor": 4.0}))
    served = 1000 * HOURS_PER_MONTH / 4
    assert usd_per_month(terms, np.array([served, served + 1]))[1] == pytest.approx(2 * terms.per_machine)


def test_a_machine_without_a_price_or_without_room_has_no_bill(way):
    assert monthly_terms(way(usd=None), Costs(), NO_PEOPLE) is None
    nowhere = Hosting(HostingKind.RENTED, H100, None, Estimate(1, 1, 1), Estimate(1, 1, 1))
    assert np.isnan(hosting_usd(nowhere, Costs(), NO_PEOPLE, np.array([5.0])).likely).all()
    assert break_evens(nowhere, Costs(), NO_PEOPLE, Estimate(1, 1, 1)).likely.crossing is Crossing.UNKNOWN
    assert break_evens(way(), Costs(), NO_PEOPLE, None).likely.crossing is Crossing.UNKNOWN


def test_never_where_a_busy_machine_costs_more_than_the_api():
    # 100 requests for 100 $ on the machine, 0.9 $ each at the API
    assert break_even(MonthlyTerms(0, 100, 0, 100, 0), 0.9).crossing is Crossing.NEVER
    assert break_even(MonthlyTerms(0, 0, 1.0, 100, 0), 0.9).crossing is Crossing.NEVER


def test_one_machine_that_cannot_serve_the_break_even_is_too_small():
    terms = MonthlyTerms(500, 0, 0, 100, 0)
    assert break_even(terms, 1.0, most_machines=1).crossing is Crossing.TOO_SMALL
    assert break_even(terms, 1.0).machines == 5


SANE = {
    "fixed": st.floats(0, 1e4),
    "per_machine": st.floats(0.01, 1e4),
    "per_request": st.floats(0, 0.1),
    "requests_per_machine": st.floats(10, 1e7),
    "spare": st.integers(0, 5),
    "api": st.floats(1e-5, 1),
}


@given(**SANE)
def test_at_the_break_even_the_machines_serve_it_and_cost_no_more(
    fixed, per_machine, per_request, requests_per_machine, spare, api
):
    terms = MonthlyTerms(fixed, per_machine, per_request, requests_per_machine, spare)
    found = break_even(terms, api)
    if found.crossing is Crossing.FROM:
        at = np.array([found.requests_per_month])
        assert found.requests_per_month <= found.machines * requests_per_machine * (1 + 1e-6)
        assert usd_per_month(terms, at)[0] == pytest.approx(found.requests_per_month * api, rel=1e-6)


@given(**SANE)
def test_below_the_break_even_the_machines_cost_more(fixed, per_machine, per_request, requests_per_machine, spare, api):
    terms = MonthlyTerms(fixed, per_machine, per_request, requests_per_machine, spare)
    found = break_even(terms, api)
    top = found.requests_per_month if found.crossing is Crossing.FROM else 100 * requests_per_machine
    volumes = np.linspace(top / 200, top * 0.999, 200)
    assert (usd_per_month(terms, volumes) >= volumes * api * (1 - 1e-6)).all()


@given(**SANE)
def test_a_bill_grows_with_the_volume(fixed, per_machine, per_request, requests_per_machine, spare, api):
    terms = MonthlyTerms(fixed, per_machine, per_request, requests_per_machine, spare)
    bills = usd_per_month(terms, np.linspace(1, 20 * requests_per_machine, 300))
    assert (np.diff(bills) >= -1e-9).all()


def test_capacity_serves_each_user_readably_and_no_faster_than_the_bandwidth_allows():
    catalog = load()
    served = capacity(catalog, catalog.models["llama-3.1-8b-instruct"], H100, Workload())
    assert served.users > 1
    assert served.output_tokens_per_s.likely / served.users >= 5
    bandwidth, weights = 3352e9, 8.03e9 * served.quantization.nominal_bits / 8
    assert served.output_tokens_per_s.likely <= served.users * bandwidth / weights


def test_nothing_is_served_where_nothing_of_four_bits_lies_wholly():
    catalog = load()
    assert capacity(catalog, catalog.models["llama-3.3-70b-instruct"], Machine(accelerator="L4"), Workload()) is None
