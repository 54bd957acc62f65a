"""Vision, audio and voice towers of a config.json; parameters are counted for plain vision transformers."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple, cast

from llmselect.catalog.configs.values import Config
from llmselect.catalog.published import Part
from llmselect.errors import BadConfig
from llmselect.text import Text


class Sense(NamedTuple):
    """A tower: what it is called, and what it lets a model take in (None: it only speaks)."""

    name: Text
    takes_in: str | None


SEES: Final = Sense(Text("vision tower", "tour de vision"), "image")
HEARS: Final = Sense(Text("audio tower", "tour audio"), "audio")
SPEAKS: Final = Sense(Text("voice", "voix"), None)
SENSE_NAMES: Final = {"image": SEES.name, "audio": HEARS.name}
"""By what a model takes in."""
SENSES: Final = {
    "vision_config": SEES,
    "vision_tower_config": SEES,
    "vision_encoder": SEES,
    "vit_config": SEES,
    "visual": SEES,
    "audio_config": HEARS,
    "audio_encoder_config": HEARS,
    "speech_config": HEARS,
    "talker_config": SPEAKS,
    "token2wav_config": SPEAKS,
    "tts_config": SPEAKS,
    "code2wav_config": SPEAKS,
}
WITHIN: Final = ("thinker_config", "mm_config")


class Given(NamedTuple):
    """One such object: its key, what it is, what it says, and the object around it."""

    key: str
    sense: Sense
    keys: Mapping[str, object]
    around: Mapping[str, object]


def senses(config: Mapping[str, object]) -> Iterator[Given]:
    """Those at the root of a config.json or beside a nested language part; empty ones say nothing."""
    for part in (config, *(as_object(config.get(name)) for name in WITHIN)):
        for key, sense in SENSES.items():
            if keys := as_object(part.get(key)):
                yield Given(key, sense, keys, part)


def as_object(value: object) -> Mapping[str, object]:
    """The value where it is an object, else an empty one: it may come from any file."""
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}


WIDTH: Final = "embed_dim hidden_size width"
LAYERS: Final = "num_hidden_layers depth layers num_layers"
BLOCK: Final = "intermediate_size mlp_dim"
PLAIN: Final = frozenset(
    {"siglip_vision_model", "siglip2_vision_model", "clip_vision_model", "pixtral", "gemma3", "idefics3_vision"}
    | {"internvl_vision", "intern_vit_6b", "siglip"}
)
GATED: Final = frozenset({"pixtral", "qwen2_5_vl", "qwen2_5_omni_vision_encoder", "aimv2", "glm4v", "glm4v_vision"})
"""Towers with a gated block of three matrices (SwiGLU); the others have two."""
MERGING: Final = frozenset({"qwen2_vl", "qwen2_5_vl", "qwen3_vl", "qwen3_vl_moe", "qwen3_5", "qwen3_5_moe"})
"""Towers that merge neighbouring patches into one token by a block of their own."""
FOUR_TIMES: Final = frozenset({"qwen2_vl"})


class Tower(NamedTuple):
    """A part that takes in something else than text."""

    part: Part
    takes_in: str | None
    """None: it only speaks."""


def towers(config: Mapping[str, object]) -> tuple[Tower, ...]:
    """The towers that a config.json describes, at its root or beside a nested language part."""
    return tuple(_tower(each) for each in senses(config))


def _tower(described: Given) -> Tower:
    named = Text(f"{described.sense.name.en} ({described.key})", f"{described.sense.name.fr} ({described.key})")
    count = _counted(described.keys, described.around) if described.sense is SEES else None
    return Tower(Part(named, count, None), described.sense.takes_in)


def _counted(described: Mapping[str, object], around: Mapping[str, object]) -> int | None:
    """Parameters of a plain vision transformer with its projector; None for another build, or where sizes miss."""
    keys = Config(described)
    try:
        kind = keys.text("model_type") or ""
        if kind in MERGING:
            return _merging(keys, kind)
        if kind in PLAIN:
            return _plain(keys, kind) + _projector(keys, kind, around)
    except BadConfig:
        pass
    return None


def _plain(keys: Config, kind: str) -> int:
    width, layers, block = keys.whole(WIDTH, high=2**16), keys.whole(LAYERS, high=500), keys.whole(BLOCK, high=2**18)
    patch, side = keys.whole("patch_size", high=256), keys.whole("image_size", high=2**14)
    channels = keys.whole_or("num_channels", 3, low=1, high=16)
    if kind in GATED:  # Pixtral: no biases, positions are rotated
        return layers * (4 * width**2 + 3 * width * block + 2 * width) + channels * patch**2 * width + width
    biased = 4 * width + block + width
    each = 4 * width**2 + 2 * width * block + biased + 4 * width
    return layers * each + (channels * patch**2 + 1) * width + (side // patch) ** 2 * width + 2 * width


def _projector(keys: Config, kind: str, around: Mapping[str, object]) -> int:
    """From the tower's width to that of the language model; nothing where its size is not told."""
    text = Config(as_object(around.get("text_config")))
    width, hidden = keys.whole(WIDTH), text.maybe_whole("hidden_size")
    if hidden is None:
        return 0
    if around.get("model_type") == "gemma3":  # one matrix and a norm
        return width * hidden + width
    merge = Config(around).whole_or("spatial_merge_size", 1, low=1, high=8)
    first = width * hidden + hidden**2
    return first + (width * merge**2 * width + width if merge > 1 else 0)


def _merging(keys: Config, kind: str) -> int:
    """Vision part of Qwen2-VL and its followers: `depth` blocks, then a merger of two matrices."""
    depth, merge = keys.whole("depth", high=500), keys.whole_or("spatial_merge_size", 2, low=1, high=8)
    width = keys.whole("embed_dim" if kind in FOUR_TIMES else "hidden_size", high=2**16)
    out = keys.whole("hidden_size" if kind in FOUR_TIMES else "out_hidden_size")
    block = keys.whole("intermediate_size", high=2**18) if kind not in FOUR_TIMES else 4 * width
    matrices = 3 if kind in GATED else 2
    patch = 3 * keys.whole_or("temporal_patch_size", 2, low=1, high=8) * keys.whole("patch_size", high=256) ** 2
    each = 4 * width**2 + 4 * width + matrices * width * block + (matrices - 1) * block + width
    norms = 2 * width if kind == "qwen2_5_vl" else 4 * width
    merged = width * merge**2
    merger = merged**2 + merged + merged * out + out + norms // 2
    positions = keys.whole_or("num_position_embeddings", 0) * width
    deep = len(keys.sequence("deepstack_visual_indexes")) * (merger - norms // 2 + 2 * merged)
    return depth * (each + norms) + patch * width + merger + positions + deep


def tower_senses(config: Mapping[str, object] | None) -> dict[str, Sense]:
    """Keys of config.json that describe a tower."""
    return {given.key: given.sense for given in senses(config or {})}


def tower_names(senses: Mapping[str, Sense]) -> Text:
    """One name for all that is beside the language part, with the keys that told it."""
    names = tuple(dict.fromkeys(sense.name for sense in senses.values()))
    keys = ", ".join(senses)
    english, french = " + ".join(name.en for name in names), " + ".join(name.fr for name in names)
    return Text(f"{english} ({keys})", f"{french} ({keys})")
