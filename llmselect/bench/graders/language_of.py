"""Whether a text is English or French, by its commonest words: the only two languages that the app's readers grade."""

import re
from typing import Final

from llmselect.text import Language

LINES: Final = {
    Language.EN: (
        "the of and to in is that it for was on are with as at be this have from or by not but what all were when we",
        "there can an your which their has will would about if out so up them some my his her they you he she do did",
    ),
    Language.FR: (
        "le la les des du de et un une est que dans pour qui au aux sur pas ne se ce cette il elle ils elles nous vous",
        "par avec sont ou son sa ses mais comme leur leurs été être avoir ont fait peut tout tous même aussi en qu",
    ),
}
WORDS: Final = {language: frozenset(" ".join(lines).split()) for language, lines in LINES.items()}
FEWEST: Final = 2
"""So many common words more than of the other language, and at least twice as many: below, nobody knows."""


def language_of(text: str) -> Language | None:
    """The language of a text of a sentence or more; None where it is too short or neither."""
    words = re.findall(r"[^\W\d_]+", text.casefold()[:20_000])
    counts = {language: sum(word in common for word in words) for language, common in WORDS.items()}
    (first, most), (_, next_most) = sorted(counts.items(), key=lambda each: -each[1])
    return first if most >= next_most + FEWEST and most >= 2 * next_most else None
