"""The parts that a publisher left at 16 bits count as such, and the answer names them."""

import time
from typing import Any

import pytest

from llmselect.catalog.load import load
from llmselect.catalog.weight_files.unquantized import pattern_of, unquantized
from llmselect.command.answers import answer
from llmselect.command.questions import EstimateQuestion, resolve
from llmselect.estimates.memory.engine_memory import ALL_AT_FOUR_BITS, engine_notes

CATALOG = load()
MIXTURE = {
    "model_type": "qwen3_moe",
    "num_hidden_layers": 48,
    "num_experts": 128,
    "num_experts_per_tok": 8,
    "hidden_size": 2048,
    "intermediate_size": 6144,
    "moe_intermediate_size": 768,
    "head_dim": 128,
    "num_attention_heads": 32,
    "num_key_value_heads": 4,
    "vocab_size": 151936,
    "max_position_embeddings": 40960,
    "tie_word_embeddings": False,
}
GPT_OSS_120B = {
    "model_type": "gpt_oss",
    "num_hidden_layers": 36,
    "num_local_experts": 128,
    "num_experts_per_tok": 4,
    "hidden_size": 2880,
    "intermediate_size": 2880,
    "head_dim": 64,
    "num_attention_heads": 64,
    "num_key_value_heads": 8,
    "vocab_size": 201088,
    "sliding_window": 128,
    "layer_types": ["sliding_attention", "full_attention"] * 18,
    "max_position_embeddings": 131072,
    "tie_word_embeddings": False,
    "attention_bias": True,
    "quantization_config": {
        "quant_method": "mxfp4",
        "modules_to_not_convert": [
            "model.layers.*.self_attn",
            "model.layers.*.mlp.router",
            "model.embed_tokens",
            "lm_head",
        ],
    },
}
ATTENTION = 2048 * (2 * 4096 + 2 * 512) * 48
"""Values of q, k, v and output of all layers."""
ONE_EXPERT_LAYER = 128 * 3 * 2048 * 768
FOUR = (4 + 8 / 16) / 8
PACKED = {"quant_method": "compressed-tensors"}
LINEAR = {"targets": ["Linear"], "weights": {"num_bits": 4, "type": "float", "group_size": 16}}


def asked(quantization: str | None = None, engine: str | None = None, **config: object) -> dict[str, Any]:
    return answer(CATALOG, EstimateQuestion(config={**MIXTURE, **config}, quantization=quantization, engine=engine))


def weights(quantization: str | None = None, **scheme: object) -> int:
    return asked(quantization, quantization_config=scheme)["weights_bytes"]


def modelopt(*names: str, key: str = "exclude_modules") -> int:
    return weights(quant_method="modelopt", quant_algo="NVFP4", **{key: list(names)})


def compressed(*names: str) -> int:
    return weights(**PACKED, config_groups={"group_0": LINEAR}, ignore=list(names))


ALL_SMALL = modelopt("lm_head")


@pytest.mark.parametrize(
    "names",
    [
        ("lm_head", "model.layers.*.self_attn*"),
        ("*self_attn*", "*router*", "*mlp.gate.*"),
        ("self_attn",),
        tuple(f"model.layers.{layer}.self_attn" for layer in range(48)),
        tuple(f"model.language_model.layers.{layer}.self_attn*" for layer in range(48)),
    ],
)
def test_attention_left_at_16_bits_counts_two_bytes(names: tuple[str, ...]) -> None:
    more = ATTENTION * (2 - FOUR)
    assert modelopt(*names) - ALL_SMALL == pytest.approx(more, rel=1e-6)
    assert modelopt(*names, key="ignore") == modelopt(*names)


@pytest.mark.parametrize("names", [("re:.*self_attn.*",), ("re:^model\\.layers\\.\\d+\\.self_attn\\.[qkvo]_proj$",)])
def test_expressions_are_matched_from_the_start(names: tuple[str, ...]) -> None:
    assert compressed("lm_head", *names) - compressed("lm_head") == pytest.approx(ATTENTION * (2 - FOUR), rel=1e-6)
    assert compressed("lm_head", "re:self_attn.*") == compressed("lm_head")


def test_compressed_tensors_compares_whole_names() -> None:
    single = [f"model.layers.{layer}.self_attn.{name}_proj" for layer in range(12) for name in "qkvo"]
    assert compressed(*single) - compressed("lm_head") == pytest.approx(ATTENTION / 4 * (2 - FOUR), rel=1e-6)
    assert compressed("model.layers.0.self_attn", "self_attn") == compressed("lm_head")


