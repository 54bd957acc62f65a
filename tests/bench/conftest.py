"""A stand-in for a local OpenAI-compatible server, and a clock that it moves."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


class Clock:
    """Time that passes only when the server says so: it waits with each piece until the last one was looked at."""

    def __init__(self) -> None:
        self.now = 0.0
        self._looks = threading.Semaphore(0)

    def __call__(self) -> float:
        now = self.now
        self._looks.release()
        return now

    def after_look(self, seconds: float) -> None:
        self._looks.acquire(timeout=10)
        self.now += seconds


@dataclass
class StandIn:
    """What the server does, and what it was sent."""

    clock: Clock = field(default_factory=Clock)
    models: tuple[str, ...] = ("qwen3:8b",)
    prompt_seconds: float = 0.5
    token_seconds: float = 0.02
    tokens_a_piece: int = 1
    pieces: int = 32
    prompt_tokens: int | None = 500
    piece: Callable[[int], str | None] | None = None
    """What to send in place of piece i, if not None."""
    delta: str = "content"
    status: int = 200
    location: str = ""
    raw: bytes | None = None
    done: bool = True
    """Whether it says that an answer was all."""
    breaks_after: int | None = None
    """Close the connection after so many pieces, in the middle of an answer."""
    refusals: list[tuple[int, dict[str, str], bytes]] = field(default_factory=list)
    """Status, headers and body of the next answers to questions, before it answers them."""
    requests: list[dict] = field(default_factory=list)
    headers: list[dict] = field(default_factory=list)
    url: str = ""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    stand_in: StandIn

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        s = self.stand_in
        s.headers.append(dict(self.headers))
        content = s.raw if s.raw is not None else json.dumps({"data": [{"id": name} for name in s.models]}).encode()
        self._whole(content)

    def _whole(self, content: bytes) -> None:
        self.send_response(self.stand_in.status)
        if self.stand_in.location:
            self.send_header("Location", self.stand_in.location)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def do_POST(self) -> None:
        s = self.stand_in
        s.headers.append(dict(self.headers))
        s.requests.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        if s.refusals:
            self._refuse(*s.refusals.pop(0))
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        if s.breaks_after is not None:
            self.send_header("Content-Length", "1000000")
        self.end_headers()
        with suppress(OSError):  # the reader went away
            self._stream(s)
        self.close_connection = True

    def _refuse(self, status: int, headers: dict[str, str], content: bytes) -> None:
        self.send_response(status)
        for name, value in (headers | {"Content-Length": str(len(content))}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def _stream(self, s: StandIn) -> None:
        for number in range(s.pieces):
            if number == s.breaks_after:
                return
            other = s.piece(number) if s.piece else None
            if other is not None:
                self._event(other)
                continue
            s.clock.after_look(s.prompt_seconds if number == 0 else s.token_seconds * s.tokens_a_piece)
            self._event(json.dumps({"choices": [{"delta": {s.delta: "word " * s.tokens_a_piece}}]}))
        if s.prompt_tokens is not None:
            tokens = s.pieces * s.tokens_a_piece
            usage = {"prompt_tokens": s.prompt_tokens, "completion_tokens": tokens}
            self._event(json.dumps({"choices": [], "usage": usage}))
        if s.done:
            self._event("[DONE]")
        s.clock.after_look(0.0)

    def _event(self, text: str) -> None:
        self.wfile.write(f"data: {text}\n\n".encode("utf-8", "surrogateescape"))
        self.wfile.flush()


@pytest.fixture
def server() -> Iterator[StandIn]:
    stand_in = StandIn()
    handler = type("Handler", (_Handler,), {"stand_in": stand_in})
    listening = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    stand_in.url = f"http://127.0.0.1:{listening.server_port}"
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield stand_in
    listening.shutdown()
    listening.server_close()
