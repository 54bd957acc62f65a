"""Worth saturates where people stop noticing, and its points are in order for every volume and budget."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmselect.catalog.standings import Use
from llmselect.errors import NotPossible
from llmselect.scoring.ranking.reference_points import (
    GOOD_ENOUGH_WORTH,
    PRIVACY_WORTH,
    ReferencePoints,
    Situation,
    ValueScale,
    cost_points,
    privacy_points,
    quality_points,
    speed_points,
    wait_points,
    worth,
)
from llmselect.settings import GoodEnough, Requirements, Workload

POINTS = {
    "wait": (wait_points, ValueScale.LOGARITHMIC, GOOD_ENOUGH_WORTH),
    "speed": (speed_points, ValueScale.LOGARITHMIC, GOOD_ENOUGH_WORTH),
    "cost": (cost_points, ValueScale.LOGARITHMIC, GOOD_ENOUGH_WORTH),
    "privacy": (privacy_points, ValueScale.LINEAR, PRIVACY_WORTH),
    "quality": (quality_points, ValueScale.LINEAR, GOOD_ENOUGH_WORTH),
}
DEFAULT = Situation(Workload(), GoodEnough())


def in_order(points: ReferencePoints) -> bool:
    worst, enough, best = points
    return worst < enough <= best or worst > enough >= best


@given(
    requests=st.integers(1, 10**10),
    budget=st.one_of(st.none(), st.floats(0, 10**9)),
    level=st.one_of(st.none(), st.integers(0, 7)),
    use=st.sampled_from(list(Use)),
)
def test_points_are_in_order_whatever_the_volume_the_budget_and_the_data(requests, budget, level, use) -> None:
    workload = Workload(use=use, requests_per_month=requests)
    situation = Situation.of(workload, Requirements(usd_per_month=budget, privacy_level=level), GoodEnough())
    for points, _, _ in POINTS.values():
        assert in_order(points(situation))


@pytest.mark.parametrize("name", POINTS)
@pytest.mark.parametrize("use", Use)
def test_the_points_are_worth_what_they_say(name: str, use: Use) -> None:
    found, scale, at_enough = POINTS[name]
    points = found(Situation(Workload(use=use), GoodEnough()))
    assert worth(np.array(points), points, scale, at_enough) == pytest.approx([0.0, at_enough, 1.0])


@pytest.mark.parametrize("name", ["wait", "speed", "cost", "quality"])
def test_beyond_good_enough_two_candidates_hardly_differ(name: str) -> None:
    found, scale, at_enough = POINTS[name]
    points = found(DEFAULT)
    beyond = np.append(np.geomspace(points.good_enough, points.best, 20), points.best**2 / points.good_enough)
    values = worth(beyond, points, scale, at_enough)
    assert np.ptp(values) <= 0.01 + 1e-12


def test_what_is_free_is_worth_everything_and_what_is_unknown_stays_unknown() -> None:
    values = worth(np.array([0.0, np.nan]), cost_points(DEFAULT), ValueScale.LOGARITHMIC, GOOD_ENOUGH_WORTH)
    assert values[0] == 1
    assert np.isnan(values[1])


def test_privacy_beyond_what_the_data_asks_for_stays_worth_something() -> None:
    points = privacy_points(Situation(Workload(), GoodEnough(), privacy_level=3))
    values = worth(np.arange(8.0), points, ValueScale.LINEAR, PRIVACY_WORTH)
    assert values[3] == pytest.approx(PRIVACY_WORTH)
    assert (np.diff(values) > 0).all()


def test_the_visitors_points_replace_the_defaults() -> None:
    mine = GoodEnough(wait_s=4, tokens_per_s=50, usd_per_month=20, privacy_level=5, quality=80)
    situation = Situation(Workload(requests_per_month=1000), mine)
    enough = [found(situation).good_enough for found, _, _ in POINTS.values()]
    assert enough == [4, 50, 20, 5, 80]


@pytest.mark.parametrize("points", [(1, 2, 1.5), (2, 1, 3), (1, 1, 2), (float("nan"), 1, 2), (0, 1, float("inf"))])
def test_points_in_the_wrong_order_are_refused(points: tuple[float, float, float]) -> None:
    with pytest.raises(NotPossible):
        ReferencePoints(*points).checked("the test")


def test_a_good_enough_cost_beyond_the_budget_is_refused() -> None:
    with pytest.raises(NotPossible):
        cost_points(Situation(Workload(), GoodEnough(usd_per_month=50), usd_per_month=20))


@pytest.mark.parametrize("budget", [0.0, 5e-324, 0.009])
def test_a_budget_of_less_than_a_cent_is_a_requirement_and_no_scale(budget: float) -> None:
    situation = Situation.of(Workload(), Requirements(usd_per_month=budget), GoodEnough())
    assert cost_points(situation) == cost_points(DEFAULT)
