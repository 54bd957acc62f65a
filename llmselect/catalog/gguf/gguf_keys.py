"""The keys of one architecture in a GGUF header, checked as they are asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, cast

from llmselect.catalog.gguf.header import ARCHITECTURE, Header
from llmselect.catalog.gguf.tensors import TensorInfo
from llmselect.errors import BadConfig, shortened

MOST_LAYERS: Final = 2000


@dataclass(frozen=True, slots=True)
class GgufKeys:
    """The keys of one architecture, without its name before them."""

    architecture: str
    keys: Mapping[str, object]
    layers: int
    """Without those that only guess further tokens."""
    tensors: Mapping[str, TensorInfo]

    def get(self, name: str) -> object:
        return self.keys.get(f"{self.architecture}.{name}")

    def whole(self, name: str, default: int = 0) -> int:
        """A whole number, of a list the largest; the default where absent or something else."""
        value = self.get(name)
        if isinstance(value, tuple) and value:
            value = max(cast("tuple[int, ...]", value), default=0)
        return value if isinstance(value, int) and not isinstance(value, bool) else default

    def each(self, name: str) -> tuple[int, ...]:
        """One number a layer; raises BadConfig where a list has another length."""
        value = self.get(name)
        if isinstance(value, tuple):
            numbers = cast("tuple[int, ...]", value)
            if len(numbers) < self.layers:
                expected = f"one number for each of the {self.layers} layers"
                raise wrong(f"{self.architecture}.{name}", f"a list of {len(numbers)}", expected)
            if any(number < 0 or number > 2**24 or number != number // 1 for number in numbers):
                raise wrong(f"{self.architecture}.{name}", numbers, "whole numbers from 0 to 16,777,216")
            return tuple(int(number) for number in numbers[: self.layers])
        return (self.whole(name),) * self.layers


def wrong(key: str, value: object, expected: str) -> BadConfig:
    return BadConfig(f"GGUF header: {key} is {shortened(value)}; expected {expected}")


def gguf_keys(header: Header, tensors: Sequence[TensorInfo] = ()) -> GgufKeys:
    """The keys of the header's architecture; raises BadConfig where it has none, or no possible number of layers."""
    architecture = header.keys.get(ARCHITECTURE)
    if not isinstance(architecture, str) or not architecture:
        raise BadConfig(f"GGUF header: {ARCHITECTURE} is {shortened(architecture)}; expected a name such as llama")
    blocks = header.keys.get(f"{architecture}.block_count")
    if not isinstance(blocks, int) or isinstance(blocks, bool) or not 0 < blocks <= MOST_LAYERS:
        raise wrong(f"{shortened(architecture)[1:-1]}.block_count", blocks, f"a whole number from 1 to {MOST_LAYERS:,}")
    drafts = header.keys.get(f"{architecture}.nextn_predict_layers")
    drafting = drafts if isinstance(drafts, int) and 0 <= drafts < blocks else 0
    return GgufKeys(architecture, header.keys, blocks - drafting, {tensor.name: tensor for tensor in tensors})
