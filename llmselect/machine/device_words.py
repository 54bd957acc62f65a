"""The words of a device's name that tell it from its siblings, however a driver, a listing or a person spells it."""

import re
from typing import Final

from llmselect.units import GIB

MARKS: Final = re.compile(r"\((?:r|tm|c)\)|®|™", re.IGNORECASE)
SIZE: Final = re.compile(r"(?<![a-z0-9.])(\d{1,4}) ?gi?[bo](?![a-z0-9])", re.IGNORECASE)
"""`24GB`, `24 GB`, `24GiB`, `24 Go`."""
LISTED: Final = re.compile(r"\[([^\]]*\d[^\]]*)\]")
"""What `lspci` puts in square brackets: the name on the box, after the name of the chip."""
SPELLINGS: Final = (
    (r"\bradv \w+\b|\bnavi ?\d+\b|\brev \w+\b", " "),
    (r"\bmacbook (?:pro|air)\b|\bmac (?:studio|mini|pro)\b|\bimac\b", " "),
    (r"\bmax ?q\b", "maxq"),
    (r"\b(?:mobile|notebook)\b", "laptop"),
    (r"\b\d+ cores? cpu\b", " "),
    (r"\b(\d+) (?:gpu )?cores?\b", r"\1core"),
    (r"\b(rtx|gtx|rx) ?(\d{4})m\b", r"\1 \2 laptop"),
    (r"\bsxm\d\b", "sxm"),
    (r"\b(rtx|gtx|rx|arc|gb|mi)(?=\d)", r"\1 "),
    (r"(?<=\d)(ti|super|xtx|xt|gre)\b", r" \1"),
    (r"\btisuper\b", "ti super"),
)
"""Spellings of one thing, made one."""
NOISE: Final = re.compile(
    r"nvidia|corporation|tesla|geforce|amd|ati|radeon|instinct|intel|apple|gpus?|graphics|card|generation|design|with|"
    r"edition|workstation|hbm\d*e?|gddr\d\w*|desktop|series|chip|soc|vf|r|tm|memory|vram|unified"
)
"""Words of a name that do not tell one device from another."""


def size_bytes(text: str) -> float | None:
    """Bytes of the memory size that a name states; None where it states none."""
    found = SIZE.search(text)
    return float(found[1]) * GIB if found else None


def device_words(name: str) -> frozenset[str]:
    """The telling words of a name: no maker and no size; `rtx4090`, `RTX-4090` and `GeForce RTX 4090` are the same."""
    plain = MARKS.sub(" ", name).casefold()
    plain = " ".join(LISTED.findall(plain)) or plain
    plain = re.sub(r"[^a-z0-9+]+", " ", SIZE.sub(" ", plain))
    for pattern, spelling in SPELLINGS:
        plain = re.sub(pattern, spelling, plain)
    return frozenset(word for word in plain.split() if not NOISE.fullmatch(word))
