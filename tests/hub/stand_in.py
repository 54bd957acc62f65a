"""A small Hugging Face Hub on this computer: listings, files, redirects, ranges, and every fault that can be injected.

Shapes follow the Hub's documented answers; a repository is one `Repository(...)`, another kind of answer one route.
"""

import json
import re
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from llmselect.hub.served_speeds import router

COMMIT = "0123456789abcdef0123456789abcdef01234567"
OUTSIDE_GIT = (".gguf", ".safetensors", ".bin", ".parquet")
ENDLESS = 1 << 40
NOBODY = "http://127.0.0.1:9/v1/models"
"""Port 9 (discard) is closed on every ordinary computer."""


@dataclass
class Repository:
    """One repository: what its listing says, the files that can be read, and the sizes of those that only stand there.

    A file given as bytes is served; one given as a number is listed with that size, and its bytes are zeros.
    """

    id: str
    files: dict[str, bytes | int] = field(default_factory=dict)
    says: dict[str, object] = field(default_factory=dict)
    kind: str = "models"
    gated: str | bool = False
    index: object = None
    """Answer of safetensors-metadata."""

    def listing(self, blobs: bool) -> dict[str, object]:
        siblings = [self._sibling(name, blobs) for name in self.files]
        author, _ = self.id.split("/")
        usual = {"_id": "6", "id": self.id, "modelId": self.id, "author": author, "sha": COMMIT, "private": False}
        usual |= {"gated": self.gated, "disabled": False, "downloads": 1234, "likes": 5, "tags": ["region:us"]}
        usual |= {"createdAt": "2025-04-27T03:42:21.000Z", "lastModified": "2026-11-20T08:30:00.000Z"}
        return {**usual, "siblings": siblings, **self.says}

    def _sibling(self, name: str, blobs: bool) -> dict[str, object]:
        size = self.size(name)
        if not blobs:
            return {"rfilename": name}
        outside = {"lfs": {"sha256": "ab" * 32, "size": size, "pointerSize": 135}} if name.endswith(OUTSIDE_GIT) else {}
        return {"rfilename": name, "blobId": "cd" * 20, "size": size, **outside}

    def size(self, name: str) -> int:
        content = self.files[name]
        return content if isinstance(content, int) else len(content)


class Asked(NamedTuple):
    """A request as it came in."""

    path: str
    headers: dict[str, str]
    host: str


