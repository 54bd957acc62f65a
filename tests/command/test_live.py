"""Repositories that are not in the catalog, read by a command from a Hub that stands in for the real one."""

import json

import pytest

from llmselect.__main__ import main
from llmselect.hub.http.hub_faults import SENTENCES, FaultKind
from tests.hub import shelves
from tests.hub.stand_in import Repository, in_place_of_the_hub
from tests.wording import says

OWN = "someone/Fine-Qwen3-8B"
CARD = ("--accelerator", "RTX 4090")


@pytest.fixture
def hub(monkeypatch):
    stand_in = in_place_of_the_hub(monkeypatch)
    stand_in.add(shelves.dense(OWN), shelves.dense(), shelves.gguf_files())
    yield stand_in
    stand_in.close()


@pytest.fixture
def run(capsys):
    def command(*words):
        status = main(words)
        told = capsys.readouterr()
        return status, told.out, told.err

    return command


@pytest.fixture
def answer(run):
    def ask(*words):
        status, out, err = run(*words, "--json")
        assert status == 0, err
        return json.loads(out)

    return ask


def test_a_repository_that_the_catalog_lacks_is_read(hub, answer):
    found = answer("estimate", OWN, *CARD)
    assert found["weights_size"] == "computed"
    assert found["parameters"] == shelves.QWEN3_8B_PARAMETERS
    assert found["repository"] == f"https://huggingface.co/{OWN}"
    assert found["requests"] == len(hub.asked) <= 4


def test_it_is_estimated_as_the_catalog_estimates_the_same_shape(hub, answer):
    live, known = answer("estimate", OWN, *CARD), answer("estimate", "qwen3-8b", *CARD)
    assert live["kv_cache_bytes"] == known["kv_cache_bytes"]
    assert live["weights_bytes"] == known["weights_bytes"]


def test_an_address_is_as_good_as_a_name(hub, answer):
    assert answer("estimate", f"https://huggingface.co/{OWN}", *CARD) == answer("estimate", OWN, *CARD)


def test_a_listed_file_gives_the_weights(hub, answer):
    files = shelves.dense().files
    exact = 16_381_470_720
    hub.add(
        Repository(
            "x/one-file",
            {"config.json": files["config.json"], "model.safetensors": exact},
            {"safetensors": shelves.COUNTED},
        )
    )
    found = answer("estimate", "x/one-file", *CARD, "--quantization", "FP16")
    assert (found["weights_size"], found["weights_bytes"]) == ("listed", exact)
    assert answer("estimate", "x/one-file", *CARD, "--quantization", "Q8_0")["weights_size"] == "computed"


def test_the_quantization_that_an_address_names_is_the_one_estimated(hub, answer):
    named = answer("estimate", "hf.co/unsloth/Qwen3-8B-GGUF:Q4_K_M", *CARD)
    assert named["weights_size"] == "listed"
    assert named["weights_bytes"] == len(shelves.HEADER)
    assert named["notes"]


def test_a_catalog_model_is_read_only_when_asked(hub, answer):
    assert "weights_size" not in answer("estimate", "Qwen/Qwen3-8B", *CARD)
    assert hub.asked == []
    assert answer("estimate", "qwen3-8b", *CARD, "--live")["repository"] == "https://huggingface.co/Qwen/Qwen3-8B"
    assert hub.asked


def test_people_are_told_as_programs_are(hub, run):
    status, out, _ = run("estimate", "unsloth/Qwen3-8B-GGUF", *CARD)
    assert status == 0
    assert "weights size" in out
    assert "listed" in out
    assert "note  " in out


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("nobody/nothing", FaultKind.NOT_FOUND),
        ("https://example.org/a/b", FaultKind.OTHER_HOST),
        ("a/b/c d", FaultKind.NOT_AN_ADDRESS),
    ],
)
def test_faults_end_like_other_faults(hub, run, name, kind):
    status, out, err = run("estimate", name, *CARD)
    assert (status, out) == (2, "")
    assert says(err, SENTENCES[kind])
    assert err.startswith("llmselect: ")
    assert err.count("\n") == 1


def test_a_shape_that_is_not_told_ends_with_what_is_missing(hub, run):
    hub.add(Repository("x/bare", {"model.safetensors": 5 * 10**9}))
    status, _, err = run("estimate", "x/bare", *CARD)
    assert status == 2
    assert "config.json" in err


def test_a_name_without_an_owner_asks_the_catalog_alone(hub, run):
    status, _, err = run("estimate", "qwen3-8bb")
    assert status == 2
    assert "qwen3-8b" in err
    assert hub.asked == []


def test_batch_lines_never_reach_the_network(hub, run, tmp_path):
    file = tmp_path / "questions.jsonl"
    file.write_text(json.dumps({"model": OWN}) + "\n", "utf-8")
    status, out, _ = run("estimate", "--batch", str(file))
    assert status == 0
    assert json.loads(out)["error"]["code"] == "unknown_name"
    assert hub.asked == []


def test_own_models_take_part_in_a_recommendation(hub, answer):
    found = answer("recommend", *CARD, "--own", OWN, "--require", "local,evidence=any", "--top", "2000")
    own = [place for place in found["places"] if place.get("own")]
    assert [place["model"] for place in own] == [f"hub:{OWN}"]
    assert own[0]["quality_basis"] == "known"
    low, high = own[0]["quality_range"]
    assert high - low > 15


def test_own_models_change_nobody_elses_score(hub, answer):
    def scores(*more):
        places = answer("recommend", *CARD, "--require", "local,evidence=any", "--top", "2000", *more)["places"]
        return {place["model"]: place["score"] for place in places}

    with_own = scores("--own", OWN)
    assert with_own.pop(f"hub:{OWN}") > 0
    assert with_own == scores()


def test_own_models_of_the_catalog_are_said_to_be_there(hub, run):
    status, _, err = run("recommend", *CARD, "--own", "Qwen/Qwen3-8B", "--top", "1")
    assert status == 0
    assert says(err, "mine.in_catalog")


def test_a_memo_and_a_fault_of_own_models(hub, run):
    status, _, err = run("recommend", *CARD, "--own", "nobody/nothing")
    assert status == 2
    assert "nobody/nothing" in err