def test_only_the_named_layers_of_experts_are_larger() -> None:
    more = ONE_EXPERT_LAYER * (2 - FOUR)
    assert modelopt("model.layers.0.mlp.experts*", "model.layers.47.*experts*") - ALL_SMALL == pytest.approx(2 * more)


@pytest.mark.parametrize(
    "name", ["model.layers.0.mlp.gate", "re:.*mlp.gate$", "mlp.gate", "*visual*", "re:.*vision.*", "mtp.layers.0.*"]
)
def test_routers_towers_and_drafts_change_nothing(name: str) -> None:
    assert modelopt("lm_head", name) == ALL_SMALL
    assert compressed("lm_head", name) == compressed("lm_head")


def test_what_alone_was_quantized_leaves_the_rest() -> None:
    experts = {**LINEAR, "targets": ["re:.*mlp\\.experts\\.\\d+\\.(gate|up|down)_proj$"]}
    found = weights(**PACKED, config_groups={"group_0": experts}, ignore=["lm_head"])
    assert found - compressed("lm_head") == pytest.approx(ATTENTION * (2 - FOUR), rel=1e-6)


def test_eight_bits_keep_their_list_too() -> None:
    whole, partly = (weights(quant_method="fp8", modules_to_not_convert=names) for names in ([], ["self_attn"]))
    assert partly - whole == pytest.approx(ATTENTION, rel=0.001)


def test_a_published_file_has_its_size() -> None:
    """openai/gpt-oss-120b, `total_size` of model.safetensors.index.json: 65,248,815,744 bytes."""
    found = answer(CATALOG, EstimateQuestion(config=GPT_OSS_120B, engine="vllm"))
    assert found["weights_bytes"] == pytest.approx(65_248_815_744, rel=0.005)
    gguf = answer(CATALOG, EstimateQuestion(config=GPT_OSS_120B, engine="llama.cpp"))
    assert gguf["weights_bytes"] < found["weights_bytes"]


def test_the_answer_names_what_is_left() -> None:
    scheme = {"quant_method": "modelopt", "quant_algo": "NVFP4", "exclude_modules": ["*self_attn*"]}
    question = EstimateQuestion(config=MIXTURE | {"quantization_config": scheme})
    assert "attention" in str(answer(CATALOG, question)["note"])
    assert ALL_AT_FOUR_BITS not in engine_notes("vllm", resolve(CATALOG, question).architecture, "NVFP4")
    untold = resolve(CATALOG, EstimateQuestion(config=MIXTURE, quantization="NVFP4"))
    assert ALL_AT_FOUR_BITS in engine_notes("vllm", untold.architecture, "NVFP4")


def test_another_format_than_the_file_s_is_whole() -> None:
    scheme = {"quant_method": "modelopt", "quant_algo": "NVFP4", "exclude_modules": ["*self_attn*"]}
    assert asked("Q4_K_M", quantization_config=scheme)["weights_bytes"] == asked("Q4_K_M")["weights_bytes"]
    assert asked("nvfp4", quantization_config=scheme)["weights_bytes"] > asked("NVFP4")["weights_bytes"]


def test_writing_is_slower_with_more_bytes_to_read() -> None:
    def speed(*names: str) -> float:
        scheme = {"quant_method": "modelopt", "quant_algo": "NVFP4", "exclude_modules": list(names)}
        question = EstimateQuestion(config=MIXTURE | {"quantization_config": scheme}, accelerator="RTX 5090")
        return answer(CATALOG, question)["decode_tokens_per_s"]["likely"]

    assert speed("*self_attn*") < speed("lm_head")


@pytest.mark.parametrize(
    "name", ["re:(a+)+$", "re:(?=x)", "re:[", "re:" + "x" * 600, "re:.*a.*b.*c.*d.*e", "*a*b*c*d*e*"]
)
def test_patterns_that_are_not_understood_are_said(name: str) -> None:
    assert pattern_of(name) is None
    assert unquantized({"ignore": [name]}).unread == (name,)  # pyright: ignore[reportOptionalMemberAccess]
    scheme = {"quant_method": "modelopt", "quant_algo": "NVFP4", "ignore": [name]}
    assert name in asked(quantization_config=scheme)["note"]


def test_a_long_list_is_read_in_seconds() -> None:
    names = [f"model.layers.{layer}.mlp.experts.{one}.up_proj" for layer in range(48) for one in range(1, 2000)]
    begun = time.monotonic()
    assert compressed(*names) == compressed("lm_head")
    assert time.monotonic() - begun < 20


@pytest.mark.parametrize("value", [None, 3, "lm_head", {"a": 1}, [None, 3, []]])
def test_a_list_of_another_kind_is_no_list(value: object) -> None:
    assert unquantized({"ignore": value}) is None