@dataclass
class Fault:
    """What goes wrong at paths that begin so, `times` times."""

    prefix: str
    times: int = 1
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b'{"error": "injected"}'
    delay_s: float = 0
    until: threading.Event | None = None
    """The answer waits until this is set, half a minute at most."""
    endless: bool = False
    """A body without an end, in chunks."""
    ignores_range: bool = False
    cut_after: int | None = None
    """The connection closes after so many bytes of the announced ones."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address) -> None:
        """A client that hangs up early is what many tests are about."""


class StandIn:
    """The Hub at `url`, with its files at another origin, as the real one has them."""

    def __init__(self) -> None:
        self.repositories: dict[tuple[str, str], Repository] = {}
        self.renamed: dict[str, str] = {}
        self.faults: list[Fault] = []
        self.asked: list[Asked] = []
        self.sent_bytes = 0
        self.routes: list[tuple[str, Callable[..., object]]] = []
        """Further answers: a pattern for the path, and what makes the JSON of match and question."""
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.stand_in = self  # type: ignore[attr-defined]
        port = self._server.server_address[1]
        self.url, self.files_url = f"http://127.0.0.1:{port}", f"http://localhost:{port}"
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def add(self, *repositories: Repository) -> None:
        for one in repositories:
            self.repositories[one.kind, one.id] = one

    def fail(self, prefix: str, **what) -> None:
        self.faults.append(Fault(prefix, **what))

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def note(self, asked: Asked) -> Fault | None:
        with self._lock:
            self.asked.append(asked)
            path = unquote(urlsplit(asked.path).path)
            fault = next((one for one in self.faults if one.times > 0 and path.startswith(one.prefix)), None)
            if fault:
                fault.times -= 1
            return fault

    def sent(self, count: int) -> None:
        with self._lock:
            self.sent_bytes += count


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *_) -> None:
        pass

    @property
    def hub(self) -> StandIn:
        return self.server.stand_in  # type: ignore[attr-defined]

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.fault = self.hub.note(Asked(self.path, headers, headers.get("host", "")))
        try:
            if self.fault:
                time.sleep(self.fault.delay_s)
                if self.fault.until:
                    self.fault.until.wait(30)
                if self.fault.endless:
                    return self._flood()
                if self.fault.status:
                    return self._send(self.fault.status, self.fault.body, self.fault.headers)
            self._route()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _route(self) -> None:
        parts = urlsplit(self.path)
        path, question = unquote(parts.path), parse_qs(parts.query)
        for pattern, answer in self.hub.routes:
            if found := re.fullmatch(pattern, path):
                return self._json(answer(found, question))
        for pattern, method in ROUTES:
            if found := re.fullmatch(pattern, path):
                return method(self, question, *found.groups())
        return self._refuse(404, "NotFound")

    # ------------------------------------------------------------ routes
    def _list(self, question: dict[str, list[str]]) -> None:
        wanted = question.get("filter", [])
        found = [one.listing(blobs=False) for (kind, _), one in self.hub.repositories.items() if kind == "models"]
        found = [one for one in found if all(each in one["tags"] for each in wanted)]
        if author := question.get("author"):
            found = [one for one in found if one["author"] == author[0]]
        keys = {"_id", "id", "modelId", *question.get("expand", [])}
        self._json([{key: value for key, value in one.items() if key in keys} for one in found])

    def _describe(self, question: dict[str, list[str]], kind: str, name: str, revision: str | None) -> None:
        if name in self.hub.renamed:
            return self._send(307, b"", {"Location": f"/api/{kind}/{self.hub.renamed[name]}"})
        one = self.hub.repositories.get((kind, name))
        if one is None:
            return self._refuse(401, "RepoNotFound")
        if revision not in (None, "main", COMMIT):
            return self._refuse(404, "RevisionNotFound")
        return self._json(one.listing(blobs="blobs" in question))

    def _index(self, _: object, name: str, file: str) -> None:
        one = self.hub.repositories["models", name]
        return self._json(one.index) if one.index else self._refuse(404, "EntryNotFound")

    def _resolve(self, _: object, kind: str | None, name: str, revision: str, file: str) -> None:
        kind = kind or "models"
        one = self.hub.repositories.get((kind, name))
        if one is None:
            return self._refuse(401, "RepoNotFound")
        if one.gated and "authorization" not in self.headers:
            return self._refuse(401, "GatedRepo")
        if file not in one.files or revision != "main":
            return self._refuse(404, "EntryNotFound")
        if file.endswith(OUTSIDE_GIT):
            return self._send(302, b"", {"Location": f"{self.hub.files_url}/cdn/{kind}/{name}/{file}?signed=1"})
        return self._send(307, b"", {"Location": f"/api/resolve-cache/{kind}/{name}/{COMMIT}/{file}?etag=x"})

    def _file(self, _: object, kind: str, name: str, file: str) -> None:
        one = self.hub.repositories[kind, name]
        size = one.size(file)
        asked = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("range") or "")
        if asked is None or (self.fault and self.fault.ignores_range):
            return self._stream(200, one, file, 0, size, {})
        start, end = int(asked[1]), min(int(asked[2]) + 1, size)
        if start >= size:
            return self._send(416, b"", {"Content-Range": f"bytes */{size}"})
        return self._stream(206, one, file, start, end, {"Content-Range": f"bytes {start}-{end - 1}/{size}"})

    # ------------------------------------------------------------ answers
    def _json(self, value: object) -> None:
        self._send(200, json.dumps(value, ensure_ascii=False).encode(), {})

    def _refuse(self, status: int, code: str) -> None:
        self._send(status, b'{"error": "no"}', {"X-Error-Code": code, "X-Error-Message": "no"})

    def _send(self, status: int, body: bytes, headers: Mapping[str, str]) -> None:
        usual = {"Content-Type": "application/json", "Content-Length": str(len(body))}
        self._head(status, {**usual, "RateLimit": '"api";r=499;t=299', **headers})
        cut = self.fault.cut_after if self.fault else None
        self._write(body[:cut])
        self.close_connection = self.close_connection or cut is not None

    def _stream(self, status: int, one: Repository, file: str, start: int, end: int, headers: dict[str, str]) -> None:
        self._head(status, {**headers, "Content-Length": str(end - start), "ETag": '"x"'})
        content = one.files[file]
        if isinstance(content, bytes):
            return self._write(content[start:end])
        for at in range(start, end, 2**16):
            self._write(b"\0" * min(2**16, end - at))
        return None

    def _flood(self) -> None:
        self._head(200, {"Content-Length": str(ENDLESS), "Content-Type": "application/json"})
        for _ in range(2**14):
            self._write(b"[" + b" " * (2**16 - 1))

    def _head(self, status: int, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def _write(self, data: bytes) -> None:
        self.wfile.write(data)
        self.hub.sent(len(data))


REPOSITORY = r"([^/]+/[^/]+)"
ROUTES = (
    (r"/api/models", _Handler._list),
    (rf"/api/models/{REPOSITORY}/safetensors-metadata/(.+)", _Handler._index),
    (rf"/api/(models|datasets)/{REPOSITORY}(?:/revision/([^/]+))?", _Handler._describe),
    (rf"/api/resolve-cache/(models|datasets)/{REPOSITORY}/{COMMIT}/(.+)", _Handler._file),
    (rf"/cdn/(models|datasets)/{REPOSITORY}/(.+)", _Handler._file),
    (rf"(?:/(datasets))?/{REPOSITORY}/resolve/([^/]+)/(.+)", _Handler._resolve),
)


def in_place_of_the_hub(monkeypatch, *also_unset: str) -> StandIn:
    """A stand-in that this process asks, the owner's settings out of the way; close it afterwards.

    The router of the providers' speeds has another address, at which nobody answers.
    """
    for name in ("HF_TOKEN", "HF_HUB_OFFLINE", *also_unset):
        monkeypatch.delenv(name, raising=False)
    stand_in = StandIn()
    monkeypatch.setenv("HF_ENDPOINT", stand_in.url)
    monkeypatch.setattr(router, "ADDRESS", NOBODY)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    return stand_in
