"""Repositories that are broken, hostile or of another kind: one sentence each, and what is told stays told."""

import re

import pytest

from llmselect.hub.http.hub_faults import FaultKind
from tests.hub.shelves import (
    BF16_SHARDS,
    HEADER,
    QWEN3_8B_PARAMETERS,
    adapter,
    dense,
    gated,
    gguf_files,
    pickle_only,
)
from tests.hub.stand_in import Repository


def english(texts) -> str:
    return " ".join(text.en for text in texts)


def test_a_hostile_header_costs_itself_alone(read) -> None:
    hostile = gguf_files()
    for content in (HEADER[:30], b"GGUF" + b"\xff" * 500, b"\x80\x04pickle" * 100):
        hostile.files["Qwen3-8B-Q4_K_M.gguf"] = content
        found = read(None, hostile)
        assert found.gaps
        assert len(found.files) == 4
        assert found.model.context_tokens == 40960


@pytest.mark.parametrize(
    ("repository", "kind"),
    [
        (adapter(), FaultKind.ADAPTER_ONLY),
        (pickle_only(), FaultKind.PICKLE_ONLY),
        (Repository("a/nothing", {"README.md": 3, "config.json": 900}), FaultKind.NO_WEIGHTS),
        (Repository("a/empty"), FaultKind.NO_WEIGHTS),
        (Repository("a/onnx", {"onnx/model.onnx": 3000}), FaultKind.OTHER_FORMAT),
        (Repository("a/flux", {"model_index.json": 3, "unet/x.safetensors": 3}), FaultKind.DIFFUSION),
        (Repository("a/bert", {"model.safetensors": 3}, {"config": {"model_type": "bert"}}), FaultKind.ENCODER),
        (Repository("a/embed", {"model.safetensors": 3}, {"pipeline_tag": "feature-extraction"}), FaultKind.EMBEDDING),
        (Repository("a/tts", {"model.safetensors": 3}, {"pipeline_tag": "text-to-speech"}), FaultKind.NOT_A_MODEL),
    ],
    ids=lambda each: each.id if isinstance(each, Repository) else None,
)
def test_what_is_no_language_model_says_so_after_one_request(refused, hub, repository, kind) -> None:
    fault = refused(repository)
    assert fault.kind is kind
    assert repository.id in str(fault)
    assert len(hub.asked) == 1


def test_an_adapter_names_the_model_it_lies_over(refused) -> None:
    assert "Qwen/Qwen3-8B" in str(refused(adapter()))


def test_what_does_not_exist_says_so(refused) -> None:
    assert refused(dense(), text="no/such").kind is FaultKind.NOT_FOUND


@pytest.mark.usefixtures("no_sleep")
@pytest.mark.parametrize("status", [401, 404, 429, 500, 503])
def test_a_config_that_cannot_be_had_leaves_the_listing(read, hub, status) -> None:
    hub.fail("/some/model", status=status, headers={"RateLimit": '"api";r=0;t=300'})
    found = read(None, dense("some/model"))
    assert found.model.architecture is None
    assert found.model.total_parameters == QWEN3_8B_PARAMETERS
    assert found.gaps[0].en
    assert found.files[0].quantization == "FP16"


@pytest.mark.parametrize(
    "content",
    [
        b"<html>",
        b"[1, 2]",
        b'{"model_type": "qwen3", "hidden_size": "wide", "num_attention_heads": -3, "extra": "' + b"x" * 300 + b'"}',
        b'{"hidden_size": 1e999, "model_type": 7, "text_config": {"text_config": [1]}, "x": "' + b"x" * 300 + b'"}',
        b'{"model_type": "qwen3"}' + b" " * 300,
        b'{"__proto__": NaN, "vocab_size": 1' + b"0" * 400 + b"}",
        b"\xff\xfe" * 300,
    ],
)
def test_a_broken_config_is_a_gap_and_the_rest_is_told(read, content) -> None:
    broken = dense("some/model")
    broken.files["config.json"] = content
    found = read(None, broken)
    assert found.model.architecture is None
    assert found.gaps
    assert found.model.licence == "apache-2.0"
    assert found.files[0].size_bytes == sum(BF16_SHARDS)


WRONG = (None, 3, "x", [None, {"a": []}], {"total": "many", "parameters": [1]})


@pytest.mark.parametrize("wrong", WRONG)
def test_without_a_list_of_files_there_are_no_weights(refused, wrong) -> None:
    odd = dense("some/model")
    odd.says["siblings"] = wrong
    assert refused(odd).kind is FaultKind.NO_WEIGHTS


@pytest.mark.parametrize("key", ["tags", "safetensors", "gguf", "cardData", "config", "createdAt", "gated"])
@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_fact_costs_itself_alone(read, key, wrong) -> None:
    odd = dense("some/model")
    odd.says[key] = wrong
    found = read(None, odd)
    assert found.model.architecture is not None
    assert found.model.total_parameters == QWEN3_8B_PARAMETERS
    assert found.model.downloads_30d == 1234


def test_a_broken_sibling_loses_itself_alone(read) -> None:
    odd = dense("some/model")
    sound = odd.listing(blobs=True)["siblings"]
    odd.says["siblings"] = [{"rfilename": 3}, None, {"size": 4}, *sound, {"rfilename": "x" * 9000, "size": 1}]
    assert read(None, odd).files[0].shards == 5


def test_a_size_that_is_not_told_is_never_zero(read) -> None:
    odd = gguf_files()
    odd.says["siblings"] = [{"rfilename": "a-Q4_K_M.gguf"}, {"rfilename": "b-Q8_0.gguf", "size": 8_000_000_000}]
    found = read(None, odd)
    assert [file.name for file in found.files] == ["b-Q8_0.gguf"]
    assert "a-Q4_K_M.gguf" in english(found.gaps)


def test_a_listing_of_a_million_files_is_cut(read) -> None:
    many = dense("some/model")
    many.says["siblings"] = [{"rfilename": f"{at}-Q4_0.gguf", "size": 7} for at in range(6000)]
    found = read(None, many)
    assert len(found.files) == 5000
    assert "5,000" in english(found.notes)


def test_an_id_that_the_hub_makes_up_is_not_asked_for(refused, hub) -> None:
    odd = dense("some/model")
    odd.says["id"] = "../../api/whoami"
    assert refused(odd).kind is FaultKind.BAD_DATA
    assert len(hub.asked) == 1


def test_a_licence_that_the_catalog_lacks_is_told_by_name(read) -> None:
    odd = dense("some/model")
    odd.says |= {"cardData": {"license": "other", "license_name": "house\u202e-rules\n"}, "tags": ["license:other"]}
    found = read(None, odd)
    assert found.model.licence is None
    assert "house -rules" in english(found.notes)
    assert not re.search(r"[\u202e\n]", english(found.notes))


def test_a_name_for_a_licence_wins_over_other(read) -> None:
    odd = dense("some/model")
    odd.says |= {"cardData": {"license": "other", "license_name": "qwen-research"}, "tags": []}
    assert read(None, odd).model.licence == "qwen-research"


def test_a_task_that_nobody_knows_yet_is_let_through(read) -> None:
    new = dense("some/model")
    new.says["pipeline_tag"] = "a-task-of-tomorrow"
    assert read(None, new).model.architecture is not None


def test_a_token_without_the_right_is_told_and_stays_within_the_requests(read, hub, monkeypatch) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    hub.fail("/closed", status=403, headers={"X-Error-Code": "GatedRepo"})
    found = read(None, gated())
    assert found.model.architecture is None
    assert "gated" in english(found.gaps)
