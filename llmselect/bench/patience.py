"""Waiting for a server: for so long, and no longer than the person wants to."""

import io
import select
import socket
import ssl
from collections.abc import Callable
from time import monotonic
from typing import Any, Final

ASKED_EVERY_S: Final = 0.2


class Stopped(Exception):
    """The person does not want the answer any more."""


class PatientSocket:
    """A connected socket whose reading asks between waits whether to go on; HTTPConnection takes it for its own."""

    def __init__(self, plain: socket.socket, stop: Callable[[], bool]) -> None:
        self._plain, self._stop = plain, stop
        self.patience_s = 0.0
        """Longest silence; TimeoutError beyond it."""

    def sendall(self, content: Any) -> None:
        """Send everything, as a socket does."""
        self._plain.sendall(content)

    def makefile(self, mode: str) -> io.BufferedReader:
        """The answer as a file that waits with patience; `http.client` asks for mode "rb" alone."""
        assert mode == "rb"
        return io.BufferedReader(_Waiting(self))

    def close(self) -> None:
        """No-op: `http.client` closes the socket before the body has been read; `end()` closes it."""

    def end(self) -> None:
        """Close the socket."""
        self._plain.close()

    def read_into(self, room: Any) -> int:
        """Fill `room`, return how many bytes came. TimeoutError after `patience_s` of silence, Stopped on a stop."""
        until = monotonic() + self.patience_s
        while not self._ready():
            if self._stop():
                raise Stopped
            if monotonic() > until:
                raise TimeoutError
        if self._stop():
            raise Stopped
        return self._plain.recv_into(room)

    def _ready(self) -> bool:
        if isinstance(self._plain, ssl.SSLSocket) and self._plain.pending():
            return True
        return bool(select.select([self._plain], [], [], ASKED_EVERY_S)[0])


class _Waiting(io.RawIOBase):
    def __init__(self, source: PatientSocket) -> None:
        super().__init__()
        self._source = source

    def readable(self) -> bool:
        return True

    def readinto(self, room: Any, /) -> int:
        return self._source.read_into(room)
