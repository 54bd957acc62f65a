"""Arithmetic of a processor by its cores and instructions, where none of the catalog is named."""

from collections.abc import Mapping
from typing import Final

import numpy as np

from llmselect.catalog.accelerators import Accelerator
from llmselect.machine.machine import Machine
from llmselect.machine.processor import Instructions

GENERIC: Final = "CPU "
"""Start of the catalog's names for a processor of which the memory alone is known."""
TERAFLOPS_PER_CORE: Final[Mapping[Instructions, float]] = {
    Instructions.AVX512: 0.08,
    Instructions.AVX2: 0.08,
    Instructions.AVX: 0.04,
    Instructions.NEON: 0.02,
    Instructions.SCALAR: 0.02,
}
"""On the scale of the catalog's rough figures, which count 32 operations a cycle with AVX2 and 8 with NEON: 4.3 over 56
cores of a Xeon Platinum 8480+, 5.4 over 96 of an EPYC 9654, 0.6 over 6 of a Core i5-9500, 0.077 over 4 of a Raspberry
Pi 5. Wider AVX-512 gave llama.cpp no more there. A judgement within a third, like those figures."""


def processor_flops(host: Accelerator, machine: Machine, own: float) -> float:
    """16-bit operations a second of the host: `own` for a named processor, else by the machine's cores where known."""
    if machine.host_cores is None or not host.name.startswith(GENERIC):
        return own
    rate = TERAFLOPS_PER_CORE[machine.host_instructions or Instructions.AVX2] * 1e12
    return machine.host_cores * rate if np.isnan(own) else min(machine.host_cores * rate, MOST * own)


MOST: Final = 4.0
"""Of the generic figure: more cores than that share the memory's bandwidth too thinly to compute faster."""
