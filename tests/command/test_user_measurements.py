"""Speeds measured on the machine asked about: typed on the command line, and in questions."""

import json

import pytest

from llmselect.catalog.load import load
from llmselect.command.answers import answer, answer_lines
from llmselect.command.questions import EstimateQuestion
from llmselect.command.user_measurements import typed_measured
from llmselect.errors import BadNumber, NotPossible, UnknownName
from llmselect.machine.machine import Phase

ASKED = {"model": "qwen3-8b", "accelerator": "RTX 4090"}


def test_what_is_typed_names_phase_speed_and_depth():
    decode, prefill = typed_measured("decode=41.5@2048, prefill=1200")
    assert (decode.phase, decode.tokens_per_s, decode.depth) == (Phase.DECODE, 41.5, 2048)
    assert (prefill.phase, prefill.tokens_per_s, prefill.depth) == (Phase.PREFILL, 1200, 0)
    assert typed_measured(None) == ()


@pytest.mark.parametrize(
    "text", ["", "decode", "decode=", "decode=x", "decode=-1", "decode=0", "decode=1e9", "decode=4@-1"]
)
def test_what_is_not_understood_says_what_is_expected(text):
    with pytest.raises(BadNumber, match=r"as decode=41\.5@2048,prefill=1200"):
        typed_measured(text)


def test_an_unknown_phase_brings_the_known_ones():
    with pytest.raises(UnknownName, match="expected one of decode, prefill"):
        typed_measured("speed=3")


def test_the_answer_is_what_was_measured_and_says_so():
    found = answer(load(), EstimateQuestion(**ASKED, measured=typed_measured("decode=100")))
    assert found["decode_tokens_per_s"]["likely"] == 100
    assert found["corrected"] is True
    assert found["decode_corrected_by"] < 1
    assert found["prefill_corrected_by"] == 1
    assert "corrected" not in answer(load(), EstimateQuestion(**ASKED))


def test_lines_of_one_batch_do_not_correct_each_other():
    speeds = [50.0, 100.0, None]
    lines = [ASKED | ({"measured": [{"phase": "decode", "tokens_per_s": s}]} if s else {}) for s in speeds]
    found = [
        line["decode_tokens_per_s"]["likely"] for line in answer_lines(load(), [json.dumps(x).encode() for x in lines])
    ]
    assert found[:2] == speeds[:2]
    assert found[2] == answer(load(), EstimateQuestion(**ASKED))["decode_tokens_per_s"]["likely"]


@pytest.mark.parametrize(
    ("measured", "code"),
    [
        ([{"phase": "decode", "tokens_per_s": 900_000}], "bad_number"),
        ([{"phase": "decode", "tokens_per_s": 0}], "bad_number"),
        ([{"phase": "decode", "tokens_per_s": 9, "model": "zz"}], "unknown_name"),
        ([{"phase": "decode", "tokens_per_s": 9, "quantization": "zz"}], "unknown_name"),
        ([{"phase": "walk", "tokens_per_s": 9}], "unknown_name"),
        ([{"phase": "decode"}], "bad_file"),
        ([{"phase": "decode", "tokens_per_s": 9, "hat": 1}], "unknown_name"),
        ([{"phase": "decode", "tokens_per_s": 9}] * 9, "bad_file"),
        ("x", "bad_file"),
    ],
)
def test_a_faulty_measurement_is_the_fault_of_its_line_alone(measured, code):
    lines = [json.dumps(ASKED | {"measured": measured}).encode(), json.dumps(ASKED).encode()]
    faulty, fine = answer_lines(load(), lines)
    assert faulty["error"]["code"] == code
    assert fine["fit"] == "full"


def test_a_config_needs_a_model_for_its_measurement():
    config = {
        "model_type": "llama",
        "hidden_size": 4096,
        "intermediate_size": 14336,
        "num_hidden_layers": 32,
        "num_attention_heads": 32,
        "num_key_value_heads": 8,
        "vocab_size": 128256,
        "max_position_embeddings": 32768,
    }
    assert answer(load(), EstimateQuestion(config=config, accelerator="RTX 4090"))["fit"] == "full"
    with pytest.raises(NotPossible):
        answer(load(), EstimateQuestion(config=config, accelerator="RTX 4090", measured=typed_measured("decode=9")))
