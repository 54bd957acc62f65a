"""A run on a machine is told in the fields of an offer: effort, wait, cost, placement, privacy, day and version."""

import json

import pytest

import llmselect
from llmselect.__main__ import main
from llmselect.catalog.efforts import Effort, efforts_of
from llmselect.catalog.load import load
from llmselect.command.answers import answer, answer_lines
from llmselect.command.offer_estimate import OfferQuestion, answer_offer, resolve_offer
from llmselect.command.questions import EstimateQuestion
from llmselect.errors import UnknownName
from llmselect.estimates.hardware.devices import DESKTOP_GIB
from llmselect.estimates.hardware.kept_back import DESKTOP, NO_DESKTOP, SHARED, STATED
from llmselect.machine.machine import Machine, PlacementKind
from llmselect.scoring.ranking.candidate import Candidate
from llmselect.scoring.ranking.recommend import assess
from llmselect.settings import Costs, Ownership, Workload
from llmselect.units import HOURS_PER_MONTH
from tests.wording import says

CATALOG = load()
OPTIONAL, ALWAYS, MIXTURE = "qwen3-8b", "gpt-oss-20b", "qwen3-30b-a3b"
OFFER = "scaleway:deepseek-v4-flash-0731"
OFFERS_OWN = {"offer", "model", "speed_basis", "context_tokens", "free_quota"}


def asked(**question: object) -> dict[str, object]:
    return answer(CATALOG, EstimateQuestion.model_validate({"accelerator": "RTX 4090"} | question))


def test_a_run_has_every_field_of_an_offer_but_those_that_are_an_offers_own():
    offer = answer_offer(CATALOG, resolve_offer(CATALOG, OfferQuestion(offer=OFFER)))
    run = asked(model=OPTIONAL)
    assert set(offer) - OFFERS_OWN <= set(run)
    assert (run["catalog_day"], run["version"]) == (CATALOG.newest_check.isoformat(), llmselect.__version__)


def test_a_run_costs_and_waits_as_in_the_ranking():
    workload = Workload(thinking_tokens=2000, users=2)
    costs = Costs(ownership=Ownership.OWNED, electricity_usd_per_kwh=0.5)
    estimates = assess(CATALOG, Machine(accelerator="RTX 4090"), workload, costs).estimates
    rows = [Candidate(estimates, row) for row in range(len(estimates.runs))]
    ranked = next(r for r in rows if r.model.id == OPTIONAL and r.quantization.id == "Q8_0" and r.effort == "on")
    tokens = {"prompt_tokens": 1000, "output_tokens": 300, "thinking_tokens": 2000, "depth": 2150, "users": 2}
    run = asked(model=OPTIONAL, quantization="Q8_0", effort="on", costs=costs, **tokens)
    assert run["cost_usd_per_month"]["likely"] == pytest.approx(ranked.cost_usd_per_month, rel=0.03)
    assert run["answer_wait_s"]["likely"] == pytest.approx(ranked.answer_wait_s.likely, rel=0.03)
    assert run["privacy_level"] == ranked.privacy_level
    assert run["placement"] == ranked.placement == PlacementKind.WHOLE


def test_the_wait_for_the_answer_counts_the_thoughts():
    without, thinking = asked(model=OPTIONAL, effort="off"), asked(model=OPTIONAL, effort="on")
    assert without["answer_wait_s"] == without["ttft_s"] == thinking["ttft_s"]
    assert thinking["thinking_tokens"]["low"] < thinking["thinking_tokens"]["likely"]
    assert thinking["answer_wait_s"]["likely"] > without["finish_s"]["likely"]
    assert thinking["cost_usd_per_month"]["likely"] > without["cost_usd_per_month"]["likely"]


def test_a_model_that_always_thinks_is_never_told_as_if_it_did_not():
    assert Effort.OFF not in efforts_of(CATALOG.model(ALWAYS))
    assert asked(model=OPTIONAL)["effort"] == "off"
    always = asked(model=ALWAYS)
    assert always["effort"] != "off"
    assert always["thinking_tokens"]["likely"] > 0


