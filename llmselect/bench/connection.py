"""One connection to a server of this computer: never to another one, no redirects, everything bounded.

Python's own client is used because it sends what it is told and nothing else: no proxy of the environment, no token of
the visitor's Hugging Face account, no redirect.
"""

import http.client
import json
import ssl
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any, Final, cast
from urllib.parse import urlsplit

from llmselect.bench.faults import ServerFault
from llmselect.bench.patience import PatientSocket
from llmselect.errors import shortened

KEY: Final = "not-needed"
"""Local servers ask for no key, and some refuse a request without one."""
LONGEST_LINE: Final = 2**20
LONGEST_ANSWER: Final = 2**24
"""Bytes; an answer of a few hundred tokens has some 100 kB."""
CONNECT_S: Final = 3.0
SILENCE_S: Final = 30.0
"""Longest wait between two pieces of an answer that has begun."""


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """Where a server listens, checked to be this computer."""

    secure: bool
    host: str
    port: int
    path: str
    """Before `/models` and `/chat/completions`: `/v1` unless told otherwise."""

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.secure else 'http'}://{host}:{self.port}{self.path}"


def address(base_url: str) -> ServerAddress:
    """A typed address, as `localhost:11434` or `http://127.0.0.1:8080/v1`; raises ServerFault for another computer."""
    text = base_url.strip()
    try:
        parts = urlsplit(text if "://" in text else f"http://{text}")
        port = parts.port
    except ValueError:
        raise ServerFault("bench.bad_address", given=shortened(text)) from None
    secure = parts.scheme == "https"
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.query:
        raise ServerFault("bench.bad_address", given=shortened(text))
    if not _loopback(parts.hostname):
        raise ServerFault("bench.other_computer", given=shortened(parts.hostname))
    path = parts.path.rstrip("/").removesuffix("/chat/completions").removesuffix("/models")
    if not path.isprintable() or not path.isascii() or " " in path:
        raise ServerFault("bench.bad_address", given=shortened(text))
    return ServerAddress(secure, parts.hostname, port or (443 if secure else 80), path or "/v1")


def _loopback(host: str) -> bool:
    if host.casefold() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


@contextmanager
def answer(
    where: ServerAddress,
    path: str,
    body: Mapping[str, object] | None = None,
    patience_s: float = CONNECT_S,
    stop: Callable[[], bool] = lambda: False,
) -> Generator[http.client.HTTPResponse]:
    """The answer to a request (POST where there is a body), its status checked; closed on leaving, however that is.

    Raises ServerFault, and Stopped once `stop` says so.
    """
    kind = http.client.HTTPSConnection if where.secure else http.client.HTTPConnection
    connection = kind(where.host, where.port, timeout=CONNECT_S)
    patient = _connect(connection, where, stop)
    try:
        patient.patience_s = patience_s
        headers = {"Authorization": f"Bearer {KEY}", "Accept": "application/json, text/event-stream"}
        content = None if body is None else json.dumps(body).encode()
        if content is not None:
            headers["Content-Type"] = "application/json"
        connection.request("GET" if body is None else "POST", where.path + path, content, headers)
        response = connection.getresponse()
        patient.patience_s = max(SILENCE_S, patience_s)
        if response.status != http.client.OK:
            raise _refused(response, where)
        yield response
    except TimeoutError:
        raise ServerFault("bench.silent", where=str(where)) from None
    except (http.client.HTTPException, ConnectionError, ssl.SSLError, OSError) as fault:
        raise ServerFault("bench.broken", where=str(where), why=shortened(str(fault) or type(fault).__name__)) from None
    finally:
        patient.end()


def _connect(connection: http.client.HTTPConnection, where: ServerAddress, stop: Callable[[], bool]) -> PatientSocket:
    """A name may lead elsewhere (a hosts file): what was really reached is checked before anything is sent."""
    try:
        connection.connect()
    except ssl.SSLError as fault:
        raise ServerFault("bench.broken", where=str(where), why=shortened(str(fault))) from None
    except (OSError, UnicodeError):
        raise ServerFault("bench.not_listening", where=str(where)) from None
    if not _loopback(str(connection.sock.getpeername()[0])):
        connection.close()
        raise ServerFault("bench.other_computer", given=where.host)
    connection.sock = PatientSocket(connection.sock, stop)
    return connection.sock


def _refused(response: http.client.HTTPResponse, where: ServerAddress) -> ServerFault:
    """The server's error message, shortened; a redirect counts as a refusal."""
    if 300 <= response.status < 400:
        return ServerFault("bench.redirect", where=str(where))
    message = said_of(response.read(LONGEST_LINE))
    if response.status == http.client.NOT_FOUND:
        return ServerFault("bench.not_found", where=str(where), said=message)
    return ServerFault("bench.refused", status=response.status, said=message)


def said_of(content: bytes) -> str:
    """The message of an OpenAI-like error, or the beginning of whatever it is."""
    try:
        text = _inner(_inner(json.loads(content), "error"), "message")
    except (ValueError, RecursionError):
        text = content.decode("utf-8", "replace")
    plain = "".join(sign if sign.isprintable() else " " for sign in str(text))
    return shortened(" ".join(plain.split()) or "…")


def _inner(value: object, key: str) -> object:
    if not isinstance(value, dict):
        return value
    outer = cast("dict[str, object]", value)
    return outer.get(key, outer)


def read_json(response: http.client.HTTPResponse, where: ServerAddress) -> object:
    """The whole answer as JSON, bounded."""
    content = response.read(LONGEST_ANSWER + 1)
    try:
        if len(content) > LONGEST_ANSWER:
            raise ValueError
        return json.loads(content)
    except (ValueError, RecursionError):
        raise ServerFault("bench.garbage", where=str(where)) from None


def events(response: http.client.HTTPResponse, where: ServerAddress) -> Iterator[Mapping[str, Any]]:
    """The JSON objects of a stream of server-sent events, until `[DONE]` or its end."""
    size = 0
    while line := response.readline(LONGEST_LINE):
        size += len(line)
        if size > LONGEST_ANSWER or not line.endswith(b"\n"):
            raise ServerFault("bench.garbage", where=str(where))
        text = line.strip()
        if not text or text.startswith((b":", b"event:", b"id:", b"retry:")):
            continue
        if text == b"data: [DONE]" or text == b"data:[DONE]":
            return
        yield _event(text, where)


def _event(text: bytes, where: ServerAddress) -> Mapping[str, Any]:
    try:
        content: object = json.loads(text.removeprefix(b"data:"))
    except (ValueError, RecursionError):
        raise ServerFault("bench.garbage", where=str(where)) from None
    if not isinstance(content, dict):
        raise ServerFault("bench.garbage", where=str(where))
    event = cast("dict[str, Any]", content)
    if event.get("error"):
        raise ServerFault("bench.error_inside", said=said_of(json.dumps(event).encode()))
    return event
