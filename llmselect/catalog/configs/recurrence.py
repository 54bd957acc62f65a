"""Recurrent layers of a Hugging Face config.json: sizes of their constant state and of their weights."""

from math import ceil

from llmselect.catalog.architecture import Recurrence
from llmselect.catalog.configs.values import Config

MAMBA_HEADS = "mamba_num_heads mamba_n_heads num_heads n_mamba_heads"
MAMBA_HEAD_SIZE = "mamba_head_dim mamba_d_head mamba_headdim"


def delta_net(config: Config, layers: int) -> Recurrence:
    """Gated DeltaNet (arXiv:2412.06464) as in Qwen3-Next and Qwen3.5."""
    hidden = config.whole("hidden_size")
    values = config.whole("linear_num_value_heads")
    keys_width = config.whole("linear_num_key_heads") * config.whole("linear_key_head_dim")
    value_size = config.whole("linear_value_head_dim")
    values_width = values * value_size
    convolved = 2 * keys_width + values_width
    kernel = config.whole_or("linear_conv_kernel_dim", 4, low=1)
    plain = kernel * convolved + 2 * values + value_size
    return Recurrence(
        layers=layers,
        state_values=(kernel - 1) * convolved + values_width * config.whole("linear_key_head_dim"),
        parameters=hidden * (convolved + values_width + 2 * values) + values_width * hidden + plain,
        inner_size=values_width,
        plain_values=plain,
        qkv_rows=convolved,
    )


def mamba2(config: Config, layers: int) -> Recurrence:
    """Mamba-2 (arXiv:2405.21060) as in Nemotron-H, Granite 4, Bamba, Falcon-H1 and Codestral Mamba."""
    hidden = config.whole("hidden_size d_model")
    heads = config.maybe_whole(MAMBA_HEADS) or 0
    size = config.maybe_whole(MAMBA_HEAD_SIZE) or config.whole_or("head_dim", 64, low=1)
    expand = config.number_or("expand mamba_expand", 2)
    whole = "mamba_d_ssm mamba_intermediate"
    by_heads = config.states(MAMBA_HEADS) and config.states(MAMBA_HEAD_SIZE) and not config.states(whole)
    inner = (None if by_heads else config.maybe_whole(whole)) or heads * size or int(expand * hidden)
    heads = heads or inner // size
    state = config.whole("ssm_state_size mamba_d_state state_size d_state")
    groups = config.whole_or("n_groups mamba_n_groups mamba_ngroups", 1)
    kernel = config.whole_or("conv_kernel mamba_d_conv d_conv", 4)
    convolved = inner + 2 * groups * state
    norm = inner if config.flag("mamba_rms_norm", True) else 0
    plain = (kernel + 1) * convolved + 3 * heads + norm
    return Recurrence(
        layers=layers,
        state_values=(kernel - 1) * convolved + state * inner,
        parameters=hidden * (inner + convolved + heads) + inner * hidden + plain,
        inner_size=inner,
        plain_values=plain,
    )


def mamba(config: Config, layers: int) -> Recurrence:
    """Mamba (arXiv:2312.00752) as in Falcon Mamba and Jamba."""
    hidden = config.whole("hidden_size d_model")
    inner = config.maybe_whole("intermediate_size d_inner") if not config.has("mamba_expand") else None
    inner = inner or int(config.number_or("mamba_expand expand", 2) * hidden)
    state = config.whole_or("state_size mamba_d_state d_state", 16)
    kernel = config.whole_or("conv_kernel mamba_d_conv d_conv", 4)
    rank = ceil(hidden / 16)
    if isinstance(config.values.get(config.found("time_step_rank mamba_dt_rank dt_rank") or ""), int):
        rank = config.whole("time_step_rank mamba_dt_rank dt_rank")
    plain = (kernel + 1) * inner + inner * state + 2 * inner
    return Recurrence(
        layers=layers,
        state_values=(kernel - 1) * inner + state * inner,
        parameters=hidden * 2 * inner + inner * (rank + 2 * state) + rank * inner + inner * hidden + plain,
        inner_size=inner,
        plain_values=plain,
    )


def short_convolution(config: Config, layers: int) -> Recurrence:
    """Gated short convolutions of LFM2 (https://www.liquid.ai/blog/liquid-foundation-models-v2-our-second-series)."""
    hidden = config.whole("hidden_size block_dim")
    kernel = config.whole_or("conv_L_cache", 3)
    return Recurrence(
        layers=layers,
        state_values=(kernel - 1) * hidden,
        parameters=4 * hidden * hidden + kernel * hidden,
        inner_size=hidden,
        plain_values=kernel * hidden,
    )


def kimi_delta(config: Config, layers: int) -> Recurrence:
    """Kimi Delta Attention (arXiv:2510.26692): its sizes stand in an object of their own, or beside the others."""
    hidden = config.whole("hidden_size")
    own = config.within("linear_attn_config") if config.has("linear_attn_config") else config
    heads, size = own.whole("linear_num_heads num_heads"), own.whole("linear_head_dim head_dim")
    kernel = own.whole_or("short_conv_kernel_size linear_conv_kernel_dim", 4, low=1)
    width = heads * size
    low, full = (hidden + width) * size, hidden * width
    gate = full if own.flag("use_full_rank_gate", False) or config.has("kda_safe_gate") else low
    decay = full if config.has("kda_safe_gate") else low
    plain = 3 * kernel * width + heads + width + size
    return Recurrence(
        layers=layers,
        state_values=3 * (kernel - 1) * width + width * size,
        parameters=4 * hidden * width + gate + decay + hidden * heads + plain,
        inner_size=width,
        plain_values=plain,
    )


def griffin(config: Config, layers: int) -> Recurrence:
    """Gated linear recurrent units of Griffin (arXiv:2402.19427) as in RecurrentGemma."""
    hidden, heads = config.whole("hidden_size"), config.whole("num_attention_heads")
    width = config.whole("lru_width")
    kernel = config.whole_or("conv1d_width", 4, low=1)
    plain = (kernel + 1) * width + 3 * width + 2 * width + hidden
    return Recurrence(
        layers=layers,
        state_values=kernel * width,
        parameters=3 * hidden * width + 2 * width * (width // heads) + plain,
        inner_size=width,
        plain_values=plain,
    )


def lightning(config: Config, layers: int) -> Recurrence:
    """Lightning attention of MiniMax-01 (arXiv:2501.08313): one square state a head."""
    hidden, heads = config.whole("hidden_size"), config.whole("num_attention_heads")
    width = heads * config.whole_or("head_dim", hidden // heads, low=1)
    return Recurrence(
        layers=layers,
        state_values=width * (width // heads),
        parameters=5 * hidden * width + width,
        inner_size=width,
        plain_values=width,
    )
