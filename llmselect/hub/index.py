"""Parameters by stored type, from the headers of all shards in one answer, where the listing does not tell them."""

from collections.abc import Iterator, Mapping
from math import prod
from typing import cast

from llmselect.hub.client import MEGABYTE, Hub
from llmselect.hub.listing import Safetensors

NAME = "model.safetensors.index.json"
MOST_BYTES = 16 * MEGABYTE
"""The largest mixtures name 90,000 tensors."""
MOST_DIMENSIONS = 8
LARGEST = 2**40


def read_index(hub: Hub, repository: str) -> Safetensors | None:
    """Counted over the tensors of all shards; None where the answer tells nothing of them. One request."""
    told = hub.get_json(f"/api/models/{repository}/safetensors-metadata/{NAME}", cap=MOST_BYTES)
    counted: dict[str, int] = {}
    for kind, values in _tensors(told):
        counted[kind] = counted.get(kind, 0) + values
    return Safetensors(parameters=counted, total=sum(counted.values())) if counted else None


def _tensors(told: object) -> Iterator[tuple[str, int]]:
    for header in _values(_keys(told).get("headers")):
        for name, tensor in _keys(header).items():
            kind, shape = _keys(tensor).get("dtype"), _keys(tensor).get("shape")
            if name != "__metadata__" and isinstance(kind, str) and len(kind) < 20 and isinstance(shape, list):
                sizes = cast("list[object]", shape)
                if len(sizes) <= MOST_DIMENSIONS and all(type(size) is int and 0 < size <= LARGEST for size in sizes):
                    yield kind, prod(cast("list[int]", sizes))


def _keys(value: object) -> Mapping[str, object]:
    return cast("Mapping[str, object]", value) if isinstance(value, dict) else {}


def _values(value: object) -> tuple[object, ...]:
    return tuple(_keys(value).values())
