"""One request and its answer: no proxy, no redirect, no token of the environment, everything bounded in time and bytes.

`huggingface_hub.InferenceClient` is not used for this: it takes the process's shared client, which follows redirects
and proxies of the environment, resolves names without a check, and cannot be stopped while it waits. httpcore2, on
which that client stands, takes the network as a parameter (`wire.py`), so the same server is asked with the
guarantees kept. Hugging Face's providers are asked at https://router.huggingface.co/v1, the address that
`InferenceClient` itself would ask.
"""

import json
import ssl
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, cast

import httpcore2
import httpx2

from llmselect.bench.faults import ServerFault
from llmselect.bench.http.addresses import ServerAddress, bracketed
from llmselect.bench.http.keys import Key, authorization
from llmselect.bench.http.refusals import refused, said_of
from llmselect.bench.http.wire import CONNECT_S, CheckedNetwork, Waiting
from llmselect.errors import shortened

LONGEST_LINE: Final = 2**20
LONGEST_ANSWER: Final = 2**24
"""Bytes; an answer of a few hundred tokens has some 100 kB."""
SILENCE_S: Final = 30.0
"""Longest wait between two pieces of an answer that has begun."""
LONGEST_S: Final = 1800.0
OK: Final = 200
ENDED: Final[Mapping[str, Any]] = {"object": "end"}
"""What `[DONE]` is read as."""


def never() -> bool:
    """Nobody asks to stop."""
    return False


@dataclass(frozen=True, slots=True)
class Exchange:
    """How a request is made: whose key goes with it, how long its server may be silent, who may stop it."""

    patience_s: float = CONNECT_S
    """Until the answer begins."""
    longest_s: float = LONGEST_S
    """For the whole."""
    stop: Callable[[], bool] = never
    key: Key | None = None
    began: Callable[[], None] = lambda: None
    """Called once: the connection stands, and the request is about to be sent."""


PLAIN: Final = Exchange()


