"""The parameters of real files, and of each family's own code, are those that the shape explains.

`hub_configs.jsonl`: config.json of https://huggingface.co/<repository> (keys of the language part), with the count of
the published safetensors, towers and drafting layers left out.
`hub_families.jsonl`: the defaults of each text configuration class of transformers 5.23.0, with the number of
parameters that the class builds from them (https://pypi.org/project/transformers/5.23.0).
"""

import json
from pathlib import Path

import numpy as np
import pytest

from llmselect.catalog.configs.read import read
from llmselect.catalog.load import load
from llmselect.estimates.architecture.shape_columns import shapes
from llmselect.estimates.memory.kv_cache import kv_cache_bytes
from llmselect.estimates.memory.weights import weights
from llmselect.settings import KvType

HERE = Path(__file__).parent
ROUGHER = {
    "axk2": 0.007,  # low-rank gates of its norms
    "dots3_note_text": 0.007,  # sliding layers with latent ranks of their own
    "gemma3n_text": 0.005,  # its class leaves out the keys of layers that share a cache; the published files hold them
    "inkling2_text": 0.003,
    "zaya": 0.005,  # convolutions of its compressed attention
}
"""Families whose remaining tensors no field describes."""


def _lines(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]


def _parameters(config: object) -> float:
    shape = shapes([read(config)])  # type: ignore[arg-type]  # from a file
    return float(weights(shape, load().file.quantizations[:1], np.zeros(1, np.int64)).parameters[0])


@pytest.mark.parametrize("line", _lines("hub_configs.jsonl"), ids=lambda line: str(line["repository"]))
def test_a_real_config_explains_the_published_count(line: dict[str, object]) -> None:
    assert _parameters(line["config"]) == pytest.approx(line["parameters"], rel=1e-4)


@pytest.mark.parametrize("line", _lines("hub_families.jsonl"), ids=lambda line: str(line["model_type"]))
def test_a_family_is_counted_as_its_own_code_builds_it(line: dict[str, object]) -> None:
    within = ROUGHER.get(str(line["model_type"]), 0.001)
    assert _parameters(line["config"]) == pytest.approx(line["parameters"], rel=within)


def test_every_family_has_a_cache_or_a_state() -> None:
    rows = shapes([read(line["config"]) for line in _lines("hub_families.jsonl")])  # type: ignore[arg-type]
    count = len(rows)
    short, long = (
        kv_cache_bytes(rows, np.full(count, context), np.ones(count, np.int64), [KvType.F16] * count)
        for context in (4096, 32768)
    )
    assert np.all(np.isfinite(long) & (short > 0) & (short <= long))


def test_numbers_of_a_quantized_file_are_those_of_its_original() -> None:
    configs = {str(line["repository"]): line["config"] for line in _lines("hub_configs.jsonl")}
    quantized, original = configs["nvidia/Kimi-K2.5-NVFP4"], configs["moonshotai/Kimi-K2.5"]
    assert _parameters(quantized) == _parameters(original)


@pytest.mark.parametrize("method", ["fp8", "awq", "gptq", "mxfp4", "compressed-tensors", None, 3])
def test_a_quantization_config_changes_nothing(method: object) -> None:
    config = next(line["config"] for line in _lines("hub_configs.jsonl") if line["repository"] == "zai-org/GLM-5")
    assert isinstance(config, dict)
    assert read(config | {"quantization_config": {"quant_method": method, "bits": 4}}) == read(config)


def test_every_pool_of_experts_is_counted() -> None:
    one = {
        "model_type": "qwen3_moe",
        "hidden_size": 1024,
        "num_hidden_layers": 4,
        "num_attention_heads": 8,
        "num_key_value_heads": 2,
        "head_dim": 128,
        "vocab_size": 32000,
        "num_experts_per_tok": 4,
        "moe_num_shared_experts": 0,
        "max_position_embeddings": 4096,
    }
    mixture = read({**one, "moe_num_experts": [32, 16], "moe_intermediate_size": [768, 256]}).experts
    assert mixture is not None
    assert mixture.count * mixture.size == 32 * 768 + 16 * 256
    assert mixture.used * mixture.size == 4 * 768
