"""Properties of model families that are not in their config.json."""

from typing import Final


def names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


TEXT_SUFFIX: Final = "_text"
NESTED: Final = ("text_config", "llm_config", "language_config", "thinker_config", "language_model_config")
"""Where the configurations of models that also see or hear keep the language model's keys."""

FORMER_NAMES: Final = {"RefinedWebModel": "falcon", "RefinedWeb": "falcon"}
"""What files from before a family was part of transformers call it."""

TIED: Final = names("smollm3 minicpm openelm bitnet_b158")
"""Families unknown to transformers, or told otherwise there, whose head shares the embedding unless the file says."""

HEAD_STORED: Final = names("falcon")
"""Families whose class shares the two, but whose files hold a head of their own, which runtimes read."""

TWO_MATRICES: Final = names(
    "falcon gpt_neox gptj gpt2 gpt_bigcode gpt_neo starcoder2 phi bloom mpt opt persimmon nemotron nemotron_h codegen "
    "apertus arcee codeshell jais2 nanochat gpt_neox_japanese"
)
"""Families with a plain feed-forward block: up and down, no gate."""

QUERY_GATED: Final = names("qwen3_next qwen3_5 qwen3_5_moe qwen4_exp afmoe muse_glimmer")
"""Families whose attention is multiplied by a gate as wide as the queries, read by no key."""

WINDOW_IGNORED: Final = names(
    "mistral mixtral phi3 phi3small phimoe starcoder2 qwen2 qwen2_moe qwen2_vl qwen2_5_vl qwen2_5_omni qwen3 qwen3_moe "
    "smollm3 ministral mistral4 mimo"
)
"""Families that declare a window which llama.cpp does not apply: the cache holds everything."""

ALL_RECURRENT: Final = names("mamba mamba2 falcon_mamba bamba")
"""Families without attention, or with it only in the layers that the file lists."""

EXPERT_SIZE_IS_INTERMEDIATE: Final = names("mixtral phimoe gpt_oss olmoe minimax granitemoe granitemoehybrid")
"""Families whose `intermediate_size` is that of one expert."""

LEARNED_POSITIONS: Final = {
    "gpt2": "n_positions",
    "gpt_bigcode": "n_positions",
    "gpt_neo": "max_position_embeddings",
    "opt": "max_position_embeddings",
}
"""Families with a learned table of positions, and the key of its rows."""

UNLIKE: Final = {
    "zamba": "layers that share one attention block",
    "zamba2": "layers that share attention blocks",
    "jetmoe": "experts in its attention",
    "hrm_text": "layers that run many times",
    "rwkv": "time mixing without attention",
    "rwkv5": "time mixing without attention",
    "rwkv6": "time mixing without attention",
    "rwkv7": "time mixing without attention",
    "deepseek_v41": "tables of n-gram embeddings",
    "xlstm": "matrix memories without attention",
}
"""Families that an Architecture cannot describe, and why."""

ENCODERS: Final = names(
    "bert roberta xlm-roberta electra deberta deberta-v2 distilbert modernbert albert mpnet camembert clip siglip vit "
    "wav2vec2 hubert vits"
)
"""Families that write no text."""
