"""Keys that only single architectures of llama.cpp have, translated to those of their config.json."""

from typing import Final

from llmselect.catalog.gguf.gguf_keys import GgufKeys

Keys = dict[str, object]


def window(gguf: GgufKeys) -> int:
    return 8192 if gguf.architecture == "llama4" else gguf.whole("attention.sliding_window")


def recurrence(gguf: GgufKeys) -> Keys:
    """Recurrent layers, in the words of the family."""
    inner, heads = gguf.whole("ssm.inner_size"), gguf.whole("ssm.time_step_rank")
    state, kernel, groups = (gguf.get(f"ssm.{name}") for name in ("state_size", "conv_kernel", "group_count"))
    match gguf.architecture:
        case "qwen3next" | "qwen35" | "qwen35moe":
            return {
                "linear_num_value_heads": heads,
                "linear_num_key_heads": groups,
                "linear_key_head_dim": state,
                "linear_value_head_dim": inner // max(heads, 1),
                "linear_conv_kernel_dim": kernel,
            }
        case "nemotron_h" | "nemotron_h_moe" | "granitehybrid" | "falcon-h1" | "mamba2":
            of_heads = {"mamba_num_heads": heads, "mamba_head_dim": inner // max(heads, 1)}
            return of_heads | {"ssm_state_size": state, "n_groups": groups, "conv_kernel": kernel}
        case "jamba":
            expand = inner / max(gguf.whole("embedding_length"), 1)
            return {"mamba_d_state": state, "mamba_d_conv": kernel, "mamba_dt_rank": heads, "mamba_expand": expand}
        case "mamba":
            return {"intermediate_size": inner, "state_size": state, "conv_kernel": kernel, "time_step_rank": heads}
        case "kimi-linear":
            own = {"num_heads": gguf.whole("attention.head_count"), "head_dim": gguf.get("kda.head_dim")}
            cached = gguf.each("attention.head_count_kv")
            full = [i + 1 for i, kv in enumerate(cached) if kv]
            return {"linear_attn_config": own | {"short_conv_kernel_size": kernel, "full_attn_layers": full}}
        case _:
            return {}


def odd(gguf: GgufKeys) -> Keys:
    """Keys of a config.json that only one family has."""
    match gguf.architecture:
        case "nemotron_h" | "nemotron_h_moe":
            widths, cached = gguf.each("feed_forward_length"), gguf.each("attention.head_count_kv")
            block = "E" if gguf.whole("expert_count") > 1 else "-"
            pairs = zip(widths, cached, strict=True)
            return {"hybrid_override_pattern": "".join(block if wide else "*" if kv else "M" for wide, kv in pairs)}
        case "deci":
            return {"block_configs": _blocks(gguf)}
        case "falcon":
            heads, kv = gguf.whole("attention.head_count"), gguf.whole("attention.head_count_kv")
            return {"multi_query": kv == 1, "new_decoder_architecture": kv not in (0, 1, heads)}
        case "starcoder" | "gpt2":
            return {"multi_query": gguf.architecture == "starcoder", "n_positions": gguf.get("context_length")}
        case "lfm2" | "lfm2moe":
            return {"block_auto_adjust_ff_dim": False}
        case "llama4":
            return {"attention_chunk_size": window(gguf)}
        case "gemma4":
            return {"enable_moe_block": True if gguf.whole("expert_count") > 1 else None}
        case _:
            return {}


def _blocks(gguf: GgufKeys) -> list[Keys]:
    """Blocks of a neural architecture search, as DeciLM writes them."""
    layers = zip(*(gguf.each(name) for name in DECI), strict=True)
    return [
        {
            "attention": {"n_heads_in_group": heads // kv} if kv and heads else {"no_op": True},
            "ffn": {"intermediate_size": wide} if wide else {"no_op": True},
        }
        for heads, kv, wide in layers
    ]


DECI: Final = ("attention.head_count", "attention.head_count_kv", "feed_forward_length")
