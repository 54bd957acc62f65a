"""Layers that differ from each other are counted as a config.json tells them."""

import pytest

from llmselect.catalog.configs.defaults import left_out
from llmselect.catalog.configs.read import read
from llmselect.errors import BadConfig
from tests.catalog.configs import LLAMA, MIXTURE

WORDS = ["linear_attention", "full_attention", "sliding_attention", "full_attention"]
DELTA = {
    "linear_num_value_heads": 32,
    "linear_num_key_heads": 16,
    "linear_key_head_dim": 128,
    "linear_value_head_dim": 128,
}
FOUR = LLAMA | {"num_hidden_layers": 4, "model_type": "made_up", "sliding_window": 1024}


def test_an_unknown_family_is_read_by_the_words_of_its_layers() -> None:
    model = read(FOUR | DELTA | {"layer_types": WORDS})
    assert model.recurrence is not None
    assert (model.full_attention_layers, model.sliding_attention_layers, model.recurrence.layers) == (2, 1, 1)


def test_an_unknown_family_without_more_is_a_plain_transformer() -> None:
    plain = read(LLAMA | {"model_type": "made_up"})
    assert plain == read(LLAMA).model_copy(update={"family": "made_up"})


@pytest.mark.parametrize("word", ["deepseek_sparse_attention", "indexed_attention", "minimax_m3_sparse", "attention"])
def test_attention_that_picks_tokens_still_caches_all(word: str) -> None:
    assert read(FOUR | {"layer_types": [word] * 4}).full_attention_layers == 4


def test_a_word_that_says_nothing_is_refused() -> None:
    with pytest.raises(BadConfig, match="layer_types is 'telepathy'; expected words such as full_attention"):
        read(FOUR | {"layer_types": ["telepathy"] * 4})


def test_linear_layers_without_sizes_are_refused() -> None:
    with pytest.raises(BadConfig, match="no linear_num_value_heads; expected the sizes of its linear-attention"):
        read(FOUR | {"layer_types": WORDS})


def test_layers_are_counted_by_their_words_where_no_key_counts_them() -> None:
    """https://huggingface.co/nvidia/NVIDIA-Nemotron-3-Ultra-550B-A55B-BF16/blob/main/config.json"""
    mamba = {"mamba_num_heads": 4, "mamba_head_dim": 64, "ssm_state_size": 128, "n_groups": 8}
    blocks = {"layers_block_type": ["mamba", "moe", "attention", "mlp", "mamba", "moe"], "num_hidden_layers": None}
    model = read(MIXTURE | mamba | blocks | {"model_type": "nemotron_h"})
    assert model.experts is not None
    assert (model.layers, model.full_attention_layers, model.feed_forward_layers) == (6, 1, 3)
    assert model.experts.at == (1, 5)


def test_older_words_and_the_letters_of_a_pattern_say_the_same() -> None:
    mamba = {"mamba_num_heads": 4, "mamba_head_dim": 64, "ssm_state_size": 128, "n_groups": 8}
    keys = MIXTURE | mamba | {"model_type": "nemotron_h", "num_hidden_layers": 4}
    letters = read(keys | {"hybrid_override_pattern": "ME*-"})
    assert letters == read(keys | {"layers_block_type": ["mamba", "moe", "attention", "mlp"]})
    assert letters == read(keys | {"layers_block_type": ["linear_attention", "moe", "full_attention", "mlp"]})


@pytest.mark.parametrize(
    ("keys", "dense", "every", "at"),
    [
        ({}, 0, 1, ()),
        ({"first_k_dense_replace": 3}, 3, 1, ()),
        ({"decoder_sparse_step": 2}, 0, 2, ()),
        ({"mlp_only_layers": [0, 1]}, 2, 1, ()),
        ({"mlp_layer_types": ["dense"] * 2 + ["sparse"] * 30}, 2, 1, ()),
        ({"moe_layer_freq": [0, 1] * 16}, 0, 2, ()),
        ({"moe_layers_enum": "1,5,9"}, 0, 1, (1, 5, 9)),
        ({"moe_layers_enum": [1, 5, 9]}, 0, 1, (1, 5, 9)),
    ],
)
def test_mixtures_are_where_the_keys_put_them(
    keys: dict[str, object], dense: int, every: int, at: tuple[int, ...]
) -> None:
    experts = read(MIXTURE | keys).experts
    assert experts is not None
    assert (experts.dense_layers, experts.every, experts.at) == (dense, every, at)


def test_an_empty_list_of_mixtures_is_a_dense_model() -> None:
    assert read(MIXTURE | {"mlp_layer_types": ["dense"] * 32}).experts is None


