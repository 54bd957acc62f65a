"""What a model has beside its language part, as one name with the keys that told it."""

from collections.abc import Mapping

from llmselect.catalog.configs.senses import Sense, senses
from llmselect.words import Text


def towers(config: Mapping[str, object] | None) -> dict[str, Sense]:
    """Keys of config.json that describe a tower."""
    return {given.key: given.sense for given in senses(config or {})}


def called(found: Mapping[str, Sense]) -> Text:
    """One name for all that is beside the language part, with the keys that told it."""
    names = tuple(dict.fromkeys(sense.name for sense in found.values()))
    keys = ", ".join(found)
    english, french = " + ".join(name.en for name in names), " + ".join(name.fr for name in names)
    return Text(f"{english} ({keys})", f"{french} ({keys})")
