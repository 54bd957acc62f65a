"""The keys of a GGUF header as the keys of a config.json, so that one reader knows the shapes."""

from collections.abc import Sequence
from typing import Final

from llmselect.catalog.gguf.families import Keys, odd, recurrence, window
from llmselect.catalog.gguf.gguf_keys import MOST_LAYERS, GgufKeys, gguf_keys, wrong
from llmselect.catalog.gguf.header import Header
from llmselect.catalog.gguf.names import FULL_FIRST, MODEL_TYPES, SHARED_EACH, SLIDING_EVERY
from llmselect.catalog.gguf.tensors import TensorInfo

SAME: Final = {
    "vocab_size": "vocab_size",
    "max_position_embeddings": "context_length",
    "hidden_size": "embedding_length",
    "num_experts": "expert_count",
    "num_experts_per_tok": "expert_used_count",
    "kv_lora_rank": "attention.kv_lora_rank",
    "q_lora_rank": "attention.q_lora_rank",
    "index_n_heads": "attention.indexer.head_count",
    "index_head_dim": "attention.indexer.key_length",
    "sliding_window": "attention.sliding_window",
    "num_kv_shared_layers": "attention.shared_kv_layers",
    "hidden_size_per_layer_input": "embedding_length_per_layer_input",
    "num_nextn_predict_layers": "nextn_predict_layers",
    "moe_latent_size": "moe_latent_size",
    "conv_L_cache": "shortconv.l_cache",
}
"""Keys that mean the same."""
NAMED: Final = SAME | {
    "num_hidden_layers": "block_count",
    "num_attention_heads": "attention.head_count",
    "num_key_value_heads": "attention.head_count_kv",
    "head_dim": "attention.key_length",
    "v_head_dim": "attention.value_length",
    "qk_rope_head_dim": "rope.dimension_count",
    "qk_nope_head_dim": "attention.key_length_mla",
    "intermediate_size": "feed_forward_length",
    "moe_intermediate_size": "expert_feed_forward_length",
    "layer_types": "attention.sliding_window_pattern",
}
"""By the key of config.json, for sentences."""
NOT_HERE: Final = ("mtp_num_hidden_layers", "num_mtp_layers", "n_shared_experts", "num_shared_experts")
"""Keys that a family's code has a value for, and a GGUF header tells otherwise."""
SIGMOID: Final = 2
TOKENS: Final = "tokenizer.ggml.tokens"


def config_of(header: Header, tensors: Sequence[TensorInfo] = ()) -> Keys:
    """What the model's config.json would say; raises BadConfig for what no model has."""
    gguf = gguf_keys(header, tensors)
    keys: Keys = {name: gguf.get(key) for name, key in SAME.items()}  # null takes back what the family leaves out
    keys["model_type"] = _model_type(gguf)
    keys["num_hidden_layers"] = gguf.layers
    keys["vocab_size"] = _vocabulary(header, gguf)
    if tensors:
        keys["tie_word_embeddings"] = "output.weight" not in gguf.tensors
    types = _layer_types(gguf)
    for part in (_heads(gguf, types), _widths(gguf), recurrence(gguf), odd(gguf)):
        keys |= part
    if types:
        keys["layer_types"] = list(types)
    return dict.fromkeys(NOT_HERE) | keys


def _model_type(gguf: GgufKeys) -> str:
    if gguf.architecture == "llama" and gguf.whole("expert_count"):
        return "mixtral"
    if gguf.architecture == "deepseek2" and gguf.whole("expert_gating_func") == SIGMOID:
        return "deepseek_v3"
    return MODEL_TYPES.get(gguf.architecture, gguf.architecture)


def _vocabulary(header: Header, gguf: GgufKeys) -> object:
    """The embedding's rows, else the key, else the tokenizer's length."""
    embedding = gguf.tensors.get("token_embd.weight")
    if embedding is not None and len(embedding.shape) == 2:
        return embedding.shape[1]
    return gguf.get("vocab_size") or header.lengths.get(TOKENS)


def _layer_types(gguf: GgufKeys) -> tuple[str, ...]:
    """A word for each layer; empty where the architecture tells it otherwise."""
    if gguf.architecture in ("nemotron_h", "nemotron_h_moe", "deci", "falcon-h1", "mamba", "mamba2"):
        return ()
    cached = gguf.each("attention.head_count_kv")
    if 0 in cached and (any(cached) or isinstance(gguf.get("attention.head_count_kv"), tuple)):
        return tuple("full_attention" if kv else "linear_attention" for kv in cached)
    every = gguf.whole("full_attention_interval", 4)
    if gguf.architecture in ("qwen3next", "qwen35", "qwen35moe") and every > 0:
        return tuple("linear_attention" if (i + 1) % every else "full_attention" for i in range(gguf.layers))
    if not window(gguf):
        return ("full_attention",) * gguf.layers
    return tuple("sliding_attention" if near else "full_attention" for near in _sliding(gguf))


