"""Text made comparable: case, accents, spaces and signs that people and models write differently."""

import re
import unicodedata
from typing import Final

SAME: Final = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "−": "-"})
EDGES: Final = " .,;:!?\"'`*_()[]{}"
FENCE: Final = re.compile(r"^```[\w+-]*[ \t]*\n(.*?)\n?```\s*$", re.DOTALL)
BLOCKS: Final = re.compile(r"^[ \t]*```[\w+-]*[ \t]*\n(.*?)^[ \t]*```", re.DOTALL | re.MULTILINE)
LIGATURES: Final = {"œ": "oe", "æ": "ae", "ß": "ss"}


def normalised(text: str) -> str:
    """Small letters without accents, single spaces, plain quotation marks and dashes, no signs at its ends."""
    parts = unicodedata.normalize("NFKD", text.translate(SAME).casefold())
    bare = "".join(LIGATURES.get(sign, sign) for sign in parts if not unicodedata.combining(sign))
    return " ".join(bare.split()).strip(EDGES)


def code_of(text: str) -> str:
    """The blocks of code of an answer, without what is said around them; the whole where there is none."""
    return "\n".join(BLOCKS.findall(text)) or unfenced(text)


def unfenced(text: str) -> str:
    """What stands inside a block of code, where the whole answer is one; else the text, trimmed."""
    inside = FENCE.match(text.strip())
    return inside[1].strip() if inside else text.strip()