def test_blocks_of_an_architecture_search_are_averaged() -> None:
    """https://huggingface.co/nvidia/Llama-3_3-Nemotron-Super-49B-v1/blob/main/config.json"""
    whole = {"attention": {"n_heads_in_group": 8}, "ffn": {"ffn_mult": 5.25}}
    none = {"attention": {"no_op": True, "n_heads_in_group": None}, "ffn": {"ffn_mult": 2.625}}
    bare = {"attention": {"no_op": True}, "ffn": {"no_op": True}}
    searched = {"model_type": "nemotron-nas", "intermediate_size": None, "num_key_value_heads": None}
    model = read(LLAMA | searched | {"num_hidden_layers": 3, "block_configs": [whole, none, bare]})
    assert model.uneven is not None
    assert (model.full_attention_layers, model.feed_forward_layers, model.uneven.kv_heads) == (1, 2, 4)
    assert model.uneven.feed_forward_size == (14336 + 7168) / 2


def test_heads_that_differ_between_full_and_sliding_layers() -> None:
    """https://huggingface.co/stepfun-ai/Step-3.5-Flash, https://huggingface.co/google/gemma-4-31B-it"""
    words = {"layer_types": ["sliding_attention", "full_attention"] * 2}
    other = {"attention_type": "sliding_attention", "num_attention_heads": 48, "num_attention_groups": 4}
    step = read(FOUR | words | {"attention_other_setting": other})
    assert (step.heads, step.full_heads, step.kv_heads, step.full_kv_heads) == (48, 32, 4, 8)
    gemma = read(FOUR | words | {"per_layer_config": {"1": {"head_dim": 512}, "3": {"head_dim": 512}}})
    assert (gemma.head_size, gemma.full_head_size) == (128, 512)


def test_what_is_null_is_not_filled_in() -> None:
    """DeepSeek-V2-Lite does not compress its queries; the class default of its family does."""
    latent = {"kv_lora_rank": 512, "qk_rope_head_dim": 64, "qk_nope_head_dim": 128, "v_head_dim": 128}
    keys = MIXTURE | latent | {"model_type": "deepseek_v2"}
    assert read(keys | {"q_lora_rank": None}).latent != read(keys).latent


def test_a_part_without_dimensions_has_those_of_its_class() -> None:
    """https://huggingface.co/llava-hf/llava-1.5-7b-hf/blob/main/config.json"""
    text = {"model_type": "llama", "max_position_embeddings": 4096, "vocab_size": 32064}
    model = read({"model_type": "llava", "text_config": text, "vision_config": {"hidden_size": 1024}})
    assert (model.layers, model.hidden_size, model.heads, model.feed_forward_size) == (32, 4096, 32, 11008)
    named = read({"model_type": "llava", "text_config": {"vocab_size": 32064, "max_position_embeddings": 4096}})
    assert named == model


def test_an_object_inside_does_not_speak_for_the_model() -> None:
    """https://huggingface.co/databricks/dbrx-instruct/blob/main/config.json"""
    attention = {"kv_n_heads": 4, "tie_word_embeddings": True, "model_type": ""}
    model = read({**LLAMA, "num_key_value_heads": None, "attn_config": attention})
    assert (model.kv_heads, model.tied_embeddings, model.family) == (4, False, "llama")


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        ({"model_type": "t5", "is_encoder_decoder": True}, "t5 is an encoder with a decoder; expected"),
        ({"model_type": "zamba2"}, "zamba2, which has layers that share attention blocks; expected"),
        ({"model_type": "rwkv7"}, "rwkv7, which has time mixing"),
        ({"model_type": "bert"}, "bert, which writes no text; expected"),
        ({"ple_layer_ids": [3]}, "n-gram embeddings"),
    ],
)
def test_what_the_estimates_cannot_describe_is_refused(keys: dict[str, object], sentence: str) -> None:
    with pytest.raises(BadConfig, match=sentence):
        read(LLAMA | keys)


@pytest.mark.parametrize("name", ["text_config", "llm_config", "language_config"])
def test_the_language_part_is_found_under_its_names(name: str) -> None:
    assert read({"model_type": "sees", name: LLAMA}) == read(LLAMA)
    assert read({"model_type": "hears", "thinker_config": {name: LLAMA}}) == read(LLAMA)


@pytest.mark.parametrize(
    ("model_type", "key", "value"),
    [
        ("gemma3_text", "sliding_window_pattern", 6),
        ("gemma2", "head_dim", 256),
        ("llama4", "attention_chunk_size", 8192),
        ("jamba", "attn_layer_period", 8),
        ("gpt_oss", "sliding_window", 128),
        ("qwen3_next", "full_attention_interval", 4),
    ],
)
def test_defaults_are_those_of_the_configuration_classes(model_type: str, key: str, value: int) -> None:
    """https://github.com/huggingface/transformers/tree/v5.23.0/src/transformers/models"""
    assert left_out(model_type, nested=True)[key] == value


def test_a_file_of_its_own_must_give_its_dimensions() -> None:
    assert "hidden_size" in left_out("llama", nested=True)
    assert "hidden_size" not in left_out("llama", nested=False)
