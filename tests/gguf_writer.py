"""Headers of GGUF files as bytes: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md"""

import struct
from collections.abc import Iterable, Mapping

STRING, ARRAY = 8, 9
LETTERS = {7: "?", 4: "I", 5: "i", 6: "f"}
"""By the number of the value type: a truth value, a whole number without and with a sign, a real number."""


def gguf(
    keys: Mapping[str, object], *, version: int = 3, tensors: Iterable[bytes] = (), count: int | None = None
) -> bytes:
    """A whole header; `count` is the number of keys that it claims, where it is to be wrong."""
    pairs = b"".join(text(name) + value(item) for name, item in keys.items())
    listed = tuple(tensors)
    claimed = len(keys) if count is None else count
    return b"GGUF" + struct.pack("<IQQ", version, len(listed), claimed) + pairs + b"".join(listed)


def tensor(name: str, shape: tuple[int, ...], kind: int) -> bytes:
    """One entry of the list of tensors; `kind` is the number of its type."""
    return text(name) + struct.pack(f"<I{len(shape)}QIQ", len(shape), *shape, kind, 0)


def text(words: str | bytes) -> bytes:
    """A string with its length before it."""
    raw = words.encode() if isinstance(words, str) else words
    return struct.pack("<Q", len(raw)) + raw


def value(item: object) -> bytes:
    """A value with the number of its type before it; bytes stand for themselves."""
    match item:
        case bytes():
            return item
        case str():
            return struct.pack("<I", STRING) + text(item)
        case list():
            kind = number_type(min(item)) if item and not isinstance(item[0], str) else STRING if item else 4
            return struct.pack("<IIQ", ARRAY, kind, len(item)) + b"".join(_item(each, kind) for each in item)
        case bool() | int() | float():
            kind = number_type(item)
            return struct.pack("<I", kind) + _item(item, kind)
    raise TypeError(item)


def number_type(number: float) -> int:
    """The number of the value type: converters write whole numbers without a sign where they can."""
    if isinstance(number, bool):
        return 7
    if isinstance(number, int):
        return 5 if number < 0 else 4
    return 6


def _item(item: object, kind: int) -> bytes:
    return text(str(item)) if kind == STRING else struct.pack(f"<{LETTERS[kind]}", item)
