"""Feed both readers of strangers' files with broken input: `python -m scripts.fuzz --inputs 1000000 [--seed N]`.

A finding is any exception but LlmselectError, more than 50 MB of growth, or more than half a second for one input.
"""

import json
import random
import resource
import sys
import time
import traceback
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Final

from llmselect.catalog.configs.published import published as of_config
from llmselect.catalog.gguf.published import published as of_gguf
from llmselect.catalog.load import load
from llmselect.errors import LlmselectError
from scripts.fuzz_inputs import config_input, header_input, key_names

CONFIGS: Final = ("tests/catalog/hub_configs.jsonl", "tests/catalog/hub_families.jsonl")
LONGEST_S: Final = 0.5
MOST_GROWTH_KB: Final = 50 * 1024
SHOWN: Final = 10


def main() -> int:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=10_000, help="in all, half for each reader")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    dice = random.Random(arguments.seed)
    configs = [json.loads(line)["config"] for name in CONFIGS for line in Path(name).read_text("utf-8").splitlines()]
    names = sorted({key for config in configs for key in key_names(config)})
    catalog = load()
    runs: tuple[tuple[str, Callable[[], object], Callable[[object], object]], ...] = (
        ("config.json", lambda: config_input(dice, configs, names), lambda one: of_config(one, "fuzz")),  # type: ignore[arg-type]  # anything may come
        ("GGUF header", lambda: header_input(dice), lambda one: of_gguf(one, "fuzz-Q4_K_M.gguf", 10**9, catalog)),  # type: ignore[arg-type]
    )
    findings = 0
    for name, make, read in runs:
        findings += run(name, arguments.inputs // 2, make, read)
    return 1 if findings else 0


def run(name: str, inputs: int, make: Callable[[], object], read: Callable[[object], object]) -> int:
    """Read so many inputs; print and count the findings."""
    findings, refused, longest, began = 0, 0, 0.0, time.monotonic()
    for _ in range(1000):  # what the first reads load is not growth
        attempt(read, make())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(inputs):
        one = make()
        start = time.perf_counter()
        fault = attempt(read, one)
        took = time.perf_counter() - start
        if took > LONGEST_S:  # the machine may have been busy: only what is slow again counts
            start = time.perf_counter()
            attempt(read, one)
            took = min(took, time.perf_counter() - start)
        longest = max(longest, took)
        now = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        what = fault if isinstance(fault, str) else ""
        what = what or (f"took {took:.2f} s" if took > LONGEST_S else "")
        what = what or (f"grew by {(now - peak) // 1024} MB" if now - peak > MOST_GROWTH_KB else "")
        peak = max(peak, now)
        refused += fault is not None
        findings += bool(what)
        if what and findings <= SHOWN:
            print(f"{name}: {what}\n  {repr(one)[:2000]}", file=sys.stderr)
    seconds = time.monotonic() - began
    print(
        f"{name}: {inputs:,} inputs, {refused:,} refused, {findings} findings, "
        f"longest {1000 * longest:.0f} ms, {seconds:.0f} s",
        flush=True,
    )
    return findings


def attempt(read: Callable[[object], object], one: object) -> str | bool | None:
    """None: read, perhaps with gaps; True: refused; a text: a finding."""
    try:
        read(one)
    except LlmselectError:
        return True
    except Exception:
        return traceback.format_exc(limit=-3)
    return None


if __name__ == "__main__":
    sys.exit(main())
