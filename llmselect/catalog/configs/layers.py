"""Counts of the layers of a config.json by token mixer, and the sizes of recurrent layers."""

from collections.abc import Callable
from typing import Final, NamedTuple

from llmselect.catalog.architecture import Recurrence
from llmselect.catalog.configs.kinds import MixerKind, pattern_letters, window_of, words
from llmselect.catalog.configs.recurrence import (
    delta_net,
    griffin,
    kimi_delta,
    lightning,
    mamba,
    mamba2,
    short_convolution,
)
from llmselect.catalog.configs.values import Config, missing


class Mixers(NamedTuple):
    """Layers by what mixes their tokens."""

    full: int
    sliding: int
    window: int | None
    recurrence: Recurrence | None


Mixer = Callable[[Config, int], Recurrence]
RECURRENT: Final[dict[str, Mixer]] = {
    "mamba2": mamba2,
    "mamba": mamba,
    "falcon_mamba": mamba,
    "minimax": lightning,
    "minimax_text_01": lightning,
    "minimax_m1": lightning,
}
"""Families whose kind of recurrence cannot be recognised by keys."""

BY_KEYS: Final[tuple[tuple[str, Mixer], ...]] = (
    ("linear_num_value_heads", delta_net),
    ("linear_attn_config linear_num_heads kda_safe_gate", kimi_delta),
    ("mamba_num_heads mamba_n_heads n_mamba_heads", mamba2),
    ("mamba_d_state", mamba),
    ("conv_L_cache", short_convolution),
    ("lru_width", griffin),
    ("attn_type_list", lightning),
)


def mixers(config: Config, family: str, layer_kinds: tuple[MixerKind, ...]) -> Mixers:
    """Layers counted by kind."""
    recurrent = layer_kinds.count(MixerKind.RECURRENT) + layer_kinds.count(MixerKind.BOTH)
    full, sliding = (
        layer_kinds.count(MixerKind.FULL) + layer_kinds.count(MixerKind.BOTH),
        layer_kinds.count(MixerKind.SLIDING),
    )
    recurrence = _mixer(config, family)(config, recurrent) if recurrent else None
    return Mixers(full, sliding, window_of(config, layer_kinds), recurrence)


def _mixer(config: Config, family: str) -> Mixer:
    by_keys = next((mixer for names, mixer in BY_KEYS if config.found(names)), None)
    mixer = RECURRENT.get(family, by_keys)
    if mixer is None:
        raise missing("linear_num_value_heads", "the sizes of its linear-attention layers")
    return mixer


def feed_forward_layers(config: Config, family: str, layers: int) -> int | None:
    """Layers with a feed-forward block where not every one has it."""
    letters = pattern_letters(config, layers)
    if letters:
        return letters.count("-") + letters.count("E")
    if config.sequence("block_configs"):
        blocks = [block.within("ffn") for block in config.objects("block_configs", layers)]
        absent = [block.flag("no_op", False) or block.flag("replace_with_linear", False) for block in blocks]
        return layers - sum(absent) if any(absent) else None
    alone = [word for word in words(config, layers) if word in ("mlp", "moe")]
    if alone:
        return len(alone)
    return 0 if family in ("mamba", "mamba2", "falcon_mamba") else None
