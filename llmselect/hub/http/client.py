"""The HTTP client for the Hub: every request bounded in time, bytes and redirects, and never retried by itself."""

import logging
import os
import time
import zlib
from codecs import BOM_UTF8
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import httpx2
import pydantic_core
from huggingface_hub.errors import OfflineModeIsEnabled

from llmselect import __version__
from llmselect.hub.http import session
from llmselect.hub.http.deadline import deadline, left_s
from llmselect.hub.http.hub_faults import FaultKind, HubFault, clean, refusal, subject
from llmselect.hub.http.known_hosts import origin, require_known_host, require_same_safety

HOME = "https://huggingface.co"
MEGABYTE = 10**6
JSON_BYTES = 8 * MEGABYTE
"""A listing of 5,000 files takes 2 MB."""
TOTAL_S = 25.0
"""For one question: connecting, headers, redirects and body together."""
PIECE = 2**16
HOPS = 5
REDIRECTS = (301, 302, 303, 307, 308)
USER_AGENT = f"llmselect/{__version__}"
ORDINARY_FAULTS = (FaultKind.OFFLINE, FaultKind.GATED, FaultKind.NOT_FOUND, FaultKind.NO_FILE, FaultKind.FORBIDDEN)
"""Faults that belong to the address asked for or to the owner's settings: nothing is wrong with the Hub."""
_log = logging.getLogger(__name__)

Params = Mapping[str, str | int | list[str]]


class ByteSpan(NamedTuple):
    """Bytes from `start` up to, not including, `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class HubAnswer:
    """A successful response, with the address that sent it after all redirects."""

    url: str
    body: bytes
    headers: Mapping[str, str]
    """Names in small letters."""

    def json(self) -> object:
        """The body as JSON, NaN and Infinity among it; raises HubFault (BAD_DATA) when it is anything else."""
        try:
            return pydantic_core.from_json(self.body.removeprefix(BOM_UTF8))
        except ValueError as fault:
            raise HubFault(FaultKind.BAD_DATA, subject=subject(self.url)) from fault


@dataclass(slots=True)
class Hub:
    """Requests to the Hub, counted as a server counts them: each followed redirect is one more.

    Every method raises HubFault and nothing else. Nothing is tried twice, and nothing waits.
    """

    most: int | None = None
    """Requests allowed in all; None: no limit."""
    asked: int = 0

    @property
    def left(self) -> int:
        return HOPS if self.most is None else self.most - self.asked

    def get_json(self, path: str, params: Params | None = None, *, cap: int = JSON_BYTES) -> object:
        """The JSON at that path of the Hub, at most `cap` bytes of it."""
        return self.get(path, params, cap=cap).json()

    def get_bytes(self, where: str, span: ByteSpan | None = None, *, cap: int = 20 * MEGABYTE) -> HubAnswer:
        """The bytes at a path of the Hub or a whole address; with a span, no more than that part is read.

        A server that ignores the span is read up to its end and no further. Raises HubFault (TOO_LARGE) beyond `cap`.
        """
        return self.get(where, span=span, cap=cap)

    def get(self, where: str, params: Params | None = None, *, span: ByteSpan | None = None, cap: int) -> HubAnswer:
        """One question, followed through redirects; the token is sent to the Hub's own origin only."""
        started = time.monotonic()
        try:
            with deadline(TOTAL_S):
                answer = self._follow(where, params, span, cap)
        except HubFault as fault:
            _log_fault(fault, where, time.monotonic() - started)
            raise
        _log.debug("%s: %d bytes in %.2f s", _without_query(where), len(answer.body), time.monotonic() - started)
        return answer

    def _follow(self, where: str, params: Params | None, span: ByteSpan | None, cap: int) -> HubAnswer:
        home = endpoint()
        url = where if "://" in where else home + where
        for _ in range(HOPS):
            require_same_safety(url, home)
            answer = self._once(url, params, span, cap, home)
            if isinstance(answer, HubAnswer):
                return answer
            require_known_host(answer, url, home)
            stays = origin(answer) == origin(url) and not urlsplit(answer).query
            url, params = answer, params if stays else None  # a renamed repository's address comes without the question
        raise HubFault(FaultKind.TOO_MANY_HOPS, subject=subject(url))

    def _once(self, url: str, params: Params | None, span: ByteSpan | None, cap: int, home: str) -> HubAnswer | str:
        """The answer, or the address that it points on to."""
        if self.left < 1:
            raise HubFault(FaultKind.TOO_MANY_HOPS, subject=subject(url))
        if _offline():
            raise HubFault(FaultKind.OFFLINE)
        self.asked += 1
        headers = _headers(url, span, home)
        query = dict(params) if params else None
        limits = session.TIMEOUT
        with (
            _as_hub_faults(url),
            session.session().stream(
                "GET", url, params=query, headers=headers, follow_redirects=False, timeout=limits
            ) as response,
        ):
            if response.status_code in REDIRECTS and (onward := response.headers.get("location")):
                return urljoin(url, onward)
            if not response.is_success:
                names_in_lower_case = {name.lower(): value for name, value in response.headers.items()}
                raise refusal(url, response.status_code, names_in_lower_case, with_token="authorization" in headers)
            return _read(response, url, span, cap)


