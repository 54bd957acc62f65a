"""The objects of a config.json that describe something beside the language part: eyes, ears, a voice."""

from collections.abc import Iterator, Mapping
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
