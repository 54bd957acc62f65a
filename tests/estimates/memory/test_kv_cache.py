"""The cache of unusual attention is what llama.cpp allocates (src/llama-kv-cache*.cpp)."""

import numpy as np
import pytest

from llmselect.catalog.architecture import Architecture
from llmselect.catalog.configs.read import read
from llmselect.estimates.architecture.shape_columns import shapes
from llmselect.estimates.memory.kv_cache import kv_cache_bytes, kv_read_bytes
from llmselect.settings import KvType
from tests.catalog.configs import LATENT, LLAMA, MIXTURE

COMPRESSED = MIXTURE | {
    "model_type": "deepseek_v4",
    "num_hidden_layers": 4,
    "num_attention_heads": 64,
    "num_key_value_heads": 1,
    "head_dim": 512,
    "q_lora_rank": 1024,
    "qk_rope_head_dim": 64,
    "o_lora_rank": 1024,
    "o_groups": 8,
    "index_head_dim": 128,
    "index_n_heads": 64,
    "sliding_window": 128,
    "compress_ratios": [0, 4, 128, 4, 0],
}
"""Keys of https://huggingface.co/deepseek-ai/DeepSeek-V4-Flash/blob/main/config.json, four layers deep."""


def cache(model: Architecture, context: int, users: int = 1, kv: KvType = KvType.F16) -> float:
    return float(kv_cache_bytes(shapes([model]), np.array([context]), np.array([users]), [kv])[0])


def test_compressed_rows_stand_for_several_tokens() -> None:
    """src/llama-kv-cache-dsv4.cpp: a window in every layer, rows of 4 and of 128 tokens, index keys, 32-bit states."""
    window = 4 * 768 * 512 * 2  # 128 and a micro-batch of 512, padded to 256, keys alone
    fine = 2 * (32768 // 4) * (512 + 128) * 2
    coarse = 1 * 256 * 512 * 2
    states = 4 * (2 * (2 * 8 * 1024 + 2 * 8 * 256) + 1 * (2 * 128 * 512))
    assert cache(read(COMPRESSED), 32768) == window + fine + coarse + states


def test_named_rates_say_the_same_as_listed_ratios() -> None:
    words = ["sliding_attention", "compressed_sparse_attention", "heavily_compressed_attention"]
    rates = {"compressed_sparse_attention": 4, "heavily_compressed_attention": 128}
    named = COMPRESSED | {"compress_ratios": None, "compress_rates": rates, "layer_types": [*words, words[1]]}
    assert cache(read(named), 32768) == cache(read(COMPRESSED), 32768)


def test_users_keep_compressed_rows_of_their_own() -> None:
    assert cache(read(COMPRESSED), 32768, users=3) == 3 * cache(read(COMPRESSED), 32768)


def test_only_layers_with_an_indexer_keep_index_keys() -> None:
    """https://huggingface.co/zai-org/GLM-5.2/blob/main/config.json; filter_lid in src/llama-model.cpp"""
    indexer = {"index_head_dim": 128, "index_n_heads": 32, "num_hidden_layers": 4}
    keys = MIXTURE | LATENT | indexer
    every = cache(read(keys), 4096)
    shared = cache(read(keys | {"indexer_types": ["full", "shared", "shared", "full"]}), 4096)
    assert every == 4 * 4096 * (512 + 64 + 128) * 2
    assert shared == every - 2 * 4096 * 128 * 2


def test_block_sparse_attention_keeps_a_small_key_beside_the_cache() -> None:
    """https://huggingface.co/MiniMaxAI/MiniMax-M3/blob/main/config.json; src/llama-kv-cache-msa.cpp"""
    sparse = {"sparse_index_dim": 128, "sparse_num_index_heads": 4, "sparse_attention_freq": [0, 1, 1, 1]}
    keys = LLAMA | {"num_hidden_layers": 4}
    beside = cache(read(keys | {"sparse_attention_config": sparse}), 4096) - cache(read(keys), 4096)
    assert beside == 3 * 4096 * 128 * 2


def test_cross_attention_caches_no_text() -> None:
    """https://huggingface.co/meta-llama/Llama-3.2-11B-Vision/blob/main/config.json"""
    model = read(LLAMA | {"model_type": "mllama_text_model", "cross_attention_layers": [3, 8, 13, 18]})
    assert cache(model, 4096) == cache(read(LLAMA), 4096) * 28 / 32


def test_layers_without_attention_keep_nothing() -> None:
    block = {"attention": {"n_heads_in_group": 4}, "ffn": {"ffn_mult": 5.25}}
    none = {"attention": {"no_op": True}, "ffn": {"ffn_mult": 5.25}}
    searched = {"model_type": "nemotron-nas", "num_key_value_heads": None, "num_hidden_layers": 2}
    model = read(LLAMA | searched | {"block_configs": [block, none]})
    assert cache(model, 4096) == cache(read(LLAMA), 4096) / 32


def test_key_heads_that_differ_from_layer_to_layer_are_added_up() -> None:
    """https://huggingface.co/apple/OpenELM-1_1B/blob/main/config.json"""
    lists = {"num_query_heads": [12, 16], "num_kv_heads": [3, 4], "ffn_multipliers": [1.0, 4.0]}
    elm = {"model_type": "openelm", "model_dim": 1280, "head_dim": 64, "num_transformer_layers": 2, "vocab_size": 32000}
    assert cache(read(elm | lists), 4096) == 4096 * (3 + 4) * 64 * 2 * 2


def test_both_halves_of_a_layer_count() -> None:
    """https://huggingface.co/tiiuae/Falcon-H1-0.5B-Base/blob/main/config.json"""
    mamba = {"mamba_n_heads": 24, "mamba_d_head": 64, "mamba_d_state": 128, "mamba_n_groups": 1, "mamba_d_conv": 4}
    model = read(LLAMA | mamba | {"model_type": "falcon_h1"})
    state = 32 * 4 * (3 * (1536 + 2 * 128) + 128 * 1536)
    assert cache(model, 4096) == cache(read(LLAMA), 4096) + state


@pytest.mark.parametrize("kv", [KvType.F16, KvType.Q8_0])
def test_no_more_is_read_than_held(kv: KvType) -> None:
    for config in (COMPRESSED, LLAMA, MIXTURE | LATENT | {"index_head_dim": 128, "index_n_heads": 32}):
        model = read(config)
        read_bytes = kv_read_bytes(shapes([model]), np.array([32768.0]), [kv])[0]
        assert 0 < read_bytes <= cache(model, 32768, kv=kv)
