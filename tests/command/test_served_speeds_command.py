"""Speeds of providers on the command line: state and day beside the answer, their accuracy, and a newer copy."""

import json

import pytest

from llmselect.__main__ import main
from llmselect.catalog.load import load
from llmselect.estimates.accuracy import served_accuracy
from llmselect.hub.served_speeds.copies import bundled_day
from llmselect.hub.served_speeds.snapshot import NAME
from llmselect.scoring.ranking.recommend import assess, recommend
from llmselect.settings import Settings
from tests.hub.router_lists import all_measured, entry, in_place_of_the_router, listing
from tests.hub.stand_in import in_place_of_the_hub
from tests.wording import VOICE

SERVED = ("recommend", "--require", "served,evidence=any", "--priorities", "cost=1", "--top", "400")


@pytest.fixture
def printed(capsys):
    def run(*words, status=0):
        assert main(list(words)) == status
        told = capsys.readouterr()
        assert told.err == ""
        return told.out

    return run


@pytest.fixture
def router(monkeypatch, tmp_path):
    """A stand-in router that the command may ask; its `answer` is the list."""
    stand_in = in_place_of_the_hub(monkeypatch, "LLMSELECT_OFFLINE")
    monkeypatch.setenv("LLMSELECT_CACHE", str(tmp_path))
    yield in_place_of_the_router(monkeypatch, stand_in)
    stand_in.close()


def test_json_has_state_day_and_source_and_each_place_its_basis(printed):
    told = json.loads(printed(*SERVED, "--json"))
    served = told["served_speeds"]
    assert (served["state"], served["day"], served["source"]) == ("bundled", bundled_day().isoformat(), NAME.en)
    bases = {place["speed_basis"] for place in told["places"]}
    assert bases == {"provider", "size"}, "the copy in the project is older than what its measurements are good for"
    assert {place["speed_measured_on"] for place in told["places"]} == {None}
    free = {offer.id for offer in load().file.offers if offer.free_quota}
    assert {place["offer"] for place in told["places"] if place.get("free_quota")} <= free
    assert all(place.get("free_quota", False) == (place["offer"] in free) for place in told["places"])
    assert any(place.get("free_quota") for place in told["places"])


def test_a_place_on_the_machine_has_no_basis(printed):
    told = json.loads(printed("recommend", "--require", "local", "--top", "3", "--json"))
    assert [place["speed_basis"] for place in told["places"]] == [None, None, None]


@pytest.mark.parametrize("language", VOICE)
def test_text_says_state_and_day_and_marks_free_quotas(printed, language):
    say = VOICE[language]
    lines = printed(*SERVED, "--language", language).splitlines()
    state = say("served.bundled", day=say.day(bundled_day()))
    assert lines[1] == say("served.says", state=state, source=say(NAME))
    assert any(say("served.free") in line for line in lines)


def test_without_measurements_the_library_answers_as_before():
    settings, catalog = Settings(), load()
    assessed = assess(catalog, settings.machine, settings.workload, settings.costs)
    assert assessed.estimates.served is None
    assert recommend(assessed, settings.requirements, settings.priorities).estimates.facts_version[1] == 0


def test_accuracy_has_a_section_of_served_speed(printed):
    rows = served_accuracy.table(load())
    told = json.loads(printed("accuracy", "--json"))["served speed"]
    assert [(row["group"], row["view"], row["median_error"]) for row in told] == [
        (row.group, str(row.view), row.median_error) for row in rows
    ]
    lines = printed("accuracy").splitlines()
    assert lines[lines.index("served speed") + 1] == str(rows[0])


def test_speeds_asked_for_live_stand_in_the_answer_and_stay_for_the_next(printed, router):
    router.answer = all_measured(load())
    told = json.loads(printed(*SERVED, "--live-speeds", "--json"))
    assert told["served_speeds"]["state"] == "live"
    measured = {place["speed_measured_on"] for place in told["places"] if place["speed_basis"] == "measured"}
    assert measured == {told["served_speeds"]["day"]}
    assert len(router.hub.asked) == 1
    assert json.loads(printed("recommend", "--json"))["served_speeds"]["state"] == "live"
    assert len(router.hub.asked) == 1


def test_refresh_brings_the_kept_copy_up_to_date(printed, router):
    router.answer = listing(("Qwen/Qwen3-8B", [entry("fireworks-ai", throughput=99.0)]))
    told = json.loads(printed("catalog", "refresh", "--only", "speeds", "--json"))["served_speeds"]
    assert (told["state"], told["offers"], told["reason"]) == ("live", len(router.answer["data"]), None)
    assert json.loads(printed("recommend", "--json"))["served_speeds"]["state"] == "live"


def test_a_router_that_does_not_answer_leaves_the_copy_and_its_reason(printed, router):
    router.answer = {}
    told = json.loads(printed("catalog", "refresh", "--only", "speeds", "--json"))["served_speeds"]
    assert told["state"] == "bundled"
    assert told["reason"]
    assert told["reason"] in printed("catalog", "refresh", "--only", "speeds")
