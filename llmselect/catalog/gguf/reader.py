"""Stepping through the bytes of a GGUF header: every length is checked before it is believed."""

from struct import Struct
from typing import Final

from llmselect.errors import BadFile

LARGEST_HEADER: Final = 2**28
"""Bytes; the longest published headers, of vocabularies with 262,144 tokens, take about 16 MB."""
U32: Final = Struct("<I")
U64: Final = Struct("<Q")


class Truncated(BadFile):
    """The bytes end before what is needed of the header does; `needed_bytes` is a hint of how many to have."""

    def __init__(self, needed_bytes: int, given_bytes: int) -> None:
        self.needed_bytes = needed_bytes
        super().__init__(
            f"the GGUF header ends after {given_bytes:,} bytes; expected at least {needed_bytes:,} bytes of the file"
        )


class Reader:
    """A place in the bytes; whatever is read lies within them, or Truncated is raised."""

    __slots__ = ("at", "data")

    def __init__(self, data: bytes, at: int = 0) -> None:
        self.data, self.at = data, at

    def need(self, length: int) -> int:
        """Step over so many bytes; where they began."""
        start, end = self.at, self.at + length
        if end > len(self.data):
            if end > LARGEST_HEADER:
                raise BadFile(f"the GGUF header claims {end:,} bytes; expected at most {LARGEST_HEADER:,}")
            raise Truncated(end, len(self.data))
        self.at = end
        return start

    def u32(self) -> int:
        return U32.unpack_from(self.data, self.need(4))[0]

    def u64(self) -> int:
        return U64.unpack_from(self.data, self.need(8))[0]

    def number(self, form: Struct) -> int | float:
        return form.unpack_from(self.data, self.need(form.size))[0]

    def length(self, of: str, most: int) -> int:
        """A length field; raises BadFile where it is more than there can be."""
        value = self.u64()
        if value > most:
            raise BadFile(f"the GGUF header has {of} of {value:,}; expected at most {most:,}")
        return value

    def bytes(self, of: str, most: int) -> bytes:
        length = self.length(of, most)
        start = self.need(length)
        return self.data[start : start + length]

    def skip_strings(self, count: int, longest: int) -> None:
        """Step over so many strings; costs no more than the bytes that are there."""
        data, at, end = self.data, self.at, len(self.data)
        unpack = U64.unpack_from
        for _ in range(count):
            if at + 8 > end:
                break
            (length,) = unpack(data, at)
            at += 8 + length
            if length > longest:
                raise BadFile(f"the GGUF header has a string of {length:,} bytes; expected at most {longest:,}")
        else:
            if at <= end:
                self.at = at
                return
        raise Truncated(max(at, end) + 8, end)
