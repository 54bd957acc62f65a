"""What a model has beside its language part, by the objects of its config.json: eyes, ears, a voice."""

from collections.abc import Mapping
from typing import Final, NamedTuple, cast

from llmselect.words import Text


class Sense(NamedTuple):
    """A tower: what it is called, and what it lets a model take in (None: it only speaks)."""

    name: Text
    takes_in: str | None


SEES: Final = Sense(Text("vision tower", "tour de vision"), "image")
HEARS: Final = Sense(Text("audio tower", "tour audio"), "audio")
SPEAKS: Final = Sense(Text("voice", "voix"), None)
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


def towers(config: Mapping[str, object] | None) -> dict[str, Sense]:
    """Keys of config.json that describe a tower, at its root or beside a nested language part."""
    if config is None:
        return {}
    parts = [config, *(_object(config.get(name)) for name in WITHIN)]
    return {name: sense for part in parts for name, sense in SENSES.items() if _object(part.get(name))}


def _object(value: object) -> Mapping[str, object]:
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}


def called(found: Mapping[str, Sense]) -> Text:
    """One name for all that is beside the language part, with the keys that told it."""
    names = tuple(dict.fromkeys(sense.name for sense in found.values()))
    keys = ", ".join(found)
    english, french = " + ".join(name.en for name in names), " + ".join(name.fr for name in names)
    return Text(f"{english} ({keys})", f"{french} ({keys})")
