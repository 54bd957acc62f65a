"""Parameter counts: total, active per token and towers; the published count is checked against the shape."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import prod
from typing import NamedTuple, cast

import numpy as np

from llmselect.catalog.architecture import Architecture
from llmselect.catalog.catalog import Catalog
from llmselect.catalog.configs.towers import tower_names
from llmselect.catalog.published import Part
from llmselect.estimates.architecture.shape_columns import shapes
from llmselect.estimates.memory.weights import weights
from llmselect.hub.http.client import MEGABYTE, Hub
from llmselect.hub.repository import sentences
from llmselect.hub.repository.listing import Safetensors
from llmselect.hub.repository.reading import RepositoryReading
from llmselect.hub.repository.sentences import billions
from llmselect.hub.repository.storage_format import plain_format, unpacked
from llmselect.text import Text

NAME = "model.safetensors.index.json"
MOST_BYTES = 16 * MEGABYTE
"""The largest mixtures name 90,000 tensors."""
MOST_DIMENSIONS = 8
LARGEST = 2**40


def read_index(hub: Hub, repository: str) -> Safetensors | None:
    """Counted over the tensors of all shards; None where the answer tells nothing of them. One request."""
    answer = hub.get_json(f"/api/models/{repository}/safetensors-metadata/{NAME}", cap=MOST_BYTES)
    counted: dict[str, int] = {}
    for kind, values in _tensors(answer):
        counted[kind] = counted.get(kind, 0) + values
    return Safetensors(parameters=counted, total=sum(counted.values())) if counted else None


def _tensors(answer: object) -> Iterator[tuple[str, int]]:
    for header in _values(_keys(answer).get("headers")):
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


COUNTED_IN = "FP16"
"""Every matrix 16-bit, so that bytes tell counts; GGUF's F16 leaves the experts of gpt-oss as they are."""
FLOAT16_BYTES = 2
LIKELY = (0.9, 1.35)
"""Published over counted; outside, the two are not of the same weights."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Parameters of a language part, by its shape alone."""

    total: float
    active: float
    """Those that one token passes through; of mixtures without an input embedding of its own, which is looked up."""


def counts(architecture: Architecture, catalog: Catalog) -> Counts | None:
    """Counted from the shape, without towers; None where the catalog has no 16-bit row to count with."""
    half = catalog.quantizations.get(COUNTED_IN)
    if half is None:
        return None
    shape = architecture.model_copy(update={"parameters": None})
    counted = weights(shapes([shape]), [half], np.zeros(1, np.int64))
    total, experts = float(counted.parameters[0]), float(counted.expert_bytes[0]) / FLOAT16_BYTES
    mixture = architecture.experts
    idle = 0.0
    if mixture:
        looked_up = 0 if architecture.tied_embeddings else architecture.vocabulary_size * architecture.hidden_size
        idle = experts * (1 - mixture.used / mixture.count) + looked_up
    return Counts(total, total - idle) if np.isfinite(total) and total > 0 else None


def likely(total: int, counted: float) -> bool:
    """Whether a published count can be that of this shape, drafting layers included."""
    low, high = LIKELY
    return low <= total / counted <= high


FEWEST, MOST = 10**6, 10**14
"""Bounds of an exact count in the catalog's records."""
MOST_BESIDE = 10**12
SAME = 0.01
TOWER = Text("vision or audio tower", "tour de vision ou audio")


class Sizes(NamedTuple):
    """Total parameters, those active per token, and the towers."""

    architecture: Architecture | None
    total: float | None
    active: float | None
    parts: tuple[Part, ...] = ()


def sizes(reading: RepositoryReading) -> Sizes:
    """Counts of a model whose shape and listing have been read; gaps and notes are added to the reading."""
    published, exact = _told(reading)
    shape = reading.architecture
    counted = counts(shape, reading.catalog) if shape else None
    towers = reading.towers
    if shape is None or counted is None:
        if published is None:
            reading.lacks(sentences.NO_COUNT)
        return Sizes(shape, published, None, (Part(tower_names(towers), None, None),) if towers else ())
    if shape.tower_parameters and reading.config is None:
        return _as_known(shape, counted, published)
    if towers:
        return _with_towers(reading, shape, counted, published if exact else None)
    return _language_alone(reading, shape, counted, published, exact=exact)


def _told(reading: RepositoryReading) -> tuple[int | None, bool]:
    """The published count, and whether it is exact: language weights and towers, every value one parameter."""
    counted, gguf = reading.counted, reading.listing.gguf
    if counted and counted.total and unpacked(counted):
        return counted.total, plain_format(reading.config, counted)
    if gguf and gguf.total and not reading.shelf.safetensors:
        return gguf.total, True
    return None, False


def _as_known(shape: Architecture, counted: Counts, published: int | None) -> Sizes:
    """A shape of the catalog, which counts its towers itself."""
    total = published or (shape.parameters or counted.total) + shape.tower_parameters
    return Sizes(shape, total, counted.active if shape.experts else total, (Part(TOWER, shape.tower_parameters, None),))


def _with_towers(reading: RepositoryReading, shape: Architecture, counted: Counts, exact: int | None) -> Sizes:
    """The towers are what the published count holds beyond the language part, where that is all it holds."""
    name, keys = tower_names(reading.towers), ", ".join(reading.towers)
    extra = round(exact - counted.total) if exact else 0
    if shape.draft_layers or not 0 < extra <= min(counted.total * 2, MOST_BESIDE):
        reading.lacks(sentences.WITH_DRAFTS if shape.draft_layers else sentences.TOWER_COUNT, keys=keys)
        if exact is None:
            reading.tells(sentences.COUNTED)
        total = exact or counted.total
        return Sizes(shape, total, counted.active if shape.experts else total, (Part(name, None, None),))
    if FEWEST <= counted.total <= MOST:
        shape = shape.model_copy(update={"parameters": round(counted.total), "tower_parameters": extra})
    return Sizes(shape, exact, counted.active if shape.experts else exact, (Part(name, extra, None),))


def _language_alone(
    reading: RepositoryReading, shape: Architecture, counted: Counts, published: int | None, *, exact: bool
) -> Sizes:
    if published is None:
        reading.tells(sentences.COUNTED)
        return Sizes(shape, counted.total, counted.active)
    head = shape.vocabulary_size * shape.hidden_size
    if shape.tied_embeddings and abs(published - counted.total - head) < SAME * head:
        published -= head  # the file holds the shared embedding twice; runtimes read it once
    if not likely(published, counted.total):
        reading.lacks(sentences.COUNT_DIFFERS, told=billions(published), counted=billions(counted.total))
        return Sizes(shape, published, counted.active if shape.experts else published)
    if exact and FEWEST <= published <= MOST and shape.parameters is None:
        shape = shape.model_copy(update={"parameters": published})
    return Sizes(shape, published, counted.active if shape.experts else published)
