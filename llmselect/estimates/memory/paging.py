"""Runs that need nearly all of the main memory: what else is open pushes weights out, and the disk is read instead."""

from typing import Final

import numpy as np

from llmselect.estimates.core.columns import Devices, Range
from llmselect.text import Text
from llmselect.units import Bools, Floats

TIGHT_SHARE: Final = 0.9
"""Of the main memory that a model may take: beyond it a browser or the page cache of the system makes weights leave."""
PAGED_SHARE: Final = 0.13
"""Of the estimated speed, what such a run gives: Qwen3-30B-A3B IQ4_XS, 15.3 GiB on a host of 16, wrote 2.75 and 3.05
tokens/s where 22 were estimated (https://github.com/ikawrakow/ik_llama.cpp/discussions/399, read 2026-11-22)."""
TIGHT: Final = Text(
    "Needs nearly all of the main memory: with anything else open, weights are read from the disk at each token, and "
    "the speed is that of the disk.",
    "Demande presque toute la mémoire centrale\u00a0: si autre chose est ouvert, des poids sont relus du disque à "
    "chaque token, et la vitesse devient celle du disque.",
)
TIGHT_LABEL: Final = Text("pages to disk", "déborde sur le disque")
"""The same in a cell of a table."""


def nearly_full(devices: Devices, host_bytes: Floats, possible: Bools) -> Bools:
    """Rows that find room, but leave less than a tenth of the main memory that a model may take.

    Unified memory is left out: its limits keep a share for the system.
    """
    asked = devices.unified | devices.assume_fit
    return possible & ~asked & (host_bytes > TIGHT_SHARE * devices.host_memory_bytes)


def paged(speed: Range, tight: Bools) -> Range:
    """The speed as the disk leaves it; at best, where nothing else runs, it stays what the memory gives."""
    slower = np.where(tight, PAGED_SHARE, 1.0)
    return Range(speed.low * slower, speed.likely * slower, speed.high)
