"""Asks the command line twenty questions and compares two sets of answers field by field, to see what a change moved.

python scripts/compare_answers.py ask before.json --tree ../other-checkout
python scripts/compare_answers.py ask after.json
python scripts/compare_answers.py compare before.json after.json
"""

import argparse
import json
import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parents[1]
CONFIG_FILE = "CONFIG_FILE"
"""Stands for the path of a file with `CONFIG`."""
CONFIG = {
    "architectures": ["LlamaForCausalLM"],
    "model_type": "llama",
    "hidden_size": 4096,
    "intermediate_size": 14336,
    "num_hidden_layers": 32,
    "num_attention_heads": 32,
    "num_key_value_heads": 8,
    "max_position_embeddings": 32768,
    "vocab_size": 128256,
    "tie_word_embeddings": False,
}
RECOMMEND = (
    "",
    "--accelerator 'RTX 4090' --top 50",
    "--accelerator 'RTX 3090' --count 2 --context 32768 --use code --priorities quality=5,latency=2",
    "--accelerator 'H100 SXM 80GB' --ram 256 --users 32 --requests 3000000 --use agents --prompt 20000 --output 600",
    "--accelerator 'Apple M4 Pro 16-core' --memory 24 --ram 24 --require local,commercial,eu --language fr",
    "--ram 16 --use french --require french,open_weights --priorities privacy=6,cost=1,latency=1,quality=5",
    "--require served,eu,privacy=3 --batch --cached-share 0.8 --requests 100000 --priorities cost=5,quality=5",
    "--accelerator 'RTX 4060 Ti 16GB' --ram 32 --kv q8_0 --require tool_use,no-fits --top 30",
    "--accelerator 'RTX 4090' --ownership bought --purchase 4000 --priorities cost=4,context=2,licence=3",
    "--accelerator 'RTX 4090' --thinking 2000 --use reasoning --require scored,ttft=5,speed=20,budget=500",
)
ESTIMATE = (
    "llama-3.1-8b-instruct --accelerator 'RTX 4090'",
    "llama-3.1-8b-instruct --quantization Q8_0 --context 32768 --kv q8_0 --users 8 --accelerator 'RTX 3090'",
    "llama-3.3-70b-instruct --accelerator 'RTX 4090' --count 2",
    "llama-3.3-70b-instruct --accelerator 'RTX 4090' --ram 32",
    "gpt-oss-120b --accelerator 'H100 SXM 80GB' --users 16 --engine vllm",
    "llama-4-scout-17b-16e --accelerator 'RTX 4090' --experts-on-host --ram 128 --depth 4096",
    f"--config {CONFIG_FILE} --accelerator 'RTX 4060 Ti 16GB' --quantization Q5_K_M --context 16384",
    f"--config {CONFIG_FILE} --kv q4_0 --users 4 --ram 32",
    "llama-3.1-8b-instruct --device 'Mine,nvidia,12GB,400GB/s' --host-layers 8 --reserved 1",
    "llama-3.1-8b-instruct --accelerator 'RTX 3090' --and 'RTX 4060 Ti 16GB:2' --measured decode=80@2048,prefill=2000",
)
QUESTIONS = tuple(f"recommend {words}" for words in RECOMMEND) + tuple(f"estimate {words}" for words in ESTIMATE)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    actions = parser.add_subparsers(dest="action", required=True)
    ask = actions.add_parser("ask", help="write the answers of one source tree to a file")
    ask.add_argument("file", type=Path)
    ask.add_argument("--tree", type=Path, default=HERE, help="source tree that answers (default: this one)")
    compare = actions.add_parser("compare", help="print every field that differs between two files of answers")
    compare.add_argument("before", type=Path)
    compare.add_argument("after", type=Path)
    arguments = parser.parse_args()
    if arguments.action == "ask":
        answers = {question: answer_of(question, arguments.tree) for question in QUESTIONS}
        arguments.file.write_text(json.dumps(answers, ensure_ascii=False, indent=1), "utf-8")
        print(f"{len(answers)} answers written to {arguments.file}")
        return 0
    return print_differences(*(json.loads(file.read_text("utf-8")) for file in (arguments.before, arguments.after)))


def answer_of(question: str, tree: Path) -> dict[str, object]:
    """Exit code, JSON and error output of `python -m llmselect QUESTION --json` in that tree."""
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder, "config.json")
        config.write_text(json.dumps(CONFIG), "utf-8")
        words = [str(config) if word == CONFIG_FILE else word for word in shlex.split(question)]
        command = [sys.executable, "-m", "llmselect", *words, "--json"]
        run = subprocess.run(
            command, capture_output=True, text=True, cwd=tree, env=os.environ | {"PYTHONPATH": str(tree.resolve())}
        )
    return {"exit": run.returncode, "answer": json.loads(run.stdout or "null"), "errors": run.stderr}


def print_differences(before: dict[str, object], after: dict[str, object]) -> int:
    """One line for each field that differs; the exit code, 1 where any does."""
    lines = list(differences(before, after))
    print(*lines, f"{len(lines)} fields differ in {len(before | after)} answers", sep="\n")
    return 1 if lines else 0


def differences(before: object, after: object, path: str = "") -> Iterator[str]:
    """Every leaf of two JSON values that is not the same, with its path."""
    if isinstance(before, dict) and isinstance(after, dict):
        for name in before | after:
            yield from differences(before.get(name, "(absent)"), after.get(name, "(absent)"), f"{path}/{name}")
    elif isinstance(before, list) and isinstance(after, list):
        if len(before) != len(after):
            yield f"{path}: {len(before)} entries before, {len(after)} after"
        for position, (one, other) in enumerate(zip(before, after, strict=False)):
            yield from differences(one, other, f"{path}[{position}]")
    elif before != after:
        yield f"{path}: {before!r} before, {after!r} after"


if __name__ == "__main__":
    sys.exit(main())
