"""What the runtime's tensors look like in each model family: norms, biases, fused projections."""

from enum import IntEnum
from typing import Final, NamedTuple


class HeadNorms(IntEnum):
    """Norms of queries and keys."""

    NONE = 0
    HEAD = 1
    """One vector of the size of a head each."""
    WIDE = 2
    """As wide as the projections themselves (OLMo 2, MiniMax M2)."""


class Biases(IntEnum):
    """Projections that add a vector."""

    NONE = 0
    QKV = 1
    ALL = 2


class Family(NamedTuple):
    """Small tensors of one family, and how its projections are packed."""

    norms: int = 2
    """Norms of the hidden size in each layer."""
    norm_biases: bool = False
    head_norms: HeadNorms = HeadNorms.NONE
    biases: Biases = Biases.NONE
    fused_qkv: bool = False
    gemma: bool = False
    kv_heads_by_layer: bool = False
    """The file lists KV heads by layer, beginning with a layer that has none: grouping is then not seen (hybrids)."""


_HEAD, _WIDE = HeadNorms.HEAD, HeadNorms.WIDE
_QWEN2 = Family(biases=Biases.QKV)
_QWEN3 = Family(head_norms=_HEAD)
_PLAIN = Family(norm_biases=True, biases=Biases.ALL)
_FUSED = Family(norm_biases=True, biases=Biases.ALL, fused_qkv=True)
_HYBRID = Family(kv_heads_by_layer=True)

FAMILIES: Final[dict[str, Family]] = {
    "qwen": Family(biases=Biases.QKV, fused_qkv=True),
    "qwen2": _QWEN2,
    "qwen2_moe": _QWEN2,
    "qwen2_vl": _QWEN2,
    "qwen2_5_vl": _QWEN2,
    "qwen2_5_omni": _QWEN2,
    "seed_oss": _QWEN2,
    "dream": _QWEN2,
    "qwen3": _QWEN3,
    "qwen3_moe": _QWEN3,
    "qwen3_vl": _QWEN3,
    "qwen3_vl_moe": _QWEN3,
    "qwen3_next": _QWEN3,
    "qwen3_5": _QWEN3,
    "qwen3_5_moe": _QWEN3,
    "hunyuan_v1_dense": _QWEN3,
    "hunyuan_v1_moe": _QWEN3,
    "dots1": _QWEN3,
    "apertus": _QWEN3,
    "bailing_moe_v2": _QWEN3,
    "exaone4": _QWEN3,
    "exaone_moe": _QWEN3,
    "openelm": Family(head_norms=_HEAD),
    "olmo2": Family(head_norms=_WIDE),
    "olmo3": Family(head_norms=_WIDE),
    "olmoe": Family(head_norms=_WIDE),
    "minimax_m2": Family(head_norms=_WIDE),
    "cohere": Family(norms=1),
    "cohere2": Family(norms=1),
    "cohere2_moe": Family(norms=1),
    "gemma": Family(gemma=True),
    "gemma2": Family(norms=4, gemma=True),
    "gemma3": Family(norms=4, head_norms=_HEAD, gemma=True),
    "gemma3n": Family(norms=6, head_norms=_HEAD, gemma=True),
    "gemma4": Family(norms=4, head_norms=_HEAD, gemma=True),
    "glm4": Family(norms=4, biases=Biases.QKV),
    "glm4_moe": Family(biases=Biases.QKV, head_norms=_HEAD),
    "glm4v_moe": Family(biases=Biases.QKV, head_norms=_HEAD),
    "chatglm": Family(biases=Biases.QKV, fused_qkv=True),
    "afmoe": Family(norms=4, head_norms=_HEAD),
    "gpt_oss": Family(biases=Biases.ALL),
    "falcon": Family(norms=1, norm_biases=True, fused_qkv=True),
    "phi3": Family(fused_qkv=True),
    "phi4mm": Family(fused_qkv=True),
    "phimoe": Family(norm_biases=True, biases=Biases.ALL),
    "dbrx": Family(fused_qkv=True),
    "mpt": Family(fused_qkv=True),
    "phi": Family(norms=1, norm_biases=True, biases=Biases.ALL, fused_qkv=True),
    "gpt_neox": _FUSED,
    "bloom": _FUSED,
    "gpt2": _FUSED,
    "gpt_bigcode": _FUSED,
    "codeshell": _FUSED,
    "gptj": Family(norms=1, norm_biases=True),
    "starcoder2": _PLAIN,
    "stablelm": Family(norm_biases=True),
    "nemotron": Family(norm_biases=True),
    "mamba": Family(norms=1),
    "mamba2": Family(norms=1),
    "falcon_mamba": Family(norms=1),
    "nemotron_h": Family(norms=1, kv_heads_by_layer=True),
    "granitemoehybrid": _HYBRID,
    "bamba": _HYBRID,
    "jamba": _HYBRID,
    "kimi_linear": _HYBRID,
    "lfm2": Family(head_norms=_HEAD, kv_heads_by_layer=True),
    "lfm2_moe": Family(head_norms=_HEAD, kv_heads_by_layer=True),
    "lfm2_vl": Family(head_norms=_HEAD, kv_heads_by_layer=True),
}
"""Read in llama.cpp's src/models/*.cpp (https://github.com/ggml-org/llama.cpp); any other family is like Llama."""

LIKE_LLAMA: Final = Family()


def family(name: str) -> Family:
    """The small tensors of a family of architectures; like Llama's where the family is not listed."""
    return FAMILIES.get(name, LIKE_LLAMA)