def _log_fault(fault: HubFault, where: str, seconds: float) -> None:
    """The kind and status at a level that anybody may read; the address, which a visitor may have typed, at DEBUG."""
    level = logging.INFO if fault.kind in ORDINARY_FAULTS else logging.WARNING
    status = "none" if fault.status is None else fault.status
    wait = "" if fault.retry_after_s is None else f", to be asked again in {fault.retry_after_s} s"
    _log.log(level, "no answer from the Hub: %s, HTTP status %s, after %.2f s%s", fault.kind, status, seconds, wait)
    _log.debug("no answer from %s", _without_query(where))


def _without_query(where: str) -> str:
    """Addresses of storage servers are signed in their query, and a signature is as good as a key."""
    return where.partition("?")[0]


def endpoint() -> str:
    """The Hub's address: the owner's HF_ENDPOINT, else huggingface.co; read at every question."""
    address = (os.environ.get("HF_ENDPOINT") or HOME).strip().rstrip("/")
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.query:
        raise HubFault(FaultKind.BAD_ENDPOINT, given=clean(address))
    return address


def token() -> str | None:
    """The token in HF_TOKEN; never stored, logged or shown."""
    secret = os.environ.get("HF_TOKEN", "").strip()
    return secret if secret.isascii() and secret.isprintable() and secret else None


def _offline() -> bool:
    return os.environ.get("HF_HUB_OFFLINE", "").upper() in ("1", "ON", "YES", "TRUE")


def _headers(url: str, span: ByteSpan | None, home: str) -> dict[str, str]:
    headers = {"user-agent": USER_AGENT, "accept-encoding": "identity" if span else "gzip"}
    if span:
        headers["range"] = f"bytes={span.start}-{span.end - 1}"
    if (secret := token()) and origin(url) == origin(home):
        headers["authorization"] = f"Bearer {secret}"
    return headers


@contextmanager
def _as_hub_faults(url: str) -> Generator[None]:
    """Raises HubFault in place of every exception of the network."""
    try:
        yield
    except OfflineModeIsEnabled as fault:
        raise HubFault(FaultKind.OFFLINE) from fault
    except httpx2.TimeoutException as fault:
        raise HubFault(FaultKind.TIMEOUT, subject=subject(url)) from fault
    except (httpx2.HTTPError, OSError) as fault:
        raise HubFault(FaultKind.UNREACHABLE, subject=subject(url)) from fault
    except (httpx2.InvalidURL, ValueError, zlib.error) as fault:
        raise HubFault(FaultKind.BAD_DATA, subject=subject(url)) from fault


def _read(response: httpx2.Response, url: str, span: ByteSpan | None, cap: int) -> HubAnswer:
    """The body, or the part of it that was asked for; the rest is never fetched."""
    headers = {name.lower(): value for name, value in response.headers.items()}
    first = span.start if span and response.status_code == 206 else 0
    if span and first and not headers.get("content-range", "").replace(" ", "").startswith(f"bytes{first}-"):
        raise HubFault(FaultKind.BAD_DATA, subject=subject(url))
    enough = span.end - first if span else cap + 1
    body = bytearray()
    for piece in _pieces(response, headers.get("content-encoding", "identity")):
        body += piece
        if len(body) >= enough:
            break
        if (left := left_s()) is not None and left < 0:
            raise HubFault(FaultKind.TIMEOUT, subject=subject(url))
    if span:
        return HubAnswer(url, bytes(body[span.start - first : enough]), headers)
    if len(body) > cap:
        raise HubFault(FaultKind.TOO_LARGE, subject=subject(url), limit=max(cap // MEGABYTE, 1))
    return HubAnswer(url, bytes(body), headers)


def _pieces(response: httpx2.Response, encoding: str) -> Iterator[bytes]:
    """The body piece by piece; unpacked here, because a small gzip can swell a thousandfold."""
    if encoding.casefold() in ("identity", ""):
        yield from response.iter_raw()
        return
    if encoding.casefold() != "gzip":
        raise zlib.error(f"unasked encoding {encoding[:20]}")
    inflate = zlib.decompressobj(wbits=31)
    for chunk in response.iter_raw():
        while chunk and not inflate.eof:
            yield inflate.decompress(chunk, PIECE)
            chunk = inflate.unconsumed_tail
        if inflate.eof:  # whatever follows belongs to nothing
            break
    while piece := inflate.decompress(b"", PIECE):
        yield piece
