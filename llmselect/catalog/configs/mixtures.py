"""Which layers of a Hugging Face config.json are mixtures of experts."""

from typing import Final, NamedTuple, cast

from llmselect.catalog.configs.kinds import pattern_letters, words
from llmselect.catalog.configs.values import Config, whole, wrong

DENSE: Final = "first_k_dense_replace num_dense_layers n_dense_layers moe_layer_start_index num_first_dense_layers"
EVERY: Final = (
    "decoder_sparse_step moe_layer_interval interleave_moe_layer_step expert_layer_period moe_layer_freq "
    "moe_layer_frequency"
)
MARKS: Final = ("moe_layer_freq", "is_moe_layer", "mlp_layer_types")

LAYER_WORDS: Final = ("dense", "sparse", "moe", "hash_moe")


class Mixtures(NamedTuple):
    """Layers that are mixtures: the last of each `every` after the first `dense`, or those listed."""

    dense: int
    every: int
    at: tuple[int, ...]
    number: int


def mixtures(config: Config, family: str, layers: int) -> Mixtures:
    """Where the mixtures are; raises BadConfig where the keys do not fit."""
    if family == "longcat_flash":  # two attentions, two blocks and one mixture, counted as two layers
        return Mixtures(0, 2, (), layers // 2)
    at = _positions(config, layers)
    dense = next((i for i in range(layers) if i in at), layers)
    for every in range(1, 65):
        for leading in (0, dense):
            if at == frozenset(i for i in range(leading, layers) if i % every == every - 1):
                return Mixtures(leading, every, (), len(at))
    return Mixtures(0, 1, tuple(sorted(at)), len(at))


def _positions(config: Config, layers: int) -> frozenset[int]:
    listed = _listed(config, layers)
    if listed is not None:
        return listed
    every = _every(config)
    first = config.whole_or(DENSE, 0)
    last = config.whole_or("moe_layer_end_index", layers - 1, low=-1)
    last = layers - 1 if last < 0 else last
    offset = config.whole_or("expert_layer_offset", 1) if config.has("expert_layer_period") else every - 1
    if config.has("first_k_dense_replace"):  # DeepSeek counts from 0, the others from 1
        offset = 0
    without = frozenset(whole("mlp_only_layers", layer, 0, 2000) for layer in config.sequence("mlp_only_layers"))
    return frozenset(i for i in range(first, min(last + 1, layers)) if i % every == offset % every) - without


def _listed(config: Config, layers: int) -> frozenset[int] | None:
    letters = pattern_letters(config, layers)
    if letters:
        return frozenset(i for i, letter in enumerate(letters) if letter == "E")
    if any(word in ("mlp", "moe") for word in words(config, layers)):
        return frozenset(i for i, word in enumerate(words(config, layers)) if word == "moe")
    for name in MARKS:
        marks = config.sequence(name)[:layers] if isinstance(config.get(name), list) else ()
        if marks:
            return frozenset(i for i, mark in enumerate(marks) if _is_mixture(name, mark))
    value = config.get("moe_layers_enum")
    if isinstance(value, str):
        return frozenset(_position(word) for word in value.split(",") if word.strip())
    if isinstance(value, list):
        return frozenset(whole("moe_layers_enum", i, 0, 2000) for i in cast("list[object]", value))
    return None


def _is_mixture(name: str, mark: object) -> bool:
    if isinstance(mark, str):
        if mark not in LAYER_WORDS:
            raise wrong(name, mark, f"words such as {', '.join(LAYER_WORDS[:2])} or {LAYER_WORDS[2]}")
        return mark != "dense"
    return bool(mark) if isinstance(mark, bool) else bool(whole(name, mark, 0, 1))


def _position(word: str) -> int:
    if not word.strip().isdecimal():
        raise wrong("moe_layers_enum", word, "numbers of layers with commas between")
    return whole("moe_layers_enum", int(word), 0, 2000)


def _every(config: Config) -> int:
    names = [name for name in EVERY.split() if isinstance(config.get(name), int)]
    name = next((name for name in names if config.states(name)), names[0] if names else None)
    return max(whole(name, config.get(name), 0, 64), 1) if name else 1
