"""A config.json is read as its publisher meant it, or refused in one sentence."""

import math

import pytest

from llmselect.catalog.configs.read import read
from llmselect.errors import BadConfig
from tests.catalog.configs import LATENT, LLAMA, MIXTURE


@pytest.mark.parametrize("key", ["hidden_size", "num_hidden_layers", "num_attention_heads", "vocab_size", "model_type"])
def test_a_needed_key_that_is_missing_is_named(key: str) -> None:
    with pytest.raises(BadConfig, match=f"no {key}; expected"):
        read({name: value for name, value in LLAMA.items() if name != key})


@pytest.mark.parametrize("given", [-1, 0, "4096", 10**12, True, 12.5, math.nan, math.inf, {}, [], ["4096"]])
@pytest.mark.parametrize("key", ["hidden_size", "num_hidden_layers", "num_attention_heads", "vocab_size"])
def test_an_impossible_value_is_named_with_what_is_expected(key: str, given: object) -> None:
    with pytest.raises(BadConfig, match=f"{key} is .*; expected"):
        read(LLAMA | {key: given})


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"num_key_value_heads": 5}, r"num_key_value_heads is 5; expected a divisor of num_attention_heads \(32\)"),
        ({"tie_word_embeddings": "yes"}, "tie_word_embeddings is 'yes'; expected true or false"),
        ({"layer_types": "full"}, "layer_types is 'full'; expected a list"),
        ({"layer_types": ["full_attention"] * 3}, "layer_types is .*; expected one word for each of the 32 layers"),
        ({"num_experts": 8}, "no num_experts_per_tok; expected how many of the 8 experts"),
        ({"num_experts": 8, "num_experts_per_tok": 9}, "num_experts_per_tok is 9; expected at most the 8 experts"),
        ({"intermediate_size": None}, "no intermediate_size"),
        ({"text_config": 3}, "text_config is 3; expected an object"),
        ({"kv_lora_rank": 512}, "no qk_rope_head_dim"),
        ({"num_attention_heads": 8192, "num_key_value_heads": 8192}, "num_attention_heads is 8192; expected at most"),
    ],
)
def test_keys_that_contradict_each_other_are_refused(changes: dict[str, object], sentence: str) -> None:
    with pytest.raises(BadConfig, match=sentence):
        read(LLAMA | changes)


@pytest.mark.parametrize("given", [None, [], 3, "config.json"])
def test_something_that_is_no_object_is_refused(given: object) -> None:
    with pytest.raises(BadConfig, match="expected an object"):
        read(given)  # type: ignore[arg-type]  # it may come from any file


def test_a_model_that_sees_is_read_as_its_language_part() -> None:
    nested = read({"model_type": "mistral3", "text_config": LLAMA, "vision_config": {"hidden_size": 1024}})
    assert nested == read(LLAMA)


def test_gemma_3_leaves_out_what_its_code_knows() -> None:
    """https://huggingface.co/google/gemma-3-4b-it/blob/main/config.json"""
    text = {"hidden_size": 2560, "intermediate_size": 10240, "model_type": "gemma3_text", "num_hidden_layers": 34}
    gemma = read({"model_type": "gemma3", "text_config": text | {"sliding_window": 1024}})
    assert (gemma.heads, gemma.kv_heads, gemma.head_size, gemma.vocabulary_size) == (8, 4, 256, 262208)
    assert (gemma.full_attention_layers, gemma.sliding_attention_layers, gemma.sliding_window) == (5, 29, 1024)
    assert gemma.tied_embeddings


@pytest.mark.parametrize("family", ["phi3", "mistral"])
def test_a_window_for_every_layer_is_ignored_as_llama_cpp_does(family: str) -> None:
    read_as = read(LLAMA | {"model_type": family, "sliding_window": 4096})
    assert (read_as.full_attention_layers, read_as.sliding_attention_layers) == (32, 0)


def test_falcon_7b_has_one_key_head_and_falcon_40b_eight() -> None:
    """https://huggingface.co/tiiuae/falcon-7b, https://huggingface.co/tiiuae/falcon-40b"""
    small = {"model_type": "falcon", "hidden_size": 4544, "num_hidden_layers": 32, "num_attention_heads": 71}
    large = {"model_type": "falcon", "hidden_size": 8192, "num_hidden_layers": 60, "num_attention_heads": 128}
    assert read(small | {"vocab_size": 65024, "multi_query": True}).kv_heads == 1
    assert read(large | {"vocab_size": 65024, "new_decoder_architecture": True, "num_kv_heads": 8}).kv_heads == 8


def test_experts_come_after_the_dense_layers() -> None:
    """https://huggingface.co/deepseek-ai/DeepSeek-V3/blob/main/config.json"""
    keys = {"first_k_dense_replace": 3, "n_shared_experts": 2, "q_lora_rank": None}
    experts = read(MIXTURE | LATENT | keys).experts
    assert experts is not None
    assert (experts.count, experts.used, experts.dense_layers, experts.shared_size) == (128, 8, 3, 1536)


def test_llama_4_maverick_mixes_in_every_other_layer() -> None:
    keys = {"model_type": "llama4", "num_local_experts": 128, "num_experts_per_tok": 1, "intermediate_size_mlp": 16384}
    maverick = read(LLAMA | keys | {"interleave_moe_layer_step": 2})
    assert maverick.experts is not None
    assert (maverick.experts.every, maverick.experts.shared_size) == (2, 14336)
    assert (maverick.full_attention_layers, maverick.sliding_attention_layers) == (8, 24)
