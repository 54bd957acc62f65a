"""Types of tensors: how many values make a block, and how many bytes it takes."""

from enum import StrEnum
from typing import Final, NamedTuple


class TensorType(StrEnum):
    """A way to store the values of one tensor."""

    F32 = "f32"
    F16 = "f16"
    BF16 = "bf16"
    Q8_0 = "q8_0"
    Q6_K = "q6_k"
    Q5_K = "q5_k"
    Q5_1 = "q5_1"
    Q5_0 = "q5_0"
    Q4_K = "q4_k"
    Q4_1 = "q4_1"
    Q4_0 = "q4_0"
    IQ4_NL = "iq4_nl"
    IQ4_XS = "iq4_xs"
    MXFP4 = "mxfp4"
    Q3_K = "q3_k"
    IQ3_S = "iq3_s"
    IQ3_XXS = "iq3_xxs"
    Q2_K = "q2_k"
    IQ2_S = "iq2_s"
    IQ2_XS = "iq2_xs"
    IQ2_XXS = "iq2_xxs"
    IQ1_M = "iq1_m"
    IQ1_S = "iq1_s"
    TQ2_0 = "tq2_0"
    TQ1_0 = "tq1_0"
    FP8_BLOCK = "fp8_block"
    INT8_ROW = "int8_row"
    INT4_GROUP_128 = "int4_g128"
    NVFP4 = "nvfp4"
    NF4 = "nf4"
    MLX_4_GROUP_64 = "mlx_4_g64"
    MLX_8_GROUP_64 = "mlx_8_g64"


class Block(NamedTuple):
    """The smallest run of values that a type can store."""

    values: int
    bytes: float
    fallback: TensorType = TensorType.F16
    """Taken for rows that blocks do not divide."""


BLOCKS: Final[dict[TensorType, Block]] = {
    TensorType.F32: Block(1, 4),
    TensorType.F16: Block(1, 2),
    TensorType.BF16: Block(1, 2),
    TensorType.Q8_0: Block(32, 34),
    TensorType.Q6_K: Block(256, 210, TensorType.Q8_0),
    TensorType.Q5_K: Block(256, 176, TensorType.Q5_1),
    TensorType.Q5_1: Block(32, 24),
    TensorType.Q5_0: Block(32, 22),
    TensorType.Q4_K: Block(256, 144, TensorType.Q5_0),
    TensorType.Q4_1: Block(32, 20),
    TensorType.Q4_0: Block(32, 18),
    TensorType.IQ4_NL: Block(32, 18),
    TensorType.IQ4_XS: Block(256, 136, TensorType.IQ4_NL),
    TensorType.MXFP4: Block(32, 17),
    TensorType.Q3_K: Block(256, 110, TensorType.Q4_0),
    TensorType.IQ3_S: Block(256, 110, TensorType.IQ4_NL),
    TensorType.IQ3_XXS: Block(256, 98, TensorType.IQ4_NL),
    TensorType.Q2_K: Block(256, 84, TensorType.Q4_0),
    TensorType.IQ2_S: Block(256, 82, TensorType.IQ4_NL),
    TensorType.IQ2_XS: Block(256, 74, TensorType.IQ4_NL),
    TensorType.IQ2_XXS: Block(256, 66, TensorType.IQ4_NL),
    TensorType.IQ1_M: Block(256, 56, TensorType.IQ4_NL),
    TensorType.IQ1_S: Block(256, 50, TensorType.IQ4_NL),
    TensorType.TQ2_0: Block(256, 66, TensorType.Q4_0),
    TensorType.TQ1_0: Block(256, 54, TensorType.Q4_0),
    # One 32-bit scale for 128 x 128 weights, as DeepSeek-V3 and Qwen publish them.
    TensorType.FP8_BLOCK: Block(1, 1 + 4 / 128**2),
    # One 32-bit scale for each row, thousands of weights long.
    TensorType.INT8_ROW: Block(1, 1 + 4 / 4096),
    # An 8-bit scale for 16 weights.
    TensorType.NVFP4: Block(1, (4 + 8 / 16) / 8),
    # An 8-bit scale for 64 weights, and a 32-bit scale for 256 of those.
    TensorType.NF4: Block(1, (4 + 8 / 64 + 32 / (64 * 256)) / 8),
    # A 16-bit scale and a 4-bit zero point for 128 weights.
    TensorType.INT4_GROUP_128: Block(1, (4 + 20 / 128) / 8),
    # A 16-bit scale and a 16-bit bias for 64 weights.
    TensorType.MLX_4_GROUP_64: Block(1, (4 + 32 / 64) / 8),
    TensorType.MLX_8_GROUP_64: Block(1, (8 + 32 / 64) / 8),
}
"""GGUF types: ggml/src/ggml-common.h; fallbacks: src/llama-quant.cpp (https://github.com/ggml-org/llama.cpp)."""


def bytes_per_value(type: TensorType, row_width: int) -> float:
    """Bytes one value takes in rows of that width, with the fallbacks that llama.cpp takes for odd widths."""
    block = BLOCKS[type]
    while row_width % block.values:
        block = BLOCKS[block.fallback]
    return block.bytes / block.values
