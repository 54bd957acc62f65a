"""A volume that cannot be is refused in one sentence; one that can is counted exactly."""

import math

import pytest
from pydantic import ValidationError

from llmselect.errors import BadNumber
from llmselect.estimates.cost.volume import Volume, per_month
from llmselect.settings import Spending, Workload


@pytest.mark.parametrize("requests", [0, -1, -1e9, 1e11, math.inf, math.nan])
def test_negative_empty_and_absurd_volumes_are_refused(requests):
    with pytest.raises(BadNumber) as fault:
        Volume(requests)
    assert "\n" not in str(fault.value)
    with pytest.raises(BadNumber):
        per_month(requests)


@pytest.mark.parametrize(
    "changes", [{"growth_per_month": 2}, {"growth_per_month": -0.9}, {"peak_factor": 0.5}, {"batch_share": 1.5}]
)
def test_shares_and_factors_outside_their_range_are_refused(changes):
    with pytest.raises(BadNumber):
        Volume(1000, **changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"currency": "yen"},
        {"country": "France"},
        {"usd_per_eur": 0},
        {"peak_factor": -1},
        {"people_hours_per_month": -8},
    ],
)
def test_settings_refuse_what_no_page_would_send(changes):
    with pytest.raises(ValidationError):
        Spending.model_validate(changes)


def test_fifty_requests_a_day_are_1521_in_a_mean_month():
    assert per_month(50) == 1521  # 50 * 365 / 12 = 1520.8


def test_the_busiest_hour_of_office_hours_has_four_times_the_mean():
    assert Volume(7300, peak_factor=4).peak_per_hour == pytest.approx(40)


def test_the_batch_share_follows_the_workload_unless_it_is_said():
    assert Volume.of(Workload(batch=True), Spending()).batch_share == 1
    assert Volume.of(Workload(batch=True), Spending(batch_share=0.3)).batch_share == 0.3


def test_a_volume_that_grows_by_a_tenth_doubles_in_eight_months():
    assert Volume(1000, growth_per_month=0.1).months_until(2000) == 8  # 1.1^7 = 1.95, 1.1^8 = 2.14
    assert Volume(1000).months_until(2000) is None
    assert Volume(1000).months_until(900) == 0
