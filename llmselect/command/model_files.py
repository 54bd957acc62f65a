"""Models from files on disk: a config.json, or a GGUF file of which only the header is read."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from llmselect.catalog.catalog import Catalog
from llmselect.catalog.configs.gaps import gaps
from llmselect.catalog.configs.notes import notes
from llmselect.catalog.configs.read import read
from llmselect.catalog.configs.towers import SENSE_NAMES, towers
from llmselect.catalog.gguf.header import Header, read_header
from llmselect.catalog.gguf.published import named, published
from llmselect.catalog.gguf.reader import Truncated
from llmselect.catalog.gguf.shape import quantization
from llmselect.catalog.gguf.tensors import TensorInfo, read_tensors
from llmselect.catalog.gguf.translate import config_of
from llmselect.catalog.models import LanguageModel
from llmselect.command.questions import config_file
from llmselect.errors import BadConfig, BadFile
from llmselect.estimates.memory.beside_language import TOWER_BYTES
from llmselect.text import Text

FIRST: Final = 2**20
MOST: Final = 2**26
"""Bytes of a GGUF file that are read at most; the longest published headers take about 16 MB."""


@dataclass(frozen=True, slots=True)
class ModelFile:
    """What a file on disk says of a model."""

    config: dict[str, object] | None
    """As a config.json would say it; None where `model` names it."""
    file_bytes: int | None = None
    """Size of all weights; None where the file does not hold them all."""
    quantization: str | None = None
    model: str | None = None
    """Id of the catalog in use, where a repository was read into it."""
    notes: tuple[Text, ...] = ()
    """What was taken for granted in reading the file."""


def config_model(path: str) -> ModelFile:
    """A config.json; raises BadConfig with what is wrong and what the file tells nevertheless."""
    config = config_file(path)
    try:
        read(config)
    except BadConfig as fault:
        raise BadConfig(" ".join(text.en for text in gaps(fault, config)).rstrip(".")) from fault
    return ModelFile(config, notes=notes(config))


def parts_of_file(config: Mapping[str, object]) -> tuple[tuple[Text, ...], float]:
    """Names and 16-bit bytes of the towers that a config.json describes; 0 bytes where one is not counted."""
    parts = [tower.part for tower in towers(config)]
    counts = [part.parameters or 0 for part in parts]
    return tuple(part.name for part in parts), float(TOWER_BYTES * sum(counts) if all(counts) else 0)


def parts_of_model(model: LanguageModel) -> tuple[Text, ...]:
    """The same names for a model of the catalog, by what it takes in beside text."""
    return tuple(SENSE_NAMES[kind] for kind in model.inputs if kind in SENSE_NAMES)


def gguf_model(path: str, catalog: Catalog) -> ModelFile:
    """The header of a GGUF file; raises BadFile where it cannot be read, BadConfig where its shape is not known."""
    try:
        size = os.path.getsize(path)
        with open(path, "rb") as file:
            data = file.read(FIRST)
            while len(data) < min(size, MOST) and not _whole(data):
                data += file.read(len(data))
    except OSError as fault:
        raise BadFile(f"{path} cannot be read ({fault}); expected a GGUF file") from fault
    found = published(data, os.path.basename(path), size, catalog)
    if found.model.architecture is None:
        raise BadConfig(" ".join(gap.en for gap in found.gaps).rstrip("."))
    one = next(iter(found.files), None)
    header = read_header(data)
    config = config_of(header, _tensors(data, header) if one else ())
    stored = one.quantization if one else quantization(header, catalog) or named(os.path.basename(path), catalog)
    return ModelFile(config, one.size_bytes if one else None, stored, notes=found.notes)


def _whole(data: bytes) -> bool:
    """Whether the bytes hold all keys and the list of tensors, so that no more are needed."""
    try:
        header = read_header(data)
        return header.complete and bool(read_tensors(data, header) or True)
    except Truncated:
        return False


def _tensors(data: bytes, header: Header) -> tuple[TensorInfo, ...]:
    try:
        return read_tensors(data, header) if header.complete else ()
    except Truncated:
        return ()
