"""Feed every reader of outside data with broken input: `python -m scripts.fuzz --inputs 1000000 [--seed N]`.

A finding is any exception but LlmselectError, more than 50 MB of growth, or more than half a second of the processor
for one input.
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
from scripts.fuzz_answers import Parser, parsers
from scripts.fuzz_inputs import config_input, header_input, key_names

CONFIGS: Final = ("tests/catalog/hub_configs.jsonl", "tests/catalog/hub_families.jsonl")
LONGEST_S: Final = 0.5
MOST_GROWTH_KB: Final = 50 * 1024
SHOWN: Final = 10


def main() -> int:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=10_000, help="in all, the same for each reader")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop earlier after so long in all")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    dice = random.Random(arguments.seed)
    configs = [json.loads(line)["config"] for name in CONFIGS for line in Path(name).read_text("utf-8").splitlines()]
    names = sorted({key for config in configs for key in key_names(config)})
    catalog = load()
    readers = (
        Parser("config.json", lambda: config_input(dice, configs, names), lambda one: of_config(one, "fuzz")),
        Parser("GGUF header", lambda: header_input(dice), lambda one: of_gguf(one, "fuzz-Q4_K_M.gguf", 10**9, catalog)),
        *parsers(dice, catalog),
    )
    findings = 0
    for reader in readers:
        share_s = arguments.seconds / len(readers)
        findings += run(reader, arguments.inputs // len(readers), share_s)
    return 1 if findings else 0


def run(reader: Parser, inputs: int, most_s: float) -> int:
    """Read so many inputs, or as many as there is time for; print and count the findings."""
    name, make, read = reader
    findings, refused, done, longest, began = 0, 0, 0, 0.0, time.monotonic()
    for _ in range(200):  # what the first reads load is not growth
        attempt(read, make())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    while done < inputs and time.monotonic() - began < most_s:
        done += 1
        one = make()
        start = time.process_time()
        fault = attempt(read, one)
        took = time.process_time() - start
        if took > LONGEST_S:  # only what is slow again counts: the first may have loaded something
            start = time.process_time()
            attempt(read, one)
            took = min(took, time.process_time() - start)
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
        f"{name}: {done:,} inputs, {refused:,} refused, {findings} findings, "
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
