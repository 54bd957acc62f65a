"""Configurations from the field: what they describe has the size that its publisher names.

Each dictionary holds the structure of the config.json of that name on https://huggingface.co (read 2026-11-29).
The counts are those of the model cards or of the published safetensors.
"""

import numpy as np
import pytest

from llmselect.catalog.configs.notes import notes
from llmselect.catalog.configs.read import read
from llmselect.catalog.load import load
from llmselect.estimates.architecture.shape_columns import shapes
from llmselect.estimates.memory.kv_cache import kv_cache_bytes
from llmselect.estimates.memory.weights import weights
from llmselect.settings import KvType

Config = dict[str, object]


def of(model_type: str, hidden: int, layers: int, heads: int, kv: int, vocabulary: int, **more: object) -> Config:
    return {
        "model_type": model_type,
        "hidden_size": hidden,
        "num_hidden_layers": layers,
        "num_attention_heads": heads,
        "num_key_value_heads": kv,
        "vocab_size": vocabulary,
        "max_position_embeddings": 65536,
        "tie_word_embeddings": False,
    } | more


STEP_37 = of(
    "step3p7",
    4096,
    45,
    64,
    8,
    128896,
    head_dim=128,
    intermediate_size=11264,
    sliding_window=512,
    layer_types=(["full_attention"] + ["sliding_attention"] * 3) * 11 + ["full_attention"],
    first_k_dense_replace=3,
    num_experts=288,
    num_experts_per_tok=8,
    moe_intermediate_size=1280,
    share_expert_dim=1280,
    num_nextn_predict_layers=3,
)
LFM2_VL = {
    "model_type": "lfm2_vl",
    "vision_config": {"model_type": "siglip2_vision_model", "hidden_size": 1152, "num_hidden_layers": 27},
    "text_config": of(
        "lfm2",
        2048,
        16,
        32,
        8,
        65536,
        intermediate_size=12288,
        block_auto_adjust_ff_dim=True,
        block_ffn_dim_multiplier=1.0,
        block_multiple_of=256,
        conv_L_cache=3,
        layer_types=["full_attention" if layer in (2, 5, 8, 10, 12, 14) else "conv" for layer in range(16)],
        tie_word_embeddings=True,
    ),
}
ERNIE_VL = of(
    "ernie4_5_moe_vl",
    2560,
    28,
    20,
    4,
    103424,
    intermediate_size=12288,
    moe_k=6,
    moe_num_experts=[64, 64],
    moe_num_shared_experts=2,
    moe_intermediate_size=[1536, 512],
    moe_layer_start_index=[1, 1],
    moe_layer_end_index=[29, 28],
    tie_word_embeddings=True,
)
NEMOTRON_3_SUPER = of(
    "nemotron_h",
    4096,
    88,
    32,
    2,
    131072,
    head_dim=128,
    hybrid_override_pattern="MEMEMEM*EMEMEMEM*EMEMEMEM*EMEMEMEMEM*EMEMEMEMEM*EMEMEMEMEM*EMEMEMEMEM*EMEMEMEM*EMEMEMEME",
    intermediate_size=2688,
    mamba_head_dim=64,
    mamba_num_heads=128,
    ssm_state_size=128,
    n_groups=8,
    expand=2,
    conv_kernel=4,
    n_routed_experts=512,
    num_experts_per_tok=22,
    moe_intermediate_size=2688,
    moe_latent_size=1024,
    moe_shared_expert_intermediate_size=5376,
    n_shared_experts=1,
    mlp_hidden_act="relu2",
)
QWEN3_NEXT = of(
    "qwen3_next",
    2048,
    48,
    16,
    2,
    151936,
    head_dim=256,
    intermediate_size=5120,
    full_attention_interval=4,
    linear_conv_kernel_dim=4,
    linear_key_head_dim=128,
    linear_num_key_heads=16,
    linear_num_value_heads=32,
    linear_value_head_dim=128,
    num_experts=512,
    num_experts_per_tok=10,
    moe_intermediate_size=512,
    shared_expert_intermediate_size=512,
)
GEMMA_4_E4B = {
    "model_type": "gemma4",
    "text_config": of(
        "gemma4_text",
        2560,
        42,
        8,
        2,
        262144,
        intermediate_size=10240,
        num_global_key_value_heads=None,
        head_dim=256,
        global_head_dim=512,
        sliding_window=512,
        attention_k_eq_v=False,
        num_kv_shared_layers=18,
        hidden_size_per_layer_input=256,
        vocab_size_per_layer_input=262144,
        layer_types=(["sliding_attention"] * 5 + ["full_attention"]) * 7,
        tie_word_embeddings=True,
    ),
}
LLAMA_3_2_3B = of("llama", 3072, 28, 24, 8, 128256, head_dim=128, intermediate_size=8192, tie_word_embeddings=True)
QWEN_2_5_7B = of("qwen2", 3584, 28, 28, 4, 152064, intermediate_size=18944)
MISTRAL_7B_V03 = of("mistral", 4096, 32, 32, 8, 32768, intermediate_size=14336)
PHI_3_MINI = of("phi3", 3072, 32, 32, 32, 32064, intermediate_size=8192)
GEMMA_2_9B = of(
    "gemma2",
    3584,
    42,
    16,
    8,
    256000,
    head_dim=256,
    intermediate_size=14336,
    sliding_window=4096,
    tie_word_embeddings=True,
)
MIXTRAL = of("mixtral", 4096, 32, 32, 8, 32000, intermediate_size=14336, num_local_experts=8, num_experts_per_tok=2)
DEEPSEEK_V2_LITE = of(
    "deepseek_v2",
    2048,
    27,
    16,
    16,
    102400,
    intermediate_size=10944,
    moe_intermediate_size=1408,
    n_routed_experts=64,
    n_shared_experts=2,
    num_experts_per_tok=6,
    first_k_dense_replace=1,
    kv_lora_rank=512,
    q_lora_rank=None,
    qk_nope_head_dim=128,
    qk_rope_head_dim=64,
    v_head_dim=128,
)
QWEN3_06B = of("qwen3", 1024, 28, 16, 8, 151936, head_dim=128, intermediate_size=3072, tie_word_embeddings=True)
SMOLLM2_17B = of("llama", 2048, 24, 32, 32, 49152, intermediate_size=8192, tie_word_embeddings=True)


