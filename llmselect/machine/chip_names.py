"""Chips that print another name than the one people know: which entries of the catalog each of them is."""

import re
from collections.abc import Iterable
from typing import Final

from llmselect.machine.device_words import MARKS

RADEON_780M: Final = ("Ryzen 7 7840HS/8840U (Radeon 780M)",)
CHIPS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    (r"\bultra \d 1\d5h\b|^(intel )?arc graphics( \(?mtl\)?)?$|\bmeteor lake\b", ("Core Ultra 100 (Arc MTL)",)),
    (r"\bultra \d 2\d\dv\b|\barc 1[34]0v\b|\blunar lake\b", ("Core Ultra 200V (Arc 140V)",)),
    (r"\bi7-12[678]0p\b", ("Core i7-12xxP (Iris Xe 96EU)",)),
    (r"\bryzen z1 extreme\b", ("Ryzen Z1 Extreme (ROG Ally)",)),
    (r"\bryzen 9 (pro )?7940hs\b", (*RADEON_780M, "Ryzen 9 7940HS CPU")),
    (r"\bryzen \d (pro )?(78[48]0|88[48][05]|79[48]0|89[48]5)(hs|h|u)\b|\bradeon 780m\b", RADEON_780M),
    (r"\bryzen \d (pro )?(6[89][05]0|6980|7735)(hx|hs|h|u)\b|\bradeon 680m\b", ("Ryzen 6000 (Radeon 680M)",)),
    (r"\bai 7 (pro )?350\b|\bradeon 860m\b", ("Ryzen AI 7 350 (Radeon 860M)",)),
    (r"\bai 9 hx (pro )?37[05]\b|\bradeon 890m\b|\bstrix point\b", ("Ryzen AI 9 HX 370 (Radeon 890M)",)),
    (r"\b8050s\b.*\b8060s\b", ("Ryzen AI Max 385 (Radeon 8050S)", "Ryzen AI Max+ 395 (Radeon 8060S)")),
    (r"\bai max (pro )?385\b|\bradeon 8050s\b", ("Ryzen AI Max 385 (Radeon 8050S)",)),
    (
        r"\bai max\+? (pro )?395\b|\bai 395\b|\bradeon 8060s\b|\bgfx1151\b|\bstrix halo\b(?! cpu)",
        ("Ryzen AI Max+ 395 (Radeon 8060S)",),
    ),
    (r"\bcustom apu 0932\b|\bsteam ?deck oled\b|\bgalileo\b", ("Steam Deck OLED",)),
    (r"\bcustom apu 0405\b|\bsteam ?deck\b|\bvan ?gogh\b|\bjupiter\b", ("Steam Deck (Van Gogh)",)),
    (r"\bx elite\b|\bx1e[0-9-]*\b", ("Snapdragon X Elite",)),
    (r"\bgb10\b|\bdgx spark\b", ("GB10 (DGX Spark)",)),
    (r"\borin nx\b", ()),
    (r"\borin nano\b", ("Jetson Orin Nano 8GB (Super)",)),
    (r"\bagx orin\b", ("Jetson AGX Orin 64GB",)),
    (r"^(nvidia )?(jetson )?orin( \(nvgpu\))?$", ("Jetson AGX Orin 64GB", "Jetson Orin Nano 8GB (Super)")),
    (r"\bagx thor\b|^(nvidia )?(jetson )?thor\b|\bt5000\b", ("Jetson AGX Thor (T5000)",)),
    (r"\bh100 80gb hbm3\b", ("H100 SXM 80GB",)),
    (r"^(nvidia )?h200$", ("H200 SXM",)),
    (r"\bgtx 1650 ti\b", ("GTX 1650 Ti Laptop",)),
)
"""Patterns of names in small letters; the first that is found decides. Which graphics a chip has: its maker's published
specifications; the names: as Linux, Windows and the drivers print them. Orin NX is in no entry, and its name must not
become the Nano's. Of the H100 the board with HBM3 is the SXM one (the PCIe one has HBM2e), and a driver that says H200
without NVL means SXM: NVIDIA's datasheets, read 2026-11-29. The GTX 1650 Ti was sold in laptops only, and its driver
does not say so."""


def chip_entries(name: str, catalog_names: Iterable[str]) -> tuple[str, ...] | None:
    """Entries of the catalog for a chip of a known family, the graphics before the processor alone.

    () where the chip is known and no entry is it; None where no family has such a name.
    """
    plain = " ".join(MARKS.sub(" ", name).casefold().replace("_", " ").split())
    for pattern, entries in CHIPS:
        if re.search(pattern, plain):
            known = frozenset(catalog_names)
            return tuple(entry for entry in entries if entry in known)
    return None
