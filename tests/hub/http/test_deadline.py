"""A server that trickles holds nobody: one deadline over the connection, headers, redirects and body."""

import gzip
import socket
import threading
import time

import pytest

from llmselect.hub.http import client
from llmselect.hub.http.client import Hub
from llmselect.hub.http.deadline import deadline, left_s
from llmselect.hub.http.hub_faults import FaultKind, HubFault
from tests.hub.shelves import dense

TOTAL_S = 0.6
PAUSE_S = 0.05
"""Between two pieces: much shorter than every limit for one wait, so that only a deadline over all ends it."""
BEGUN = b"HTTP/1.1 200 OK\r\n"
PACKED = gzip.compress(b'{"id": 3}')
GZIP = BEGUN + b"Content-Encoding: gzip\r\nContent-Length: 999999999\r\n\r\n" + PACKED
TRICKLES = {
    "header lines": (BEGUN, b"X-More: 1\r\n", PAUSE_S),
    "header bytes": (BEGUN + b"X-More: ", b"a", PAUSE_S),
    "early hints": (b"", b"HTTP/1.1 103 Early Hints\r\n\r\n", PAUSE_S),
    "body": (BEGUN + b"Content-Length: 999999\r\n\r\n", b" ", PAUSE_S),
    "chunks": (BEGUN + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n", PAUSE_S),
}


class Trickle:
    """A server that answers every connection with a beginning, then one piece again and again until it is closed."""

    def __init__(self, begins: bytes, piece: bytes, pause_s: float) -> None:
        self.begins, self.piece, self.pause_s = begins, piece, pause_s
        self._listens = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listens.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listens.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection:
            try:
                connection.recv(65536)
                connection.sendall(self.begins)
                while True:
                    connection.sendall(self.piece)
                    time.sleep(self.pause_s)
            except OSError:
                return

    def close(self) -> None:
        self._listens.close()


@pytest.fixture
def trickle(hub, monkeypatch):
    """A trickling server in place of the stand-in Hub, and a deadline that a test can wait for."""
    monkeypatch.setattr(client, "TOTAL_S", TOTAL_S)
    servers: list[Trickle] = []

    def serve(*answer) -> None:
        servers.append(Trickle(*answer))
        monkeypatch.setenv("HF_ENDPOINT", servers[-1].url)

    yield serve
    for server in servers:
        server.close()


def seconds_and_kind(where: str = "/api/models/Qwen/Qwen3-8B") -> tuple[float, FaultKind]:
    started = time.monotonic()
    with pytest.raises(HubFault) as raised:
        Hub().get_json(where)
    return time.monotonic() - started, raised.value.kind


@pytest.mark.parametrize("name", TRICKLES)
def test_whatever_trickles_ends_at_the_deadline(trickle, name) -> None:
    trickle(*TRICKLES[name])
    seconds, kind = seconds_and_kind()
    assert kind is FaultKind.TIMEOUT
    assert TOTAL_S * 0.9 < seconds < TOTAL_S + 1.0


@pytest.mark.parametrize(("piece", "pause_s"), [(b"x", PAUSE_S), (b"x" * 2**16, 0.0)])
def test_what_follows_a_gzip_that_has_ended_is_not_waited_for(trickle, piece, pause_s) -> None:
    trickle(GZIP, piece, pause_s)
    assert Hub().get_json("/api/models/Qwen/Qwen3-8B") == {"id": 3}


def test_redirects_share_one_deadline(hub, monkeypatch) -> None:
    monkeypatch.setattr(client, "TOTAL_S", TOTAL_S)
    away = {"Location": "/api/models/Qwen/Qwen3-8B"}
    hub.fail("/api/models", status=307, headers=away, delay_s=TOTAL_S / 2, times=99)
    seconds, kind = seconds_and_kind()
    assert kind is FaultKind.TIMEOUT
    assert seconds < TOTAL_S + 1.0


def test_a_connection_that_is_kept_open_obeys_the_next_deadline_too(hub, monkeypatch) -> None:
    hub.add(dense())
    assert Hub().get_json("/api/models/Qwen/Qwen3-8B")
    monkeypatch.setattr(client, "TOTAL_S", TOTAL_S)
    hub.fail("/api/models", delay_s=3 * TOTAL_S)
    seconds, kind = seconds_and_kind()
    assert kind is FaultKind.TIMEOUT
    assert seconds < TOTAL_S + 1.0


def test_the_earlier_of_two_deadlines_holds_and_ends_with_its_block() -> None:
    with deadline(10.0):
        with deadline(100.0):
            assert (left_s() or 0.0) <= 10.0
        with deadline(1.0):
            assert (left_s() or 0.0) <= 1.0
        assert (left_s() or 0.0) > 1.0
    assert left_s() is None


def test_a_proxy_of_the_environment_is_held_to_the_deadline(trickle, hub, monkeypatch) -> None:
    from llmselect.hub.http import session
    from llmselect.hub.http.deadline import bound

    trickle(*TRICKLES["header bytes"])
    monkeypatch.setenv("HTTP_PROXY", client.endpoint())
    monkeypatch.delenv("NO_PROXY")
    with bound(session.httpx2.Client()) as proxied, deadline(TOTAL_S), pytest.raises(session.httpx2.TimeoutException):
        proxied.get("http://hub.example/api/models", timeout=30)
