"""The keys and the list of tensors at the beginning of a GGUF file, versions 2 and 3."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from struct import Struct, unpack_from
from types import MappingProxyType
from typing import Final

from llmselect.catalog.gguf.reader import Reader, Truncated
from llmselect.errors import BadFile, shortened

__all__ = ["Header", "Truncated", "read_header"]

MAGIC: Final = b"GGUF"
VERSIONS: Final = (2, 3)
MOST_KEYS: Final = 10_000
MOST_TENSORS: Final = 100_000
LONGEST_KEY: Final = 2**16 - 1
LONGEST_STRING: Final = 2**23
KEPT_STRING: Final = 4096
"""Bytes; longer strings (chat templates) are stepped over."""
MOST_ITEMS: Final = 2**22
"""Of an array; the largest vocabularies have 262,144 tokens and about as many merges."""
KEPT_ITEMS: Final = 4096
"""Longer arrays, and those of strings, are stepped over and only their length is kept."""
KEPT_IN_ALL: Final = 2**16
STRING, ARRAY, BOOL = 8, 9, 7
NUMBERS: Final = {kind: Struct(f"<{letter}") for kind, letter in enumerate("BbHhIifB  Qqd") if letter != " "}
"""Value types by their number in the format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md"""
ARCHITECTURE: Final = "general.architecture"
TOKENIZER: Final = "tokenizer."


@dataclass(frozen=True, slots=True)
class Header:
    """What stands before the weights of a GGUF file."""

    version: int
    tensor_count: int
    key_count: int
    keys: Mapping[str, object]
    """Numbers, true or false, strings up to 4 KiB and tuples of up to 4,096 numbers."""
    lengths: Mapping[str, int]
    """Items of every array, also of those stepped over."""
    complete: bool
    """Whether every key was read; False: the data end inside the tokenizer."""
    size_bytes: int
    """Where the reading stopped; the list of tensors begins here when complete."""


@dataclass(slots=True)
class _Found:
    keys: dict[str, object] = field(default_factory=dict[str, object])
    lengths: dict[str, int] = field(default_factory=dict[str, int])
    seen: set[str] = field(default_factory=set[str])
    kept_items: int = 0

    @property
    def enough(self) -> bool:
        """Whether the keys of the shape are there: converters write them before the tokenizer."""
        return f"{self.keys.get(ARCHITECTURE)}.block_count" in self.keys


def read_header(data: bytes) -> Header:
    """The header in the first bytes of a file.

    Data that end inside the tokenizer's keys are enough once the shape is known. Raises Truncated (a BadFile) where
    they end sooner, with a hint of how many bytes to have, and BadFile for what is no GGUF header. Nothing is
    allocated by a length that the file claims.
    """
    reader = Reader(data)
    version = _version(reader)
    tensors, count = reader.length("a number of tensors", MOST_TENSORS), reader.length("a number of keys", MOST_KEYS)
    partial, complete, at = _Found(), True, reader.at
    name = ""
    try:
        for _ in range(count):
            at, name = reader.at, ""
            name = _name(reader, partial)
            _value(reader, name, partial)
    except Truncated:
        if not partial.enough or not _may_end_in(name, partial):
            raise
        complete = False
    keys, lengths = MappingProxyType(partial.keys), MappingProxyType(partial.lengths)
    return Header(version, tensors, count, keys, lengths, complete, reader.at if complete else at)


def _may_end_in(name: str, partial: _Found) -> bool:
    """Whether nothing of the shape is lost where the data end in this key (empty: in a name)."""
    return name.startswith(TOKENIZER) or (not name and any(key.startswith(TOKENIZER) for key in partial.seen))


def _version(reader: Reader) -> int:
    if len(reader.data) >= 4 and reader.data[:4] != MAGIC:
        raise BadFile(
            f"the file begins with {shortened(reader.data[:4])}; expected a GGUF file, which begins with GGUF"
        )
    reader.need(4)
    version = reader.u32()
    if version and not version & 0xFFFF:
        raise BadFile("the GGUF file is big endian; expected little endian, as nearly every published file is")
    if version not in VERSIONS:
        raise BadFile(f"the GGUF file has version {version}; expected version 2 or 3 (convert older files anew)")
    return version


def _name(reader: Reader, partial: _Found) -> str:
    raw = reader.bytes("a key's name", LONGEST_KEY)
    try:
        name = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise BadFile(f"the GGUF header has a key named {shortened(raw)}; expected UTF-8") from None
    if name in partial.seen:
        raise BadFile(f"the GGUF header has the key {shortened(name)} twice; expected it once")
    partial.seen.add(name)
    return name


def _value(reader: Reader, name: str, partial: _Found) -> None:
    kind = reader.u32()
    if kind == ARRAY:
        _array(reader, name, partial)
    elif kind == STRING:
        length = reader.length("a string", LONGEST_STRING)
        start = reader.need(length)
        if length <= KEPT_STRING:
            partial.keys[name] = reader.data[start : start + length].decode("utf-8", "replace")
    elif kind in NUMBERS:
        value = reader.number(NUMBERS[kind])
        partial.keys[name] = bool(value) if kind == BOOL else value
    else:
        raise BadFile(f"the GGUF key {shortened(name)} has type {kind}; expected a type from 0 to 12")


def _array(reader: Reader, name: str, partial: _Found) -> None:
    kind, count = reader.u32(), reader.length("an array", MOST_ITEMS)
    if kind != STRING and kind not in NUMBERS:
        what = "an array of arrays" if kind == ARRAY else f"an array of type {kind}"
        raise BadFile(f"the GGUF key {shortened(name)} is {what}; expected numbers or strings")
    partial.lengths[name] = count
    if kind == STRING:
        reader.skip_strings(count, LONGEST_STRING)
        return
    form = NUMBERS[kind]
    start = reader.need(count * form.size)
    if count <= KEPT_ITEMS and partial.kept_items + count <= KEPT_IN_ALL and not name.startswith(TOKENIZER):
        partial.kept_items += count
        values = unpack_from(f"<{count}{form.format[1:]}", reader.data, start)
        partial.keys[name] = tuple(map(bool, values)) if kind == BOOL else values
