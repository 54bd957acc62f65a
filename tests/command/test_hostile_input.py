"""Input that nobody means well by: each line answers for itself, and nothing ends in a traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.wording import FR, says

HOUSE = Path(__file__).parents[2]
ASKED = '{"model": "llama-3.1-8b-instruct", "accelerator": "RTX 4090"}'


def run(*arguments: str, given: bytes = b"", **variables: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-W", "error", "-m", "llmselect", *arguments]
    return subprocess.run(command, input=given, capture_output=True, cwd=HOUSE, env=os.environ | variables, check=False)


def batch(given: bytes) -> list[dict[str, object]]:
    done = run("estimate", "--batch", "-", given=given)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def code(answer: dict[str, object]) -> object:
    error = answer.get("error")
    return error["code"] if isinstance(error, dict) else None


def test_only_a_line_feed_ends_a_line() -> None:
    inside = '{"model": "a\u2028b\u0085c"}'
    assert [code(each) for each in batch(f"{inside}\n{ASKED}\r\n".encode())] == ["unknown_name", None]


def test_bytes_that_are_no_utf8_spoil_their_own_line_alone() -> None:
    assert [code(each) for each in batch(b'{"model": "caf\xe9"}\n' + ASKED.encode())] == ["bad_file", None]


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text(ASKED, "utf-8-sig")
    (answer,) = (json.loads(line) for line in run("estimate", "--batch", str(file)).stdout.splitlines())
    assert answer["fit"] == "full"


def test_an_empty_batch_has_no_answers() -> None:
    assert batch(b"") == []


def test_a_whole_number_may_be_written_as_a_float_and_no_other() -> None:
    lines = [ASKED.replace("}", f', "context": {value}}}') for value in ("8192", "8192.0", "8192.5", "true", "NaN")]
    whole, as_float, *others = batch("\n".join(lines).encode())
    assert as_float == whole
    assert [code(each) for each in others] == ["bad_number"] * 3


def test_a_word_that_is_not_known_gets_all_there_are() -> None:
    (answer,) = batch(ASKED.replace("}", ', "kv": "f8"}').encode())
    assert answer["error"] == {"code": "unknown_name", "message": "unknown kv 'f8'; expected one of f16, q8_0, q4_0"}


def test_what_was_given_is_not_repeated_whole() -> None:
    (answer,) = batch(json.dumps({"model": "x" * 10**6}).encode())
    assert len(str(answer)) < 300


@pytest.mark.parametrize("open_close", ['{"a":}', "[]"])
def test_deep_nesting_is_refused_in_a_sentence(tmp_path: Path, open_close: str) -> None:
    opening, closing = open_close[:-1], open_close[-1]
    deep = opening * 10_000 + "1" + closing * 10_000
    file = tmp_path / "config.json"
    file.write_text(deep)
    for arguments in (("estimate", "--config", str(file)), ("catalog", "check", "--catalog", str(file))):
        done = run(*arguments)
        assert done.returncode == 2
        assert b"Traceback" not in done.stderr
    (answer,) = batch(f'{{"config": {deep}}}'.encode())
    assert code(answer) == "bad_file"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--require", "privacy=inf"), b"privacy_level is inf; expected a finite number"),
        (("--require", "privacy=nan"), b"privacy_level is nan; expected a finite number"),
        (("--require", "privacy=2.7"), b"privacy_level is 2.7; expected a valid integer"),
        (("--priorities", "privacy=1,privacy=2"), b"expected each criterion once"),
        (("--use", "zz"), b"expected one of general, code, reasoning, french, documents, agents"),
    ],
)
def test_recommend_refuses_in_one_sentence(arguments: tuple[str, ...], sentence: bytes) -> None:
    done = run("recommend", *arguments)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_the_largest_weights_still_add_up_to_one() -> None:
    done = run("recommend", "--priorities", "privacy=1e308,cost=1e308", "--top", "1", "--json")
    (place,) = json.loads(done.stdout)["places"]
    assert place["contributions"]["privacy"] == pytest.approx(50, abs=1)  # on the machine, offline: half of all


def test_answers_are_utf8_whatever_the_locale_says() -> None:
    done = run("recommend", "--language", "fr", "--top", "1", PYTHONIOENCODING="ascii")
    said = done.stdout.decode()
    assert says(said, "command.ranked_one", FR) or says(said, "command.ranked_many", FR)


def test_unified_memory_is_the_accelerators_own_unless_told_otherwise() -> None:
    question = {"model": "llama-3.3-70b-instruct", "quantization": "Q8_0", "accelerator": "GB10 (DGX Spark)"}
    untold, told = batch(f"{json.dumps(question)}\n{json.dumps(question | {'ram_gb': 64})}".encode())
    assert (untold["fit"], told["fit"]) == ("full", "none")
