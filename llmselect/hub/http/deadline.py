"""One deadline over a whole request: connecting, handshake, headers, redirects and body, however slowly they trickle.

Time limits of an HTTP client hold for each wait alone, so a server that sends one byte a second is never late. Here
every wait of a connection is cut to what is left until the deadline of its thread.
"""

import ssl
import threading
import time
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from typing import Any, cast

import httpcore2
import httpx2

_thread = threading.local()
"""`ends`: time of the monotonic clock at which everything that this thread asks must be over; absent: no deadline."""
SocketOption = tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]


@contextmanager
def deadline(seconds: float) -> Generator[None]:
    """Every wait of this thread's connections ends after so many seconds in all; an earlier deadline around it holds.

    A connection that waits when they are over raises httpcore2's and so httpx2's TimeoutException.
    """
    before: float | None = getattr(_thread, "ends", None)
    ends = time.monotonic() + seconds
    _thread.ends = ends if before is None else min(before, ends)
    try:
        yield
    finally:
        _thread.ends = before


def left_s() -> float | None:
    """Seconds until the deadline of this thread, negative once it is over; None: there is none."""
    ends: float | None = getattr(_thread, "ends", None)
    return None if ends is None else ends - time.monotonic()


def bound(client: httpx2.Client) -> httpx2.Client:
    """The same client, with every connection it makes held to deadlines, also those through a proxy.

    httpx2 2.16 has no parameter for the backend of its pools, so that it is set in place; raises KeyError where another
    release keeps it elsewhere.
    """
    mounts = cast("dict[object, object]", _inside(client)["_mounts"])
    transports = (cast("object", _inside(client)["_transport"]), *mounts.values())
    for transport in transports:
        if transport is not None:
            pool = _inside(_inside(transport)["_pool"])
            pool["_network_backend"] = PunctualBackend(pool["_network_backend"])
    return client


def _inside(holder: object) -> dict[str, Any]:
    return vars(holder)


def _cut(timeout: float | None, late: type[httpcore2.TimeoutException]) -> float | None:
    left = left_s()
    if left is None:
        return timeout
    if left <= 0:
        raise late("the deadline of the whole request is over")
    return left if timeout is None else min(timeout, left)


class PunctualBackend(httpcore2.NetworkBackend):
    """Makes connections as the backend within does; none of their waits goes beyond the deadline."""

    def __init__(self, within: httpcore2.NetworkBackend) -> None:
        self._within = within

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore2.NetworkStream:
        allowed = _cut(timeout, httpcore2.ConnectTimeout)
        return PunctualStream(self._within.connect_tcp(host, port, allowed, local_address, socket_options))

    def sleep(self, seconds: float) -> None:
        self._within.sleep(_cut(seconds, httpcore2.ConnectTimeout) or 0.0)


class PunctualStream(httpcore2.NetworkStream):
    """A connection, each of whose waits is cut to what is left."""

    def __init__(self, within: httpcore2.NetworkStream) -> None:
        self._within = within

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._within.read(max_bytes, _cut(timeout, httpcore2.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._within.write(buffer, _cut(timeout, httpcore2.WriteTimeout))

    def close(self) -> None:
        self._within.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        allowed = _cut(timeout, httpcore2.ConnectTimeout)
        return PunctualStream(self._within.start_tls(ssl_context, server_hostname, allowed))

    def get_extra_info(self, info: str) -> Any:
        return self._within.get_extra_info(info)
