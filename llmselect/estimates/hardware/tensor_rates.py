"""8-bit and 4-bit floating-point rates of NVIDIA's tensor units, which engines of servers read prompts with.

The catalog states dense INT8 rates; the floating-point ones stand in a fixed ratio to them on each generation, so that
a card's figure is its INT8 figure times that ratio. Chips whose INT8 rate says nothing have figures of their own.
"""

from typing import Final, NamedTuple

import numpy as np

from llmselect.catalog.accelerators import Accelerator

TERA: Final = 1e12


class LowPrecision(NamedTuple):
    """Dense operations a second; NaN where the chip does not multiply such numbers."""

    fp8_flops: float
    fp4_flops: float


NEITHER: Final = LowPrecision(np.nan, np.nan)
OVER_INT8: Final = {
    "Ada Lovelace": LowPrecision(1.0, np.nan),
    "Hopper": LowPrecision(1.0, np.nan),
    "Blackwell": LowPrecision(1.0, 2.0),
    "Blackwell 2.0": LowPrecision(1.0, 2.0),
}
"""By generation, over the dense INT8 rate. Which formats a generation multiplies: NVIDIA's support matrix
(https://nvidia.github.io/TransformerEngine/support_matrix.html). The ratios: RTX PRO 6000, up to 4 petaflops of FP4,
2 of FP8 and 1 of FP16, all sparse (https://jarvislabs.ai/blog/nvfp4-rtxpro-6000); GB10, 1,000 teraflops of sparse FP4
and 250 of dense INT8 (note of the catalog). Measured on an RTX 5060 Ti of 190 INT8 tops: 184.6 FP8 and 341.9 NVFP4
(https://github.com/QuantumDrizzy/BLACKWALL). All read 2026-11-28."""
NO_USEFUL_INT8: Final = frozenset({"B300", "Jetson AGX Thor (T5000)"})
OVER_FP16: Final = LowPrecision(2.0, 4.0)
"""For the two chips of Blackwell without a stated INT8 rate: each halving of the width doubles the rate."""


def low_precision(chip: Accelerator) -> LowPrecision:
    """FP8 and FP4 rates of a chip of the catalog, operations a second; NaN where it has none or none is known."""
    ratio = OVER_INT8.get(chip.generation or "", NEITHER)
    if chip.int8_tops is not None:
        return _of_rate(ratio, chip.int8_tops)
    if chip.name in NO_USEFUL_INT8 and chip.fp16_tflops is not None:
        return _of_rate(OVER_FP16, chip.fp16_tflops)
    return NEITHER


def _of_rate(ratio: LowPrecision, tera: float) -> LowPrecision:
    return LowPrecision(ratio.fp8_flops * tera * TERA, ratio.fp4_flops * tera * TERA)
