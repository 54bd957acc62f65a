"""The method of EcoLogits 0.11.3 for one answer, as columns: energy and emissions from parameters and output tokens.

https://ecologits.ai/latest/methodology/llm_inference/ and the package's `impacts/llm.py` (MPL-2.0), read on 2026-11-29;
tests hold it against the package itself. It counts the tokens that are written, not those that are read, in batches of
64 on servers of eight accelerators with 80 GB, weights in 16 bits. Of a model whose parameters are a range, the ends of
the energy are those of the parameters.
"""

from typing import Final, NamedTuple

import numpy as np

from llmselect.estimates.core.columns import Range
from llmselect.units import Floats

BATCH: Final = 64
GPU_KWH_PER_TOKEN: Final = (1.1665273170451914e-09, -0.011205921025579175, 4.052928146734005e-08)
"""Of one accelerator: a * exp(b * batch) * active parameters in billions + c, fitted on ML.ENERGY's measurements."""
S_PER_TOKEN: Final = (0.0006785088094353663, 0.0003119310311688259, 0.019473717579473387)
"""a * active parameters in billions + b * batch + c, where no speed is known."""
WEIGHT_BYTES: Final = 2.0
MEMORY_FACTOR: Final = 1.2
GPU_MEMORY_GB: Final = 80.0
SERVER_GPUS: Final = 8
SERVER_KW: Final = 1.2
"""Of a server without its accelerators."""
SERVER_KG: Final = 5700.0
"""Kilograms of CO2-equivalent to make a server without its accelerators."""
GPU_KG: Final = 273.0
LIFE_S: Final = 3 * 365 * 24 * 3600


class ServedSize(NamedTuple):
    """What the method needs of each row, shape (rows,); NaN: not known."""

    total: Range
    """Parameters in billions."""
    active: Range
    tokens_per_s: Floats
    """NaN: estimated from the active parameters."""
    ttft_s: Floats
    """NaN: nothing is added."""


class EnergyUse(NamedTuple):
    """Of one answer."""

    kwh: Range
    making_kg: Range
    """Kilograms of CO2-equivalent: the share of the answer in making the servers."""


def answer_energy(size: ServedSize, output_tokens: Range, overhead: tuple[Floats, Floats]) -> EnergyUse:
    """Energy of one answer at a provider; `overhead`: energy of its data centres in that of its servers, two ends."""
    middle = (overhead[0] + overhead[1]) / 2
    ends = [
        _side(size.total[side], size.active[side], size, output_tokens[side], factor)
        for side, factor in enumerate((overhead[0], middle, overhead[1]))
    ]
    return EnergyUse(Range(*(kwh for kwh, _ in ends)), Range(*(made for _, made in ends)))


def gpus_needed(total: Floats) -> Floats:
    """Accelerators that hold so many billions of parameters: a power of two."""
    least = np.ceil(MEMORY_FACTOR * total * WEIGHT_BYTES / GPU_MEMORY_GB)
    return 2.0 ** np.ceil(np.log2(np.maximum(least, 1.0)))


def _side(total: Floats, active: Floats, size: ServedSize, tokens: Floats, overhead: Floats) -> tuple[Floats, Floats]:
    gpus = gpus_needed(total)
    a, b, c = GPU_KWH_PER_TOKEN
    of_gpus = gpus * tokens * (a * np.exp(b * BATCH) * active + c)
    seconds = _seconds(active, size, tokens)
    of_server = seconds / 3600 * SERVER_KW * gpus / SERVER_GPUS / BATCH
    made = seconds * gpus * (SERVER_KG / SERVER_GPUS + GPU_KG) / LIFE_S / BATCH
    return overhead * (of_gpus + of_server), made


def _seconds(active: Floats, size: ServedSize, tokens: Floats) -> Floats:
    a, b, c = S_PER_TOKEN
    each = np.where(np.isnan(size.tokens_per_s), a * active + b * BATCH + c, 1 / size.tokens_per_s)
    return tokens * each + np.nan_to_num(size.ttft_s)
