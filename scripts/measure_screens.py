"""Measures what a visitor waits for: first paint of each room, and from a key on a slider to the changed picture.

Beside an empty page as Streamlit comes, in one run on one machine; with `--before` an older commit of the app too.
Needs Chromium and its driver. Prints a table; three minutes an app on an idle machine:
    .venv/bin/python -m scripts.measure_screens [--before COMMIT] [--moves 40]
"""

import argparse
import base64
import contextlib
import os
import statistics
import subprocess
import tempfile
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import urlencode

import psutil
from selenium.webdriver.common.keys import Keys

from scripts.take_pictures import VARIABLES
from tests.browser.chromium import installed, open_window
from tests.browser.page import Page
from tests.browser.server import HOUSE, serving

ROOMS: Final = ("", "choose", "models", "memory", "leaderboards", "method")
OPENINGS: Final = 5
THINKS_S: Final = 0.7
"""Between two keys, so that each change is drawn before the next."""
SLIDER: Final = "input[type=range]"
WATCHED: Final = (Path(__file__).parent / "watch_page.js").read_text("utf-8")
EMPTY: Final = """import streamlit as st

st.title("Empty")
st.write(st.slider("Value", 0, 10, 5))
"""


class Moves(NamedTuple):
    """What some moves of one slider took."""

    to_picture_ms: list[float]
    """From the key to the first change of what the page shows beside the slider, painted."""
    to_rest_ms: list[float]
    """From the key to its last change."""
    sent_bytes: list[int]
    """By the server a move, each message deflated alone."""
    cpu_ms: float
    """Of the server, a move."""


class Measured(NamedTuple):
    """One app: milliseconds until each room's title is painted, and the slider of one room."""

    name: str
    titles_ms: dict[str, float]
    moves: Moves


def main() -> None:
    """Measure the empty page, the app as it was, and the app as it is; print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--before", help="a commit of this repository to measure too")
    parser.add_argument("--moves", type=int, default=40)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        apps = [("empty page", _empty(Path(folder)), ("",), "")]
        if asked.before:
            apps.append((f"before ({asked.before})", _checked_out(asked.before, Path(folder)), ROOMS, "choose"))
        apps.append(("now", HOUSE / "app.py", ROOMS, "choose"))
        found = [_measured(*app, asked.moves, Path(folder)) for app in apps]
        if asked.before:
            subprocess.run(["git", "worktree", "prune"], cwd=HOUSE, check=True)
    _print(found)


def _empty(folder: Path) -> Path:
    script = folder / "empty" / "app.py"
    script.parent.mkdir()
    script.write_text(EMPTY, "utf-8")
    return script


def _checked_out(commit: str, folder: Path) -> Path:
    subprocess.run(["git", "worktree", "add", "--detach", str(folder / "before"), commit], cwd=HOUSE, check=True)
    return folder / "before" / "app.py"


def _measured(name: str, script: Path, rooms: tuple[str, ...], with_slider: str, moves: int, folder: Path) -> Measured:
    variables = VARIABLES | {"PYTHONPATH": str(script.parent)}
    with serving(variables, script) as address, _window(address, folder / f"profile {name}") as page:
        _opened(page, with_slider)  # the first visit pays for loading, which no later one does
        titles = {room: statistics.median(_opened(page, room) for _ in range(OPENINGS)) for room in rooms}
        return Measured(name, titles, _moved(page, with_slider, moves))


@contextlib.contextmanager
def _window(address: str, profile: Path) -> Iterator[Page]:
    window = open_window(installed(), profile, 1280, 800)
    try:
        window.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": WATCHED})
        yield Page(window, address)
    finally:
        window.quit()


def _opened(page: Page, room: str) -> float:
    """Milliseconds from asking for the address to the painted title."""
    page.open(f"{room}?{urlencode({'l': 'en'})}")
    time.sleep(THINKS_S)
    return float(page.window.execute_script("return watched.title"))


def _moved(page: Page, room: str, moves: int) -> Moves:
    page.open(f"{room}?{urlencode({'l': 'en'})}")
    time.sleep(3)
    slider, server = page.one(SLIDER), _server(page.address)
    slider.send_keys(Keys.ARROW_RIGHT)
    time.sleep(2)
    first, last, sent = list[float](), list[float](), list[int]()
    used = sum(server.cpu_times()[:2])
    for move in range(moves):
        page.window.execute_script("watched.start()")
        slider.send_keys(Keys.ARROW_LEFT if move % 4 < 2 else Keys.ARROW_RIGHT)
        time.sleep(THINKS_S)
        change = page.window.execute_script("return watched.stop()")
        first.append(change["first"])
        last.append(change["last"])
        sent.append(sum(len(zlib.compress(base64.b64decode(message))) for message in change["messages"]))
    return Moves(first, last, sent, 1000 * (sum(server.cpu_times()[:2]) - used) / moves)


def _server(address: str) -> psutil.Process:
    """The process that serves that port; it is a child of this one."""
    port = address.rsplit(":", 1)[1]
    return next(child for child in psutil.Process(os.getpid()).children() if port in child.cmdline())


def _print(found: list[Measured]) -> None:
    rooms = [room for room in ROOMS if room]
    print("\nUntil the title is painted, ms (median of five openings)\n")
    print(f"| | {' | '.join(['home', *rooms])} |\n|---|{'---|' * (1 + len(rooms))}")
    for app in found:
        cells = (f"{app.titles_ms[room]:.0f}" if room in app.titles_ms else "" for room in ROOMS)
        print(f"| {app.name} | {' | '.join(cells)} |")
    print("\nA moved slider\n\n| | key to picture, median | p95 | to rest, p95 | sent, p95 | CPU a move |")
    print("|---|---|---|---|---|---|")
    for app in found:
        to = app.moves
        median, p95, rest = statistics.median(to.to_picture_ms), _p95(to.to_picture_ms), _p95(to.to_rest_ms)
        kilobytes = _p95([float(size) for size in to.sent_bytes]) / 1000
        times = f"{median:.0f} ms | {p95:.0f} ms | {rest:.0f} ms"
        print(f"| {app.name} | {times} | {kilobytes:.1f} kB | {to.cpu_ms:.0f} ms |")


def _p95(values: list[float]) -> float:
    return sorted(values)[int(0.95 * (len(values) - 1))]


if __name__ == "__main__":
    main()