def test_an_effort_that_the_model_does_not_have_is_one_sentence_with_all_that_it_has():
    with pytest.raises(UnknownName) as refused:
        asked(model=ALWAYS, effort="off")
    assert all(str(effort) in str(refused.value) for effort in efforts_of(CATALOG.model(ALWAYS)))


def test_the_placement_says_how_many_layers_lie_where():
    whole, experts, alone = (
        asked(model=MIXTURE, **given)
        for given in ({"quantization": "Q4_0"}, {"experts_on_host": True}, {"accelerator": None})
    )
    layers = CATALOG.model(MIXTURE).architecture.layers
    assert (whole["placement"], whole["expert_layers_on_host"], whole["host_layers"]) == ("whole", 0, 0)
    assert (experts["placement"], experts["expert_layers_on_host"]) == ("experts_on_host", layers)
    assert (alone["placement"], alone["host_layers"]) == ("host_alone", layers)
    nowhere = asked(model="kimi-k2-instruct", ram_gb=8)
    assert nowhere["placement"] is nowhere["cost_usd_per_month"] is nowhere["host_layers"] is None


def test_a_rented_machine_costs_its_rent_and_is_less_private_in_a_batch_too():
    line = {
        "model": OPTIONAL,
        "accelerator": "RTX 4090",
        "costs": {"ownership": "rented", "rental_usd_per_hour": 1.0},
        "requests_per_month": 1000,
    }
    (found,) = answer_lines(CATALOG, [json.dumps(line).encode()])
    assert found["cost_usd_per_1000_requests"] == found["cost_usd_per_month"]
    assert found["privacy_level"] < asked(model=OPTIONAL)["privacy_level"]


def test_an_offers_use_goes_by_what_people_type():
    line = {"offer": "scaleway:deepseek-v4-flash-0731"}
    chat, general = answer_lines(CATALOG, [json.dumps(line | {"use": use}).encode() for use in ("chat", "general")])
    assert chat == general
    assert "error" not in chat


@pytest.mark.parametrize(
    ("machine", "gib", "source"),
    [
        ({}, DESKTOP_GIB, DESKTOP),
        ({"reserved_gb": 2.5}, 2.5, STATED),
        ({"accelerator": "H100 SXM 80GB"}, 0.0, NO_DESKTOP),
        ({"accelerator": "Apple M4 Max 40-core"}, 0.0, SHARED),
    ],
)
def test_what_is_kept_back_is_told_with_its_source(machine, gib, source):
    found = asked(model=OPTIONAL, **machine)
    assert (found["reserved_gib"], found["reserved_source"]) == (gib, source.en)


def test_the_host_alone_keeps_nothing_back():
    assert asked(model=OPTIONAL, accelerator=None)["reserved_gib"] is None


def test_the_ranking_names_the_figure_that_it_takes(capsys):
    assert main(["recommend", "--accelerator", "RTX 4090", "--top", "1", "--json", "--no-levers"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["settings"]["machine"]["reserved_gib"] is None
    assert found["reserved"]["gib"] == DESKTOP_GIB
    assert main(["recommend", "--accelerator", "RTX 4090", "--top", "1", "--no-levers"]) == 0
    assert says(capsys.readouterr().out, "command.reserved", source=DESKTOP.en)


def test_more_requests_than_a_month_holds_can_be_told_from_the_hours_they_take():
    few, many = (asked(model=OPTIONAL, requests_per_month=count) for count in (1000, 10_000_000))
    assert few["busy_hours_per_month"] < HOURS_PER_MONTH < many["busy_hours_per_month"]
    assert few["busy_hours_per_month"] == pytest.approx(1000 * few["finish_s"]["likely"] / 3600, rel=1e-4)


@pytest.mark.parametrize(
    "words",
    [
        ["estimate", OPTIONAL],
        ["recommend"],
        ["estimate", "--offer", OFFER],
    ],
)
def test_no_thoughts_and_so_many_of_them_are_refused_in_one_sentence(words: list[str], capsys) -> None:
    assert main([*words, "--effort", "off", "--thinking", "500"]) != 0
    said = capsys.readouterr().err
    assert "--thinking 500" in said
    assert len(said.splitlines()) == 1


def test_no_thoughts_told_twice_are_no_contradiction() -> None:
    assert asked(model=OPTIONAL, effort="off", thinking_tokens=0)["effort"] == "off"
