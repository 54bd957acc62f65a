"""Which runs multiply prompts in 8-bit or 4-bit floating-point numbers, and at what rate their chip does.

vLLM, SGLang and TensorRT-LLM turn the activations of FP8 and NVFP4 weights into the same numbers and use the chip's
tensor units for them; llama.cpp and its kin unpack weights to integers or 16-bit numbers, and so does vLLM with its
Marlin kernels (an engine named `vllm-marlin`), its default on some chips. An RTX 5090 reads prompts of Qwen3.5-27B at
4,016 tokens/s with them, at 13,688 without (https://github.com/Li-Lee/vllm-qwen3.5-nvfp4-5090, read 2026-11-28).
"""

from collections.abc import Callable
from typing import Final, NamedTuple

import numpy as np

from llmselect.estimates.core.columns import Devices, Work
from llmselect.estimates.core.engines import UNPACKS, Engine, engine
from llmselect.estimates.speed.terms import Labels
from llmselect.units import Bools, Floats

NUMBERS: Final = ("fp8", "fp4")


class NativeArithmetic(NamedTuple):
    """Rows that multiply in the numbers of their weights."""

    native: Bools
    numbers: Labels
    """FP8 or FP4; of no meaning for the other rows."""
    flops: Floats
    """Operations a second; 1 for the other rows."""


def native_arithmetic(work: Work, devices: Devices) -> NativeArithmetic:
    """In which numbers each row multiplies a prompt, and how fast its chip does."""
    fp4 = _known(work.quantization, lambda name: "fp4" in name)
    fp8 = _known(work.quantization, lambda name: "fp8" in name)
    served = _known(work.engine, lambda name: engine(name) is Engine.SERVER and UNPACKS not in name)
    rate = np.where(fp4, _rate(devices.fp4_flops, fp4), np.where(fp8, _rate(devices.fp8_flops, fp8), np.nan))
    native = served & ~np.isnan(rate)
    return NativeArithmetic(native, Labels(NUMBERS, fp4.astype(np.int64)), np.where(native, rate, 1.0))


def _known(names: tuple[str, ...], holds: Callable[[str], bool]) -> Bools:
    found = {name: holds(name.casefold()) for name in set(names)}
    return np.fromiter(map(found.__getitem__, names), np.bool_, len(names))


def _rate(column: Floats | None, like: Bools) -> Floats:
    return np.full(len(like), np.nan) if column is None else column