def _sliding(gguf: GgufKeys) -> tuple[bool, ...]:
    pattern = gguf.get("attention.sliding_window_pattern")
    if isinstance(pattern, tuple):
        return tuple(bool(near) for near in gguf.each("attention.sliding_window_pattern"))
    every = SLIDING_EVERY.get(gguf.architecture, 0)
    if isinstance(pattern, int) and not isinstance(pattern, bool) and 0 < pattern <= MOST_LAYERS:
        every = pattern
    full = 0 if gguf.architecture in FULL_FIRST else every - 1
    return tuple(bool(every) and i % every != full for i in range(gguf.layers))


def _heads(gguf: GgufKeys, types: tuple[str, ...]) -> Keys:
    """Heads of layers that see everything, and apart those of layers with a window."""
    if gguf.architecture in ("mamba", "mamba2"):
        return {}
    if gguf.whole("attention.kv_lora_rank"):
        return _latent(gguf)
    query, kv = gguf.each("attention.head_count"), gguf.each("attention.head_count_kv")
    if not any(kv):
        kv = query
    far = [i for i in range(gguf.layers) if not types or types[i] == "full_attention"] or list(range(gguf.layers))
    near = [i for i, word in enumerate(types) if word == "sliding_attention"]
    keys: Keys = _sizes(gguf, "", "")
    keys["num_attention_heads"] = max(query[i] for i in far) or None
    keys["num_key_value_heads"] = max(kv[i] for i in far) or None
    keys["num_global_key_value_heads"], keys["global_head_dim"] = keys["num_key_value_heads"], keys.get("head_dim")
    if near:
        keys["swa_num_attention_heads"] = max(query[i] for i in near)
        keys["swa_num_key_value_heads"] = max(kv[i] for i in near)
        keys |= _sizes(gguf, "_swa", "swa_")
        keys["attention_k_eq_v"] = gguf.architecture == "gemma4" and _keys_are_values(gguf, far[0], kv, near[0])
    return keys


def _keys_are_values(gguf: GgufKeys, far: int, kv: tuple[int, ...], near: int) -> bool:
    """Gemma 4 has no value projection in layers that see everything, and fewer key heads there."""
    if gguf.tensors:
        return f"blk.{far}.attn_v.weight" not in gguf.tensors
    return kv[far] != kv[near]


def _sizes(gguf: GgufKeys, ending: str, before: str) -> Keys:
    key, value = gguf.get(f"attention.key_length{ending}"), gguf.get(f"attention.value_length{ending}")
    keys: Keys = {f"{before}head_dim": key, f"{before}v_head_dim": value}
    return {name: size for name, size in keys.items() if size is not None}


def _latent(gguf: GgufKeys) -> Keys:
    """Sizes of latent attention: older files give the whole head, newer ones the compressed row and `_mla` beside."""
    rope = gguf.whole("rope.dimension_count")
    key = gguf.whole("attention.key_length_mla") or gguf.whole("attention.key_length")
    value = gguf.whole("attention.value_length_mla") or gguf.whole("attention.value_length")
    heads = gguf.whole("attention.head_count")
    return {
        "num_attention_heads": heads,
        "num_key_value_heads": heads,
        "qk_rope_head_dim": rope,
        "qk_nope_head_dim": key - rope,
        "v_head_dim": value,
    }


def _widths(gguf: GgufKeys) -> Keys:
    """The ordinary block and the mixture; which layers are mixtures is told one by one."""
    widths = gguf.each("feed_forward_length")
    distinct = sorted(set(widths) - {0})
    keys: Keys = {"intermediate_size": distinct[-1] if distinct else 0}
    if gguf.architecture == "gemma4" and len(distinct) == 2 and distinct[1] == 2 * distinct[0]:
        keys |= {"intermediate_size": distinct[0], "use_double_wide_mlp": True}
    elif len(distinct) > 1 and 0 not in widths:
        keys["intermediate_size"] = list(widths)
    return keys | (_mixture(gguf, distinct) if gguf.whole("expert_count") > 1 else {"num_experts": 0})


def _mixture(gguf: GgufKeys, widths: list[int]) -> Keys:
    size = gguf.whole("expert_feed_forward_length") or (widths[-1] if widths else 0)
    if gguf.whole("leading_dense_block_count") > gguf.layers:
        raise wrong("leading_dense_block_count", gguf.get("leading_dense_block_count"), f"at most {gguf.layers}")
    step = max(gguf.whole("interleave_moe_layer_step") or gguf.whole("moe_every_n_layers"), 1)
    first = gguf.whole("leading_dense_block_count")
    keys: Keys = {"moe_intermediate_size": size}
    keys["moe_layer_freq"] = [int(i >= first and (i + 1) % step == 0) for i in range(gguf.layers)]
    keys["shared_expert_intermediate_size"] = _shared(gguf, size)
    if gguf.architecture in EXPERTS_ARE_BLOCKS:
        keys["intermediate_size"] = size
    return keys


EXPERTS_ARE_BLOCKS: Final = ("llama", "phimoe", "gpt-oss", "olmoe", "granitemoe", "granitehybrid")
"""Architectures whose config.json gives the width of one expert as `intermediate_size`."""


def _shared(gguf: GgufKeys, size: int) -> int:
    count = gguf.whole("expert_shared_count")
    width = gguf.whole("expert_shared_feed_forward_length")
    if width:
        return width * (max(count, 1) if gguf.architecture in SHARED_EACH else 1)
    return size * (1 if gguf.architecture == "llama4" else count)