@dataclass(frozen=True, slots=True)
class ServerAnswer:
    """An answer of status 200 whose body has still to be read."""

    pieces: Iterator[bytes]
    where: ServerAddress
    waiting: Waiting
    """How long the rest may be silent, which whoever reads it may change on the way."""

    def json(self) -> object:
        """The whole body as JSON; raises ServerFault beyond LONGEST_ANSWER, and for what is no JSON."""
        content = bounded(self.pieces, LONGEST_ANSWER + 1)
        try:
            if len(content) > LONGEST_ANSWER:
                raise ValueError
            return json.loads(content)
        except (ValueError, RecursionError):
            raise ServerFault("bench.garbage", where=str(self.where)) from None

    def lines(self) -> Iterator[bytes]:
        """The body line by line, without their ends; raises ServerFault for one too long or too much in all."""
        size, rest = 0, b""
        for piece in self.pieces:
            size += len(piece)
            *whole, rest = (rest + piece).split(b"\n")
            yield from whole
            if size > LONGEST_ANSWER or len(rest) > LONGEST_LINE:
                raise ServerFault("bench.too_much", where=str(self.where), most=LONGEST_ANSWER // 2**20)
        if rest.strip():
            yield rest


@contextmanager
def answer(
    where: ServerAddress, path: str, body: Mapping[str, object] | None = None, how: Exchange = PLAIN
) -> Generator[ServerAnswer]:
    """The answer to a request (POST where there is a body), its status checked; closed on leaving, however that is.

    Raises ServerFault, and Stopped once `how.stop` says so.
    """
    waiting = Waiting(how.stop, how.patience_s, how.longest_s)
    content = None if body is None else json.dumps(body).encode()
    headers = _headers(where, how.key, content)
    try:
        with (
            httpcore2.ConnectionPool(
                ssl_context=_certificates(),
                max_connections=1,
                network_backend=CheckedNetwork(where, waiting, how.began),
            ) as pool,
            pool.stream("POST" if content else "GET", _url(where, path), headers=headers, content=content) as response,
        ):
            waiting.patience_s = max(SILENCE_S, how.patience_s)
            yield _checked(response, where, how.key, waiting)
    except (TimeoutError, httpcore2.TimeoutException):
        raise ServerFault("bench.silent", where=str(where)) from None
    except (httpcore2.NetworkError, httpcore2.ProtocolError, OSError) as fault:
        raise _interrupted(fault, where) from None


def _interrupted(fault: Exception, where: ServerAddress) -> ServerFault:
    """Why no more came, as far as a person can act on it."""
    match fault:
        case ssl.SSLCertVerificationError():
            return ServerFault("bench.bad_certificate", where=str(where), why=shortened(fault.verify_message))
        case ssl.SSLError():
            return ServerFault("bench.no_https", where=str(where))
        case httpcore2.RemoteProtocolError() if str(fault).startswith("illegal"):  # as h11 says what is no HTTP
            return ServerFault("bench.garbage", where=str(where))
        case _:
            return ServerFault("bench.broken", where=str(where))


def _headers(where: ServerAddress, key: Key | None, content: bytes | None) -> list[tuple[bytes | str, bytes | str]]:
    port = "" if where.port == (443 if where.secure else 80) else f":{where.port}"
    headers = {
        "Host": f"{bracketed(where.host)}{port}",
        "Authorization": authorization(key, where),
        "Accept": "application/json, text/event-stream",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    if content is not None:
        headers |= {"Content-Type": "application/json", "Content-Length": str(len(content))}
    return [*headers.items()]


def _url(where: ServerAddress, path: str) -> httpcore2.URL:
    scheme = "https" if where.secure else "http"
    return httpcore2.URL(scheme=scheme, host=where.host, port=where.port, target=where.path + path)


@cache
def _certificates() -> ssl.SSLContext:
    return httpx2.create_ssl_context()


def _checked(response: httpcore2.Response, where: ServerAddress, key: Key | None, waiting: Waiting) -> ServerAnswer:
    headers = {name.lower(): value for name, value in response.headers}
    pieces = response.iter_stream()
    if response.status != OK:
        retry_after = headers.get(b"retry-after", b"").decode("ascii", "replace")
        raise refused(response.status, bounded(pieces, LONGEST_LINE), where, key, retry_after)
    if headers.get(b"content-encoding", b"identity").lower() not in (b"identity", b""):
        raise ServerFault("bench.garbage", where=str(where))
    return ServerAnswer(pieces, where, waiting)


def bounded(pieces: Iterator[bytes], most: int) -> bytes:
    """The beginning of a body, up to `most` bytes; the rest is never fetched."""
    content = bytearray()
    for piece in pieces:
        content += piece
        if len(content) >= most:
            break
    return bytes(content[:most])


def events(received: ServerAnswer, key: Key | None = None) -> Iterator[Mapping[str, Any]]:
    """The JSON objects of a stream of server-sent events, until `[DONE]`, which is ENDED, or its end.

    ServerFault for an error among them.
    """
    for line in received.lines():
        text = line.strip()
        if not text or text.startswith((b":", b"event:", b"id:", b"retry:")):
            continue
        if text in (b"data: [DONE]", b"data:[DONE]"):
            yield ENDED
            return
        yield _event(text.removeprefix(b"data:"), received.where, key)


def _event(text: bytes, where: ServerAddress, key: Key | None) -> Mapping[str, Any]:
    try:
        content: object = json.loads(text)
    except UnicodeDecodeError:
        raise ServerFault("bench.not_utf8", where=str(where)) from None
    except (ValueError, RecursionError):
        raise ServerFault("bench.garbage", where=str(where)) from None
    if not isinstance(content, dict):
        raise ServerFault("bench.garbage", where=str(where))
    event = cast("dict[str, Any]", content)
    if event.get("error"):
        raise ServerFault("bench.error_inside", said=said_of(json.dumps(event).encode(), key))
    return event
