"""A proxy on this computer that adds headers to every answer, as nginx does, and lets websockets through."""

import contextlib
import re
import socket
import threading
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

END = b"\r\n\r\n"
HEAD_BYTES = 65536


@contextlib.contextmanager
def adding_headers(address: str, headers: Mapping[str, str]) -> Iterator[str]:
    """The proxy's address; one request for each connection, so that every answer has a head of its own."""
    listens = socket.create_server(("127.0.0.1", 0))
    added = "".join(f"{name}: {value}\r\n" for name, value in headers.items()).encode()
    threading.Thread(target=_accept, args=(listens, urlsplit(address), added), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listens.getsockname()[1]}"
    finally:
        listens.close()


def _accept(listens: socket.socket, server, added: bytes) -> None:
    while True:
        try:
            visitor, _ = listens.accept()
        except OSError:
            return
        threading.Thread(target=_serve, args=(visitor, server, added), daemon=True).start()


def _serve(visitor: socket.socket, server, added: bytes) -> None:
    with contextlib.suppress(OSError), visitor, socket.create_connection((server.hostname, server.port)) as app:
        head, body = _head(visitor)
        if b"upgrade: websocket" not in head.lower():
            head = (
                re.sub(rb"(?im)^connection:.*\r\n", b"", head + b"\r\n").removesuffix(b"\r\n")
                + b"\r\nConnection: close"
            )
        app.sendall(head + END + body)
        threading.Thread(target=_pipe, args=(visitor, app), daemon=True).start()
        head, body = _head(app)
        visitor.sendall(head + b"\r\n" + added + b"\r\n" + body)
        _pipe(app, visitor)


def _head(connection: socket.socket) -> tuple[bytes, bytes]:
    """The head of a message without its end, and what came of the body."""
    data = b""
    while END not in data and len(data) < HEAD_BYTES and (piece := connection.recv(HEAD_BYTES)):
        data += piece
    head, _, body = data.partition(END)
    return head, body


def _pipe(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while piece := source.recv(HEAD_BYTES):
            target.sendall(piece)
        target.shutdown(socket.SHUT_WR)
