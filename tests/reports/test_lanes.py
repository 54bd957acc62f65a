"""Two lanes by the same scores; every pull on a slider shows; the radar compares what is unlike."""

import itertools

import numpy as np
import pytest

from llmselect.catalog.load import load
from llmselect.charts.contributions import contributions
from llmselect.machine.machine import Machine
from llmselect.reports import criterion_words, lanes, radar_answer
from llmselect.scoring.ranking.criteria import CRITERIA
from llmselect.scoring.ranking.recommend import assess, recommend
from llmselect.settings import Requirements, Settings, Weight
from llmselect.text import Language, Voice

EN = Voice(Language.EN)
MAIN = [criterion.name for criterion in CRITERIA if not criterion.optional]
MACHINES = {
    "gpu": Machine(accelerator="RTX 4090"),
    "small": Machine(accelerator="RTX 3060 12GB"),
    "processor": Machine(accelerator=None),
}
ASKED = {
    "anything": Requirements(),
    "local": Requirements(local=True),
    "served": Requirements(served=True),
    "secret": Requirements(privacy_level=6),
}


def priorities(**changed):
    usual = {weight.criterion: weight.value for weight in Settings().priorities}
    return tuple(Weight(name, float(value)) for name, value in (usual | changed).items())


@pytest.fixture(scope="module", params=MACHINES)
def assessed(request):
    settings = Settings(machine=MACHINES[request.param])
    return assess(load(), settings.machine, settings.workload, settings.costs)


def both(found):
    return lanes.lane(found, local=True), lanes.lane(found, local=False)


@pytest.mark.parametrize("asked", ASKED)
def test_each_lane_runs_its_way_best_first_with_no_weights_twice(assessed, asked):
    found = recommend(assessed, ASKED[asked], priorities())
    for local, places in zip((True, False), both(found), strict=True):
        assert all((place.candidate.offer is None) == local for place in places)
        assert all(a.score >= b.score - 1e-9 for a, b in itertools.pairwise(places))
        assert len({place.candidate.model.weights for place in places}) == len(places) <= lanes.ROWS


def test_the_first_of_all_heads_one_lane(assessed):
    found = recommend(assessed, Requirements(), priorities())
    firsts = {places[0].candidate.row for places in both(found) if places}
    assert found.places(1)[0].candidate.row in firsts


def picture(found):
    """Everything drawn in the lanes and the radar, as values."""
    places = both(found)
    counted = lanes.weighed(found)
    names = [criterion_words.virtue(i, EN) for i in counted]
    drawn = [contributions(names, lanes.bars(found, lane, None, EN), EN, counted) for lane in places]
    return drawn, radar_answer.radar_of(found, lanes.unlike(found, places, None), EN)


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("criterion", MAIN)
def test_pulling_any_slider_from_0_to_10_changes_bars_and_radar(assessed, asked, criterion):
    pulled = [recommend(assessed, ASKED[asked], priorities(**{criterion: value})) for value in (0, 10)]
    (bars_low, radar_low), (bars_high, radar_high) = map(picture, pulled)
    assert radar_low != radar_high
    if len(pulled[0]):
        assert bars_low != bars_high


@pytest.mark.parametrize("criterion", MAIN)
def test_every_step_of_a_slider_resizes_every_bar(assessed, criterion):
    def pieces(value):
        found = recommend(assessed, Requirements(), priorities(**{criterion: value}))
        return {
            place.candidate.row: np.array([c.points or 0.0 for c in found.place_of(place.candidate.row).contributions])
            for place in found.places(6)
        }

    usual = pieces(5)
    moved = pieces(6)
    both_times = usual.keys() & moved.keys()
    assert both_times
    assert all(np.abs(usual[row] - moved[row]).max() > 0.1 for row in both_times)


def test_points_add_up_to_the_score_and_the_whisker_holds_it(assessed):
    found = recommend(assessed, Requirements(), priorities())
    for places in both(found):
        for place, bar in zip(places, lanes.bars(found, places, None, EN), strict=True):
            assert bar.score == pytest.approx(place.score)
            assert bar.low <= bar.score <= bar.high


def test_a_moved_candidate_tells_places_won_and_its_old_score(assessed):
    before = recommend(assessed, Requirements(), priorities())
    found = recommend(assessed, Requirements(), priorities(quality=10))
    for places in both(found):
        for place, bar in zip(places, lanes.bars(found, places, lanes.WeightsBefore.of(before), EN), strict=True):
            then = before.place_of(place.candidate.row)
            assert bar.places_moved == then.rank - place.rank
            assert bar.score_before in (None, round(then.score, 1))


def test_nothing_is_marked_where_nothing_changed_or_nothing_was_before(assessed):
    found = recommend(assessed, Requirements(), priorities())
    for before in (None, lanes.WeightsBefore.of(found)):
        for places in both(found):
            bars = lanes.bars(found, places, before, EN)
            assert {(bar.places_moved, bar.score_before) for bar in bars} <= {(0, None)}


def test_the_radar_holds_the_best_of_each_lane_and_the_chosen_one(assessed):
    found = recommend(assessed, Requirements(), priorities())
    local, served = both(found)
    chosen = served[3]
    shown = lanes.unlike(found, (local, served), chosen)
    assert [place.candidate.row for place in shown] == [p[0].candidate.row for p in (local, served) if p] + [
        chosen.candidate.row
    ]
    assert len(lanes.unlike(found, (local, served), None)) == len(shown)


def test_a_model_drawn_in_two_ways_has_two_names_in_the_radar(assessed):
    found = recommend(assessed, Requirements(), priorities())
    ways = {}
    for place in (*lanes.lane(found, local=True, most=400), *lanes.lane(found, local=False, most=400)):
        ways.setdefault(place.candidate.model.name, []).append(place)
    both_ways = next(tuple(places) for places in ways.values() if len(places) > 1)
    names = [outline.name for outline in radar_answer.outlines_of(found, both_ways, EN)]
    assert len(set(names)) == len(names)


def test_a_workload_that_nobody_meets_leaves_both_lanes_empty(assessed):
    found = recommend(assessed, Requirements(decode_tokens_per_s=10_000.0), priorities())
    assert both(found) == ((), ())
