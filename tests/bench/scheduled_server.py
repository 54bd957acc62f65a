"""A stand-in server that streams on a schedule which its models name, and does each wrong thing that servers do.

The model `first-200-each-10-tokens-50` writes its first token 200 ms after the request came and one each 10 ms, 50 in
all; its usage says when it really wrote them. Other models: see WRONG. `python -m tests.bench.scheduled_server`
serves alone.
"""

import asyncio
import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

SCHEDULE = re.compile(r"first-(\d+)-each-(\d+)-tokens-(\d+)")
WRONG = ("breaks", "bad-bytes", "gigabyte", "error-inside", "html", "nothing", "busy", "quota", "wrong-key", "stalls")
MODELS = ("first-0-each-0-tokens-8", *WRONG)
STATUS = {"busy": 503, "quota": 402, "wrong-key": 401}
HOUSE = Path(__file__).parents[2]


def event(content: object) -> bytes:
    return f"data: {json.dumps(content)}\n\n".encode()


def piece(text: str) -> bytes:
    return event({"choices": [{"delta": {"content": text}}]})


async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        await _answered(reader, writer)
        await writer.drain()
    except (ConnectionError, asyncio.IncompleteReadError):
        pass
    finally:
        writer.close()


async def _answered(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    came = perf_counter()
    if head.startswith("GET"):
        _whole(writer, 200, json.dumps({"data": [{"id": name} for name in MODELS]}).encode())
        return
    length = int(re.search(r"(?i)content-length: (\d+)", head)[1])
    model = json.loads(await reader.readexactly(length))["model"]
    if model in STATUS:
        _whole(writer, STATUS[model], b'{"error": {"message": "not now"}}')
        return
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n")
    writer.write(b"Content-Length: 1000000000\r\n\r\n" if model in ("breaks", "gigabyte") else b"\r\n")
    if model in WRONG:
        await _wrong(model, writer)
    else:
        await _scheduled(model, writer, came)


def _whole(writer: asyncio.StreamWriter, status: int, content: bytes) -> None:
    head = f"HTTP/1.1 {status} X\r\nContent-Length: {len(content)}\r\nConnection: close\r\n\r\n"
    writer.write(head.encode() + content)


async def _wrong(model: str, writer: asyncio.StreamWriter) -> None:
    writer.write(piece("Good "))
    await writer.drain()
    if model == "bad-bytes":
        writer.write(b'data: {"choices": [{"delta": {"content": "\xff\xfe"}}]}\n\n')
    elif model == "error-inside":
        writer.write(event({"error": {"message": "out of memory"}}))
    elif model == "html":
        writer.write(piece("<script>alert(1)</script> [link](javascript:alert(1)) $x$ :red[x]") + b"data: [DONE]\n\n")
    elif model == "stalls":
        await asyncio.sleep(3600)
    elif model == "gigabyte":
        for _ in range(64):
            writer.write(b": " + b"x" * 2**20 + b"\n")
            await writer.drain()


async def _scheduled(model: str, writer: asyncio.StreamWriter, came: float) -> None:
    first_ms, each_ms, tokens = (int(part) for part in SCHEDULE.fullmatch(model).groups())
    wrote: list[float] = []
    for number in range(tokens):
        due = came + (first_ms + each_ms * number) / 1000
        await asyncio.sleep(max(due - perf_counter(), 0))
        writer.write(piece(f"w{number} "))
        wrote.append(perf_counter() - came)
    truth = {"first_s": wrote[0], "last_s": wrote[-1]}
    writer.write(event({"choices": [], "usage": {"prompt_tokens": 10, "completion_tokens": tokens}, "truth": truth}))
    writer.write(b"data: [DONE]\n\n")


async def serve(port: int = 0, started: "threading.Event | None" = None, where: list[int] | None = None) -> None:
    server = await asyncio.start_server(answer, "127.0.0.1", port)
    found = server.sockets[0].getsockname()[1]
    if where is not None:
        where.append(found)
    if started is not None:
        started.set()
    else:
        print(found, flush=True)
    async with server:
        await server.serve_forever()


@contextmanager
def in_a_thread() -> Iterator[str]:
    """Its address, while the block runs; for tests, which assert no times."""
    loop, started, where = asyncio.new_event_loop(), threading.Event(), []

    def run() -> None:
        asyncio.set_event_loop(loop)
        task = loop.create_task(serve(0, started, where))
        loop.call_soon(lambda: None)
        try:
            loop.run_until_complete(task)
        except asyncio.CancelledError:
            pass
        finally:
            for left in asyncio.all_tasks(loop):
                left.cancel()
            loop.run_until_complete(loop.shutdown_asyncgens())
            loop.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    started.wait(10)
    yield f"http://127.0.0.1:{where[0]}/v1"
    loop.call_soon_threadsafe(lambda: [task.cancel() for task in asyncio.all_tasks(loop)])
    thread.join(10)


@contextmanager
def in_a_process() -> Iterator[str]:
    """Its address, while the block runs; for scripts that compare times."""
    command = [sys.executable, "-m", "tests.bench.scheduled_server"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=HOUSE)
    try:
        yield f"http://127.0.0.1:{int(process.stdout.readline())}/v1"
    finally:
        process.terminate()
        process.wait(10)
        process.stdout.close()


if __name__ == "__main__":
    asyncio.run(serve())
