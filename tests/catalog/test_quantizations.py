"""A quantization is one row: what its mix says is what is stored."""

import datetime

import numpy as np
import pytest
from pydantic import ValidationError

from llmselect.catalog.load import load
from llmselect.catalog.quantizations import Mix, Quantization
from llmselect.catalog.weight_files.tensor_types import TensorType, bytes_per_value
from llmselect.estimates.architecture.shape_columns import shapes
from llmselect.estimates.memory.weights import weights
from llmselect.text import Text
from tests.estimates.configs import ARCHITECTURES


def row(**mix: object) -> Quantization:
    return Quantization(
        id="NEW",
        label=Text("New", "Nouvelle"),
        runtimes=("llama.cpp",),
        nominal_bits=4.5,
        mix=Mix.model_validate(mix),
        source="https://example.org",
        checked=datetime.date(2026, 11, 21),
    )


def size(quantization: Quantization) -> float:
    one = shapes([ARCHITECTURES["meta-llama/Llama-3.1-8B"]])
    return float(weights(one, [quantization], np.zeros(1, np.int64)).file_bytes[0])


def test_one_row_is_all_that_a_new_quantization_needs() -> None:
    plain = size(row(base="q4_k"))
    head_finer = size(row(base="q4_k", rules=[{"tensors": ["output"], "type": "q6_k"}]))
    assert head_finer - plain == 128256 * 4096 * (210 - 144) / 256


def test_the_first_rule_that_holds_decides() -> None:
    rules = [
        {"tensors": ["ffn_down"], "layers": "first_eighth", "type": "q8_0"},
        {"tensors": ["ffn_down"], "layers": "more_bits", "type": "q6_k"},
    ]
    finer = size(row(base="q4_k", rules=rules)) - size(row(base="q4_k"))
    block = 14336 * 4096
    # Of 32 layers 4 are in the first eighth, 4 in the last, and 8 are each third between them.
    assert finer == block * (4 * (34 / 32 - 144 / 256) + 12 * (210 - 144) / 256)


def test_a_rule_for_other_models_changes_nothing() -> None:
    rule = {"tensors": ["output"], "when": ["falcon"], "type": "q8_0"}
    assert size(row(base="q4_k", rules=[rule])) == size(row(base="q4_k"))


@pytest.mark.parametrize(
    "mix", [{"base": "q4"}, {"base": "q4_k", "rules": [{"tensors": ["nose"], "type": "q6_k"}]}, {"base": "f16", "x": 1}]
)
def test_words_that_no_mix_knows_are_refused(mix: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        row(**mix)


def test_rows_that_blocks_do_not_divide_fall_back_to_larger_types() -> None:
    assert bytes_per_value(TensorType.Q4_K, 4096) == 144 / 256
    assert bytes_per_value(TensorType.Q4_K, 4544) == 22 / 32
    assert bytes_per_value(TensorType.Q6_K, 4544) == 34 / 32
    assert bytes_per_value(TensorType.Q4_K, 100) == 2


def test_native_mxfp4_answers_to_both_its_names() -> None:
    assert load().quantization("mxfp4_moe").id == "MXFP4"
