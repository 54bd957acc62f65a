"""The app in a server process of its own, as `make run` serves it."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

HOUSE = Path(__file__).parents[2]
PATIENCE_S = 60


@contextlib.contextmanager
def serving(variables: Mapping[str, str], script: Path = HOUSE / "app.py") -> Iterator[str]:
    """The address of the app on a free port, with these variables besides those of the process; an empty one is unset.

    Another `script` is served from its own folder.

    Raises RuntimeError where the server does not start.
    """
    environment = {name: value for name, value in {**os.environ, **variables}.items() if value}
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", script.name, "--server.port", str(port)]
    options = ["--server.headless", "true", "--server.address", "127.0.0.1", "--server.fileWatcherType", "none"]
    process = subprocess.Popen(
        [*command, *options], cwd=script.parent, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_healthy(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_until_healthy(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:
            if answer.status == 200:
                return
        time.sleep(0.1)
    raise RuntimeError(f"the server did not start within {PATIENCE_S} s (exit code {process.poll()})")
