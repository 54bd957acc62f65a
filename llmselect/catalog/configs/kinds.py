"""The token mixer of each layer of a config.json: full attention, windowed attention, a recurrence, or none."""

from enum import Enum
from typing import Final, cast

from llmselect.catalog.configs.families import ALL_RECURRENT, WINDOW_IGNORED
from llmselect.catalog.configs.key_names import LAYERS
from llmselect.catalog.configs.values import Config, missing, whole, wrong


class MixerKind(Enum):
    """What mixes the tokens of one layer."""

    FULL = "full attention"
    SLIDING = "attention to a window"
    RECURRENT = "a recurrence"
    BOTH = "attention beside a recurrence"
    NONE = "feed-forward alone"


WORDS: Final = ("layer_types", "layers_block_type", "attention_layers")
"""Lists that give each layer a word."""
EVERY_NAMES: Final = (
    "sliding_window_pattern",
    "_sliding_window_pattern",
    "global_attn_every_n_layers",
    "layer_switch",
    "no_rope_layer_interval",
)
WINDOW: Final = "sliding_window sliding_window_size attention_chunk_size attention_window_size window_size"
WINDOWED: Final = ("sliding", "chunked", "local", "swa", "window")
REPEATING: Final = ("linear", "mamba", "conv", "recurrent", "ssm", "delta", "kda", "lightning", "rwkv")
ATTENDING: Final = ("attention", "full", "global", "hybrid", "attn", "sparse")
LETTERS: Final = {"M": MixerKind.RECURRENT, "*": MixerKind.FULL, "-": MixerKind.NONE, "E": MixerKind.NONE}


def layer_count(config: Config) -> int:
    """Number of layers; where no key has it, the length of the lists with one entry a layer."""
    if config.states(LAYERS):
        return config.whole(LAYERS, high=2000)
    for name in (*WORDS, "block_configs"):
        if config.sequence(name):
            return whole(name, len(config.sequence(name)), 1, 2000)
    if config.text("hybrid_override_pattern"):
        return whole("hybrid_override_pattern", len(_letters(config)), 1, 2000)
    return config.whole(LAYERS, high=2000)


def kinds(config: Config, family: str, layers: int) -> tuple[MixerKind, ...]:
    """One kind for each layer; raises BadConfig where the lists do not fit."""
    layer_kinds = _listed(config, family, layers) or _recurring(config, family, layers) or _windows(config, layers)
    if family in WINDOW_IGNORED:
        return tuple(MixerKind.FULL if kind is MixerKind.SLIDING else kind for kind in layer_kinds)
    return layer_kinds


def words(config: Config, layers: int) -> tuple[str, ...]:
    """One word for each layer, where the file lists them."""
    name = next((name for name in WORDS if config.sequence(name)), None)
    if name is None:
        return ()
    listed = config.words(name)
    if len(listed) < layers:
        raise wrong(name, f"a list of {len(listed)}", f"one word for each of the {layers} layers")
    return listed[:layers]


def pattern_letters(config: Config, layers: int) -> str:
    """`hybrid_override_pattern`, one letter a layer: M Mamba-2, * attention, - feed-forward, E mixture of experts."""
    letters, name = _letters(config), "hybrid_override_pattern"
    if letters and (len(letters) != layers or set(letters) - set(LETTERS)):
        raise wrong(name, config.text(name), f"{layers} letters among M, *, - and E")
    return letters


def _letters(config: Config) -> str:
    return (config.text("hybrid_override_pattern") or "").replace("|", "")


def kind_of(word: str) -> MixerKind:
    """The mixer that a word of `layer_types` names; raises BadConfig for an unknown word."""
    if any(part in word for part in WINDOWED):
        return MixerKind.SLIDING
    if any(part in word for part in REPEATING):
        return MixerKind.RECURRENT
    if word in ("mlp", "moe"):
        return MixerKind.NONE
    if any(part in word for part in ATTENDING):
        return MixerKind.FULL
    raise wrong("layer_types", word, "words such as full_attention, sliding_attention or linear_attention")


