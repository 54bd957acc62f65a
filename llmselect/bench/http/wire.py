"""The network under one request: resolved and checked before anything is sent, and every wait asks whether to go on.

httpcore2 takes a network backend as a parameter. This one resolves a name, holds every answer to the rule of the
address, connects to what it has checked and to nothing else, and waits in steps so that a stop is heard within a
tenth of a second.
"""

import select
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from ipaddress import ip_address
from time import monotonic
from typing import Any, Final, TypeVar

import httpcore2

from llmselect.bench.faults import ServerFault
from llmselect.bench.http.addresses import ServerAddress, is_loopback_name

STEP_S: Final = 0.1
CONNECT_S: Final = 3.0
FAR_CONNECT_S: Final = 10.0
"""For a name lookup, a connection and a handshake with a server that is not this computer."""


_Result = TypeVar("_Result")


class Stopped(Exception):
    """The person does not want the answer any more."""


class Waiting:
    """How long a request may be silent and how long it may take in all; `patience_s` may change on the way."""

    def __init__(self, stop: Callable[[], bool], patience_s: float, longest_s: float) -> None:
        self.stop, self.patience_s = stop, patience_s
        self.ends = monotonic() + longest_s

    def steps(self, patience_s: float | None = None) -> Iterator[float]:
        """Lengths of waits until something comes; Stopped on a stop, TimeoutError after too long a silence."""
        until = min(monotonic() + (self.patience_s if patience_s is None else patience_s), self.ends)
        yield 0.0
        while True:
            if self.stop():
                raise Stopped
            left = until - monotonic()
            if left < 0:
                raise TimeoutError
            yield min(STEP_S, max(left, 0.001))


class CheckedNetwork(httpcore2.NetworkBackend):
    """Makes the one connection of a request."""

    def __init__(self, where: ServerAddress, waiting: Waiting, began: Callable[[], None]) -> None:
        self._where, self._waiting, self._began = where, waiting, began
        self._connect_s = CONNECT_S if is_loopback_name(where.host) else FAR_CONNECT_S

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        for family, target in self._targets(host, port):
            plain = socket.socket(family, socket.SOCK_STREAM)
            try:
                self._connect(plain, target)
            except OSError:
                plain.close()
                continue
            except BaseException:
                plain.close()
                raise
            return PatientStream(plain, self._waiting, self._began, self._connect_s)
        raise ServerFault("bench.not_listening", where=str(self._where))

    def _targets(self, host: str, port: int) -> list[tuple[socket.AddressFamily, Any]]:
        """Where the name leads: all of it has to pass the rule, for who answers once so may answer otherwise next."""
        found = _resolved(host, port, self._waiting, self._connect_s)
        if not found:
            raise ServerFault("bench.no_such_name", given=host)
        for _, target in found:
            self._where.rule.require_ip(host, ip_address(str(target[0]).partition("%")[0]))
        return found

    def _connect(self, plain: socket.socket, target: Any) -> None:
        plain.setblocking(False)
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if plain.connect_ex(target):
            _wait(plain, self._waiting, write=True, patience_s=self._connect_s)
        if fault := plain.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
            raise OSError(fault, "not connected")
        self._where.rule.require_ip(self._where.host, ip_address(str(plain.getpeername()[0]).partition("%")[0]))

    def sleep(self, seconds: float) -> None:
        for step in self._waiting.steps(seconds):
            threading.Event().wait(step)


class PatientStream(httpcore2.NetworkStream):
    """A connection that never blocks: each read and write waits in steps."""

    def __init__(self, plain: socket.socket, waiting: Waiting, began: Callable[[], None], handshake_s: float) -> None:
        self._plain, self._waiting, self._handshake_s = plain, waiting, handshake_s
        self._began: Callable[[], None] | None = began

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._try(lambda: self._plain.recv(max_bytes))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if self._began is not None:
            self._began()
            self._began = None
        left = memoryview(buffer)
        while left:
            sent = self._try(lambda piece=left: self._plain.send(piece), write=True)
            left = left[sent:]

    def close(self) -> None:
        self._plain.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        self._plain = secured = ssl_context.wrap_socket(
            self._plain, server_hostname=server_hostname, do_handshake_on_connect=False
        )
        try:
            self._try(secured.do_handshake, patience_s=self._handshake_s)
        except BaseException:  # the pool closes what it has been handed, and this it never is
            secured.close()
            raise
        return self

    def get_extra_info(self, info: str) -> Any:
        return self._plain if info == "socket" else None

    def _try(self, act: Callable[[], _Result], write: bool = False, patience_s: float | None = None) -> _Result:
        while True:
            if self._waiting.stop():
                raise Stopped
            try:
                return act()
            except ssl.SSLWantReadError:
                _wait(self._plain, self._waiting, write=False, patience_s=patience_s)
            except ssl.SSLWantWriteError:
                _wait(self._plain, self._waiting, write=True, patience_s=patience_s)
            except BlockingIOError:
                _wait(self._plain, self._waiting, write=write, patience_s=patience_s)


def _wait(plain: socket.socket, waiting: Waiting, *, write: bool, patience_s: float | None = None) -> None:
    """Until the socket is ready; a server that drips is ended by the limit on the whole."""
    if monotonic() > waiting.ends:
        raise TimeoutError
    for step in waiting.steps(patience_s):
        if any(select.select([] if write else [plain], [plain] if write else [], [], step)):
            return


def _resolved(host: str, port: int, waiting: Waiting, longest_s: float) -> list[tuple[socket.AddressFamily, Any]]:
    """Network addresses of a name; asked in a thread, because a lookup cannot be interrupted."""
    found: list[tuple[socket.AddressFamily, Any]] = []
    done = threading.Event()

    def look() -> None:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.extend((family, target) for family, _, _, _, target in answers)
        except (OSError, UnicodeError):
            pass
        finally:
            done.set()

    threading.Thread(target=look, name="name lookup", daemon=True).start()
    for step in waiting.steps(longest_s):
        if done.wait(step):
            break
    return found
