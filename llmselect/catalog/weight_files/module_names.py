"""What publishers call the matrices of a layer in safetensors files, by what the matrices are for.

Names as transformers has them (https://github.com/huggingface/transformers, src/transformers/models, read 2026-11-29).
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from llmselect.catalog.quantizations import Tensor

Together = tuple[str, ...]
"""Matrices that are one tensor to the estimates, such as up and gate."""

PREFIXES: Final = (
    "model.layers",
    "model.language_model.layers",
    "language_model.model.layers",
    "language_model.layers",
    "backbone.layers",
    "transformer.h",
)
"""Before the number of a layer; towers and drafting layers (`mtp.layers`) have others and are not counted."""
HEADS: Final = ("lm_head", "language_model.lm_head", "model.lm_head")

_ATTENTION: Final = ("self_attn", "attention", "attn", "mixer")
_FEED_FORWARD: Final = ("mlp", "feed_forward", "block_sparse_moe", "mixer", "moe")
_SHARED: Final = tuple(f"{block}.{name}" for block in _FEED_FORWARD for name in ("shared_experts", "shared_expert"))
_EXPERTS: Final = (*(f"{block}.experts" for block in _FEED_FORWARD), "experts")


def _within(blocks: tuple[str, ...], *families: Together) -> tuple[Together, ...]:
    return tuple(tuple(f"{block}.{name}" for name in family) for block in blocks for family in families)


MODULES: Final[Mapping[Tensor, tuple[Together, ...]]] = MappingProxyType(
    {
        Tensor.ATTENTION_Q: _within(_ATTENTION, ("q_proj",), ("qkv_proj",)),
        Tensor.ATTENTION_K: _within(_ATTENTION, ("k_proj",), ("qkv_proj",)),
        Tensor.ATTENTION_V: _within(_ATTENTION, ("v_proj",), ("qkv_proj",)),
        Tensor.ATTENTION_QKV: _within(
            _ATTENTION, ("qkv_proj",), ("q_proj", "k_proj", "v_proj"), ("query_key_value",), ("c_attn",)
        ),
        Tensor.ATTENTION_OUTPUT: _within(_ATTENTION, ("o_proj",), ("out_proj",), ("dense",), ("c_proj",)),
        Tensor.LATENT: _within(
            _ATTENTION,
            ("q_a_proj", "q_b_proj", "kv_a_proj_with_mqa", "kv_b_proj"),
            ("q_proj", "kv_a_proj_with_mqa", "kv_b_proj"),
            ("fused_qkv_a_proj", "q_b_proj", "kv_b_proj"),
        ),
        Tensor.FFN_UP: _within(_FEED_FORWARD, ("gate_proj", "up_proj"), ("gate_up_proj",), ("w1", "w3")),
        Tensor.FFN_DOWN: _within(_FEED_FORWARD, ("down_proj",), ("w2",), ("dense_4h_to_h",), ("c_proj",)),
        Tensor.EXPERT_UP: _within(_EXPERTS, ("0.gate_proj", "0.up_proj"), ("0.w1", "0.w3"), ("gate_up_proj",)),
        Tensor.EXPERT_DOWN: _within(_EXPERTS, ("0.down_proj",), ("0.w2",), ("down_proj",)),
        Tensor.SHARED_UP: _within(_SHARED, ("gate_proj", "up_proj"), ("gate_up_proj",), ("w1", "w3")),
        Tensor.SHARED_DOWN: _within(_SHARED, ("down_proj",), ("w2",)),
        Tensor.RECURRENT: (
            *_within(("linear_attn",), ("in_proj_qkvz", "out_proj"), ("in_proj_qkv", "in_proj_z", "out_proj")),
            *_within(("mixer", "mamba", "conv"), ("in_proj", "out_proj")),
        ),
    }
)
"""Ways to name the matrices of one tensor within a layer; of many experts the first stands for all."""
UNGATED: Final[Mapping[Tensor, tuple[Together, ...]]] = MappingProxyType(
    {
        Tensor.FFN_UP: _within(_FEED_FORWARD, ("up_proj",), ("dense_h_to_4h",), ("c_fc",)),
        Tensor.EXPERT_UP: _within(_EXPERTS, ("0.up_proj",), ("up_proj",)),
        Tensor.SHARED_UP: _within(_SHARED, ("up_proj",)),
    }
)
"""The same for blocks of two matrices, which have no gate."""
