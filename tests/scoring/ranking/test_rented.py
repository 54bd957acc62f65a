"""A rented machine is ranked beside the others: on the same scale, only when asked for, and never as one's own."""

import numpy as np
import pytest

from llmselect.catalog.load import load
from llmselect.catalog.models import YesNo
from llmselect.errors import UnknownName
from llmselect.estimates.cost.rented_machines import USUAL, rented_machine, usual_names
from llmselect.estimates.privacy import RENTED, PrivacyLevel
from llmselect.law.service_plans import service_plans
from llmselect.machine.machine import Split
from llmselect.scoring.ranking.recommend import assess, recommend
from llmselect.scoring.ranking.rented import rank_rented, rented_costs, rented_places, runs_alone
from llmselect.settings import Costs, RentedFrom, RentedHours, Settings, Workload

SETTINGS = Settings()
H100 = "H100 SXM 80GB"


@pytest.fixture(scope="module")
def catalog():
    return load()


@pytest.fixture(scope="module")
def found(catalog):
    valued = assess(catalog, SETTINGS.machine, SETTINGS.workload, SETTINGS.costs)
    return recommend(valued, SETTINGS.requirements, SETTINGS.priorities)


def ranked(catalog, name, costs=None):
    machine = rented_machine(catalog, name)
    valued = assess(catalog, machine, SETTINGS.workload, rented_costs(costs or SETTINGS.costs))
    return recommend(valued, runs_alone(SETTINGS.requirements), SETTINGS.priorities)


def test_every_usual_accelerator_has_a_dated_rent_one_to_eight(catalog):
    assert len(usual_names(catalog)) == 4 * len(USUAL)
    for name in usual_names(catalog):
        machine = rented_machine(catalog, name)
        assert catalog.accelerator(machine.accelerator).rental.checked
        assert (machine.split is Split.TENSOR) == (machine.count > 1)


@pytest.mark.parametrize("name", ["", "9x L4", "0x L4", "B9000", "x"])
def test_a_machine_that_nobody_rents_is_refused_in_one_sentence(catalog, name):
    with pytest.raises(UnknownName) as fault:
        rented_machine(catalog, name)
    assert "\n" not in str(fault.value)


def test_only_runs_are_ranked_on_a_rented_machine_at_its_rent_and_privacy(catalog):
    ranking = ranked(catalog, H100)
    for place in ranking.places(5):
        assert place.candidate.offer is None
        assert place.candidate.cost_usd_per_month == pytest.approx(2.95 * 730)
        assert place.candidate.privacy_level == PrivacyLevel.STANDARD_API


def test_hours_by_volume_cost_less_and_never_more_than_the_month(catalog):
    by_volume = ranked(catalog, H100, Costs(rented_hours=RentedHours.BY_VOLUME))
    for place in by_volume.places(5):
        hours = float(by_volume.estimates.busy_hours[place.candidate.row])
        assert place.candidate.cost_usd_per_month == pytest.approx(2.95 * min(hours, 730), rel=1e-6)


def test_ranks_are_those_of_the_main_ranking(catalog, found):
    places = rented_places(found, [(H100, ranked(catalog, H100)), ("L4", ranked(catalog, "L4"))], 6)
    main = [place.score for place in found.places()]
    assert [each.place.score for each in places] == sorted((each.place.score for each in places), reverse=True)
    assert len({(each.name, each.place.candidate.model.weights) for each in places}) == len(places) == 6
    for each in places:
        assert each.place.rank == sum(score > each.place.score + 1e-9 for score in main) + 1


@pytest.mark.parametrize("most", [2, 6])
def test_the_best_of_every_named_machine_is_listed_however_dear_it_is(catalog, found, most):
    rented = [(name, ranked(catalog, name)) for name in ("L40S", f"8x {H100}", "L4")]
    places = rented_places(found, rented, most)
    assert len(places) == max(most, len(rented))
    for name, ranking in rented:
        best = next(each for each in places if each.name == name)
        assert best.place.candidate.row == ranking.places(1)[0].candidate.row


def test_a_run_scores_the_same_wherever_it_is_ranked(catalog):
    machine = rented_machine(catalog, H100)
    alone = ranked(catalog, H100)
    valued = assess(catalog, machine, SETTINGS.workload, rented_costs(SETTINGS.costs))
    among_offers = recommend(valued, SETTINGS.requirements, SETTINGS.priorities)
    best = alone.places(1)[0]
    assert among_offers.place_of(best.candidate.row).score == pytest.approx(best.score)


def test_the_main_ranking_does_not_know_of_rented_machines(catalog, found):
    asked = SETTINGS.model_copy(update={"spending": SETTINGS.spending.model_copy(update={"rented": (H100,)})})
    valued = assess(catalog, asked.machine, asked.workload, asked.costs)
    again = recommend(valued, asked.requirements, asked.priorities)
    assert np.array_equal(again.ordered, found.ordered)


def test_more_accelerators_hold_more(catalog):
    workload = Workload()
    one, eight = (
        assess(catalog, rented_machine(catalog, name), workload, rented_costs(Costs())) for name in (H100, f"8x {H100}")
    )
    assert (eight.estimates.fit >= one.estimates.fit).all()


@pytest.mark.parametrize("operator", RentedFrom)
def test_privacy_on_a_rented_machine_is_that_of_its_operator(catalog, operator):
    found = ranked(catalog, H100, Costs(rented_from=operator))
    known = RENTED[operator]
    assert known.level <= known.best_level
    assert all(place.candidate.privacy_level == known.level for place in found.places(3))
    assert found.places(1)[0].candidate.privacy_evidence == known.evidence
    valued, asked = found.assessed, SETTINGS.requirements.model_copy(update={"eu_operator": True})
    eu = recommend(valued, runs_alone(asked), SETTINGS.priorities)
    assert bool(len(eu)) == (known.eu_operator is YesNo.YES)


def test_what_the_law_says_of_rented_plans_is_what_is_ranked():
    plans = {plan.id: plan for plan in service_plans()}
    for operator, plan in ((RentedFrom.EU_OPERATOR, "dedicated-eu"), (RentedFrom.EU_REGION, "cloud-gpu-eu")):
        assert (RENTED[operator].level, RENTED[operator].best_level) == (plans[plan].level, plans[plan].best_level)
        assert (RENTED[operator].source, RENTED[operator].checked) == (plans[plan].source, plans[plan].checked)


def test_an_unknown_operator_counts_less_than_a_known_one():
    assert RENTED[RentedFrom.UNKNOWN].level < RENTED[RentedFrom.EU_REGION].level
    assert RENTED[RentedFrom.UNKNOWN].eu_operator is YesNo.UNKNOWN


@pytest.mark.parametrize("way", ["served", "local"])
def test_no_rented_machine_where_another_way_is_required(catalog, found, way):
    asked = SETTINGS.model_copy(update={"requirements": SETTINGS.requirements.model_copy(update={way: True})})
    assert rank_rented(found, asked, iter(()), 6) == ()
