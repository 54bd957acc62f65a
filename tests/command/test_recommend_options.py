"""Options of `recommend` reach the answer: good enough, evidence, defaults taken away, experts, no accelerator."""

import json
from collections.abc import Callable

import pytest

from llmselect.__main__ import main

Ask = Callable[..., dict[str, object]]


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Ask:
    def asked(*words: str) -> dict[str, object]:
        assert main(["recommend", *words, "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    return asked


@pytest.fixture
def refused(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    def asked(*words: str) -> str:
        assert main(["recommend", *words]) == 2
        told = capsys.readouterr()
        assert told.out == ""
        assert told.err.startswith("llmselect: ")
        assert told.err.count("\n") == 1
        return told.err

    return asked


def test_good_enough_reaches_settings_and_scores(ask: Ask) -> None:
    points = "latency=4s/20tps,cost=7usd/month,privacy=3,quality=80"
    mine, default = ask("--accelerator", "4090", "--good-enough", points), ask("--accelerator", "4090")
    assert mine["settings"]["good_enough"] == {
        "wait_s": 4.0,
        "tokens_per_s": 20.0,
        "usd_per_month": 7.0,
        "privacy_level": 3,
        "quality": 80.0,
    }
    assert set(default["settings"]["good_enough"].values()) == {None}
    assert mine["places"][0]["score"] != default["places"][0]["score"]


@pytest.mark.parametrize(("text", "field"), [("latency=3s", "wait_s"), ("latency=/50tps", "tokens_per_s")])
def test_half_of_a_latency_leaves_the_other_half_as_it_is(ask: Ask, text: str, field: str) -> None:
    found = ask("--accelerator", "4090", "--good-enough", text)["settings"]["good_enough"]
    assert [name for name, value in found.items() if value is not None] == [field]


@pytest.mark.parametrize(
    "text", ["latency=fast", "beauty=3", "cost=cheap", "privacy=9", "latency=-1s", "quality=nan", "privacy=2.5", "cost"]
)
def test_what_is_not_understood_of_good_enough_is_one_sentence(refused: Callable[..., str], text: str) -> None:
    assert refused("--good-enough", text)


def test_the_evidence_asked_for_decides_who_is_ranked(ask: Ask) -> None:
    def ranked(evidence: str) -> dict[str, object]:
        return ask("--accelerator", "4090", "--require", f"evidence={evidence}", "--top", "2000")

    kinds = {name: {place["evidence"] for place in ranked(name)["places"]} for name in ("measured", "related", "any")}
    assert kinds["measured"] == {"measured"}
    assert kinds["related"] == {"measured", "related"}
    assert kinds["any"] == {"measured", "related", "expected"}
    assert ranked("any")["unproven"] == []
    assert {place["evidence"] for place in ranked("related")["unproven"]} == {"expected"}


def test_an_evidence_that_does_not_exist_is_one_sentence(refused: Callable[..., str]) -> None:
    assert "evidence" in refused("--require", "evidence=hearsay")


def test_a_default_can_be_taken_away(ask: Ask) -> None:
    slow = ("--accelerator", "none", "--ram", "64", "--top", "2000", "--require")
    without, default = ask(*slow, "local,no-speed,no-thinking"), ask(*slow, "local")
    assert without["settings"]["requirements"]["decode_tokens_per_s"] is None
    assert default["settings"]["requirements"]["decode_tokens_per_s"] == 5.0
    assert all(place["decode_tokens_per_s"] >= 5 for place in default["places"])
    assert any(place["decode_tokens_per_s"] < 5 for place in without["places"])


def test_experts_of_as_many_layers_as_asked_lie_in_main_memory(ask: Ask) -> None:
    found = ask("--accelerator", "4090", "--cpu-moe", "12", "--require", "local", "--top", "2000")
    assert found["settings"]["machine"]["expert_host_layers"] == 12
    assert "experts_on_host" in {place["placement"] for place in found["places"]}


def test_no_accelerator_is_the_processor_alone(ask: Ask) -> None:
    found = ask("--accelerator", "none", "--require", "local", "--top", "2000")
    assert found["settings"]["machine"]["accelerator"] is None
    assert {place["placement"] for place in found["places"]} == {"host_alone"}


def test_the_answer_names_its_reference_points_its_robustness_and_its_ties(capsys):
    assert main(["recommend", "--accelerator", "RTX 4090", "--json", "--good-enough", "latency=3s/40tps"]) == 0
    answer = json.loads(capsys.readouterr().out)
    wait, speed = answer["reference_points"]["latency"].values()
    assert (wait["good_enough"], speed["good_enough"]) == (3, 40)
    assert all(len(points) == 3 for measures in answer["reference_points"].values() for points in measures.values())
    assert 0 < answer["robustness"]["first_share"] <= 1
    assert answer["robustness"]["smallest_weight_change"]
    tied = [place for place in answer["places"] if place["tied_with_first"]]
    assert len(tied) <= answer["robustness"]["tied_with_first"]
    assert [place["rank"] for place in answer["places"] if place["pick"]]
    assert all(place["evidence_reason"] for place in answer["places"])
