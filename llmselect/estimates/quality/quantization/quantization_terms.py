"""What the loss of a quantization is made of: method, bits, size, mixture or dense, and the task, as columns.

The logarithm of the log-odds that a quantized model loses is a sum of these terms; their sizes are fitted by
scripts/fit_quantization_loss.py on published measurements.
"""

from enum import StrEnum
from typing import Final, NamedTuple

import numpy as np

from llmselect.units import Bools, Floats, Ints


class Method(StrEnum):
    """How the weights were made smaller: methods of one name lose alike at equal bits."""

    NONE = "none"
    """16 bits, or the format that the maker released: nothing is lost."""
    I_QUANT = "i_quant"
    """llama.cpp's IQ types; every other method is compared with these."""
    K_QUANT = "k_quant"
    K_QUANT_TUNED = "k_quant_tuned"
    """K types whose rounding was optimized on text (AutoRound)."""
    LEGACY_QUANT = "legacy_quant"
    """llama.cpp's first types: Q4_0, Q4_1, Q5_0, Q5_1."""
    IK_QUANT = "ik_quant"
    """The types of ik_llama.cpp."""
    MAKERS_MIX = "makers_mix"
    """Mixes of types by the file's maker (UD- of Unsloth, DQ3_K_M)."""
    INT_CALIBRATED = "int_calibrated"
    """4-bit integers whose scales were chosen on text: AWQ, GPTQ, OmniQuant."""
    INT_TUNED = "int_tuned"
    """Integers whose rounding was optimized on text (AutoRound)."""
    INT_ROUNDED = "int_rounded"
    """Integers or NF4 by plain rounding, no text seen: MLX, HQQ, bitsandbytes."""
    NVFP4 = "nvfp4"
    """4-bit floating point with scales of 16, activations too."""
    MXFP4 = "mxfp4"
    """4-bit floating point with scales of 32, made after training, activations too."""
    EIGHT_BIT = "eight_bit"
    """FP8 or INT8, activations too."""
    AQLM = "aqlm"
    UNKNOWN = "unknown"


METHODS: Final = tuple(Method)
GGUF: Final = (
    Method.I_QUANT,
    Method.K_QUANT,
    Method.K_QUANT_TUNED,
    Method.LEGACY_QUANT,
    Method.IK_QUANT,
    Method.MAKERS_MIX,
)
INTEGERS: Final = (Method.INT_CALIBRATED, Method.INT_TUNED, Method.INT_ROUNDED)


class Task(StrEnum):
    """Kinds of tasks that lose differently."""

    GENERAL = "general"
    CODE = "code"
    REASONING = "reasoning"


class Stored(NamedTuple):
    """Columns: how each row's weights are stored."""

    method: Ints
    """Index into METHODS."""
    block_bits: Floats
    """Bits a weight of the layers, scales counted, embedding and output head left out; NaN: unknown."""
    imatrix: Floats
    """1: made with an importance matrix, 0: without, NaN: not known."""

    def take(self, rows: Ints) -> "Stored":
        """These rows of every column."""
        return Stored(self.method[rows], self.block_bits[rows], self.imatrix[rows])


MIDDLE_BITS: Final = 4.0
MIDDLE_PARAMETERS: Final = 8e9
SMALLEST_PARAMETERS: Final = 0.5e9
LARGEST_PARAMETERS: Final = 700e9
"""Sizes of the smallest and the largest measured model: the trend is not drawn on beyond them."""
FINEST_BITS: Final = 6.5625
"""From Q6_K on nothing more is gained: published losses of Q6_K and Q8_0 are below what the tests can see."""

UNKNOWN_IMATRIX: Final = 0.5
"""Where nobody says whether a matrix was used: between the two."""

OFFSETS: Final = tuple(each for each in METHODS if each not in (Method.NONE, Method.I_QUANT, Method.UNKNOWN))
"""Methods that have a term of their own; the I types are the base."""
NAMES: Final = (
    "base",
    "fewer_bits",
    "size",
    "mixture",
    "code",
    "reasoning",
    "fewer_bits_without_imatrix",
    "fewer_bits_of_integers",
    *OFFSETS,
)


def terms(stored: Stored, total_parameters: Floats, mixture: Bools, task: Ints) -> Floats:
    """A row a measurement or candidate, a column a term of NAMES; `task[i]` is the position of row i's in Task."""
    bits = np.minimum(stored.block_bits, FINEST_BITS)
    fewer = np.where(_are(stored, (Method.EIGHT_BIT,)), 0.0, MIDDLE_BITS - bits)
    size = np.log(np.clip(total_parameters, SMALLEST_PARAMETERS, LARGEST_PARAMETERS) / MIDDLE_PARAMETERS)
    without = np.where(_are(stored, GGUF), 1 - np.nan_to_num(stored.imatrix, nan=UNKNOWN_IMATRIX), 0.0)
    kinds = tuple(Task)
    columns = (
        np.ones(len(bits)),
        fewer,
        size,
        mixture.astype(np.float64),
        (task == kinds.index(Task.CODE)).astype(np.float64),
        (task == kinds.index(Task.REASONING)).astype(np.float64),
        without * np.maximum(fewer, 0.0),
        np.where(_are(stored, INTEGERS), fewer, 0.0),
        *(_are(stored, (method,)).astype(np.float64) for method in OFFSETS),
    )
    return np.stack(columns, axis=1)


def _are(stored: Stored, methods: tuple[Method, ...]) -> Bools:
    return np.isin(stored.method, [METHODS.index(method) for method in methods])