def parameters(config: Config) -> float:
    shape = shapes([read(config)])
    return float(weights(shape, load().file.quantizations[:1], np.zeros(1, np.int64)).parameters[0])


@pytest.mark.parametrize(
    ("config", "count", "within"),
    [
        (STEP_37, 196e9, 0.005),
        (LFM2_VL, 1_170_340_608, 0.001),
        (NEMOTRON_3_SUPER, 120.67e9, 0.005),
        (QWEN3_NEXT, 79_674_391_296, 0.001),
        (LLAMA_3_2_3B, 3_212_749_824, 0.0001),
        (QWEN_2_5_7B, 7_615_616_512, 0.0001),
        (MISTRAL_7B_V03, 7_248_023_552, 0.0001),
        (PHI_3_MINI, 3_821_079_552, 0.0001),
        (GEMMA_2_9B, 9_241_705_984, 0.0001),
        (MIXTRAL, 46_702_792_704, 0.0001),
        (DEEPSEEK_V2_LITE, 15_706_484_224, 0.001),
        (QWEN3_06B, 596_049_920, 0.0001),
        (SMOLLM2_17B, 1_711_376_384, 0.0001),
    ],
)
def test_a_configuration_has_as_many_weights_as_its_publisher_counts(
    config: Config, count: float, within: float
) -> None:
    assert parameters(config) == pytest.approx(count, rel=within)


def test_both_pools_of_experts_are_counted() -> None:
    """ERNIE 4.5 VL 28B-A3B: 64 experts of the language and 64 of the pictures in one decoder."""
    first_alone = ERNIE_VL | {"moe_num_experts": 64, "moe_intermediate_size": 1536}
    assert parameters(ERNIE_VL) >= 28.4e9
    assert parameters(ERNIE_VL) - parameters(first_alone) == pytest.approx(27 * 64 * 3 * 2560 * 512, rel=0.01)
    assert notes(ERNIE_VL)


def test_heads_left_open_are_those_of_the_other_layers() -> None:
    """Gemma 4 E4B: four full layers with a cache of their own, twenty windows of 512."""
    shape, context = shapes([read(GEMMA_4_E4B)]), np.array([32768])
    found = kv_cache_bytes(shape, context, np.ones(1, np.int64), [KvType.F16])[0]
    assert found == pytest.approx(552 * 2**20, rel=0.001)