def _listed(config: Config, family: str, layers: int) -> tuple[MixerKind, ...]:
    if pattern_letters(config, layers):
        return tuple(LETTERS[letter] for letter in pattern_letters(config, layers))
    if config.sequence("block_configs"):
        blocks = config.objects("block_configs", layers)
        return tuple(MixerKind.NONE if _absent(block.within("attention")) else MixerKind.FULL for block in blocks)
    if family == "falcon_h1":
        return (MixerKind.BOTH,) * layers
    if config.sequence("block_types"):  # RecurrentGemma repeats a short list
        short = config.words("block_types")
        window = MixerKind.SLIDING if config.has("attention_window_size") else MixerKind.FULL
        return tuple(window if short[at % len(short)] == "attention" else MixerKind.RECURRENT for at in range(layers))
    if config.sequence("hybrid_layer_pattern"):
        marks = config.sequence("hybrid_layer_pattern")[:layers]
        return tuple((MixerKind.FULL, MixerKind.SLIDING)[whole("hybrid_layer_pattern", mark, 0, 1)] for mark in marks)
    return tuple(kind_of(word) for word in words(config, layers))


def _absent(attention: Config) -> bool:
    return attention.flag("no_op", False) or attention.flag("replace_with_linear", False)


def _recurring(config: Config, family: str, layers: int) -> tuple[MixerKind, ...]:
    """Hybrid models that list their attention layers; all other layers are recurrent."""
    attends = _attends(config, layers)
    if attends is None and family not in ALL_RECURRENT:
        return ()
    return tuple(MixerKind.FULL if at in (attends or ()) else MixerKind.RECURRENT for at in range(layers))


def _attends(config: Config, layers: int) -> frozenset[int] | None:
    if config.has("linear_attn_config"):  # counted from 1
        own = config.within("linear_attn_config")
        return frozenset(whole("full_attn_layers", at, 1, 2000) - 1 for at in own.sequence("full_attn_layers"))
    for name in ("full_attention_interval", "layer_group_size"):
        if config.has(name):
            every = config.whole(name, high=1000)
            return frozenset(range(every - 1, layers, every))
    if config.has("attn_layer_period"):
        period = config.whole("attn_layer_period", high=1000)
        return frozenset(range(config.whole_or("attn_layer_offset", 0), layers, period))
    for name in ("attn_layer_indices", "full_attn_idxs"):
        if config.sequence(name):
            return frozenset(whole(name, at, 0, 2000) for at in config.sequence(name))
    if config.sequence("attn_type_list"):
        marks = [whole("attn_type_list", mark, 0, 1) for mark in config.sequence("attn_type_list")]
        return frozenset(at for at, mark in enumerate(marks) if mark)
    return None


def _windows(config: Config, layers: int) -> tuple[MixerKind, ...]:
    """Windowed attention with full attention in every n-th layer; without a pattern all layers are full."""
    if config.sequence("no_rope_layers") and config.has("attention_chunk_size"):
        marks = config.sequence("no_rope_layers")[:layers]
        return tuple((MixerKind.FULL, MixerKind.SLIDING)[whole("no_rope_layers", mark, 0, 1)] for mark in marks)
    every = _every(config)
    if every is None or config.found("sliding_window attention_chunk_size") is None:
        return (MixerKind.FULL,) * layers
    return tuple(MixerKind.FULL if at % every == every - 1 else MixerKind.SLIDING for at in range(layers))


def _every(config: Config) -> int | None:
    """The n of "full attention in every n-th layer"; a pattern such as LLLG counts as its length."""
    name = next((name for name in EVERY_NAMES if config.states(name)), config.found(" ".join(EVERY_NAMES)))
    if name is None:
        return None
    value = config.get(name)
    return len(value) if isinstance(value, str) and value else whole(name, cast("object", value), 1, 1000)


def window_of(config: Config, layer_kinds: tuple[MixerKind, ...]) -> int | None:
    """The window of the sliding layers, where there are any."""
    if MixerKind.SLIDING not in layer_kinds:
        return None
    window = config.maybe_whole(WINDOW)
    if window is None:
        raise missing(
            "sliding_window", f"the window of its {layer_kinds.count(MixerKind.SLIDING)} sliding-attention layers"
        )
    return window
