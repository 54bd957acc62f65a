"""The header of a GGUF file on the Hub, by requests for its first bytes; the file itself is never fetched."""

from typing import NamedTuple
from urllib.parse import quote

from llmselect.catalog.gguf.header import Header, Truncated, read_header
from llmselect.hub.http.client import ByteSpan, Hub
from llmselect.hub.http.hub_faults import clean

FIRST = 2**18
"""The keys of a shape stand before the tokenizer's lists, nearly always within 10 kB."""
SECOND = 2**22
MOST = 2**24
REQUESTS = 2
"""The Hub's own answer is a redirect."""


class Remote(NamedTuple):
    """A file of a repository."""

    repository: str
    revision: str
    file: str

    @property
    def path(self) -> str:
        return f"/{self.repository}/resolve/{quote(self.revision, safe='')}/{quote(self.file)}"

    @property
    def shown(self) -> str:
        return clean(f"{self.repository}/{self.file}")


def remote_header(hub: Hub, remote: Remote) -> Header:
    """The header of that file; a second part is asked for where the first does not hold all and a request is left.

    Raises HubFault; BadFile when it is no GGUF header; Truncated when even the second part does not hold all.
    """
    answer = hub.get_bytes(remote.path, ByteSpan(0, FIRST))
    try:
        return read_header(answer.body)
    except Truncated as short:
        end = _further(short, len(answer.body))
        if end is None or hub.left < 1:
            raise
    more = hub.get_bytes(answer.url, ByteSpan(FIRST, end))
    return read_header(answer.body + more.body)


def _further(short: Truncated, read: int) -> int | None:
    """Up to which byte to read on; None: there is no more, or too much is asked."""
    needed = short.needed_bytes or 0
    if read < FIRST or needed > MOST:
        return None
    return min(max(SECOND, needed + FIRST), MOST)
