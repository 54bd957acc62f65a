"""What is left out, by the requirement it misses, nearest first; and what lets it in."""

import itertools

import pytest

from llmselect.catalog.efforts import Effort
from llmselect.catalog.load import load
from llmselect.machine.machine import Machine
from llmselect.reports.left_out import SEVERAL, admitting, excluded_groups, lowered
from llmselect.scoring.ranking.recommend import assess, recommend
from llmselect.scoring.ranking.requirements import BY_CODE
from llmselect.settings import EvidenceAsked, Requirements, Settings

ASKED = Requirements(usd_per_month=20.0, privacy_level=4, commercial=True)


@pytest.fixture(scope="module")
def assessed():
    settings = Settings(machine=Machine(accelerator="RTX 3060 12GB"))
    return assess(load(), settings.machine, settings.workload, settings.costs)


@pytest.fixture(scope="module")
def found(assessed):
    return recommend(assessed, ASKED, Settings().priorities)


def test_every_model_without_a_place_is_in_one_group(found):
    rows = [row for group in excluded_groups(found) for row in group.rows]
    weights = found.estimates.rows.weights
    assert sorted(weights[rows].tolist()) == sorted(weights[found.excluded_models].tolist())


def test_a_group_misses_its_requirement_alone_and_the_last_misses_several(found):
    groups = excluded_groups(found)
    for group in groups:
        missed = [{reason.code for reason in each.reasons} for each in found.exclusions(group.rows[:20])]
        assert all(codes == {group.code} if group.code != SEVERAL else codes for codes in missed)
    assert [group.code == SEVERAL for group in groups] == [*[False] * (len(groups) - 1), True]


def test_the_nearest_miss_stands_first(found):
    groups = {group.code: group.rows for group in excluded_groups(found)}
    dear = found.estimates.usd_per_month[list(groups["usd_per_month"])]
    assert all(a <= b for a, b in itertools.pairwise(dear))
    several = [len(each.reasons) for each in found.exclusions(groups[SEVERAL])]
    assert several[0] <= 2 < several[-1]


def test_a_limit_is_moved_just_as_far_as_the_group_needs(assessed, found):
    groups = {group.code: group for group in excluded_groups(found)}
    for code in ("usd_per_month", "privacy_level"):
        relaxed = lowered(found, groups[code])
        let_in = recommend(assessed, relaxed, Settings().priorities)
        weights = let_in.estimates.rows.weights
        assert set(weights[list(groups[code].rows)].tolist()) <= set(weights[let_in.ordered].tolist())
        assert BY_CODE[code].is_asked(relaxed)
        assert relaxed.model_copy(update={code: getattr(ASKED, code)}) == ASKED


def test_what_has_no_limit_has_none_to_move(found):
    assert [lowered(found, group) for group in excluded_groups(found) if group.code in ("commercial", SEVERAL)] == [
        None,
        None,
    ]


def test_dropping_a_requirement_lets_its_whole_group_in(assessed, found):
    for group in excluded_groups(found):
        relaxed = admitting(group.code, ASKED)
        if relaxed is None:
            continue
        let_in = recommend(assessed, relaxed, Settings().priorities)
        placed = set(let_in.estimates.rows.weights[let_in.ordered].tolist())
        assert set(let_in.estimates.rows.weights[list(group.rows)].tolist()) <= placed, group.code


@pytest.mark.parametrize("code", BY_CODE)
def test_what_can_be_dropped_is_no_longer_asked(code):
    asked = Requirements(
        fully_on_accelerator=True,
        commercial=True,
        eu=True,
        licensed=True,
        eu_operator=True,
        open_weights=True,
        french=True,
        tool_use=True,
        image_input=True,
        structured_output=True,
        local=code == "local",
        served=code == "served",
        evidence=EvidenceAsked.MEASURED,
        quantization="Q4_K_M" if code == "quantization" else None,
        effort=Effort.LOW if code == "effort" else None,
        privacy_level=4,
        usd_per_month=1.0,
        ttft_s=1.0,
    )
    relaxed = admitting(code, asked)
    assert BY_CODE[code].is_asked(asked)
    assert (code == "fits") if relaxed is None else not BY_CODE[code].is_asked(relaxed)


def test_what_misses_several_has_no_one_requirement_to_drop():
    assert admitting(SEVERAL, ASKED) is None


def test_what_is_wrong_is_named_and_not_the_virtue_that_lacks():
    for requirement in BY_CODE.values():
        assert all(requirement.failing), requirement.code
        assert requirement.failing != requirement.label
