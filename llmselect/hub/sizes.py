"""How many parameters a repository's model has: what it tells, held against what its shape counts."""

from typing import NamedTuple

from llmselect.catalog.architecture import Architecture
from llmselect.catalog.published import Part
from llmselect.hub import sentences
from llmselect.hub.counts import Counts, counts, likely
from llmselect.hub.reading import Reading
from llmselect.hub.sentences import billions
from llmselect.hub.stored import plain, unpacked
from llmselect.hub.towers import called
from llmselect.words import Text

FEWEST, MOST = 10**6, 10**14
"""Bounds of an exact count in the catalog's records."""
MOST_BESIDE = 10**12
SAME = 0.01
TOWER = Text("vision or audio tower", "tour de vision ou audio")


class Sizes(NamedTuple):
    """Parameters of the whole, of one token's way, and what stands beside the language part."""

    architecture: Architecture | None
    total: float | None
    active: float | None
    parts: tuple[Part, ...] = ()


def sizes(reading: Reading) -> Sizes:
    """Counts of a model whose shape and listing have been read; gaps and notes are added to the reading."""
    told, exact = _told(reading)
    shape = reading.architecture
    found = counts(shape, reading.catalog) if shape else None
    beside = reading.towers
    if shape is None or found is None:
        if told is None:
            reading.lacks(sentences.NO_COUNT)
        return Sizes(shape, told, None, (Part(called(beside), None, None),) if beside else ())
    if shape.tower_parameters and reading.config is None:
        return _as_known(shape, found, told)
    if beside:
        return _with_towers(reading, shape, found, told if exact else None)
    return _language_alone(reading, shape, found, told, exact=exact)


def _told(reading: Reading) -> tuple[int | None, bool]:
    """The repository's own count, and whether it is one of language weights and towers to the last."""
    counted, gguf = reading.counted, reading.listing.gguf
    if counted and counted.total and unpacked(counted):
        return counted.total, plain(reading.config, counted)
    if gguf and gguf.total and not reading.shelf.safetensors:
        return gguf.total, True
    return None, False


def _as_known(shape: Architecture, found: Counts, told: int | None) -> Sizes:
    """A shape of the catalog, which counts its towers itself."""
    total = told or (shape.parameters or found.total) + shape.tower_parameters
    return Sizes(shape, total, found.active if shape.experts else total, (Part(TOWER, shape.tower_parameters, None),))


def _with_towers(reading: Reading, shape: Architecture, found: Counts, exact: int | None) -> Sizes:
    """The towers are what the published count holds beyond the language part, where that is all it holds."""
    name, keys = called(reading.towers), ", ".join(reading.towers)
    extra = round(exact - found.total) if exact else 0
    if shape.draft_layers or not 0 < extra <= min(found.total * 2, MOST_BESIDE):
        reading.lacks(sentences.WITH_DRAFTS if shape.draft_layers else sentences.TOWER_COUNT, keys=keys)
        if exact is None:
            reading.tells(sentences.COUNTED)
        total = exact or found.total
        return Sizes(shape, total, found.active if shape.experts else total, (Part(name, None, None),))
    if FEWEST <= found.total <= MOST:
        shape = shape.model_copy(update={"parameters": round(found.total), "tower_parameters": extra})
    return Sizes(shape, exact, found.active if shape.experts else exact, (Part(name, extra, None),))


def _language_alone(reading: Reading, shape: Architecture, found: Counts, told: int | None, *, exact: bool) -> Sizes:
    if told is None:
        reading.tells(sentences.COUNTED)
        return Sizes(shape, found.total, found.active)
    head = shape.vocabulary_size * shape.hidden_size
    if shape.tied_embeddings and abs(told - found.total - head) < SAME * head:
        told -= head  # the file holds the shared embedding twice; runtimes read it once
    if not likely(told, found.total):
        reading.lacks(sentences.COUNT_DIFFERS, told=billions(told), counted=billions(found.total))
        return Sizes(shape, told, found.active if shape.experts else told)
    if exact and FEWEST <= told <= MOST and shape.parameters is None:
        shape = shape.model_copy(update={"parameters": told})
    return Sizes(shape, told, found.active if shape.experts else told)
