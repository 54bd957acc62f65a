"""Models of the catalog by words of their names, in whatever order the words come: "opus 3 claude" is Claude Opus 3."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from llmselect.catalog.models import LanguageModel

WORD = re.compile(r"\d+(?:\.\d+)*|[^\W\d_]+")
"""Letters, or a number with its points: "Qwen3-8B" is qwen, 3, 8, b."""
LONGEST = 200


def named_by_words(asked: str, models: Iterable[LanguageModel]) -> tuple[LanguageModel, ...]:
    """Models whose name, id, family, publisher or repository hold every word; the closest names first.

    Words of letters may be beginnings (`mist` finds Mistral), numbers must be whole (`3` does not find 30B).
    """
    words = _words(asked[:LONGEST])
    if not words:
        return ()
    found = [(model, _closeness(words, model)) for model in models]
    matching = [(model, close) for model, close in found if close is not None]
    return tuple(model for model, _ in sorted(matching, key=lambda pair: pair[1]))


def _words(text: str) -> tuple[str, ...]:
    return tuple(WORD.findall(text.casefold()))


@lru_cache(maxsize=4096)
def _known_words(text: str) -> tuple[str, ...]:
    return _words(text)


def _closeness(asked: Sequence[str], model: LanguageModel) -> tuple[int, bool, int, str] | None:
    """How many words its name lacks, whether it begins otherwise, how many it has beyond; None where a word is nowhere.

    What begins as it was asked comes first: Mixtral before Dolphin Mixtral.
    """
    name = _known_words(f"{model.name} {model.id}")
    every = (*name, *_known_words(f"{model.family} {model.publisher} {model.hub_repo or ''}"))
    if not all(any(_matches(word, known) for known in every) for word in asked):
        return None
    missing = sum(not any(_matches(word, known) for known in name) for word in asked)
    own = _known_words(model.name)
    beyond = sum(not any(_matches(word, known) for word in asked) for known in set(own))
    return missing, not own[:1] or not _matches(asked[0], own[0]), beyond, model.name.casefold()


def _matches(asked: str, known: str) -> bool:
    return known == asked if asked[0].isdigit() else known.startswith(asked)
