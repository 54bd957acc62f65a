"""The list of tensors of a GGUF file: names, shapes and types, from which exact counts follow."""

from math import prod
from typing import Final, NamedTuple

from llmselect.catalog.gguf.header import Header
from llmselect.catalog.gguf.reader import Reader
from llmselect.errors import BadFile, shortened

LONGEST_NAME: Final = 1024
MOST_DIMENSIONS: Final = 4
MOST_VALUES: Final = 2**48


class Size(NamedTuple):
    """The smallest run of values that a type can store."""

    name: str
    values: int
    bytes: int


SIZES: Final = {
    0: Size("F32", 1, 4),
    1: Size("F16", 1, 2),
    2: Size("Q4_0", 32, 18),
    3: Size("Q4_1", 32, 20),
    6: Size("Q5_0", 32, 22),
    7: Size("Q5_1", 32, 24),
    8: Size("Q8_0", 32, 34),
    9: Size("Q8_1", 32, 36),
    10: Size("Q2_K", 256, 84),
    11: Size("Q3_K", 256, 110),
    12: Size("Q4_K", 256, 144),
    13: Size("Q5_K", 256, 176),
    14: Size("Q6_K", 256, 210),
    15: Size("Q8_K", 256, 292),
    16: Size("IQ2_XXS", 256, 66),
    17: Size("IQ2_XS", 256, 74),
    18: Size("IQ3_XXS", 256, 98),
    19: Size("IQ1_S", 256, 50),
    20: Size("IQ4_NL", 32, 18),
    21: Size("IQ3_S", 256, 110),
    22: Size("IQ2_S", 256, 82),
    23: Size("IQ4_XS", 256, 136),
    24: Size("I8", 1, 1),
    25: Size("I16", 1, 2),
    26: Size("I32", 1, 4),
    27: Size("I64", 1, 8),
    28: Size("F64", 1, 8),
    29: Size("IQ1_M", 256, 56),
    30: Size("BF16", 1, 2),
    34: Size("TQ1_0", 256, 54),
    35: Size("TQ2_0", 256, 66),
    39: Size("MXFP4", 32, 17),
    40: Size("NVFP4", 64, 36),
    41: Size("Q1_0", 128, 18),
}
"""By number of the type in ggml: https://github.com/ggml-org/llama.cpp/blob/master/gguf-py/gguf/constants.py"""


class TensorInfo(NamedTuple):
    """One tensor: its values lie `offset` bytes after the header's end."""

    name: str
    shape: tuple[int, ...]
    """The row's width first, as ggml counts."""
    type: int
    offset: int

    @property
    def values(self) -> int:
        return prod(self.shape)

    @property
    def size_bytes(self) -> int | None:
        """None for a type that is not known here."""
        size = SIZES.get(self.type)
        return None if size is None else -(-self.values // size.values) * size.bytes


def read_tensors(data: bytes, header: Header) -> tuple[TensorInfo, ...]:
    """The list of tensors; raises Truncated where the data end before it does, BadFile where it cannot be one."""
    if not header.complete:
        raise BadFile("the GGUF header was not read to its end; expected all of its keys before the list of tensors")
    reader = Reader(data, header.size_bytes)
    return tuple(_tensor(reader) for _ in range(header.tensor_count))


def _tensor(reader: Reader) -> TensorInfo:
    name = reader.bytes("a tensor's name", LONGEST_NAME).decode("utf-8", "replace")
    dimensions = reader.u32()
    if not 0 < dimensions <= MOST_DIMENSIONS:
        raise BadFile(f"the GGUF tensor {shortened(name)} has {dimensions} dimensions; expected 1 to 4")
    shape = tuple(reader.u64() for _ in range(dimensions))
    if not 0 < prod(shape) <= MOST_VALUES:
        raise BadFile(f"the GGUF tensor {shortened(name)} has {prod(shape):,} values; expected 1 to {MOST_VALUES:,}")
    return TensorInfo(name, shape, reader.u32(), reader.u64())
